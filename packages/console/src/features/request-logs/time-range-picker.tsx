import { Button, Group, SegmentedControl, Select, Text, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { LOG_RANGES, type LogSpan, spanProblem, toLocalField } from "./log-range.js";
import { type LogView, spanOf } from "./log-view.js";

const CUSTOM = "custom";

/** How far back to look: one of the ranges, or a span of one's own between two local times. */
export function TimeRangePicker(props: {
  readonly view: LogView;
  readonly onChange: (change: Pick<LogView, "range" | "span">) => void;
}) {
  const { view, onChange } = props;
  const choices = [
    ...LOG_RANGES.map(({ id, title, shortTitle }) => ({ id, title, shortTitle })),
    { id: CUSTOM, title: "Custom", shortTitle: "Custom" },
  ];
  const choose = (id: string | null) => {
    const range = LOG_RANGES.find((known) => known.id === id);
    const { fromMs } = spanOf(view, Date.now());
    onChange(range ? { range, span: null } : { range: null, span: { fromMs, toMs: Date.now() } });
  };
  const value = view.range?.id ?? CUSTOM;
  return (
    <>
      <SegmentedControl
        visibleFrom="md"
        aria-label="Time range"
        value={value}
        data={choices.map(({ id, shortTitle }) => ({ value: id, label: shortTitle }))}
        onChange={choose}
      />
      <Select
        hiddenFrom="md"
        aria-label="Time range"
        w={{ base: "100%", xs: 200 }}
        allowDeselect={false}
        value={value}
        data={choices.map(({ id, title }) => ({ value: id, label: title }))}
        onChange={choose}
      />
      {view.span && (
        <SpanFields
          // What is dragged on the chart is what the fields show.
          key={`${view.span.fromMs} ${view.span.toMs}`}
          span={view.span}
          onChange={(span) => onChange({ range: null, span })}
        />
      )}
    </>
  );
}

function SpanFields(props: { readonly span: LogSpan; readonly onChange: (span: LogSpan) => void }) {
  const { span, onChange } = props;
  const [from, setFrom] = useState(toLocalField(span.fromMs));
  const [to, setTo] = useState(span.toMs === null ? "" : toLocalField(span.toMs));
  const [problem, setProblem] = useState<string | null>(null);
  const apply = (event: FormEvent) => {
    event.preventDefault();
    const found = spanProblem(from, to, Date.now());
    setProblem(found);
    if (found) return;
    onChange({ fromMs: Date.parse(from), toMs: to === "" ? null : Date.parse(to) });
  };
  return (
    <form onSubmit={apply} noValidate aria-label="Custom time range">
      <Group gap="xs">
        <TextInput
          type="datetime-local"
          aria-label="From"
          w={{ base: "100%", xs: 205 }}
          value={from}
          error={problem !== null}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        <Text span size="sm" c="dimmed" visibleFrom="xs">
          to
        </Text>
        <TextInput
          type="datetime-local"
          aria-label="To"
          w={{ base: "100%", xs: 205 }}
          value={to}
          error={problem !== null}
          onChange={(event) => setTo(event.currentTarget.value)}
        />
        <Button type="submit" variant="default">
          Apply
        </Button>
        <Text role="alert" size="sm" c="var(--mantine-color-error)">
          {problem}
        </Text>
      </Group>
    </form>
  );
}
