import type { SessionActor } from "@latchkey/server/dist/base/actor.js";
import { systemClock } from "@latchkey/server/dist/base/clock.js";
import { openDatabase } from "@latchkey/server/dist/database/data-source.js";
import { IdempotentCalls } from "@latchkey/server/dist/resources/idempotency/idempotent-calls.js";
import { LeadUpsertService } from "@latchkey/server/dist/resources/leads/lead-upsert.service.js";
import { fillLeads } from "../data/fill-leads.js";
import type { Rows } from "../data/rows.js";
import { createScratchDatabase } from "../data/scratch-database.js";
import { inProcessLane } from "./in-process-lane.js";
import type { Lane } from "./lane.js";
import type { Suite, SuiteContext } from "./suite.js";

const ROWS_PER_CALL = 1_000;
/** 1,000 rows within 300 ms on MySQL. */
const ROWS_PER_SECOND = ROWS_PER_CALL / 0.3;

const EMBEDDED = "embedded database";
const MYSQL = "MySQL";

/** `upsertLeads` with a thousand rows a call, into a campaign that has so many leads already. */
export function upsertSuite(leads: number): Suite {
  return {
    name: "upsert",
    title: `Upserts into ${leads.toLocaleString("en")} leads`,
    about:
      "In process, over the service: `upsertLeads` with 1,000 rows a call, found by e-mail, under an idempotency key; all of them new, all changed, and all as they were. Rows a second; a call's time is its p50.",
    targets: [MYSQL].flatMap((where) =>
      ["created", "updated", "unchanged"].map((what) => ({
        lane: laneName(what, where),
        against: null,
        atLeast: ROWS_PER_SECOND,
      })),
    ),
    async open(context) {
      const lanes = await lanesOn(EMBEDDED, null, leads, context);
      if (context.mysqlUrl === null) {
        context.note("No MySQL or MariaDB was found: upserts there were left out.");
        return lanes;
      }
      return [...lanes, ...(await lanesOn(MYSQL, context.mysqlUrl, leads, context))];
    },
  };
}

function laneName(what: string, where: string): string {
  return `rows ${what}, ${where}`;
}

async function lanesOn(
  where: string,
  mysqlUrl: string | null,
  leads: number,
  { rows, keep, report }: SuiteContext,
): Promise<Lane[]> {
  const scratch = await createScratchDatabase(mysqlUrl, rows);
  const database = await openDatabase(scratch.config);
  keep({
    stop: async () => {
      await database.destroy();
      await scratch.drop();
    },
  });
  await fillLeads(database, rows.campaign, leads, (done) =>
    report(`${where}: ${done.toLocaleString("en")} of ${leads.toLocaleString("en")} leads`),
  );
  const service = new LeadUpsertService(
    database,
    systemClock,
    new IdempotentCalls(database, systemClock),
  );
  let call = 0;
  const upsert = async (name: string, email: string) => {
    call += 1;
    await service.upsert(writerOf(rows), {
      campaignId: rows.campaign.id,
      dryRun: false,
      idempotencyKey: `${where} ${call}`,
      leads: Array.from({ length: ROWS_PER_CALL }, (_, index) => ({
        name: `${name} ${index}`,
        email: `${email}-${index}@customer.example`,
        company: "Customer & Sons",
      })),
    });
    return ROWS_PER_CALL;
  };
  return [
    inProcessLane(laneName("created", where), () => upsert("New", `new-${call}`)),
    inProcessLane(laneName("updated", where), () => upsert(`Changed ${call}`, "changed")),
    inProcessLane(laneName("unchanged", where), () => upsert("Same", "same")),
  ];
}

function writerOf({ workspace, admin }: Rows): SessionActor {
  return {
    kind: "session",
    address: "127.0.0.1",
    arrivedAt: systemClock.now(),
    workspace,
    scopes: new Set(["leads:write"]),
    campaignId: null,
    user: { ...admin, role: "ADMIN" },
  };
}
