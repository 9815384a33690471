import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { newId } from "../dist/database/new-id.js";
import { Alert } from "../dist/resources/alerts/alert.entity.js";
import { AlertStore } from "../dist/resources/alerts/alert.store.js";
import { HourCheck } from "../dist/resources/alerts/hour-check.js";
import { RequestRollup } from "../dist/resources/request-logs/request-rollup.entity.js";
import { describeOnEachDatabase } from "./testkit/databases.js";
import { recordStatements } from "./testkit/record-statements.js";
import { ScratchLogs } from "./testkit/scratch-logs.js";

const HOUR_SECONDS = 3600;
const DAY_SECONDS = 24 * HOUR_SECONDS;
const HOUR = Date.UTC(2026, 5, 29, 10) / 1000;
const STEADY_KEYS = 60;

describeOnEachDatabase("the hours of many keys", (kind) => {
  let logs: ScratchLogs;
  const now = new Date((HOUR + 1800) * 1000);
  const workspaceId = newId();

  beforeAll(async () => {
    logs = await ScratchLogs.open(kind);
  });
  afterAll(() => logs.close());

  /** A key's requests of 28 days at the hour, and so many of the present one. */
  const insertKey = async (present: number, usual: number): Promise<string> => {
    const value = newId();
    const cell = (levelSeconds: number, startSeconds: number, total: number) => ({
      workspaceId,
      dimension: "API_KEY",
      levelSeconds,
      scope: "",
      startSeconds,
      value,
      total,
      errors: 0,
      sumMs: total,
      lastAt: new Date(startSeconds * 1000),
      sketch: "",
    });
    const hours = Array.from({ length: 28 }, (_, back) => HOUR - (back + 1) * DAY_SECONDS);
    await logs.database
      .getRepository(RequestRollup)
      .insert([
        cell(HOUR_SECONDS, HOUR, present),
        ...hours.map((start) => cell(HOUR_SECONDS, start, usual)),
        ...hours.map((start) => cell(DAY_SECONDS, start - (start % DAY_SECONDS), usual)),
      ]);
    return value;
  };

  test("keys that do what they did a week before cost no statement of their own, and a spike among them is found", async () => {
    for (let key = 0; key < STEADY_KEYS; key += 1) await insertKey(500, 480);
    const spiking = await insertKey(5000, 480);
    const check = new HourCheck(new AlertStore(logs.database, { now: () => now }));
    const statements = await recordStatements(logs.database, () => check.run(now));
    expect(statements.length).toBeLessThan(STEADY_KEYS / 2);
    const alerts = await logs.database.getRepository(Alert).find();
    expect(alerts.map(({ apiKeyId, kind: what }) => [apiKeyId, what])).toEqual([
      [spiking, "REQUEST_SPIKE"],
    ]);
  });
});
