import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Browser } from "playwright-core";
import { pastedId } from "../dist-types/features/request-logs/request-story-address.js";
import { describeInBrowser, launchBrowser, openPage } from "./testkit/browser.js";
import { DemoServer } from "./testkit/demo-server.js";
import { expectGoodLook, signInAt } from "./testkit/signed-in.js";

const CREATE_LEAD = `mutation Import {
  createLead(input: { campaignId: "x", name: "Ada", email: "ada@example.com" }) { lead { id } }
}`;

const ID = "01a1fdd1-4370-7288-8aae-ccd3835a6b58";

test.each([
  [ID, ID],
  [` "${ID.toUpperCase()}",\n`, ID],
  ["", null],
  [ID.slice(1), null],
  [`${ID}0`, null],
  ["../../x", null],
])("of the pasted text %j the id is %j", (text, id) => {
  expect(pastedId(text)).toBe(id);
});

describeInBrowser("a request's story, in Chromium", () => {
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

  const refusal = async () => {
    const { body } = await server.query(server.access.apiKey, CREATE_LEAD);
    return String(body.errors[0].extensions.decisionId);
  };

  test("a decision id opens its story: found, told, sent as a link, and closed to where it was opened", async () => {
    const decisionId = await refusal();
    const { page, complaints } = await openPage(browser);
    await signInAt(page, server, "request-logs?range=7d");
    complaints.length = 0;
    const story = page.getByRole("dialog", { name: "Request" });
    await page.getByLabel("Decision ID").fill("01a1fdd1");
    await page.getByRole("button", { name: "Find" }).click();
    await page.getByText(/36 characters/).waitFor();

    await page.getByLabel("Decision ID").fill(`"${decisionId}"`);
    await page.getByRole("button", { name: "Find" }).click();
    await story.getByText(decisionId, { exact: true }).waitFor();
    await story.getByText("Give the key leads:write.").waitFor();
    const checks = story.getByRole("list", { name: "Checks" }).getByRole("listitem");
    const texts = await checks.allTextContents();
    const failedAt = texts.findIndex((text) => text.startsWith("Failed: "));
    expect(texts[failedAt]).toContain("Missing scope leads:write.");
    expect(texts.slice(0, failedAt).every((text) => text.startsWith("Passed: "))).toBe(true);
    expect(texts.slice(failedAt + 1).every((text) => text.startsWith("Not reached: "))).toBe(true);
    expect(new URL(page.url()).searchParams.get("request")).toBe(decisionId);

    const { page: other } = await openPage(browser, {
      storageState: await page.context().storageState(),
    });
    await other.goto(page.url());
    await other
      .getByRole("dialog", { name: "Request" })
      .getByText(decisionId, { exact: true })
      .waitFor();
    await other.context().close();

    await page.keyboard.press("Escape");
    await story.waitFor({ state: "detached" });
    expect(page.url()).toContain("range=7d");
    expect(page.url()).not.toContain("request=");
    const row = page.getByRole("row").filter({ hasText: "Missing scope leads:write" }).first();
    await row.getByRole("rowheader").getByRole("link").press("Enter");
    await story.getByText("Give the key leads:write.").waitFor();
    await page.keyboard.press("Escape");
    await story.waitFor({ state: "detached" });
    await page.waitForFunction(() => document.activeElement?.closest("[role=rowheader]"));

    await page.getByLabel("Decision ID").fill(ID);
    await page.getByRole("button", { name: "Find" }).click();
    await story.getByText("There is no such request here").waitFor();
    await page.context().close();
  }, 120_000);

  test("what mends a refusal is one click from its story, and the story from the key's page", async () => {
    await refusal();
    const { page } = await openPage(browser);
    await signInAt(page, server, "request-logs");
    const story = page.getByRole("dialog", { name: "Request" });
    const row = page.getByRole("row").filter({ hasText: "Missing scope leads:write" }).first();
    await row.getByRole("rowheader").getByRole("link").click();
    await story.getByRole("link", { name: "Edit the key" }).click();
    await page.getByRole("dialog", { name: "Edit API Key" }).waitFor();
    expect(page.url()).toMatch(/\/api-keys\/[0-9a-f-]{36}$/);
    await page.keyboard.press("Escape");
    await page.getByRole("dialog", { name: "Edit API Key" }).waitFor({ state: "detached" });
    const recent = page.getByRole("table", { name: "Recent requests" }).getByRole("row");
    await recent.filter({ hasText: "Missing scope" }).first().getByRole("link").click();
    await story.getByText("Give the key leads:write.").waitFor();
    await page.context().close();
  }, 120_000);

  test.each([
    ["light", 1280],
    ["light", 390],
    ["dark", 1280],
    ["dark", 390],
  ] as const)(
    "breaks no accessibility rule and does not overflow (%s, %i px)",
    async (colorScheme, width) => {
      const decisionId = await refusal();
      const { page } = await openPage(browser, { colorScheme, viewport: { width, height: 800 } });
      await signInAt(page, server, `request-logs?request=${decisionId}`);
      const story = page.getByRole("dialog", { name: "Request" });
      await story.getByText("Give the key leads:write.").waitFor();
      await expectGoodLook(page);
      await page.context().close();
    },
    60_000,
  );
});
