import { Alert, List, Text } from "@mantine/core";
import type { PolicyDifference } from "./policy-form.js";

/** What another admin saved while the form was open. */
export function PolicyConflict(props: { readonly differences: readonly PolicyDifference[] }) {
  return (
    <Alert color="yellow" role="alert" mb="md" title="Somebody changed the policy meanwhile">
      <List size="sm" spacing={4} withPadding>
        {props.differences.map(({ title, before, after }) => (
          <List.Item key={title}>
            {title}: <del>{before}</del> → <strong>{after}</strong>
          </List.Item>
        ))}
      </List>
      <Text size="sm" mt="xs">
        The form now stands on the new policy, with your own changes kept. Review them again to save
        them.
      </Text>
    </Alert>
  );
}
