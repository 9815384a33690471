import { EntitySchema } from "typeorm";

/** A lead as an ordinary TypeORM project describes its table. */
export interface LeadRow {
  id: string;
  workspaceId: string;
  campaignId: string;
  name: string;
  email: string;
  phone: string | null;
  company: string | null;
  title: string | null;
  source: string | null;
  status: string;
  createdAt: Date;
  updatedAt: Date;
}

/** The leads' table. */
export const LeadTable = new EntitySchema<LeadRow>({
  name: "Lead",
  tableName: "leads",
  columns: {
    id: { type: "varchar", length: 36, primary: true },
    workspaceId: { type: "varchar", length: 36 },
    campaignId: { type: "varchar", length: 36 },
    name: { type: "varchar", length: 200 },
    email: { type: "varchar", length: 254 },
    phone: { type: "varchar", length: 40, nullable: true },
    company: { type: "varchar", length: 200, nullable: true },
    title: { type: "varchar", length: 200, nullable: true },
    source: { type: "varchar", length: 100, nullable: true },
    status: { type: "varchar", length: 20 },
    createdAt: { type: "datetime", precision: 3 },
    updatedAt: { type: "datetime", precision: 3 },
  },
});
