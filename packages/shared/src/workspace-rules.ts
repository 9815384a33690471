import { ProblemList, type Problems, textProblem } from "./problems.js";
import { rateLimitMaxProblem } from "./rate-limits.js";

/** Limits of a workspace's texts, in characters. */
export const WORKSPACE_LIMITS = { nameMax: 80, slugMax: 40 } as const;

/** The console's own first path segments; no workspace can take one as its slug. */
export const RESERVED_SLUGS: readonly string[] = [
  "accept-invitation",
  "api",
  "assets",
  "graphql",
  "healthz",
  "metrics",
  "new-workspace",
  "readyz",
  "sign-in",
  "v1",
];

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** Says what is wrong with each field of a new workspace. */
export function newWorkspaceProblems(input: { name: string; slug: string }): Problems {
  return new ProblemList()
    .add("name", nameProblem(input.name))
    .add(
      "slug",
      textProblem(input.slug, { label: "Address", max: WORKSPACE_LIMITS.slugMax, required: true }),
    )
    .add(
      "slug",
      !SLUG.test(input.slug)
        ? "Address can have lower-case letters, digits and single hyphens."
        : RESERVED_SLUGS.includes(input.slug)
          ? "This address is reserved."
          : null,
    ).problems;
}

/** Says what is wrong with each field of a workspace's edit; a field left out or null is not changed. */
export function workspaceEditProblems(edit: {
  readonly name?: string | null | undefined;
  readonly rateLimitMax?: number | null | undefined;
}): Problems {
  const { name, rateLimitMax } = edit;
  const list = new ProblemList();
  if (name !== undefined && name !== null) list.add("name", nameProblem(name));
  if (rateLimitMax !== undefined && rateLimitMax !== null) {
    list.add("rateLimitMax", rateLimitMaxProblem(rateLimitMax));
  }
  return list.problems;
}

function nameProblem(name: string): string | null {
  return textProblem(name, { label: "Name", max: WORKSPACE_LIMITS.nameMax, required: true });
}
