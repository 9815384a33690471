import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import {
  accessibilityProblems,
  describeInBrowser,
  launchBrowser,
  openPage,
} from "./testkit/browser.js";
import { DemoServer } from "./testkit/demo-server.js";

describeInBrowser("the explorer, in Chromium", () => {
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

  async function openExplorer(page: Page, query = ""): Promise<void> {
    const { url, workspace, email, password } = server.access;
    await page.goto(`${url}/${workspace}/explorer${query}`);
    await page.getByLabel("Email").fill(email);
    await page.getByLabel("Password", { exact: true }).fill(password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("heading", { name: "Explorer" }).waitFor();
  }

  /** Puts a text in the place of what an editor holds, as a person would paste it. */
  async function write(page: Page, editor: string, text: string): Promise<void> {
    await page.getByRole("textbox", { name: editor }).fill(text);
  }

  test("an operation is written, explained, run, and gets the smallest key, which runs it too", async () => {
    const { page, complaints } = await openPage(browser);
    await openExplorer(page);
    complaints.length = 0; // The visit before signing in is answered 401, which Chromium reports.
    const needs = page.getByRole("region", { name: "What it needs" });
    const operation = "query Names { leads(first: 2) { nodes { name campaign { name } } } }";

    await write(page, "Operation", "query Names { leads(first: 2) { nodes { surname } } }");
    await needs.getByText(/Cannot query field "surname"/).waitFor();
    complaints.length = 0; // Chromium reports the explanation's 400.
    await write(page, "Operation", operation);
    await needs.getByRole("heading", { name: "Scopes needed by Names" }).waitFor();
    await needs.getByText("With campaigns:read, leads:read and nothing else.").waitFor();
    await page.getByRole("button", { name: "Run", exact: true }).click();
    const body = page.getByRole("group", { name: "Body" });
    await body.getByText(/"nodes"/).waitFor();

    await needs.getByRole("link", { name: "Create key for this" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Name", { exact: true }).fill("Names Reader");
    expect(await dialog.getByRole("radio", { name: "Custom" }).isChecked()).toBe(true);
    await dialog.getByRole("button", { name: "Create Key" }).click();
    const secret = (await dialog.getByLabel("Your API key").textContent())?.trim() ?? "";
    await dialog.getByRole("button", { name: "Done" }).click();
    await dialog.waitFor({ state: "hidden" });
    expect(new URL(page.url()).search).toBe("");
    const scopes = await server.query(secret, "{ context { scopes } }");
    expect(scopes.body.data.context.scopes).toEqual(["campaigns:read", "leads:read"]);

    await page.getByRole("link", { name: "Explorer" }).click();
    await page.getByText("An API key").click();
    await page.getByLabel("API key", { exact: true }).fill(secret);
    await page.getByRole("button", { name: "Run", exact: true }).click();
    await body.getByText(/"nodes"/).waitFor();
    await page.getByText("x-ratelimit-remaining").waitFor();
    await write(page, "Operation", "{ apiKeys { totalCount } }");
    await needs.getByText("credentials:read", { exact: true }).waitFor();
    await page.getByRole("textbox", { name: "Operation" }).press("Control+Enter");
    await body.getByText(/"missingScopes"/).waitFor();
    expect(complaints.filter((text) => !text.includes("403"))).toEqual([]);

    await page.getByRole("link", { name: "API Keys" }).click();
    await page.getByRole("heading", { name: "API Keys" }).waitFor();
    const kept = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
    expect(kept).not.toContain(secret);
    await page.goBack();
    await page.getByText("Your session").waitFor();
    expect(await page.content()).not.toContain(secret);
    await page.context().close();
  }, 60_000);

  test("of several operations the one under the cursor is explained and run", async () => {
    const { page } = await openPage(browser);
    await openExplorer(page);
    await write(
      page,
      "Operation",
      "query Leads { leads { totalCount } }\nquery Keys { apiKeys { totalCount } }",
    );
    const editor = page.getByRole("textbox", { name: "Operation" });
    await editor.press("Control+Home");
    await page.getByRole("heading", { name: "Scopes needed by Leads" }).waitFor();
    await editor.press("Control+End");
    await page.getByRole("heading", { name: "Scopes needed by Keys" }).waitFor();
    await editor.press("Control+Enter");
    await page
      .getByRole("group", { name: "Body" })
      .getByText(/"apiKeys"/)
      .waitFor();
    await page.context().close();
  }, 60_000);

  test("an example that asks by id works as it is, with ids of the workspace", async () => {
    const { page } = await openPage(browser);
    await openExplorer(page, "?example=get-a-lead-with-its-campaign");
    const variables = page.getByRole("textbox", { name: "Variables" });
    await variables.getByText(/"[0-9a-f-]{36}"/).waitFor();
    await page.getByRole("button", { name: "Run", exact: true }).click();
    await page
      .getByRole("group", { name: "Body" })
      .getByText(/"company"/)
      .waitFor();
    await page.context().close();
  }, 60_000);

  test("a name half written is completed from the schema", async () => {
    const { page } = await openPage(browser);
    await openExplorer(page);
    await write(page, "Operation", "");
    const editor = page.getByRole("textbox", { name: "Operation" });
    await editor.pressSequentially("{ campa");
    await page.getByRole("option", { name: /^campaigns/ }).waitFor();
    await page.context().close();
  }, 60_000);

  test.each([
    ["light", 1280],
    ["dark", 1280],
    ["light", 390],
    ["dark", 390],
  ] as const)(
    "the explorer breaks no accessibility rule and does not scroll sideways: %s, %i px",
    async (colorScheme, width) => {
      const { page } = await openPage(browser, { colorScheme, viewport: { width, height: 800 } });
      await openExplorer(page, "?example=create-a-lead");
      await page.getByRole("heading", { name: "Scopes needed by CreateLead" }).waitFor();
      await page.getByText("An API key").click();
      await page.getByLabel("API key", { exact: true }).fill(server.access.apiKey);
      await page.getByRole("button", { name: "Run mutation" }).click();
      await page.getByRole("group", { name: "Body" }).waitFor();
      expect(await accessibilityProblems(page)).toEqual([]);
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
      ).toBeLessThanOrEqual(0);
      await page.context().close();
    },
    60_000,
  );
});
