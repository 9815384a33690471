import { type CustomFieldValue, leadEditProblems } from "@latchkey/shared";
import type { UpsertLeadInput } from "../../api/generated/graphql.js";
import { LEAD_STATUSES } from "../../api/lead-statuses.js";
import { type ImportPlan, titleOf } from "./import-plan.js";
import type { ColumnTarget } from "./lead-columns.js";
import type { CsvRow } from "./parse-csv.js";

/** A row as `upsertLeads` takes it, and what it is matched by; or why it cannot be sent. */
export type LeadRow =
  | { readonly input: UpsertLeadInput; readonly match: string }
  | { readonly reason: string };

const OPTIONAL = ["externalId", "phone", "company", "title", "source", "notes"] as const;

/** Reads a row by the plan. What a lead may look like is left to the server; here is only what cannot be sent. */
export function readLeadRow(row: CsvRow, plan: ImportPlan): LeadRow {
  const reason = shapeProblem(row, plan.header.length);
  if (reason !== null) return { reason };
  const cell = (target: ColumnTarget) => readCell(row.cells[plan.targets.indexOf(target)]);
  const match = cell(plan.matchBy) ?? "";
  if (match === "") return { reason: `${titleOf(plan.matchBy)} is empty.` };

  const input: { -readonly [Field in keyof UpsertLeadInput]: UpsertLeadInput[Field] } = {};
  for (const field of OPTIONAL) {
    const text = cell(field);
    if (text) input[field] = text;
    else if (text !== undefined && plan.doesClear) input[field] = null;
  }
  const name = cell("name") ?? [cell("firstName"), cell("lastName")].filter(Boolean).join(" ");
  if (name) input.name = name;
  const email = cell("email");
  if (email) input.email = email;
  const status = cell("status");
  if (status) {
    const known = LEAD_STATUSES.find(({ value, title }) =>
      [value, title].some((word) => word.toLowerCase() === status.toLowerCase()),
    );
    if (!known) {
      return { reason: `Status must be ${LEAD_STATUSES.map(({ title }) => title).join(", ")}.` };
    }
    input.status = known.value;
  }
  const fields = readCustomFields(row, plan, cell("customFields"));
  if (fields === null) return { reason: "Custom fields must be one JSON object." };
  // Objects within them, and some names, would have the request refused with all of its rows.
  const [problem] = Object.values(leadEditProblems({ customFields: fields }));
  if (problem) return { reason: problem };
  if (Object.keys(fields).length > 0) input.customFields = fields;
  return { input, match: plan.matchBy === "email" ? match.toLowerCase() : match };
}

function shapeProblem({ cells, isMisquoted }: CsvRow, columns: number): string | null {
  if (isMisquoted) return "A quotation mark stands inside a cell that is not quoted.";
  // Spreadsheets end rows with empty cells.
  const isLonger = cells.slice(columns).some((cell) => cell.trim() !== "");
  if (!isLonger && cells.length >= columns) return null;
  return `The row has ${cells.length} cells, and the header ${columns}.`;
}

/** A cell's text, without the apostrophe that our own files put before what a spreadsheet would run. */
function readCell(cell: string | undefined): string | undefined {
  return cell
    ?.trim()
    .replace(/^'(?=\s*[=+\-@]|[\t\r\n])/, "")
    .trim();
}

/** The fields of a JSON cell, and of the columns that are one each; null where the JSON is no object. */
function readCustomFields(
  { cells }: CsvRow,
  { header, targets, doesClear }: ImportPlan,
  json: string | undefined,
): Record<string, CustomFieldValue> | null {
  const fields = json ? readObject(json) : {};
  if (fields === null) return null;
  for (const [index, name] of header.entries()) {
    if (targets[index] !== "custom") continue;
    const text = readCell(cells[index]);
    if (text) fields[name] = text;
    else if (doesClear) fields[name] = null;
  }
  return fields;
}

function readObject(json: string): Record<string, CustomFieldValue> | null {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value))
      : null;
  } catch {
    return null;
  }
}
