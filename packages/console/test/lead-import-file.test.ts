import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { decodeCsv } from "../dist-types/features/lead-import/decode-csv.js";
import { type CsvRow, parseCsv } from "../dist-types/features/lead-import/parse-csv.js";

const bytes = (text: string) => new TextEncoder().encode(text);
const read = (text: string) => parseCsv(decodeCsv(bytes(text)).text);
const cellsOf = ({ cells }: CsvRow) => cells;

test("UTF-8 with and without its mark, UTF-16 and Windows-1252 are told apart", () => {
  const utf16 = new Uint8Array([0xff, 0xfe, 0xe9, 0x00, 0x0a, 0x00]);
  const windows = new Uint8Array([0x5a, 0x6f, 0xeb]);
  expect(decodeCsv(bytes("Zoë\r\n"))).toEqual({ text: "Zoë\n", encoding: "UTF-8" });
  expect(decodeCsv(bytes("\ufeffZoë\rx"))).toEqual({ text: "Zoë\nx", encoding: "UTF-8" });
  expect(decodeCsv(utf16)).toEqual({ text: "é\n", encoding: "UTF-16" });
  expect(decodeCsv(windows)).toEqual({ text: "Zoë", encoding: "Windows-1252" });
});

test.each<[string, Uint8Array, string]>([
  ["nothing", bytes(""), "The file is empty."],
  ["a workbook", new Uint8Array([0x50, 0x4b, 3, 4, 9]), "This is a workbook, not a CSV file."],
  ["a picture", new Uint8Array([0x89, 0x50, 0x00, 0x01]), "This is not a text file."],
  ["too much", new Uint8Array(50 * 1024 * 1024 + 1).fill(65), "The file is larger than 50 MB."],
])("%s is no file to import", (_, content, sentence) => {
  expect(() => decodeCsv(content)).toThrow(sentence);
});

test.each<[string, string, string]>([
  ["only blank lines", "\n \n,,\n", "The file is empty."],
  ["only a header", "name,email\n\n", "The file has a header and no rows below it."],
  [
    "101 columns",
    `${"a,".repeat(100)}b\n1\n`,
    "The file has 101 columns; at most 100 can be read.",
  ],
  [
    "two columns of one name",
    "\nE-mail,name,e-mail\na,b,c\n",
    "Columns 1 and 3 are both called “e-mail” in line 2. Rename one.",
  ],
  [
    "an open quotation mark",
    'name,notes\nAda,"one\ntwo"\nBob,"open\nCy,x\n',
    "A quotation mark is opened in line 4 and never closed.",
  ],
])("%s is refused with a sentence", async (_, text, sentence) => {
  await expect(read(text)).rejects.toThrow(sentence);
});

test.each([",", ";", "\t", "|"])("columns are told apart by %j", async (delimiter) => {
  const text = [
    ["name", "email"],
    ["Ada", "ada@example.com"],
    ["Bob", "bob@example.com"],
  ]
    .map((cells) => cells.join(delimiter))
    .join("\r\n");
  const table = await read(text);
  expect([table.delimiter, table.header, table.rows.map(cellsOf)]).toEqual([
    delimiter,
    ["name", "email"],
    [
      ["Ada", "ada@example.com"],
      ["Bob", "bob@example.com"],
    ],
  ]);
});

test("a row knows the line it begins in, over quoted line breaks and blank lines", async () => {
  const { header, rows } = await read('a,\r\n\r\n"x\r\ny",1\r\n,\r\nz,"say ""hi"""\r\nb"c,d\r\n');
  expect(header).toEqual(["a", "Column 2"]);
  expect(rows).toEqual([
    { line: 3, cells: ["x\ny", "1"], isMisquoted: false },
    { line: 6, cells: ["z", 'say "hi"'], isMisquoted: false },
    { line: 7, cells: ['b"c', "d"], isMisquoted: false },
  ]);
});

test("whatever is written as CSV is read as it was, with its lines, also across the parts it is read in", async () => {
  const cell = fc.string({ unit: fc.constantFrom("a", "é", '"', ",", ";", "\n", " ", "😀") });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 30 }),
      fc.integer({ min: 0, max: 600_000 }),
      async (pairs, filler) => {
        const written = [["first", "second"], ["x".repeat(filler), "y"], ...pairs];
        const text = written
          .map((cells) => cells.map((each) => `"${each.replaceAll('"', '""')}"`).join(","))
          .join("\r\n");
        const { rows } = await parseCsv(decodeCsv(bytes(text)).text);
        const kept = written.slice(1).filter((cells) => cells.some((each) => each.trim() !== ""));
        expect(rows.map(cellsOf)).toEqual(kept);
        const lines = text.replaceAll("\r\n", "\n").split("\n");
        for (const { line, cells } of rows) {
          const [start = ""] = (cells[0] ?? "").split("\n");
          expect(lines[line - 1]?.replaceAll('""', '"')).toContain(start);
        }
      },
    ),
    { numRuns: 60 },
  );
});

test("a hundred thousand rows are read in parts, and the page has its turn between them", async () => {
  const rows = Array.from(
    { length: 100_000 },
    (_, index) => `Person ${index},p${index}@example.com`,
  );
  const text = `name,email\n${rows.join("\n")}`;
  let isDone = false;
  let turns = 0;
  const count = () => {
    turns += 1;
    if (!isDone) setImmediate(count);
  };
  count();
  const table = await parseCsv(text);
  isDone = true;
  expect(table.rows).toHaveLength(100_000);
  expect(table.rows.at(-1)).toEqual({
    line: 100_001,
    cells: ["Person 99999", "p99999@example.com"],
    isMisquoted: false,
  });
  expect(turns).toBeGreaterThanOrEqual(Math.floor(text.length / 500_000));
});
