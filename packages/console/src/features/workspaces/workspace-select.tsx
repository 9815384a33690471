import { Select } from "@mantine/core";
import { useLocation, useNavigate } from "react-router";
import { paths } from "../../paths.js";

/** The pages that every workspace has; elsewhere, another workspace opens on its keys. */
const KEPT_PAGES = [paths.requestLogs, paths.auditLog, paths.settings];

interface WorkspaceChoice {
  readonly name: string;
  readonly slug: string;
}

/** The drop-down that changes the workspace and keeps the page. */
export function WorkspaceSelect(props: {
  readonly current: WorkspaceChoice;
  readonly workspaces: readonly WorkspaceChoice[];
}) {
  const { current, workspaces } = props;
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const open = (slug: string | null) => {
    if (slug === null || slug === current.slug) return;
    const page = KEPT_PAGES.find(({ link }) => pathname.startsWith(link(current.slug)));
    navigate((page ?? paths.apiKeys).link(slug));
  };
  return (
    <Select
      aria-label="Workspace"
      value={current.slug}
      onChange={open}
      data={workspaces.map(({ slug, name }) => ({ value: slug, label: name }))}
      allowDeselect={false}
      searchable={workspaces.length > 8}
      nothingFoundMessage="No such workspace"
      w={{ base: 170, xs: 220 }}
      styles={{ input: { fontWeight: 600 } }}
    />
  );
}
