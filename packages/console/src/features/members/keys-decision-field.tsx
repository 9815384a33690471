import { ROLES } from "@latchkey/shared";
import { List, Radio, Select, Stack, Text } from "@mantine/core";
import type {
  MemberKeyFragment,
  MemberRowFragment,
  RemoveMemberInput,
} from "../../api/generated/graphql.js";
import { counted } from "../../format/number.js";
import { timeAgo } from "../../format/time.js";
import { KeyEffectList } from "./key-effect-list.js";
import { keyEffects } from "./key-effects.js";
import { handOverText, revokeText } from "./member-sentences.js";

/** What becomes of a removed member's keys; null until it is said. */
export interface KeysDecision {
  readonly keys: NonNullable<RemoveMemberInput["keys"]> | null;
  readonly handOverToId: string | null;
}

/** Lists a member's keys and asks what becomes of them: handed over or revoked, with what that means. */
export function KeysDecisionField(props: {
  readonly member: MemberRowFragment;
  readonly candidates: readonly MemberRowFragment[];
  readonly keys: readonly MemberKeyFragment[] | undefined;
  readonly totalCount: number;
  readonly value: KeysDecision;
  readonly onChange: (decision: KeysDecision) => void;
}) {
  const { member, candidates, keys = [], totalCount, value, onChange } = props;
  const heir = candidates.find(({ id }) => id === value.handOverToId);
  const effects = heir ? keyEffects(keys, member, heir) : [];
  const unlisted = totalCount - keys.length;
  return (
    <Stack gap="sm">
      <List size="sm" spacing={4} withPadding mah={180} style={{ overflowY: "auto" }}>
        {keys.map((key) => (
          <List.Item key={key.id}>
            {key.name}{" "}
            <Text span size="xs" c="dimmed">
              {key.start}…,{" "}
              {key.lastUsedAt ? `last used ${timeAgo(key.lastUsedAt, Date.now())}` : "never used"}
            </Text>
          </List.Item>
        ))}
        {keys.length > 0 && unlisted > 0 && (
          <List.Item>and {counted(unlisted, "other key")}</List.Item>
        )}
      </List>
      <Radio.Group
        label="What happens to the keys"
        value={value.keys}
        onChange={(chosen) =>
          onChange(
            chosen === "REVOKE"
              ? { keys: "REVOKE", handOverToId: null }
              : { keys: "HAND_OVER", handOverToId: value.handOverToId },
          )
        }
      >
        <Stack gap="sm" mt={8}>
          <Radio
            value="HAND_OVER"
            label="Hand over to another member"
            description="They work on, as far as that member’s role allows"
            disabled={candidates.length === 0}
          />
          {value.keys === "HAND_OVER" && (
            <Select
              label="New owner"
              ml={30}
              searchable
              data-autofocus
              placeholder="Choose a member"
              nothingFoundMessage="No such member"
              value={value.handOverToId}
              data={candidates.map(({ id, name, email, role }) => ({
                value: id,
                label: `${name} (${email}), ${ROLES[role].title}`,
              }))}
              onChange={(handOverToId) => onChange({ keys: "HAND_OVER", handOverToId })}
            />
          )}
          <Radio
            value="REVOKE"
            label="Revoke"
            description="They stop working at once and for good"
          />
        </Stack>
      </Radio.Group>
      <div role="status">
        {value.keys === "REVOKE" && <Text size="sm">{revokeText(totalCount)}</Text>}
        {heir && (
          <Stack gap="xs">
            <Text size="sm">{handOverText(totalCount, heir.name, heir)}</Text>
            {effects.length > 0 && <KeyEffectList effects={effects} />}
          </Stack>
        )}
      </div>
    </Stack>
  );
}
