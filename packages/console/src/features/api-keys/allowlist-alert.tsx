import { Alert, Code, List } from "@mantine/core";
import type { AllowlistWarning } from "./use-allowlist-warning.js";

const SHOWN = 5;

/** Names those whom the allowlist would shut out; read out as soon as there are any. */
export function AllowlistAlert({ warning }: { warning: AllowlistWarning }) {
  const { risk, element } = warning;
  const clients = risk?.clients ?? [];
  return (
    <div role="status">
      {risk && (
        <Alert
          mt="xs"
          ref={element}
          tabIndex={-1}
          role="group"
          color="yellow"
          title="This allowlist shuts out"
        >
          <List size="sm" spacing={4} withPadding>
            {risk.ownAddress !== null && (
              <List.Item>
                <Code>{risk.ownAddress}</Code> – you: a test from this computer would be refused
              </List.Item>
            )}
            {clients.slice(0, SHOWN).map(({ address, programs }) => (
              <List.Item key={address} style={{ overflowWrap: "anywhere" }}>
                <Code>{address}</Code> – used this key in the last 7 days
                {programs.length > 0 && `: ${programs.join(", ")}`}
              </List.Item>
            ))}
            {clients.length > SHOWN && (
              <List.Item>and {clients.length - SHOWN} more, seen in the last 7 days</List.Item>
            )}
          </List>
        </Alert>
      )}
    </div>
  );
}
