import { Select, Text } from "@mantine/core";
import { type DataColumn, DataTable } from "../../ui/data-table.js";
import { type ColumnTarget, LEAD_TARGETS } from "./lead-columns.js";
import type { CsvTable } from "./parse-csv.js";

const SAMPLES = 3;
const SAMPLE_LENGTH = 60;

interface FileColumn {
  readonly index: number;
  readonly name: string;
  readonly samples: readonly string[];
  readonly target: ColumnTarget;
}

/** Every column of the file with the first values in it, and what of a lead it is. */
export function ColumnTable(props: {
  readonly table: CsvTable;
  readonly targets: readonly ColumnTarget[];
  readonly onChange: (targets: readonly ColumnTarget[]) => void;
}) {
  const { table, targets, onChange } = props;
  const rows = table.header.map((name, index): FileColumn => {
    const target = targets[index] ?? "skip";
    return { index, name, samples: samplesOf(table, index), target };
  });
  const columns: readonly DataColumn<FileColumn>[] = [
    { id: "column", title: "Column", isRowHeader: true, cell: ({ name }) => name },
    {
      id: "samples",
      title: "First values",
      cell: ({ samples }) =>
        samples.length === 0 ? (
          <Text span inherit c="dimmed">
            Empty
          </Text>
        ) : (
          samples.map((sample, at) => (
            <Text key={`${at} ${sample}`} size="sm" c="dimmed" lineClamp={1}>
              {sample}
            </Text>
          ))
        ),
    },
    {
      id: "target",
      title: "Becomes",
      cell: ({ index, name, target }) => (
        <Select
          aria-label={`What ${name} becomes`}
          w={{ base: "100%", sm: 240 }}
          allowDeselect={false}
          maxDropdownHeight={320}
          value={target}
          data={[
            { value: "skip", label: "Left out" },
            { value: "custom", label: `Custom field “${name.slice(0, 30)}”` },
            {
              group: "The lead's own",
              items: LEAD_TARGETS.map(({ value, title }) => ({ value, label: title })),
            },
          ]}
          onChange={(value) =>
            onChange(targets.map((old, at) => (at === index ? targetOf(value) : old)))
          }
        />
      ),
    },
  ];
  return (
    <DataTable label="Columns" columns={columns} rows={rows} rowId={({ index }) => `${index}`} />
  );
}

function targetOf(value: string | null): ColumnTarget {
  if (value === "custom") return "custom";
  return LEAD_TARGETS.find((target) => target.value === value)?.value ?? "skip";
}

function samplesOf({ rows }: CsvTable, index: number): string[] {
  const samples: string[] = [];
  for (const { cells } of rows.slice(0, 50)) {
    const cell = cells[index]?.trim();
    if (cell) samples.push(cell.slice(0, SAMPLE_LENGTH));
    if (samples.length === SAMPLES) break;
  }
  return samples;
}
