import { SimpleGrid } from "@mantine/core";
import type { RequestStatsQuery } from "../../api/generated/graphql.js";
import { duration } from "../../format/duration.js";
import { count, percent } from "../../format/number.js";
import { FigureCard } from "../../ui/figure-card.js";

/** The four figures of the chosen requests; errors in red. */
export function LogFigures({ stats }: { stats: RequestStatsQuery["requestStats"] | undefined }) {
  return (
    <SimpleGrid component="dl" cols={{ base: 2, md: 4 }} spacing="md" my="md">
      <FigureCard title="Total requests" value={stats && count(stats.total)} />
      <FigureCard title="Success rate" value={stats && percent(stats.successRate)} />
      <FigureCard title="Average response time" value={stats && duration(stats.averageMs)} />
      <FigureCard title="Errors" value={stats && count(stats.errors)} isBad />
    </SimpleGrid>
  );
}
