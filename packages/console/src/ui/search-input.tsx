import { TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useEffect, useRef } from "react";
import { useFieldText } from "./use-field-text.js";

const PAUSE_MS = 300;

/** A search field that speaks up once the typing pauses. */
export function SearchInput(props: {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  /** What is searched for when this is typed; the same where it is not said. */
  readonly read?: (text: string) => string;
  readonly onChange: (text: string) => void;
}) {
  const { label, placeholder, value, read = (text) => text, onChange } = props;
  const { text, setText, report } = useFieldText(value, onChange);
  const speakUp = useRef(report);
  speakUp.current = (typed) => report(read(typed));
  useEffect(() => {
    const timer = setTimeout(() => speakUp.current(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <TextInput
      type="search"
      aria-label={label}
      placeholder={placeholder}
      leftSection={<IconSearch size={16} />}
      w={{ base: "100%", xs: 260 }}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
    />
  );
}
