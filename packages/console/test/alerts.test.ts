import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import {
  type AlertView,
  readAlertView,
  writeAlertView,
} from "../dist-types/features/alerts/alert-view.js";
import { alertHeadline } from "../dist-types/features/alerts/alert-words.js";
import { NO_FILTERS, readLogView } from "../dist-types/features/request-logs/log-view.js";
import { paths } from "../dist-types/paths.js";
import { describeInBrowser, launchBrowser, openPage } from "./testkit/browser.js";
import { DemoServer } from "./testkit/demo-server.js";
import { expectGoodLook, signInAt } from "./testkit/signed-in.js";

const OPEN: AlertView = {
  status: "OPEN",
  kind: null,
  severity: null,
  apiKeyId: null,
  after: null,
};

test.each<[AlertView, string]>([
  [OPEN, ""],
  [{ ...OPEN, status: null }, "status=all"],
  [{ ...OPEN, status: "CLOSED", kind: "NEW_NETWORK" }, "status=closed&kind=new-network"],
  [
    { ...OPEN, severity: "CRITICAL", apiKeyId: "k/1", after: "c=" },
    "severity=critical&key=k%2F1&after=c%3D",
  ],
])("the view %j is the address ?%s, and back", (view, query) => {
  expect(new URLSearchParams(writeAlertView(view)).toString()).toBe(query);
  expect(readAlertView(new URLSearchParams(query))).toEqual(view);
});

test("what an address says in unknown words counts as not said", () => {
  const query = "status=gone&kind=NEW_NETWORK&severity=constructor&key=&after=";
  expect(readAlertView(new URLSearchParams(query))).toEqual(OPEN);
});

test.each([
  ["Importer: expires within a day", "Expires within a day", "1", { name: "Importer" }],
  ["A deleted key: expires within a day", "Expires within a day", "1", null],
  ["14 failures from ::1", "14 failures from ::1", null, null],
])("an alert is told as %j", (headline, title, apiKeyId, apiKey) => {
  expect(alertHeadline({ title, apiKeyId, apiKey })).toBe(headline);
});

test.each([
  { apiKeyId: "k/1", ip: null, errorCode: "UNAUTHENTICATED" },
  { apiKeyId: null, ip: "2001:db8::1", errorCode: null },
  { apiKeyId: "k", ip: "192.0.2.44", errorCode: "FORBIDDEN" },
])("the request logs that an alert of %j leads to are narrowed to just that", (narrowed) => {
  const span = { from: "2026-11-21T14:52:00.000Z", to: "2026-11-21T15:18:16.000Z" };
  const link = paths.requestLogs.spanLink("acme", { ...narrowed, ...span });
  const view = readLogView(new URL(link, "http://console.invalid").searchParams);
  expect(view).toMatchObject({ ...NO_FILTERS, ...narrowed });
  expect(view.span).toEqual({ fromMs: Date.parse(span.from), toMs: Date.parse(span.to) });
});

