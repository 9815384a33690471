import { displayKey } from "@latchkey/shared";
import { Badge, Button, Code, Group, Text } from "@mantine/core";
import type { ApiKeySecretRowFragment } from "../../api/generated/graphql.js";
import { type DataColumn, DataTable } from "../../ui/data-table.js";
import { ExactInstant, TimeAgo } from "../../ui/exact-instant.js";

type Secret = ApiKeySecretRowFragment;

const STATES = {
  present: { title: "Present", color: "teal" },
  closing: { title: "Closing", color: "yellow" },
  closed: { title: "Closed", color: "gray" },
} as const;

function stateOf(secret: Secret): keyof typeof STATES {
  if (secret.closesAt === null) return "present";
  return Date.parse(secret.closesAt) > Date.now() ? "closing" : "closed";
}

const COLUMNS: readonly DataColumn<Secret>[] = [
  {
    id: "secret",
    title: "Secret",
    isRowHeader: true,
    cell: (secret) => <Code fz="xs">{displayKey(secret.start, secret.lastFour)}</Code>,
  },
  {
    id: "state",
    title: "State",
    cell: (secret) => {
      const { title, color } = STATES[stateOf(secret)];
      return (
        <>
          <Badge color={color} variant="light" radius="sm" tt="none">
            {title}
          </Badge>
          {secret.closesAt && (
            <Text size="xs" c="dimmed" mt={4}>
              <ExactInstant at={secret.closesAt} />
            </Text>
          )}
        </>
      );
    },
  },
  { id: "created", title: "Created", cell: (secret) => <ExactInstant at={secret.createdAt} /> },
  {
    id: "first-used",
    title: "First used",
    cell: (secret) => (secret.firstUsedAt ? <ExactInstant at={secret.firstUsedAt} /> : "Not yet"),
  },
  {
    id: "last-used",
    title: "Last used",
    cell: (secret) => (secret.lastUsedAt ? <LastUse secret={secret} /> : "Never"),
  },
];

/** A key's secrets: the present one, and those rotated out with who still uses them. */
export function KeySecrets(props: {
  readonly secrets: readonly Secret[];
  readonly isManageable: boolean;
  readonly onClose: (secret: Secret) => void;
  readonly onExtend: (secret: Secret) => void;
}) {
  const { secrets, isManageable, onClose, onExtend } = props;
  const actions: DataColumn<Secret> = {
    id: "secret-actions",
    title: "Actions",
    isTitleHidden: true,
    align: "right",
    cell: (secret) =>
      stateOf(secret) === "closing" && (
        <Group gap="xs" justify="flex-end">
          <Button variant="default" size="xs" onClick={() => onExtend(secret)}>
            Extend
          </Button>
          <Button variant="light" color="red" size="xs" onClick={() => onClose(secret)}>
            Close now
          </Button>
        </Group>
      ),
  };
  const hasClosing = isManageable && secrets.some((secret) => stateOf(secret) === "closing");
  return (
    <DataTable
      label="Secrets"
      columns={hasClosing ? [...COLUMNS, actions] : COLUMNS}
      rows={secrets}
      rowId={(secret) => secret.id}
      isDimmed={(secret) => stateOf(secret) === "closed"}
    />
  );
}

function LastUse({ secret }: { secret: Secret }) {
  return (
    <>
      {secret.lastUsedAt && <TimeAgo at={secret.lastUsedAt} />}
      {secret.lastUsedIp && ` from ${secret.lastUsedIp}`}
      {secret.lastUsedUserAgent && (
        <Text size="xs" c="dimmed" lineClamp={2} maw={260} title={secret.lastUsedUserAgent}>
          {secret.lastUsedUserAgent}
        </Text>
      )}
    </>
  );
}
