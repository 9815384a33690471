import "reflect-metadata";
import LibsqlDatabase from "libsql";
import { DEADLINES } from "./dist/base/deadlines.js";
import { openDatabase } from "./dist/database/data-source.js";
import { migrate } from "./dist/database/migrate.js";

const database = await openDatabase({ kind: "sqlite", file: "/tmp/jit/mb.db" }, DEADLINES);
await migrate(database, () => {});
const [{ id: wid }] = await database.query("select id from workspaces");
const cols5 = "id,name,email,status,campaignId";
const all =
  "id,workspaceId,campaignId,name,email,phone,company,title,source,status,createdAt,updatedAt";
const { LeadService } = await import("./dist/resources/leads/lead.service.js");
const leads = new LeadService(database, { now: () => new Date() });
const actor = { kind: "key", workspace: { id: wid }, scopes: new Set(), campaignId: null };
const direct = new LibsqlDatabase("/tmp/jit/mb.db");
const sql = (c) => `SELECT ${c} FROM leads WHERE workspaceId=? ORDER BY id DESC LIMIT ?`;
const s5 = direct.prepare(sql(cols5)),
  s12 = direct.prepare(sql(all));
let raw5;
try {
  raw5 = direct.prepare(sql(cols5)).raw(true);
} catch (e) {
  console.log(e.message);
}
const modes = {
  service: () => leads.list(actor, { first: 20 }),
  q5: () => database.query(sql(cols5), [wid, 21]),
  q12: () => database.query(sql(all), [wid, 21]),
  d5: () => s5.all([wid, 21]),
  d12: () => s12.all([wid, 21]),
  raw5: () => raw5.all([wid, 21]),
  json: () => (direct.j ??= 0),
};
const sj = direct.prepare(
  `SELECT json_group_array(json_array(id,name,email,status,campaignId)) AS j FROM (${sql(cols5)})`,
);
modes.json = () => JSON.parse(sj.all([wid, 21])[0].j);
for (let r = 0; r < 3; r++)
  for (const [n, f] of Object.entries(modes)) {
    const N = 3000;
    const t = process.cpuUsage();
    for (let i = 0; i < N; i++) await f();
    const u = process.cpuUsage(t);
    console.log(n, ((u.user + u.system) / N).toFixed(1));
  }
console.log(JSON.stringify(modes.raw5()[0]));
process.exit(0);
