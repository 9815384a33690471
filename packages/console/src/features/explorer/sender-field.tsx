import { Group, PasswordInput, SegmentedControl, Text } from "@mantine/core";

const SENDERS = [
  { value: "session", label: "Your session" },
  { value: "key", label: "An API key" },
];

/** Who asks: the session (null), or a key that is pasted here and kept nowhere. */
export function SenderField(props: {
  readonly value: string | null;
  readonly onChange: (key: string | null) => void;
}) {
  const { value, onChange } = props;
  return (
    <div>
      <Text size="sm" fw={600} mb={4}>
        Run as
      </Text>
      <Group gap="sm" align="flex-start">
        <SegmentedControl
          aria-label="Run as"
          data={SENDERS}
          value={value === null ? "session" : "key"}
          onChange={(chosen) => onChange(chosen === "key" ? "" : null)}
        />
        {value !== null && (
          <PasswordInput
            flex={1}
            miw="14rem"
            aria-label="API key"
            placeholder="Paste a key"
            description="Stays in this page and is forgotten when you leave it."
            inputWrapperOrder={["input", "description"]}
            autoComplete="off"
            spellCheck={false}
            visibilityToggleButtonProps={{ "aria-label": "Show the key" }}
            value={value}
            onChange={(event) => onChange(event.currentTarget.value)}
          />
        )}
      </Group>
    </div>
  );
}
