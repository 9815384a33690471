import { Tabs } from "@mantine/core";
import { createContext, useContext } from "react";
import { CodePanel } from "./code-panel.js";
import type { CodeBlock } from "./markdown-tree.js";

/** Which client the reader wants to see everywhere on the page, and how to choose another. */
export const ChosenClient = createContext<{
  readonly client: string | null;
  readonly choose: (client: string | null) => void;
}>({ client: null, choose: () => {} });

/** The client that a program is for, as its first line says it; null when it says none. */
export function clientOf({ text }: CodeBlock): string | null {
  return /^(?:#|\/\/) (curl|fetch|Apollo Client|Python)\n/.exec(text)?.[1] ?? null;
}

/** One request for several clients, one shown at a time. */
export function CodeTabs({ programs }: { programs: readonly CodeBlock[] }) {
  const { client, choose } = useContext(ChosenClient);
  const clients = programs.map((program) => clientOf(program) ?? "");
  const shown = clients.find((name) => name === client) ?? clients[0] ?? null;
  return (
    <Tabs value={shown} onChange={choose} keepMounted={false} my="sm">
      <Tabs.List>
        {clients.map((name) => (
          <Tabs.Tab key={name} value={name} px="xs">
            {name}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {programs.map((program, index) => (
        <Tabs.Panel key={clients[index]} value={clients[index] ?? ""}>
          <CodePanel text={withoutFirstLine(program.text)} label={clients[index] ?? ""} />
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}

function withoutFirstLine(text: string): string {
  return text.slice(text.indexOf("\n") + 1);
}
