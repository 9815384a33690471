import type { EntityManager } from "typeorm";
import { formatInstant } from "../../database/instants.js";
import { insertRows, updateRows, type Value } from "../../database/write-rows.js";
import { writeCustomFields } from "./custom-fields.js";
import type { Lead } from "./lead.entity.js";

/** What an update can change, with the columns' types; the id says which lead. */
const CHANGEABLE = [
  ["id", "varchar(36)"],
  ["externalId", "varchar(100)"],
  ["name", "varchar(200)"],
  ["email", "varchar(254)"],
  ["phone", "varchar(40)"],
  ["company", "varchar(200)"],
  ["title", "varchar(200)"],
  ["source", "varchar(100)"],
  ["status", "varchar(20)"],
  ["notes", "text"],
  ["customFields", "text"],
  ["nameKey", "varchar(100)"],
  ["lastNameKey", "varchar(100)"],
  ["companyKey", "varchar(100)"],
  ["version", "integer"],
  ["updatedAt", "datetime(3)"],
] as const;
const FIXED = ["workspaceId", "campaignId", "createdAt"] as const;

/** Inserts leads by one statement. */
export async function insertLeads(manager: EntityManager, leads: readonly Lead[]): Promise<void> {
  const columns = [...CHANGEABLE.map(([column]) => column), ...FIXED];
  await insertRows(
    manager,
    "leads",
    columns,
    leads.map((lead) => columns.map((column) => toValue(lead[column]))),
  );
}

/** Writes all that can change of these leads, by one statement. */
export async function updateLeads(manager: EntityManager, leads: readonly Lead[]): Promise<void> {
  await updateRows(
    manager,
    "leads",
    CHANGEABLE,
    leads.map((lead) => CHANGEABLE.map(([column]) => toValue(lead[column]))),
  );
}

function toValue(value: Lead[keyof Lead]): Value {
  if (value === undefined || value === null) return null;
  if (value instanceof Date) return formatInstant(value);
  return typeof value === "object" ? writeCustomFields(value as Lead["customFields"]) : value;
}
