import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import {
  accessibilityProblems,
  describeInBrowser,
  launchBrowser,
  openPage,
} from "./testkit/browser.js";
import { DemoServer } from "./testkit/demo-server.js";

describeInBrowser("the request logs, in Chromium", () => {
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

  const table = (page: Page) => page.getByRole("table", { name: "Requests", exact: true });
  const rows = (page: Page) =>
    table(page)
      .getByRole("row")
      .filter({ has: page.getByRole("cell") });
  const params = (page: Page) => Object.fromEntries(new URL(page.url()).searchParams);

  async function openLogs(page: Page, search = "", workspace = server.access.workspace) {
    const { url, email, password } = server.access;
    await page.goto(`${url}/${workspace}/request-logs${search}`);
    await page.getByLabel("Email").fill(email);
    await page.getByLabel("Password", { exact: true }).fill(password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("heading", { name: "Request Logs" }).waitFor();
  }

  const total = async (page: Page) => {
    const figure = page.getByText("Total requests").locator("xpath=following-sibling::dd[1]");
    await figure.getByText(/^\d/).waitFor();
    return Number((await figure.textContent())?.replaceAll(",", ""));
  };

  /** Waits until the figure fits: the old one stands, marked as such, until the new one is there. */
  async function untilTotal(page: Page, fits: (total: number) => boolean) {
    while (!fits(await total(page))) {
      await page.evaluate(() => new Promise(requestAnimationFrame));
    }
  }

  test("a value in a row narrows the page and its address; a chip takes it off, and so does going back", async () => {
    const { page, complaints } = await openPage(browser);
    await openLogs(page, "?range=7d");
    complaints.length = 0;
    await rows(page).first().waitFor();
    const all = await total(page);
    await rows(page).filter({ hasText: "CRM importer" }).first().getByText("203.0.113.7").click();
    await page.getByLabel("Take off the filter Address").waitFor();
    expect(params(page)).toEqual({ range: "7d", address: "203.0.113.7" });
    await rows(page).filter({ hasText: "198.51.100.23" }).first().waitFor({ state: "detached" });
    await untilTotal(page, (now) => now < all);

    await page.getByRole("button", { name: /^BAD_USER_INPUT \d/ }).click();
    await page.getByLabel("Take off the filter Error").waitFor();
    expect(params(page)).toMatchObject({ error: "BAD_USER_INPUT", address: "203.0.113.7" });
    await page.getByLabel("Take off the filter Address").click();
    expect(params(page)).toEqual({ range: "7d", error: "BAD_USER_INPUT" });
    await page.goBack();
    await page.getByLabel("Take off the filter Address").waitFor();
    await page.reload();
    await page.getByRole("button", { name: "Clear filters" }).click();
    expect(params(page)).toEqual({ range: "7d" });

    await page.getByRole("combobox", { name: "Status" }).click();
    await page.getByRole("option", { name: "403" }).click();
    await page.getByLabel("Search requests").fill("createlead");
    await page.getByLabel("Take off the filter Text").waitFor();
    await page.getByLabel("Operation").fill("nothing of this name");
    await page.getByLabel("Operation").press("Enter");
    await page.getByText("No request fits these filters").waitFor();
    await page.getByRole("button", { name: "Clear filters" }).last().click();
    await rows(page).first().waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  }, 60_000);

  test("dragging over the chart zooms in, and the fields and going back lead out", async () => {
    const { page, complaints } = await openPage(browser);
    await openLogs(page, "?range=7d");
    complaints.length = 0;
    const chart = page.getByRole("img", { name: "Successes and errors over time" });
    await chart.locator("svg.recharts-surface").first().waitFor();
    const all = await total(page);
    const box = await chart.boundingBox();
    if (!box) throw new Error("The chart cannot be seen");
    await page.mouse.move(box.x + box.width * 0.3, box.y + box.height * 0.6);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.5, box.y + box.height * 0.6, { steps: 8 });
    await page.mouse.up();
    await page.waitForURL(/from=.*to=/);
    const { from = "", to = "" } = params(page);
    const days = (Date.parse(to) - Date.parse(from)) / 86_400_000;
    expect([days > 1, days < 2]).toEqual([true, true]);
    await page.getByRole("form", { name: "Custom time range" }).waitFor();
    expect(await page.getByLabel("Live", { exact: true }).isDisabled()).toBe(true);

    await page.getByLabel("From").fill("2020-01-02T00:00");
    await page.getByLabel("To", { exact: true }).fill("2020-01-01T00:00");
    await page.getByRole("button", { name: "Apply" }).click();
    await page.getByText("The end must be after the start.").waitFor();
    await page.goBack();
    await page.getByRole("form", { name: "Custom time range" }).waitFor({ state: "detached" });
    expect(params(page)).toEqual({ range: "7d" });
    await untilTotal(page, (now) => now === all);

    const busiest = page.locator('td[data-shade="4"]').first();
    await busiest.click();
    await page.waitForURL(/from=.*to=/);
    await rows(page).first().waitFor();
    await untilTotal(page, (now) => now < all);
    await page.getByRole("button", { name: "Zoom out" }).click();
    await page.getByRole("form", { name: "Custom time range" }).waitFor({ state: "detached" });
    expect(complaints).toEqual([]);
    await page.context().close();
  }, 60_000);

  test("a span longer than the hours that are told has its figures all the same", async () => {
    const { page } = await openPage(browser);
    await openLogs(page, "?from=2025-01-01T00:00:00Z");
    await rows(page).first().waitFor();
    expect(await total(page)).toBeGreaterThan(0);
    await page.waitForLoadState("networkidle");
    expect((await page.getByRole("alert").allTextContents()).join("")).toBe("");
    await page.context().close();
  }, 60_000);

  test("all pages follow one another as one scrolls, and only the rows in sight are drawn", async () => {
    const { page } = await openPage(browser);
    await openLogs(page, "?range=30d&live=off");
    await rows(page).first().waitFor();
    const all = await total(page);
    const seen = new Set<string>();
    const look = async () => {
      const indexes = await rows(page).evaluateAll((found) =>
        found.map((row) => row.getAttribute("aria-rowindex") ?? ""),
      );
      expect(indexes.length).toBeLessThan(60);
      for (const index of indexes) seen.add(index);
    };
    while (seen.size < all) {
      await look();
      await page.mouse.wheel(0, 700);
      await page.evaluate(() => new Promise(requestAnimationFrame));
    }
    await page.getByText(`${all} in all; no older ones in this time.`).waitFor();
    expect(seen.size).toBe(all);
    await page.context().close();
  }, 60_000);

  test("what is new appears by itself at the top, and waits for a reader further down", async () => {
    const { page, complaints } = await openPage(browser);
    await openLogs(page, "?range=7d");
    complaints.length = 0;
    const use = (name: string) =>
      server.query(server.access.apiKey, `query ${name} { context { scopes } }`);
    await rows(page).first().waitFor();
    await use("AtTheTop");
    await rows(page).filter({ hasText: "AtTheTop" }).waitFor();

    await page.mouse.wheel(0, 2500);
    await page.waitForFunction(() => window.scrollY > 2000);
    await use("FurtherDown");
    const button = page.getByRole("button", { name: "1 new request" });
    await button.waitFor();
    expect(await rows(page).filter({ hasText: "FurtherDown" }).count()).toBe(0);
    await button.click();
    await rows(page).filter({ hasText: "FurtherDown" }).waitFor();
    await button.waitFor({ state: "detached" });

    await page.locator("label", { hasText: /^Live$/ }).click();
    await page.waitForURL(/live=off/);
    expect(complaints).toEqual([]);
    await page.context().close();
  }, 60_000);

  test("everything under the filter is saved as a file, and a running export can be stopped", async () => {
    const { page } = await openPage(browser);
    await openLogs(page, "?range=30d&status=client-error&live=off");
    await rows(page).first().waitFor();
    const all = await total(page);
    const save = async (kind: RegExp) => {
      await page.getByRole("button", { name: "Export" }).click();
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("menuitem", { name: kind }).click(),
      ]);
      return [download.suggestedFilename(), readFileSync(await download.path(), "utf8")] as const;
    };
    const [csvName, csv] = await save(/CSV/);
    expect(csvName).toBe("request-logs.csv");
    expect(csv.trimEnd().split("\r\n")).toHaveLength(all + 1);
    await page.getByText(`${all} requests saved.`).waitFor();
    const [jsonName, json] = await save(/JSON/);
    expect([jsonName, JSON.parse(json).length]).toEqual(["request-logs.json", all]);

    await page.route("**/exports/**", () => undefined);
    await page.getByRole("button", { name: "Export" }).click();
    await page.getByRole("menuitem", { name: /CSV/ }).click();
    await page.getByText(`0 of ${all} rows`).waitFor();
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("button", { name: "Export" }).waitFor();
    await page.context().close();
  }, 60_000);

  test("a failure is told and tried again, and a workspace without requests says how to send one", async () => {
    const { page } = await openPage(browser);
    await openLogs(page, "?range=7d&live=off");
    await rows(page).first().waitFor();
    await page.route("**/graphql", (route) =>
      route.request().postData()?.includes("RequestLogs") ? route.abort() : route.continue(),
    );
    await page.reload();
    await page.getByText("The requests could not be loaded").waitFor();
    await page.unroute("**/graphql");
    await page.getByRole("button", { name: "Try again" }).click();
    await rows(page).first().waitFor();

    await page.goto(`${server.access.url}/new-workspace`);
    await page.getByLabel("Name").fill("Silent Company");
    await page.getByRole("button", { name: /Create/ }).click();
    await page.getByRole("link", { name: "Request Logs" }).click();
    await page.getByText("No key has been used yet").waitFor();
    await page.getByRole("link", { name: "Go to API Keys" }).waitFor();
    await page.context().close();
  }, 60_000);

  test.each([
    ["light", 1280],
    ["light", 390],
    ["dark", 1280],
    ["dark", 390],
    ["light", 800],
  ] as const)(
    "no state of the page breaks an accessibility rule or overflows (%s, %i px)",
    async (colorScheme, width) => {
      const { page } = await openPage(browser, { colorScheme, viewport: { width, height: 800 } });
      const check = async () => {
        await page.mouse.move(0, 0);
        expect(await accessibilityProblems(page)).toEqual([]);
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(overflow).toBeLessThanOrEqual(0);
      };
      await openLogs(page, "?range=7d&status=client-error&text=lead&live=off");
      await rows(page).first().waitFor();
      await page.getByRole("img", { name: "Response times over time" }).waitFor();
      await page.getByText("Sun").first().waitFor();
      await check();
      await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
      await check();
      await page.goto(
        page.url().replace(/\?.*/, "?from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z"),
      );
      await page.getByText("No requests in this time").waitFor();
      await check();
      await page.context().close();
    },
    60_000,
  );
});
