import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { CHUNK_BYTES_MAX, chunkRows } from "../dist-types/features/lead-import/chunk-rows.js";
import { errorFile } from "../dist-types/features/lead-import/error-file.js";
import { type ImportPlan, planProblem } from "../dist-types/features/lead-import/import-plan.js";
import {
  type ColumnTarget,
  guessTargets,
} from "../dist-types/features/lead-import/lead-columns.js";
import { readLeadRow } from "../dist-types/features/lead-import/lead-row.js";
import { type CsvTable, parseCsv } from "../dist-types/features/lead-import/parse-csv.js";

test.each<[string, ColumnTarget[]]>([
  ["Name,E-mail,Phone", ["name", "email", "phone"]],
  ["First Name,Last Name,Email Address", ["firstName", "lastName", "email"]],
  [
    "Vorname,Nachname,Firma,E-Mail-Adresse,Telefon",
    ["firstName", "lastName", "company", "email", "phone"],
  ],
  ["ID,Lead Status,Lead Source,Job Title", ["externalId", "status", "source", "title"]],
  ["Prénom,Téléphone mobile,Shoe size", ["firstName", "skip", "skip"]],
  ["email 1,email 2,Mail", ["skip", "skip", "email"]],
  [
    "id,externalId,campaignId,campaignName,name,email,phone,company,title,source,status,notes,customFields,createdAt,updatedAt",
    [
      ...([
        "skip",
        "externalId",
        "skip",
        "skip",
        "name",
        "email",
        "phone",
        "company",
        "title",
      ] as const),
      ...(["source", "status", "notes", "customFields", "skip", "skip"] as const),
    ],
  ],
])("the header %s is understood", (header, targets) => {
  expect(guessTargets(header.split(","))).toEqual(targets);
});

const plan = (targets: readonly ColumnTarget[], change: Partial<ImportPlan> = {}): ImportPlan => ({
  header: targets.map((target, index) => (target === "custom" ? `Field ${index}` : target)),
  targets,
  matchBy: "email",
  doesClear: false,
  ...change,
});

test.each<[string, ImportPlan, string | null]>([
  ["whole", plan(["name", "email"]), null],
  [
    "no column for the match",
    plan(["name", "phone"]),
    "Say which column is the E-mail: rows are matched by it.",
  ],
  [
    "no external id",
    plan(["name", "email"], { matchBy: "externalId" }),
    "Say which column is the External id: rows are matched by it.",
  ],
  [
    "one thing twice",
    plan(["email", "phone", "phone"]),
    "Two columns are the Phone; leave one out.",
  ],
  [
    "two kinds of name",
    plan(["email", "name", "lastName"]),
    "Choose either Name, or First name and Last name.",
  ],
  [
    "an id beside the address",
    plan(["email", "externalId"]),
    "The External id finds a lead before the E-mail does: match by it, or leave it out.",
  ],
  [
    "51 custom fields",
    plan(["email", ...Array<ColumnTarget>(51).fill("custom")]),
    "A lead can have at most 50 custom fields.",
  ],
  [
    "a name that is too long",
    plan(["email", "custom"], { header: ["email", "x".repeat(61)] }),
    `“${"x".repeat(40)}” cannot be a custom field's name: it has up to 60 characters on one line.`,
  ],
])("a plan with %s", (_, each, problem) => {
  expect(planProblem(each)).toBe(problem);
});

const row = (...cells: string[]) => ({ line: 2, cells, isMisquoted: false });

test("a row becomes what upsertLeads takes: what is empty is left out, or taken away where that is asked for", () => {
  const targets: ColumnTarget[] = [
    "email",
    "firstName",
    "lastName",
    "phone",
    "status",
    "custom",
    "customFields",
    "skip",
  ];
  const cells = [" Ada@Example.com ", "Ada", " Lovelace", "", "won", "", '{"size":3}', "secret"];
  expect(readLeadRow(row(...cells), plan(targets))).toEqual({
    match: "ada@example.com",
    input: {
      email: "Ada@Example.com",
      name: "Ada Lovelace",
      status: "WON",
      customFields: { size: 3 },
    },
  });
  expect(readLeadRow(row(...cells), plan(targets, { doesClear: true }))).toMatchObject({
    input: { phone: null, customFields: { size: 3, "Field 5": null } },
  });
  const cleared = readLeadRow(
    row("a@b.example", "", ""),
    plan(["email", "name", "status"], { doesClear: true }),
  );
  expect(cleared).toEqual({ match: "a@b.example", input: { email: "a@b.example" } });
});

test("what our own files put before a formula is taken off again, and nothing else is", () => {
  const read = (text: string) => readLeadRow(row("a@b.example", text), plan(["email", "phone"]));
  expect(read("'+49 30 1")).toMatchObject({ input: { phone: "+49 30 1" } });
  expect(read("'quoted'")).toMatchObject({ input: { phone: "'quoted'" } });
  expect(read("+49 30 1")).toMatchObject({ input: { phone: "+49 30 1" } });
});

