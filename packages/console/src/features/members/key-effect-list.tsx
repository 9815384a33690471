import { Code, List } from "@mantine/core";
import type { KeyEffect } from "./key-effects.js";

/** The keys that can do less or more, each with the scopes it is about. */
export function KeyEffectList({ effects }: { effects: readonly KeyEffect[] }) {
  return (
    <List size="sm" spacing={4} withPadding mah={200} style={{ overflowY: "auto" }}>
      {effects.map(({ id, name, loses, gains }) => (
        <List.Item key={id}>
          <strong>{name}</strong>
          {loses.length > 0 && (
            <>
              {" "}
              loses <Scopes scopes={loses} />
            </>
          )}
          {gains.length > 0 && (
            <>
              {" "}
              can use <Scopes scopes={gains} />
            </>
          )}
        </List.Item>
      ))}
    </List>
  );
}

function Scopes({ scopes }: { scopes: readonly string[] }) {
  return scopes.map((scope, index) => (
    <span key={scope}>
      {index > 0 && ", "}
      <Code fz="xs">{scope}</Code>
    </span>
  ));
}
