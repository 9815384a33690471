import { Button, Group, Paper, Progress, Text } from "@mantine/core";
import { wholeNumber } from "../../format/number.js";
import { clockTime } from "../../format/time.js";
import { FailureAlert } from "../../ui/failure-alert.js";
import type { ShownRun } from "./use-upsert-run.js";

/** How far a run is, with the ways to hold it; nothing once it is over. */
export function RunProgress(props: {
  readonly shown: ShownRun;
  readonly totalRows: number;
  /** What is going on: "Importing". */
  readonly deed: string;
}) {
  const { shown, totalRows, deed } = props;
  const { run, state } = shown;
  const { phase, doneRows } = state;
  if (phase === "DONE" || phase === "STOPPED") return null;
  const isResting = phase === "PAUSED" || phase === "FAILED";
  return (
    <Paper withBorder radius="lg" p="lg" mt="md">
      <Group justify="space-between" mb="sm" gap="sm">
        <Text size="sm" role="status">
          {headline(shown, deed)}
        </Text>
        <Text size="sm" c="dimmed">
          {wholeNumber(doneRows)} of {wholeNumber(totalRows)} rows
        </Text>
      </Group>
      <Progress
        value={totalRows === 0 ? 100 : (doneRows / totalRows) * 100}
        animated={!isResting}
        color={phase === "FAILED" ? "red" : undefined}
        aria-label={deed}
        transitionDuration={150}
      />
      {state.failure && (
        <div style={{ marginTop: 16 }}>
          <FailureAlert>{state.failure}</FailureAlert>
        </div>
      )}
      <Group mt="md" gap="xs">
        {isResting ? (
          <Button size="sm" onClick={() => void run.go()}>
            {phase === "FAILED" ? "Try again" : "Continue"}
          </Button>
        ) : (
          <Button size="sm" variant="default" onClick={() => run.pause()}>
            Pause
          </Button>
        )}
        <Button size="sm" variant="default" onClick={() => run.stop()}>
          Cancel
        </Button>
      </Group>
    </Paper>
  );
}

function headline({ state }: ShownRun, deed: string): string {
  switch (state.phase) {
    case "PAUSED":
      return "Paused. What is done stays done.";
    case "FAILED":
      return "Some rows could not be sent. What is done stays done, and trying again does nothing twice.";
    case "WAITING":
      return state.waitUntil === null
        ? "Waiting…"
        : `The server asks to wait; going on at ${clockTime(new Date(state.waitUntil).toISOString(), false)}.`;
    default:
      return `${deed}…`;
  }
}
