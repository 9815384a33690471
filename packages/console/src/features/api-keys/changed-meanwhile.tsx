import { Alert, List, Text } from "@mantine/core";
import type { KeyDifference } from "./key-edit.js";

/** What somebody else changed while a form was open, old and new. */
export function ChangedMeanwhile(props: { readonly differences: readonly KeyDifference[] }) {
  return (
    <Alert color="yellow" role="alert" title="Somebody changed this key meanwhile">
      <List size="sm" spacing={4} withPadding>
        {props.differences.map(({ title, before, after }) => (
          <List.Item key={title}>
            {title}: <del>{before}</del> → <strong>{after}</strong>
          </List.Item>
        ))}
      </List>
      <Text size="sm" mt="xs">
        The form now stands on the new state, with what you changed kept. Save again to apply it.
      </Text>
    </Alert>
  );
}
