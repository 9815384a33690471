import { Button, Group, SimpleGrid, Text } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { wholeNumber } from "../../format/number.js";
import { type DataColumn, DataTable } from "../../ui/data-table.js";
import { downloadText } from "../../ui/download-text.js";
import { FigureCard } from "../../ui/figure-card.js";
import { PageSection } from "../../ui/page-section.js";
import type { RefusedRow } from "./chunk-rows.js";
import { errorFile } from "./error-file.js";
import type { ImportFile } from "./read-file.js";
import type { RunState } from "./upsert-run.js";

const SHOWN = 20;
const CELLS_SHOWN = 4;

/** What became, or would become, of the rows so far; the refused ones with why, also as a file. */
export function RunResult(props: {
  readonly file: ImportFile;
  readonly state: RunState;
  /** It is a dry run, of what would become. */
  readonly isDry: boolean;
}) {
  const { file, state, isDry } = props;
  const { counts, refused } = state;
  const columns: readonly DataColumn<RefusedRow>[] = [
    {
      id: "line",
      title: "Where",
      isRowHeader: true,
      isNarrow: true,
      cell: ({ row }) => `Line ${wholeNumber(file.table.rows[row]?.line ?? 0)}`,
    },
    { id: "reason", title: "Why", cell: ({ reason }) => reason },
    {
      id: "cells",
      title: "Row",
      cell: ({ row }) => (
        <Text size="sm" c="dimmed" lineClamp={2}>
          {file.table.rows[row]?.cells.filter(Boolean).slice(0, CELLS_SHOWN).join(", ")}
        </Text>
      ),
    },
  ];
  return (
    <>
      <SimpleGrid component="dl" cols={{ base: 2, md: 4 }} spacing="md" mt="md" mb={0}>
        <FigureCard title={isDry ? "New leads" : "Created"} value={wholeNumber(counts.CREATED)} />
        <FigureCard
          title={isDry ? "Leads to update" : "Updated"}
          value={wholeNumber(counts.UPDATED)}
        />
        <FigureCard title="Unchanged" value={wholeNumber(counts.UNCHANGED)} />
        <FigureCard
          title="Refused"
          value={wholeNumber(counts.REFUSED)}
          isBad={counts.REFUSED > 0}
        />
      </SimpleGrid>
      {refused.length > 0 && (
        <PageSection
          title="Refused rows"
          action={
            <Button
              variant="default"
              size="sm"
              leftSection={<IconDownload size={16} />}
              onClick={() =>
                downloadText(errorFileName(file.name), errorFile(file.table, refused), "text/csv")
              }
            >
              Download error file
            </Button>
          }
        >
          <DataTable
            label="Refused rows"
            columns={columns}
            rows={refused.slice(0, SHOWN)}
            rowId={({ row }) => `${row}`}
          />
          <Group mt="sm">
            <Text size="sm" c="dimmed">
              {refused.length > SHOWN
                ? `The first ${SHOWN} of ${wholeNumber(refused.length)}; the error file has all of them, to be mended and imported again.`
                : "The error file has these rows with the reasons, to be mended and imported again."}
            </Text>
          </Group>
        </PageSection>
      )}
    </>
  );
}

function errorFileName(name: string): string {
  return `${name.replace(/\.[^.]*$/, "")}-errors.csv`;
}
