import { Alert, List, Text } from "@mantine/core";
import type { ChangeSince } from "../../api/api-failure.js";
import { TimeAgo } from "../../ui/exact-instant.js";
import type { KeyDifference } from "./key-edit.js";

/** What somebody else changed while a form was open: by whom, and field by field old and new. */
export interface KeyConflict {
  /** Who did what; none when the person may not read the audit log. */
  readonly changes: readonly ChangeSince[];
  readonly differences: readonly KeyDifference[];
  /** The fields that the person changed too; the form holds theirs. */
  readonly contested: ReadonlySet<string>;
}

const DEEDS: Readonly<Record<string, string>> = {
  updateApiKey: "edited it",
  rotateApiKey: "rotated it",
  closeApiKeySecret: "closed an old secret",
  extendApiKeySecret: "extended an old secret",
  activateApiKey: "activated it",
  deactivateApiKey: "deactivated it",
};

const SHOWN = 3;

/** Shows a conflict, and says where the form stands now. */
export function ChangedMeanwhile({ changes, differences, contested }: KeyConflict) {
  return (
    <Alert color="yellow" role="alert" title="Somebody changed this key meanwhile">
      {changes.slice(0, SHOWN).map(({ by, action, at }) => (
        <Text key={`${at} ${action}`} size="sm" style={{ overflowWrap: "anywhere" }}>
          {by} {DEEDS[action] ?? "changed it"} <TimeAgo at={at} />.
        </Text>
      ))}
      {changes.length > SHOWN && (
        <Text size="sm">And {changes.length - SHOWN} changes before.</Text>
      )}
      <List size="sm" spacing={4} withPadding mt={changes.length > 0 ? "xs" : 0}>
        {differences.map(({ field, title, before, after }) => (
          <List.Item key={field} style={{ overflowWrap: "anywhere" }}>
            {title}: <del>{before}</del> → <strong>{after}</strong>
            {contested.has(field) && " – you changed this too, and the form holds yours"}
          </List.Item>
        ))}
      </List>
      <Text size="sm" mt="xs">
        {differences.length > 0
          ? "The form now stands on the new state, with what you changed kept. Save again to apply it."
          : "It is the same again. Save again to apply what you changed."}
      </Text>
    </Alert>
  );
}