describeInBrowser("alerts, in Chromium", () => {
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

  const EDITOR = "editor@northwind.example";
  const row = (page: Page, name: string) => page.getByRole("rowheader").filter({ hasText: name });
  const panelOf = (page: Page) => page.getByRole("dialog", { name: "Alert" });
  const badgeOf = (page: Page, count: number) =>
    page.getByRole("navigation").getByRole("link", { name: `Alerts ${count} open` });
  const openCount = async (page: Page) => {
    const link = page.getByRole("navigation").getByRole("link", { name: /^Alerts \d+ open$/ });
    return Number(await link.locator("[aria-hidden]").textContent());
  };
  /** As coming back from another window does. */
  const comeBack = (page: Page) =>
    page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));

  // First, because a server looks for the first time a minute after it began.
  test("an alert that closed by itself meanwhile is not acknowledged, says why it is over, and no longer counts", async () => {
    const { page } = await openPage(browser);
    await signInAt(page, server, "alerts");
    await page.goto(`${server.access.url}/bluebird/alerts`);
    const open = await openCount(page);
    await row(page, "CRM importer").getByRole("link").click();
    const panel = panelOf(page);
    await panel.getByRole("button", { name: "Acknowledge" }).waitFor();
    // A page in the background asks for nothing, and so still shows what was.
    await page.evaluate(() => Object.defineProperty(document, "hidden", { value: true }));

    const { page: other } = await openPage(browser, {
      storageState: await page.context().storageState(),
    });
    await other.goto(page.url());
    await panelOf(other).getByRole("link", { name: "Rotate the key" }).click();
    const dialog = other.getByRole("dialog");
    await dialog.getByRole("button", { name: "Rotate" }).click();
    await dialog.getByRole("button", { name: "Download" }).waitFor();
    await other.goto(page.url());
    await panelOf(other).waitFor();
    await other.waitForFunction(
      () => {
        document.dispatchEvent(new Event("visibilitychange"));
        return document.body.textContent.includes("Closed by itself");
      },
      null,
      { polling: 1000, timeout: 150_000 },
    );
    await badgeOf(other, open - 1).waitFor();

    await panel.getByRole("button", { name: "Acknowledge" }).click();
    await page.getByText("The alert was not acknowledged").waitFor();
    await panel.getByText("The key has a new secret.").waitFor();
    expect(await panel.getByRole("button", { name: "Acknowledge" }).count()).toBe(0);
    await page.context().close();
    await other.context().close();
  }, 240_000);

  test("an alert is opened, read, followed to exactly its requests, and acknowledged; the number of open ones falls everywhere at once", async () => {
    const { page, complaints } = await openPage(browser);
    await signInAt(page, server, "api-keys");
    complaints.length = 0;
    const open = await openCount(page);
    expect(open).toBeGreaterThanOrEqual(3);
    const { page: other } = await openPage(browser);
    await signInAt(other, server, "api-keys", EDITOR);
    await badgeOf(other, open).waitFor();

    await badgeOf(page, open).click();
    const name = "Old importer: 14 failed authentications";
    await row(page, name).getByRole("link").click();
    const panel = panelOf(page);
    await panel.getByRole("heading", { name }).waitFor();
    await panel.getByText("Warning").waitFor();
    await panel.getByText("leave the key stopped and find out where it leaked").waitFor();
    await panel.getByText("When there has been no failure for 60 minutes").waitFor();
    const behind = panel.getByRole("table", { name: "Requests behind it" });
    expect(await behind.getByText("The key is revoked").count()).toBe(10);

    await panel.getByRole("link", { name: "All 14 requests in the request logs" }).click();
    await page.getByText("14 in all; no older ones in this time.").waitFor();
    expect(new URL(page.url()).searchParams.get("error")).toBe("UNAUTHENTICATED");
    await page.goBack();

    await panel.getByLabel("Note for the others").fill("Marketing still had it; told them.");
    await panel.getByRole("button", { name: "Acknowledge" }).click();
    await panel.getByText(`Acknowledged by ${server.access.email}`).waitFor();
    await panel.getByText("“Marketing still had it; told them.”").waitFor();
    expect(await panel.getByRole("button", { name: "Acknowledge" }).count()).toBe(0);
    await page.keyboard.press("Escape");
    await panel.waitFor({ state: "detached" });
    await badgeOf(page, open - 1).waitFor();
    await row(page, name).waitFor({ state: "detached" });
    await page.locator("[aria-live]", { hasText: `${open - 1} alerts open.` }).waitFor({
      state: "attached",
    });
    await comeBack(other);
    await badgeOf(other, open - 1).waitFor();

    await page.getByRole("radiogroup", { name: "Status" }).getByText("Acknowledged").click();
    await row(page, name).waitFor();
    await page.getByRole("link", { name: "Audit Log" }).click();
    const events = page.getByRole("table", { name: "Audit events" });
    await events.getByRole("link", { name: "14 failed authentications" }).click();
    await panel.getByText("“Marketing still had it; told them.”").waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
    await other.context().close();
  }, 120_000);

  test("the filters are in the address: they outlive a reload and going back, and an alert's own address opens it over them", async () => {
    const { page } = await openPage(browser);
    await signInAt(page, server, "alerts?status=all&severity=info");
    const { url } = server.access;
    await row(page, "Staging trials").waitFor();
    expect(await row(page, "CRM importer").count()).toBe(0);
    await page.getByRole("combobox", { name: "Severity" }).click();
    await page.getByRole("option", { name: "Critical" }).click();
    await row(page, "CRM importer").waitFor();
    expect(page.url()).toContain("?status=all&severity=critical");
    await row(page, "Staging trials").waitFor({ state: "detached" });
    await page.reload();
    await row(page, "CRM importer").getByRole("link").click();
    const panel = panelOf(page);
    await panel.getByText("192.0.2.0/24").first().waitFor();
    expect(page.url()).toMatch(/\/alerts\/[0-9a-f-]{36}\?status=all&severity=critical$/);
    await page.reload();
    await panel.getByRole("link", { name: "Edit its allowlist" }).click();
    await page.getByRole("dialog", { name: "Edit API Key" }).waitFor();
    await page.goBack();
    await panel.waitFor();
    await page.goBack();
    await panel.waitFor({ state: "detached" });
    await page.goBack();
    await row(page, "Staging trials").waitFor();

    await page.goto(`${url}/${server.access.workspace}/alerts?status=closed&kind=request-spike`);
    await page.getByText("Nothing fits these filters.").waitFor();
    await page.goto(
      `${url}/${server.access.workspace}/alerts/01a1fdd1-4370-7288-8aae-ccd3835a6b58`,
    );
    await page.getByText("There is no such alert here").waitFor();
    await page.context().close();
  }, 120_000);

  test("a key with open alerts is marked in the list of keys, and the mark leads to them", async () => {
    const { page } = await openPage(browser);
    await signInAt(page, server, "api-keys");
    const staging = page.getByRole("row").filter({ hasText: "Staging trials" });
    await staging.getByRole("link", { name: "1 alert" }).click();
    await row(page, "Staging trials: not used for 30 days").waitFor();
    expect(await page.getByRole("rowheader").count()).toBe(1);
    await page.goBack();
    const quickstart = page.getByRole("row").filter({ hasText: "Quickstart" });
    await quickstart.waitFor();
    expect(await quickstart.getByRole("link", { name: /alert/ }).count()).toBe(0);
    await page.context().close();
  }, 60_000);

  test("who may not manage keys reads alerts and is offered nothing else", async () => {
    const { page } = await openPage(browser);
    await signInAt(page, server, "alerts", "viewer@northwind.example");
    await row(page, "CRM importer").getByRole("link").click();
    const panel = panelOf(page);
    await panel.getByRole("link", { name: "Open the key" }).waitFor();
    await panel.getByRole("table", { name: "Requests behind it" }).waitFor();
    expect(await panel.getByRole("button", { name: "Acknowledge" }).count()).toBe(0);
    expect(await panel.getByRole("link", { name: "Rotate the key" }).count()).toBe(0);
    await page.context().close();
  }, 60_000);

  test("of two who acknowledge an alert the second is told who was first", async () => {
    const { page } = await openPage(browser);
    await signInAt(page, server, "alerts");
    const { page: other } = await openPage(browser);
    await signInAt(other, server, "alerts", EDITOR);
    for (const one of [page, other]) {
      await row(one, "Trade fair form").getByRole("link").click();
      await panelOf(one).getByRole("button", { name: "Acknowledge" }).waitFor();
    }
    await panelOf(other).getByRole("button", { name: "Acknowledge" }).click();
    await panelOf(other).getByText(`Acknowledged by ${EDITOR}`).waitFor();
    await panelOf(page).getByRole("button", { name: "Acknowledge" }).click();
    await page.getByText(`${EDITOR} had acknowledged it already.`).waitFor();
    await panelOf(page).getByText(`Acknowledged by ${EDITOR}`).waitFor();
    await page.context().close();
    await other.context().close();
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
      await signInAt(page, server, "alerts?status=all");
      await row(page, "CRM importer").waitFor();
      await expectGoodLook(page);
      await row(page, "Old importer").getByRole("link").click();
      await panelOf(page).getByRole("table", { name: "Requests behind it" }).waitFor();
      await expectGoodLook(page);
      await panelOf(page).getByRole("link", { name: "Open the key" }).click();
      await page.getByRole("heading", { name: "Alerts", exact: true }).waitFor();
      await page.getByRole("link", { name: /14 failed authentications/ }).waitFor();
      await page.getByText("Create a new key: this one never works again.").waitFor();
      await page.getByRole("table", { name: "Recent requests" }).getByText("401").first().waitFor();
      await expectGoodLook(page);
      await page.context().close();
    },
    60_000,
  );
});
