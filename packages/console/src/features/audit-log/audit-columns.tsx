import { Anchor, Box, Text } from "@mantine/core";
import { Link } from "react-router";
import type { AuditEventRowFragment } from "../../api/generated/graphql.js";
import { useWorkspaceSession } from "../../api/workspace-session.js";
import { paths } from "../../paths.js";
import type { DataColumn } from "../../ui/data-table.js";
import { ExactInstant } from "../../ui/exact-instant.js";
import { actionText, auditChanges } from "./audit-words.js";

const KINDS: Readonly<Record<string, string>> = {
  session: "in the console",
  key: "with a key",
  system: "by itself",
};

/** An event as a row of the audit log. */
export const AUDIT_COLUMNS: readonly DataColumn<AuditEventRowFragment>[] = [
  {
    id: "time",
    title: "Time",
    isRowHeader: true,
    isNarrow: true,
    cell: (event) => <ExactInstant at={event.at} />,
  },
  {
    id: "who",
    title: "Who",
    cell: (event) => (
      <Box miw={{ base: 0, md: 200 }}>
        {event.actorName}
        <Text size="xs" c="dimmed">
          {[KINDS[event.actorKind], event.ip && `from ${event.ip}`].filter(Boolean).join(", ")}
        </Text>
      </Box>
    ),
  },
  { id: "action", title: "Action", isNarrow: true, cell: (event) => actionText(event.action) },
  { id: "subject", title: "Subject", cell: (event) => <Subject event={event} /> },
  { id: "changes", title: "Changes", cell: (event) => <Changes event={event} /> },
];

function Subject({ event }: { event: AuditEventRowFragment }) {
  const { workspace } = useWorkspaceSession();
  const to =
    event.subjectKind === "apiKey" && event.action !== "deleteApiKey"
      ? paths.apiKey.link(workspace.slug, event.subjectId)
      : event.subjectKind === "workspace"
        ? paths.settings.link(workspace.slug)
        : event.subjectKind === "alert"
          ? paths.alerts.link(workspace.slug, event.subjectId)
          : null;
  return (
    <Box miw={{ base: 0, lg: 180 }}>
      {to === null ? (
        event.subjectName
      ) : (
        <Anchor component={Link} to={to} inherit>
          {event.subjectName}
        </Anchor>
      )}
    </Box>
  );
}

function Changes({ event }: { event: AuditEventRowFragment }) {
  const changes = auditChanges(event);
  if (changes.length === 0) {
    return (
      <Text span inherit c="dimmed">
        –
      </Text>
    );
  }
  return changes.map(({ title, before, after }) => (
    <Text key={title} size="xs" maw={420}>
      <Text span inherit c="dimmed">
        {title}:
      </Text>{" "}
      {before !== null && (
        <>
          <del>{before}</del> →{" "}
        </>
      )}
      {after}
    </Text>
  ));
}
