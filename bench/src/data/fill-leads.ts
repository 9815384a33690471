import { newId } from "@latchkey/server/dist/database/new-id.js";
import type { Campaign } from "@latchkey/server/dist/resources/campaigns/campaign.entity.js";
import { insertLeads } from "@latchkey/server/dist/resources/leads/lead-rows.js";
import type { DataSource } from "typeorm";
import { inventLead } from "./rows.js";

const LEADS_PER_STATEMENT = 1_000;
const LEADS_PER_TRANSACTION = 50_000;

/** Adds so many leads to a campaign. */
export async function fillLeads(
  database: DataSource,
  campaign: Campaign,
  count: number,
  report: (done: number) => void,
): Promise<void> {
  for (let done = 0; done < count; ) {
    const end = Math.min(count, done + LEADS_PER_TRANSACTION);
    await database.transaction(async (manager) => {
      for (; done < end; done += LEADS_PER_STATEMENT) {
        const size = Math.min(LEADS_PER_STATEMENT, end - done);
        const leads = Array.from({ length: size }, (_, offset) => ({
          ...inventLead(done + offset, campaign),
          id: newId(),
          email: `filled-${done + offset}@customer.example`,
        }));
        await insertLeads(manager, leads);
      }
    });
    done = end;
    report(done);
  }
}
