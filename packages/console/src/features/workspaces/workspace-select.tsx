import { type RoleName, scopesOfRole } from "@latchkey/shared";
import { Select } from "@mantine/core";
import { useLocation, useNavigate } from "react-router";
import { useWorkspaceSession } from "../../api/workspace-session.js";
import { samePageElsewhere } from "./workspace-pages.js";

interface Membership {
  /** Null for a platform admin who is no member. */
  readonly role: RoleName | null;
  readonly workspace: { readonly name: string; readonly slug: string };
}

/** The drop-down that changes the workspace and keeps the page. */
export function WorkspaceSelect({ memberships }: { memberships: readonly Membership[] }) {
  const { workspace: current, user } = useWorkspaceSession();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const open = (slug: string | null) => {
    if (slug === null || slug === current.slug) return;
    const role = memberships.find(({ workspace }) => workspace.slug === slug)?.role ?? null;
    const scopes = new Set(scopesOfRole(role, user.isPlatformAdmin));
    navigate(samePageElsewhere(pathname, current.slug, { slug, scopes }));
  };
  return (
    <Select
      aria-label="Workspace"
      value={current.slug}
      onChange={open}
      data={memberships.map(({ workspace: { slug, name } }) => ({ value: slug, label: name }))}
      allowDeselect={false}
      searchable={memberships.length > 8}
      nothingFoundMessage="No such workspace"
      w={{ base: 170, xs: 220 }}
      styles={{ input: { fontWeight: 600 } }}
    />
  );
}
