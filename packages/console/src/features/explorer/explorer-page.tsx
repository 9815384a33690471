import { json } from "@codemirror/lang-json";
import { Button, Group, Menu, Paper, SimpleGrid, Stack, Text } from "@mantine/core";
import { IconBook, IconPlayerPlay } from "@tabler/icons-react";
import { graphql, graphqlLanguageSupport } from "cm6-graphql";
import { type ReactNode, useMemo, useState } from "react";
import { useWorkspaceSession } from "../../api/workspace-session.js";
import { CodeEditor } from "../../ui/code-editor.js";
import { PageHeader } from "../../ui/page-header.js";
import { AnswerPanel } from "./answer-panel.js";
import { EXPLORER_EXAMPLES } from "./explorer-examples.js";
import { fillInIds } from "./fill-in-ids.js";
import { NeedsPanel } from "./needs-panel.js";
import { operationAtCursor } from "./operation-at-cursor.js";
import { SenderField } from "./sender-field.js";
import { useDraft } from "./use-draft.js";
import { useExplanation } from "./use-explanation.js";
import { useRun } from "./use-run.js";
import { useSampleIds } from "./use-sample-ids.js";
import { useSchema } from "./use-schema.js";

const JSON_LANGUAGE = json();

/** Tries operations with the session or a pasted key, and says what each needs and costs as it is written. */
export function ExplorerPage() {
  const { workspace } = useWorkspaceSession();
  const { draft, change } = useDraft(workspace.slug);
  const [cursor, setCursor] = useState(0);
  /** Null for the session. Kept nowhere but here, and gone with the page. */
  const [key, setKey] = useState<string | null>(null);
  const schema = useSchema(workspace.slug);
  const ids = useSampleIds();
  // An example is to work as it is.
  const variables = ids ? fillInIds(draft.variables, ids) : draft.variables;
  const language = useMemo(() => (schema ? graphql(schema) : graphqlLanguageSupport()), [schema]);
  const operationName = operationAtCursor(draft.document, cursor);
  const { explanation, problem } = useExplanation(draft.document, operationName, variables);
  const { answer, isRunning, run } = useRun(workspace.slug, key, {
    document: draft.document,
    variables,
    operationName,
  });
  const isMutation = explanation?.operationType === "mutation";

  return (
    <>
      <title>{`Explorer · ${workspace.name} · Latchkey`}</title>
      <PageHeader
        title="Explorer"
        description="Try an operation, see the scopes it needs and what it costs, and make the smallest key for it."
        action={<ExamplesMenu onChoose={(id) => change(exampleDraft(id))} />}
      />
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg" style={{ alignItems: "start" }}>
        <Stack gap="sm">
          <SenderField value={key} onChange={setKey} />
          <Editor title="Operation">
            <CodeEditor
              label="Operation"
              value={draft.document}
              language={language}
              minHeight="15rem"
              onChange={(document) => change({ document })}
              onCursor={setCursor}
              onRun={run}
            />
          </Editor>
          <Editor title="Variables">
            <CodeEditor
              label="Variables"
              value={variables}
              language={JSON_LANGUAGE}
              minHeight="4.5rem"
              onChange={(text) => change({ variables: text })}
              onRun={run}
            />
          </Editor>
          <Group justify="space-between" gap="xs">
            <Text size="xs" c="dimmed">
              {isMutation ? "Changes real data. " : ""}Ctrl or ⌘ with Enter runs it, too.
            </Text>
            <Button
              leftSection={<IconPlayerPlay size={16} />}
              loading={isRunning}
              disabled={draft.document.trim() === ""}
              onClick={run}
            >
              {isMutation ? "Run mutation" : "Run"}
            </Button>
          </Group>
        </Stack>
        <Stack gap="sm" miw={0}>
          <NeedsPanel explanation={explanation} problem={problem} isSession={key === null} />
          <AnswerPanel answer={answer} />
        </Stack>
      </SimpleGrid>
    </>
  );
}

function exampleDraft(id: string) {
  return EXPLORER_EXAMPLES.find((example) => example.id === id)?.draft ?? {};
}

function ExamplesMenu({ onChoose }: { onChoose: (id: string) => void }) {
  return (
    <Menu position="bottom-end" withinPortal={false}>
      <Menu.Target>
        <Button variant="default" leftSection={<IconBook size={16} />}>
          Examples
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {EXPLORER_EXAMPLES.map(({ id, title }) => (
          <Menu.Item key={id} onClick={() => onChoose(id)}>
            {title}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function Editor({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <Text size="sm" fw={600} mb={4}>
        {title}
      </Text>
      <Paper withBorder radius="md" style={{ overflow: "hidden" }}>
        {children}
      </Paper>
    </div>
  );
}