test.each<[string, ReturnType<typeof row>, string]>([
  ["fewer cells", row("a@b.example"), "The row has 1 cells, and the header 3."],
  ["more cells", row("a@b.example", "", "", "x"), "The row has 4 cells, and the header 3."],
  ["no match", row(" ", "", ""), "E-mail is empty."],
  [
    "an unknown status",
    row("a@b.example", "paid", ""),
    "Status must be New, Contacted, Replied, Qualified, Won, Lost.",
  ],
  ["bad JSON", row("a@b.example", "", "[1]"), "Custom fields must be one JSON object."],
  [
    "a custom field of a name that requests do not take",
    row("a@b.example", "", '{"__proto__":1}'),
    "A custom field's name cannot be __proto__.",
  ],
  [
    "an object in a custom field",
    row("a@b.example", "", '{"constructor":{"prototype":1}}'),
    "A custom field is a text, a number, true, false or null.",
  ],
  [
    "stray quotes",
    { ...row("a@b.example", "", ""), isMisquoted: true },
    "A quotation mark stands inside a cell that is not quoted.",
  ],
])("a row with %s is refused here", (_, each, reason) => {
  expect(readLeadRow(each, plan(["email", "status", "customFields"]))).toEqual({ reason });
});

test("empty cells at a row's end are no cells too many", () => {
  expect(readLeadRow(row("a@b.example", "", ""), plan(["email"]))).toMatchObject({
    input: { email: "a@b.example" },
  });
});

const tableOf = (rows: readonly (readonly string[])[]): CsvTable => ({
  header: ["email", "notes"],
  rows: rows.map((cells, index) => ({ line: index + 2, cells, isMisquoted: false })),
  delimiter: ",",
});
const SIZE = fc.oneof(
  { weight: 300, arbitrary: fc.constantFrom(0, 10, 1_000) },
  { weight: 1, arbitrary: fc.constant(400_000) },
);
const NOTES = plan(["email", "notes"]);

test("every row is in exactly one request or refused, in order, within a thousand rows and the bytes of one body", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(400), SIZE), {
        maxLength: 2_500,
        size: "max",
      }),
      (seeds) => {
        const table = tableOf(
          seeds.map(([id, size]) => [id === 0 ? "" : `p${id}@example.com`, "é".repeat(size)]),
        );
        const chunks = [...chunkRows(table, NOTES)];
        const sent = chunks.flatMap(({ rows }) => rows.map(({ row: at }) => at));
        const refused = chunks.flatMap((chunk) => chunk.refused.map(({ row: at }) => at));
        expect(sent).toEqual([...sent].sort((a, b) => a - b));
        expect([...sent, ...refused].sort((a, b) => a - b)).toEqual(seeds.map((_, index) => index));
        expect(new Set(chunks.map(({ start }) => start)).size).toBe(chunks.length);
        const emails = chunks.flatMap(({ rows }) => rows.map(({ input }) => input.email));
        expect(new Set(emails).size).toBe(emails.length);
        for (const { rows, refused: out } of chunks) {
          expect(rows.length + out.length).toBeLessThanOrEqual(1000);
          const body = new TextEncoder().encode(JSON.stringify(rows.map(({ input }) => input)));
          expect(body.length).toBeLessThanOrEqual(CHUNK_BYTES_MAX + 2);
        }
      },
    ),
    { numRuns: 25 },
  );
});

test("a lead that the file names again is refused by its line, however far apart the two are", () => {
  const rows = Array.from({ length: 2_500 }, (_, index) => [`p${index}@example.com`, ""]);
  rows[2_400] = ["P7@example.com ", ""];
  const refused = [...chunkRows(tableOf(rows), NOTES)].flatMap((chunk) => chunk.refused);
  expect(refused).toEqual([{ row: 2_400, reason: "The same lead as in line 9." }]);
});

test("the error file has the refused rows as they were, in the file's order, harmless, and is read back as they were", async () => {
  const table: CsvTable = {
    header: ["email", "notes"],
    rows: [
      { line: 2, cells: ["a@b.example", "=1+1"], isMisquoted: false },
      { line: 3, cells: ["fine@b.example", ""], isMisquoted: false },
      { line: 4, cells: ["short"], isMisquoted: false },
      { line: 5, cells: ["@x", "two\nlines, quoted", "", "more"], isMisquoted: false },
    ],
    delimiter: ";",
  };
  const text = errorFile(table, [
    { row: 3, reason: "-" },
    { row: 0, reason: "Name is required." },
    { row: 2, reason: "Short." },
  ]);
  expect(text).toBe(
    [
      "email,notes,,,Line,Reason",
      "a@b.example,'=1+1,,,2,Name is required.",
      "short,,,,4,Short.",
      `'@x,"two\nlines, quoted",,more,5,'-`,
      "",
    ].join("\r\n"),
  );
  const again = await parseCsv(text.replaceAll("\r\n", "\n"));
  expect(again.rows.map(({ line }) => line)).toEqual([2, 3, 4]);
  const read =
    again.rows[0] &&
    readLeadRow(again.rows[0], plan(["email", "notes", "skip", "skip", "skip", "skip"]));
  expect(read).toMatchObject({ input: { email: "a@b.example", notes: "=1+1" } });
});
