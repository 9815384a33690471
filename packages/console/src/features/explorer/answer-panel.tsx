import { Alert, Code, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { duration } from "../../format/duration.js";
import { StatusCodeBadge } from "../../ui/status-code-badge.js";
import classes from "./answer-panel.module.css";
import type { OperationAnswer } from "./send-operation.js";
import type { RunOutcome } from "./use-run.js";

/** What the last run was answered: status, duration, limits and body; or why there is no answer. */
export function AnswerPanel({ answer }: { answer: RunOutcome | null }) {
  return (
    <section aria-label="Answer" aria-live="polite">
      {answer === null ? (
        <Paper withBorder radius="lg" p="md">
          <Text size="sm" c="dimmed">
            The answer comes here.
          </Text>
        </Paper>
      ) : "problem" in answer ? (
        <Alert color="red" title="It was not sent">
          {answer.problem}
        </Alert>
      ) : (
        <Answer answer={answer} />
      )}
    </section>
  );
}

function Answer({ answer }: { answer: OperationAnswer }) {
  return (
    <Paper withBorder radius="lg" p="md">
      <Stack gap="sm">
        <Group gap="sm">
          <Title order={2} size="h4">
            Answer
          </Title>
          <StatusCodeBadge statusCode={answer.status} />
          <Text size="sm" c="dimmed">
            {duration(answer.durationMs)}
          </Text>
        </Group>
        <Code block className={classes["body"]} tabIndex={0} role="group" aria-label="Body">
          {answer.body}
        </Code>
        <dl className={classes["headers"]}>
          {answer.headers.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </Stack>
    </Paper>
  );
}
