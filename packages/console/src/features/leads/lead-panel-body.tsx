import { Anchor, Group, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import type { LeadDetailsFragment, LeadQuery } from "../../api/generated/graphql.js";
import { counted } from "../../format/number.js";
import { CopyButton } from "../../ui/copy-button.js";
import { type Definition, DefinitionList } from "../../ui/definition-list.js";
import { EmailText } from "../../ui/email-text.js";
import { ExactInstant, TimeAgo } from "../../ui/exact-instant.js";
import { LeadStatusBadge } from "./lead-status-badge.js";

/** All that is known of a lead: facts, the workspace's own fields, notes and conversations. */
export function LeadPanelBody(props: {
  readonly lead: LeadDetailsFragment;
  readonly conversations: LeadQuery["conversations"];
}) {
  const { lead, conversations } = props;
  const fields = Object.entries(lead.customFields);
  return (
    <Stack gap="lg">
      <div>
        <Group gap="sm">
          <Title order={3} size="h2">
            {lead.name}
          </Title>
          <LeadStatusBadge status={lead.status} />
        </Group>
        <Anchor href={`mailto:${lead.email}`} size="sm">
          <EmailText email={lead.email} />
        </Anchor>
      </div>
      <DefinitionList items={factsOf(lead)} />
      {fields.length > 0 && (
        <Part title="Custom fields">
          <DefinitionList
            items={fields.map(([title, value]) => ({ title, value: String(value) }))}
          />
        </Part>
      )}
      {lead.notes && (
        <Part title="Notes">
          <Text size="sm" style={{ whiteSpace: "pre-wrap" }}>
            {lead.notes}
          </Text>
        </Part>
      )}
      <Part title="Conversations">
        {conversations.totalCount === 0 ? (
          <Text size="sm" c="dimmed">
            Nothing was written yet.
          </Text>
        ) : (
          <Stack gap="xs">
            <Text size="sm" c="dimmed">
              {counted(conversations.totalCount, "conversation")}
              {conversations.totalCount > conversations.nodes.length && ", the newest of them:"}
            </Text>
            {conversations.nodes.map((conversation) => (
              <Group key={conversation.id} justify="space-between" gap="xs" wrap="nowrap">
                <Text size="sm" miw={0}>
                  {conversation.subject ?? conversation.channel.toLowerCase()}
                </Text>
                <Text size="xs" c="dimmed" ta="right" style={{ flexShrink: 0 }}>
                  {counted(conversation.messageCount, "message")},{" "}
                  <TimeAgo at={conversation.updatedAt} />
                </Text>
              </Group>
            ))}
          </Stack>
        )}
      </Part>
      <Group>
        <CopyButton text={lead.id} size="xs">
          Copy id
        </CopyButton>
      </Group>
    </Stack>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <Title order={4} size="h5" mb={6}>
        {title}
      </Title>
      {children}
    </section>
  );
}

function factsOf(lead: LeadDetailsFragment): Definition[] {
  const texts: ReadonlyArray<readonly [string, string | null | undefined]> = [
    ["Phone", lead.phone],
    ["Company", lead.company],
    ["Job title", lead.title],
    ["Source", lead.source],
    ["External id", lead.externalId],
    ["Campaign", lead.campaign?.name],
    ["Lists", lead.allLists.map(({ name }) => name).join(", ")],
    ["Contact", lead.contact?.name],
  ];
  return [
    ...texts.flatMap(([title, value]) => (value ? [{ title, value }] : [])),
    { title: "Created", value: <ExactInstant at={lead.createdAt} /> },
    { title: "Changed", value: <ExactInstant at={lead.updatedAt} /> },
  ];
}
