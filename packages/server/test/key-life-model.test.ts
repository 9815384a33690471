import "reflect-metadata";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { EXPIRATIONS } from "@latchkey/shared";
import fc from "fast-check";
import { KeyModel, type KeyStep } from "./testkit/key-model.js";
import { RealKey } from "./testkit/real-key.js";
import { TestServer } from "./testkit/test-server.js";
import { TestWorkspace } from "./testkit/test-workspace.js";

/** Lives that are led at the same time: a rotation is acknowledged a quarter of a second late. */
const LANES = 8;
const LIVES_PER_LANE = 12;
const STEPS_MAX = 24;

const HOUR_SECONDS = 3600;
// Few different spans, so that ends are met to the millisecond.
const seconds = fc.constantFrom(HOUR_SECONDS / 2, HOUR_SECONDS, 24 * HOUR_SECONDS);
const from = fc.constantFrom("none" as const, "present" as const, "older" as const);
const secret = fc.nat({ max: 5 });

const steps: fc.Arbitrary<KeyStep> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ do: fc.constant("activate" as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("deactivate" as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constantFrom("revoke" as const, "delete" as const) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("edit" as const),
      from,
      overlapSeconds: fc.constant(0),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("rotate" as const),
      from,
      overlapSeconds: fc.oneof(fc.constant(0), seconds),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom("close" as const, "extend" as const),
      secret,
      seconds,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("wait" as const),
      milliseconds: fc.oneof(
        fc.constant(1),
        seconds.map((span) => span * 1000 - 1),
        seconds.map((span) => span * 1000),
      ),
    }),
  },
);
const expirations = fc.constantFrom("NEVER" as const, "ONE_HOUR" as const, "ONE_DAY" as const);

let server: TestServer;
let workspace: TestWorkspace;

beforeAll(async () => {
  server = await TestServer.start("sqlite");
  workspace = await TestWorkspace.create(server);
});
afterAll(() => server.stop());

/** Leads one life beside its model, and compares after each step all that can be seen. */
async function lead(
  expiration: "NEVER" | "ONE_HOUR" | "ONE_DAY",
  life: readonly KeyStep[],
): Promise<void> {
  const start = Date.UTC(2026, 0, 1);
  let now = start;
  const { seconds: span } = EXPIRATIONS[expiration];
  const model = new KeyModel(span === null ? null : start + span * 1000);
  const real = await RealKey.create(server, workspace, () => now, expiration);
  expect(await real.view()).toEqual(model.view(now));
  for (const [index, step] of life.entries()) {
    if (step.do === "wait") now += step.milliseconds;
    const answer = await real.step(step);
    const seen = { index, step, answer, ...(await real.view()) };
    expect(seen).toEqual({ index, step, answer: model.step(step, now), ...model.view(now) });
  }
}

test("whatever happens to a key, in whatever order, it answers and works as the model says", async () => {
  const property = fc.asyncProperty(
    expirations,
    fc.array(steps, { minLength: 1, maxLength: STEPS_MAX, size: "max" }),
    lead,
  );
  // A failure prints its seed and path, with which the very same life is led again.
  await Promise.all(
    Array.from({ length: LANES }, () =>
      fc.assert(property, { numRuns: LIVES_PER_LANE, interruptAfterTimeLimit: 60_000 }),
    ),
  );
}, 120_000);
