import { Button, Paper } from "@mantine/core";
import { IconPlayerPlay } from "@tabler/icons-react";
import { useMemo } from "react";
import { Link } from "react-router";
import { useWorkspaceSession } from "../../api/workspace-session.js";
import { paths } from "../../paths.js";
import { type MarkdownContext, MarkdownView } from "../../ui/markdown-view.js";
import { GUIDES, type Guide } from "./guides.js";

/** The address that the guides' programs send to, before they are this reader's. */
const ORIGIN_IN_GUIDES = "http://127.0.0.1:4000";

/** One guide, its programs with this console's own address. */
export function GuideView({ guide }: { guide: Guide }) {
  const { slug } = useWorkspaceSession().workspace;
  const context = useMemo(
    (): MarkdownContext => ({
      linkTo: (href) => linkTo(slug, guide.slug, href),
      programText: (text) => text.replaceAll(ORIGIN_IN_GUIDES, window.location.origin),
      actionFor: ({ language }, anchor) =>
        language === "graphql" &&
        anchor && (
          <Button
            component={Link}
            to={paths.explorer.link(slug, anchor)}
            variant="subtle"
            size="compact-xs"
            leftSection={<IconPlayerPlay size={14} />}
          >
            Open in the explorer
          </Button>
        ),
    }),
    [slug, guide.slug],
  );
  return (
    <Paper component="article" withBorder radius="lg" p={{ base: "md", sm: "xl" }}>
      <MarkdownView blocks={guide.blocks} context={context} />
    </Paper>
  );
}

/** Guides link to each other's files and to headings; what is no guide has no place in the console. */
function linkTo(workspace: string, current: string, href: string): string | null {
  const [file = "", anchor] = href.split("#");
  const slug = file === "" ? current : file.replace(/\.md$/, "");
  const isKnown = GUIDES.some((guide) => guide.slug === slug);
  return isKnown ? paths.docs.link(workspace, slug, anchor) : null;
}
