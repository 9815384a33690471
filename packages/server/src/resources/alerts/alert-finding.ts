import type { AlertClosedReason, AlertKind } from "@latchkey/shared";
import type { AlertFacts } from "./alert-facts.js";

/** What a finding is of: an alert of the same identity that is not closed tells of it already. */
export interface AlertIdentity {
  readonly workspaceId: string | null;
  readonly kind: AlertKind;
  readonly apiKeyId: string | null;
  readonly subject: string;
}

/** Something that a detector found: to be told, unless it is told already. */
export interface AlertFinding extends AlertIdentity {
  /** When it last happened. */
  readonly lastSeenAt: Date;
  /** When it began, where it is more than an instant. What began before an alert's end belongs to that alert. */
  readonly startedAt?: Date;
  readonly count: number;
  readonly facts: Partial<AlertFacts>;
}

/** An identity as one text, for the index that keeps two replicas from telling the same thing. */
export function writeIdentity({ workspaceId, kind, apiKeyId, subject }: AlertIdentity): string {
  return `${workspaceId ?? ""}:${kind}:${apiKeyId ?? ""}:${subject}`;
}

/** An alert that is over, and why. */
export interface AlertEnd {
  readonly id: string;
  readonly reason: AlertClosedReason;
}
