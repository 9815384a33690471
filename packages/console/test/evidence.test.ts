import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { DEFAULT_RATE_LIMITS } from "@latchkey/shared";
import type { Browser, Page } from "playwright-core";
import {
  type EditableApiKey,
  type KeyEditForm,
  keyEditForm,
} from "../dist-types/features/api-keys/key-edit.js";
import { narrowedEdit } from "../dist-types/features/api-keys/narrowed-edit.js";
import { rateLimitRows } from "../dist-types/features/api-keys/rate-limit-form.js";
import { refusalText, rehearsalTitle } from "../dist-types/features/api-keys/rehearsal-text.js";
import { scopeUseRows } from "../dist-types/features/api-keys/scope-use-rows.js";
import { describeInBrowser, launchBrowser, openPage } from "./testkit/browser.js";
import { DemoServer } from "./testkit/demo-server.js";
import { expectGoodLook, signInAt } from "./testkit/signed-in.js";

const KEY: EditableApiKey = {
  name: "CRM",
  description: null,
  scopes: ["leads:write"],
  ipAllowlist: ["203.0.113.0/24", "192.0.2.1"],
  rateLimits: [...DEFAULT_RATE_LIMITS],
  owner: null,
};
const custom = (...customScopes: EditableApiKey["scopes"][number][]) => ({
  permissions: { choice: "CUSTOM" as const, customScopes },
});
const limits = (...windows: [windowSeconds: number, limit: number][]) => ({
  rateLimits: rateLimitRows(windows.map(([windowSeconds, limit]) => ({ windowSeconds, limit }))),
});

describe("what an edit makes narrower", () => {
  const cases: Array<[change: Partial<KeyEditForm>, narrowed: object | null]> = [
    [{}, null],
    [{ name: "Other" }, null],
    [custom("leads:read"), { scopes: ["leads:read"] }],
    [custom("leads:write", "campaigns:read"), null],
    [custom(), null],
    [{ allowlist: "" }, null],
    [{ allowlist: "203.0.113.0/24\n192.0.2.1\n198.51.100.1" }, null],
    [{ allowlist: "203.0.113.0/24" }, { ipAllowlist: ["203.0.113.0/24"] }],
    [{ allowlist: "203.0.113." }, null],
    [limits([3600, 2000], [60, 100], [1, 10]), null],
    [limits([3600, 1000], [60, 100]), null],
    [
      limits([3600, 1000], [60, 50]),
      {
        rateLimits: [
          { windowSeconds: 3600, limit: 1000 },
          { windowSeconds: 60, limit: 50 },
        ],
      },
    ],
    [limits([3600, 1_000_000]), null],
  ];
  test.each(cases)("%j is tried as %j", (change, narrowed) => {
    expect(narrowedEdit(KEY, { ...keyEditForm(KEY), ...change }, 100_000)).toEqual(narrowed);
  });
});

const NOW = Date.parse("2026-11-21T10:00:00Z");
const MONTH_AGO = "2026-10-22T11:00:00.000Z";

test.each([
  [0, 0, null, false, "There is no request of the last 30 days to try this on."],
  [
    12_403,
    18,
    MONTH_AGO,
    false,
    "Of 12,403 requests in the last 30 days, 18 would have been refused.",
  ],
  [1, 0, MONTH_AGO, false, "Of 1 request in the last 30 days, none would have been refused."],
  [
    100_000,
    1,
    "2026-11-14T10:00:00.000Z",
    true,
    "Of the newest 100,000 requests (since 14 Nov 2026), 1 would have been refused.",
  ],
])(
  "%i requests and %i refusals since %s are told in words",
  (requests, refused, since, isPartial, text) => {
    expect(rehearsalTitle({ requests, refused, since, isPartial }, NOW)).toBe(text);
  },
);

test("a kind of refused requests is told with what it runs, from where and why not", () => {
  const kind = {
    check: "scopes",
    missingScopes: ["leads:write" as const],
    operationName: "Import",
    rootFields: ["createLead"],
    ip: "203.0.113.7",
    userAgent: "crm/2",
    requests: 1200,
  };
  expect(refusalText(kind)).toBe(
    "1,200 × Import (createLead) from 203.0.113.7 (crm/2): lacks leads:write",
  );
  expect(refusalText({ ...kind, check: "address", operationName: null, userAgent: null })).toBe(
    "1,200 × createLead from 203.0.113.7: the allowlist shuts it out",
  );
});

