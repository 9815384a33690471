import { type RateLimit, rateLimitProblems } from "@latchkey/shared";
import type { DataSource } from "typeorm";
import { assertNoProblems } from "../../base/api-error.js";
import { Workspace } from "../workspaces/workspace.entity.js";

/** Throws the 400 for windows that are none, or that let more through than the workspace's maximum. */
export async function assertRateLimits(
  database: DataSource,
  workspaceId: string,
  limits: readonly RateLimit[] | null,
): Promise<void> {
  if (limits === null) return;
  const { rateLimitMax } = await database
    .getRepository(Workspace)
    .findOneByOrFail({ id: workspaceId });
  assertNoProblems(rateLimitProblems(limits, rateLimitMax));
}

/** The windows, the longest first, and nothing else of what was sent. */
export function tidyRateLimits(limits: readonly RateLimit[] | null): RateLimit[] | null {
  if (limits === null) return null;
  return limits
    .map(({ windowSeconds, limit }) => ({ windowSeconds, limit }))
    .sort((a, b) => b.windowSeconds - a.windowSeconds);
}
