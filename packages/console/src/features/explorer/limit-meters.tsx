import { Group, Text } from "@mantine/core";
import { wholeNumber } from "../../format/number.js";
import type { Explanation } from "./use-explanation.js";

type Limit = Explanation["limits"][number];

const WORDS: Readonly<Record<string, string>> = {
  depth: "deep",
  objects: "objects at most",
  rootFields: "root fields",
  introspectionDepth: "deep in introspection",
};
/** From this share of a limit on it is worth telling. */
const NEAR = 0.5;
const ALWAYS: ReadonlySet<string> = new Set(["depth", "objects"]);

/** How deep and how large the operation is, and every other limit it comes near to. */
export function LimitMeters({ limits }: { limits: readonly Limit[] }) {
  const told = limits.filter(({ name, used, max }) => ALWAYS.has(name) || used > max * NEAR);
  return (
    <Group gap="2px var(--mantine-spacing-md)">
      {told.map(({ name, used, max }) => (
        <Text key={name} size="xs" c={used > max ? "var(--mantine-color-error)" : "dimmed"}>
          {`${wholeNumber(used)} ${WORDS[name] ?? name} of ${wholeNumber(max)} allowed`}
        </Text>
      ))}
    </Group>
  );
}
