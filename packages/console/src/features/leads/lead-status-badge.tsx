import { Badge } from "@mantine/core";
import type { LeadStatus } from "../../api/generated/graphql.js";
import { LEAD_STATUSES } from "../../api/lead-statuses.js";

/** How far a lead has come. */
export function LeadStatusBadge({ status }: { status: LeadStatus }) {
  const known = LEAD_STATUSES.find(({ value }) => value === status);
  return (
    <Badge color={known?.color ?? "gray"} variant="light" radius="sm" tt="none">
      {known?.title ?? status}
    </Badge>
  );
}