test("of a key's scopes the used ones stay, with the reads that their writes include", () => {
  const use = (scope: EditableApiKey["scopes"][number], requests: number) => ({
    scope,
    isUsed: requests > 0,
    requests,
    lastUsedAt: null,
  });
  const rows = scopeUseRows([
    use("campaigns:read", 3),
    use("leads:read", 0),
    use("leads:write", 1),
    use("lists:read", 0),
    use("conversations:read", 0),
  ]);
  expect(rows.map(({ standing }) => standing)).toEqual([
    "used",
    "included",
    "used",
    "unused",
    "unused",
  ]);
});

describeInBrowser("evidence and rehearsal, in Chromium", () => {
  let server: DemoServer;
  let browser: Browser;

  beforeAll(async () => {
    server = await DemoServer.start();
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  const openKey = async (page: Page, name: string) => {
    await signInAt(page, server, `api-keys?search=${encodeURIComponent(name)}`);
    await page.getByRole("link", { name }).click();
    await page.getByRole("heading", { name: "Permissions used" }).waitFor();
  };

  test("a key is shrunk to what it used, after the console said what else would have been refused", async () => {
    const { page, complaints } = await openPage(browser);
    const campaigns = "{ campaigns { totalCount } }";
    expect((await server.query(server.access.apiKey, "{ leads { totalCount } }")).status).toBe(200);
    await signInAt(page, server, "request-logs");
    await page.getByRole("row").filter({ hasText: "Quickstart" }).first().waitFor();
    complaints.length = 0;
    await page.getByRole("link", { name: "API Keys" }).click();
    await page.getByRole("link", { name: "Quickstart" }).click();
    const used = page.getByRole("table", { name: "Permissions used" }).getByRole("row");
    await used.filter({ hasText: "campaigns:read" }).getByText("Can go").waitFor();
    await page.getByText(/leads:read would have done/).waitFor();

    await page.getByRole("button", { name: "Shrink to what was used" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText(/, none would have been refused/).waitFor();
    await dialog.getByLabel("IP allowlist").fill("198.51.100.1");
    await dialog.getByText(/, 1 would have been refused/).waitFor();
    await dialog.getByText(/1 × leads from 127.0.0.1 .*the allowlist shuts it out/).waitFor();
    await dialog.getByLabel("IP allowlist").fill("");
    await dialog.getByText(/, none would have been refused/).waitFor();
    await dialog.getByRole("button", { name: "Save" }).click();
    await dialog.waitFor({ state: "detached" });
    await page.getByText(/there is nothing to take away/).waitFor();
    expect(await page.getByRole("button", { name: "Shrink to what was used" }).count()).toBe(0);
    expect((await server.query(server.access.apiKey, campaigns)).status).toBe(403);
    expect((await server.query(server.access.apiKey, "{ leads { totalCount } }")).status).toBe(200);
    expect(complaints).toEqual([]);
    await page.context().close();
  }, 60_000);

  test.each([
    ["light", 1280],
    ["light", 390],
    ["dark", 1280],
    ["dark", 390],
  ] as const)(
    "breaks no accessibility rule and does not overflow (%s, %i px)",
    async (colorScheme, width) => {
      const { page } = await openPage(browser, { colorScheme, viewport: { width, height: 800 } });
      await openKey(page, "CRM importer");
      await page
        .getByRole("table", { name: "Permissions used" })
        .getByText("Can go")
        .first()
        .waitFor();
      await expectGoodLook(page);
      await page.getByRole("button", { name: "Shrink to what was used" }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByText(/, none would have been refused/).waitFor();
      await dialog.getByLabel("Read Only").check();
      await dialog
        .getByText(/ImportLead \(createLead\) .* lacks leads:write/)
        .first()
        .waitFor();
      await expectGoodLook(page);
      await page.context().close();
    },
    60_000,
  );
});
