import { Alert, Text } from "@mantine/core";
import { wholeNumber } from "../../format/number.js";
import type { ImportFile } from "./read-file.js";

const DELIMITERS: Readonly<Record<string, string>> = {
  ",": "commas",
  ";": "semicolons",
  "\t": "tabs",
  "|": "bars",
};

/** What was read: the file's name, its size as a table and how it was understood. */
export function FileFacts({ file }: { file: ImportFile }) {
  const { name, encoding, table } = file;
  return (
    <>
      <Text size="sm">
        <Text span inherit fw={600}>
          {name}
        </Text>
        : {wholeNumber(table.rows.length)} rows of {table.header.length} columns, split at{" "}
        {DELIMITERS[table.delimiter] ?? table.delimiter}, {encoding}
      </Text>
      {encoding === "Windows-1252" && (
        <Alert color="yellow" mt="sm" title="This file is not UTF-8">
          It was read as Windows-1252, the old Western European encoding of spreadsheets. If names
          below look wrong, save it as “CSV UTF-8” and choose it again.
        </Alert>
      )}
    </>
  );
}
