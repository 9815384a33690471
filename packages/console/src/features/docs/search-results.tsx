import { Anchor, Stack, Text, Title } from "@mantine/core";
import { Link } from "react-router";
import { useWorkspaceSession } from "../../api/workspace-session.js";
import { counted } from "../../format/number.js";
import { paths } from "../../paths.js";
import { GUIDES } from "./guides.js";
import { searchGuides } from "./search-guides.js";

/** The sections that hold what is looked for, over all guides. */
export function SearchResults({ search }: { search: string }) {
  const { slug } = useWorkspaceSession().workspace;
  const hits = searchGuides(GUIDES, search);
  return (
    <section aria-label="Search results">
      <Title order={1} mb="xs">
        Search
      </Title>
      <Text size="sm" c="dimmed" mb="md" role="status">
        {hits.length === 0 ? "Nothing says all of these words." : counted(hits.length, "section")}
      </Text>
      <Stack gap="md">
        {hits.map(({ guide, guideTitle, anchor, title, excerpt }) => (
          <div key={`${guide} ${anchor}`}>
            <Anchor component={Link} to={paths.docs.link(slug, guide, anchor)} fw={600}>
              {title}
            </Anchor>
            <Text size="xs" c="dimmed">
              {guideTitle}
            </Text>
            <Text size="sm" style={{ overflowWrap: "anywhere" }}>
              {excerpt}
            </Text>
          </div>
        ))}
      </Stack>
    </section>
  );
}
