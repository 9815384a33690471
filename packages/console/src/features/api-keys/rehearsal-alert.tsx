import { Alert, List, Loader, Text } from "@mantine/core";
import { refusalText, rehearsalTitle } from "./rehearsal-text.js";
import type { RehearsalState } from "./use-rehearsal.js";

const SHOWN = 5;

/** Says what a change would have done to the key's requests, before it is saved; saving stays possible. */
export function RehearsalAlert({ state }: { state: RehearsalState }) {
  return (
    <div role="status">
      {state.kind === "running" && (
        <Text size="sm" c="dimmed">
          <Loader size={14} mr={8} aria-hidden />
          Trying this on the key’s requests…
        </Text>
      )}
      {state.kind === "done" && (
        <Alert
          role="group"
          color={state.rehearsal.refused > 0 ? "yellow" : "teal"}
          title={rehearsalTitle(state.rehearsal, Date.now())}
        >
          <Refusals kinds={state.rehearsal.refusals.map(refusalText)} />
        </Alert>
      )}
    </div>
  );
}

function Refusals({ kinds }: { kinds: readonly string[] }) {
  if (kinds.length === 0) return null;
  return (
    <List size="sm" spacing={4} withPadding>
      {kinds.slice(0, SHOWN).map((text) => (
        <List.Item key={text} style={{ overflowWrap: "anywhere" }}>
          {text}
        </List.Item>
      ))}
      {kinds.length > SHOWN && <List.Item>and other kinds of requests</List.Item>}
    </List>
  );
}
