import { workspaceEditProblems } from "@latchkey/shared";
import type { UpdateWorkspaceInput } from "../../api/generated/graphql.js";
import { counted } from "../../format/number.js";
import { rateLimitText } from "../../format/rate-limit.js";

/** What the form of a workspace holds; the maximum is a text where what was typed is no number. */
export interface WorkspaceEditForm {
  readonly name: string;
  readonly rateLimitMax: number | string;
}

interface EditableWorkspace {
  readonly name: string;
  readonly rateLimitMax: number;
}

/** What is wrong with each field of the form, by the rules that the server has too. */
export function workspaceEditErrors({ name, rateLimitMax }: WorkspaceEditForm) {
  return workspaceEditProblems({ name, rateLimitMax: numberOf(rateLimitMax) });
}

/** Only what the form changes, so that nothing else is written over. */
export function workspaceEditChanges(
  workspace: EditableWorkspace,
  form: WorkspaceEditForm,
): UpdateWorkspaceInput {
  const name = form.name.trim();
  const rateLimitMax = numberOf(form.rateLimitMax);
  return {
    ...(name === workspace.name ? {} : { name }),
    ...(rateLimitMax === workspace.rateLimitMax ? {} : { rateLimitMax }),
  };
}

/** The maximum that the form would set, where it would set another one and could. */
export function newRateLimitMax(
  workspace: EditableWorkspace,
  form: WorkspaceEditForm,
): number | null {
  const { rateLimitMax } = workspaceEditChanges(workspace, form);
  if (typeof rateLimitMax !== "number" || workspaceEditErrors(form)["rateLimitMax"]) return null;
  return rateLimitMax;
}

const NAMED = 5;

/** How many keys a maximum cuts, which, and what becomes of their own limits. */
export function cutText(rateLimitMax: number, names: readonly string[]): string {
  const maximum = rateLimitText({ limit: rateLimitMax, windowSeconds: 3600 });
  if (names.length === 0) return `No key is above ${maximum}.`;
  const more = names.length - NAMED;
  const list = [...names.slice(0, NAMED), ...(more > 0 ? [`${more} more`] : [])].join(", ");
  const [are, their, limits] =
    names.length === 1
      ? ["is", "its", "Its own limits stay"]
      : ["are", "their", "Their own limits stay"];
  return `${counted(names.length, "key")} ${are} above ${maximum} and will be cut to it from ${their} next request: ${list}. ${limits} as they are, and hold again under a higher maximum.`;
}

function numberOf(value: number | string): number {
  return typeof value === "number" ? value : Number.NaN;
}
