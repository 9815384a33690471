import { TextInput } from "@mantine/core";
import { useFieldText } from "./use-field-text.js";

/** A day, as `2026-11-21` or empty; told of once it is whole. */
export function DateInput(props: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (day: string) => void;
}) {
  const { text, setText, report } = useFieldText(props.value, props.onChange);
  return (
    <TextInput
      type="date"
      label={props.label}
      max="9998-12-31"
      w={{ base: "calc(50% - 6px)", xs: 150 }}
      value={text}
      onChange={({ currentTarget: { value: day } }) => {
        setText(day);
        // While a year is typed it is 0002, 0020 and 0202 first.
        if (day === "" || day >= "1000") report(day);
      }}
    />
  );
}
