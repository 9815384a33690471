import { List, Text } from "@mantine/core";
import { ExactInstant } from "../../ui/exact-instant.js";
import type { ShownAlert } from "./alert-body.js";
import { closedText } from "./alert-words.js";

interface Step {
  readonly at: string;
  readonly title: string;
  readonly text?: string | null;
}

/** What became of an alert, in the order of time; and when it will close by itself. */
export function AlertHistory({ alert }: { alert: ShownAlert }) {
  return (
    <List type="ordered" listStyleType="none" spacing="xs" size="sm">
      {stepsOf(alert).map(({ at, title, text }) => (
        <List.Item key={title}>
          {title},{" "}
          <Text span inherit c="dimmed">
            <ExactInstant at={at} />
          </Text>
          {text && (
            <Text size="sm" c="dimmed" style={{ whiteSpace: "pre-wrap" }}>
              {text}
            </Text>
          )}
        </List.Item>
      ))}
      {!alert.closedAt && (
        <List.Item>
          Closes by itself
          <Text size="sm" c="dimmed">
            {alert.closes}
          </Text>
        </List.Item>
      )}
    </List>
  );
}

function stepsOf(alert: ShownAlert): Step[] {
  const { openedAt, lastSeenAt, acknowledgedAt, closedAt } = alert;
  const steps: Step[] = [
    { at: openedAt, title: "Opened" },
    // What is about no request only became true once.
    ...(alert.count > 0 ? [{ at: lastSeenAt, title: "Last seen" }] : []),
    ...(acknowledgedAt
      ? [
          {
            at: acknowledgedAt,
            title: `Acknowledged by ${alert.acknowledgedBy}`,
            text: alert.note && `“${alert.note}”`,
          },
        ]
      : []),
    ...(closedAt
      ? [{ at: closedAt, title: "Closed by itself", text: closedText(alert.closedReason) }]
      : []),
  ];
  return steps.sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
}
