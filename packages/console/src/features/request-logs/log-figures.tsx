import { SimpleGrid } from "@mantine/core";
import type { RequestStatsQuery } from "../../api/generated/graphql.js";
import { duration } from "../../format/duration.js";
import { count, percent } from "../../format/number.js";
import { FigureCard } from "../../ui/figure-card.js";
import { pointsChange, relativeChange } from "./figure-change.js";

/** The four figures of the chosen requests, and how they differ from the span before; errors in red. */
export function LogFigures({ stats }: { stats: RequestStatsQuery["requestStats"] | undefined }) {
  const before = stats?.previous;
  return (
    <SimpleGrid component="dl" cols={{ base: 2, md: 4 }} spacing="md" my={0}>
      <FigureCard
        title="Total requests"
        value={stats && count(stats.total)}
        change={relativeChange(stats?.total, before?.total, "neither")}
      />
      <FigureCard
        title="Success rate"
        value={stats && percent(stats.successRate)}
        change={pointsChange(stats?.successRate, before?.successRate)}
      />
      <FigureCard
        title="Average response time"
        value={stats && duration(stats.averageMs)}
        change={relativeChange(stats?.averageMs, before?.averageMs, "less")}
      />
      <FigureCard
        title="Errors"
        value={stats && count(stats.errors)}
        change={relativeChange(stats?.errors, before?.errors, "less")}
        isBad
      />
    </SimpleGrid>
  );
}
