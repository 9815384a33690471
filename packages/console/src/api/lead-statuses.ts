import type { LeadStatus } from "./generated/graphql.js";

/** How far a lead can have come, in the order of it, as people say it. */
export const LEAD_STATUSES: readonly {
  readonly value: LeadStatus;
  readonly title: string;
  readonly color: string;
}[] = [
  { value: "NEW", title: "New", color: "gray" },
  { value: "CONTACTED", title: "Contacted", color: "blue" },
  { value: "REPLIED", title: "Replied", color: "lagoon" },
  { value: "QUALIFIED", title: "Qualified", color: "violet" },
  { value: "WON", title: "Won", color: "teal" },
  { value: "LOST", title: "Lost", color: "red" },
];
