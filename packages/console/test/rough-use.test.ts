import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Browser, Locator, Page } from "playwright-core";
import { describeInBrowser, launchBrowser, openPage } from "./testkit/browser.js";
import { DemoServer } from "./testkit/demo-server.js";
import { signInAt } from "./testkit/signed-in.js";

describeInBrowser("a slow machine and a hurried person, in Chromium", () => {
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

  async function slowDown(page: Page, rate: number) {
    const session = await page.context().newCDPSession(page);
    await session.send("Emulation.setCPUThrottlingRate", { rate });
  }

  /** Holds the answers to an operation, or to all, back until the returned function is called. */
  async function holdBack(page: Page, operationName?: string): Promise<() => void> {
    let answer = () => {};
    const isAnswered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await page.route("**/graphql", async (route) => {
      const asked = route.request().postDataJSON().operationName;
      if (operationName === undefined || asked === operationName) await isAnswered;
      await route.continue();
    });
    return () => answer();
  }

  /** Waits until a field shows a value. */
  async function untilValue(field: Locator, value: string) {
    while ((await field.inputValue()) !== value) {
      await field.evaluate(() => new Promise(requestAnimationFrame));
    }
  }

  test("a search field keeps every letter that is typed while an earlier pause is searched for", async () => {
    const { page } = await openPage(browser);
    await signInAt(page, server, "leads");
    const field = page.getByLabel("Search leads");
    const typed = "abcdefghijklmnopqrst";
    await slowDown(page, 8);
    await field.click();
    // Letters fall before, into and after the pause that begins a search.
    for (const [index, letter] of [...typed].entries()) {
      await page.keyboard.insertText(letter);
      await page.waitForTimeout(290 + ((index * 37) % 90));
    }
    await slowDown(page, 1);
    await page.waitForURL((url) => url.searchParams.get("text") === typed);
    expect(await field.inputValue()).toBe(typed);
    await page.getByRole("button", { name: "Clear filters" }).click();
    await page.waitForURL((url) => url.search === "");
    await untilValue(field, "");
    await page.context().close();
  });

  test("a search field keeps the space after a word, and a text that became too short", async () => {
    const { page } = await openPage(browser);
    await signInAt(page, server, "request-logs");
    const field = page.getByLabel("Search requests");
    await field.pressSequentially("The ");
    await page.waitForURL((url) => url.searchParams.get("text") === "The");
    await field.pressSequentially("key");
    await page.waitForURL((url) => url.searchParams.get("text") === "The key");
    expect(await field.inputValue()).toBe("The key");
    await field.fill("Th");
    await page.getByLabel("Take off the filter Text").waitFor({ state: "detached" });
    expect(await field.inputValue()).toBe("Th");
    await page.goBack();
    await untilValue(field, "The key");
    await page.context().close();
  });

  test("a day is typed with the keyboard, and is one step back in the history", async () => {
    const { page } = await openPage(browser);
    await signInAt(page, server, "audit-log");
    const from = page.getByLabel("From");
    await from.click({ position: { x: 15, y: 15 } });
    await page.keyboard.type("11202026");
    await page.waitForURL((url) => url.searchParams.get("from") === "2026-11-20");
    expect(await from.inputValue()).toBe("2026-11-20");
    await page.goBack();
    await untilValue(from, "");
    expect(new URL(page.url()).search).toBe("");
    await page.context().close();
  });

  test("a day that is taken back before it is drawn is not in its field any more", async () => {
    const { page } = await openPage(browser);
    await signInAt(page, server, "audit-log");
    const from = page.getByLabel("From");
    await slowDown(page, 6);
    for (let time = 0; time < 3; time += 1) {
      // Back at once: the address has the day, and the page is still being drawn for it.
      await from.evaluate((field: HTMLInputElement) => {
        const { pushState } = history;
        history.pushState = (...state) => {
          history.pushState = pushState;
          history.pushState(...state);
          history.back();
        };
        const { set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value") ?? {};
        set?.call(field, "2026-11-20");
        field.dispatchEvent(new Event("input", { bubbles: true }));
      });
      await page.waitForURL((url) => url.search === "");
      await untilValue(from, "");
    }
    await page.context().close();
  });

  test("rows that do not fit a new filter give way to the reason why those that do cannot be had", async () => {
    const { page } = await openPage(browser);
    await signInAt(page, server, "api-keys");
    await page.getByRole("row", { name: /Trade fair form/ }).waitFor();
    await page.route("**/graphql", (route) => route.abort());
    await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
    await page.getByRole("alert").getByText("Not up to date").waitFor();
    await page.getByRole("row", { name: /Trade fair form/ }).waitFor();
    await page.getByLabel("Status").first().click();
    await page.getByRole("option", { name: "Revoked" }).click();
    await page.getByRole("alert").getByText("The keys could not be loaded").waitFor();
    expect(await page.getByRole("row", { name: /Trade fair form/ }).count()).toBe(0);
    await page.unroute("**/graphql");
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByRole("row", { name: /Old importer/ }).waitFor();

    await page.getByRole("link", { name: "Audit Log" }).click();
    await page
      .getByRole("row", { name: /Created a key/ })
      .first()
      .waitFor();
    await page.route("**/graphql", (route) => route.abort());
    await page.getByLabel("Action").first().click();
    await page.getByRole("option", { name: "Rotated a key" }).click();
    await page.getByRole("alert").getByText("The audit log could not be loaded").waitFor();
    expect(await page.getByRole("row", { name: /Created a key/ }).count()).toBe(0);
    await page.context().close();
  });

  test("rows of before are marked as such while those of a new filter are on their way", async () => {
    const { page } = await openPage(browser);
    await signInAt(page, server, "leads");
    const table = page.getByRole("table", { name: "Leads" });
    await table.getByRole("row").nth(1).waitFor();
    const answer = await holdBack(page);
    await page.getByLabel("Status").first().click();
    await page.getByRole("option", { name: "Won" }).click();
    await table.and(page.locator("[aria-busy=true]")).waitFor();
    answer();
    await table.and(page.locator("[aria-busy=false]")).waitFor();
    expect(await table.getByText("New", { exact: true }).count()).toBe(0);
    await page.context().close();
  });

  test("a page or a dialog that cannot be fetched is told of where it would stand, and comes once it can be", async () => {
    const { page } = await openPage(browser);
    await signInAt(page, server, "api-keys");
    await page.getByRole("row", { name: /Trade fair form/ }).waitFor();
    await page.route("**/*", (route) => route.abort());
    await page.getByRole("button", { name: "Create API Key" }).click();
    const dialog = page.getByRole("dialog", { name: "This could not be opened" });
    await dialog.getByRole("button", { name: "Reload" }).click();
    await page.getByText("The page stays as it is").waitFor();
    await dialog.getByRole("button", { name: "Close" }).last().click();
    await dialog.waitFor({ state: "detached" });
    await page.getByRole("row", { name: /Trade fair form/ }).waitFor();

    await page.getByRole("link", { name: "Request Logs" }).click();
    await page.getByRole("alert").getByText("This page could not be opened").waitFor();
    await page.getByRole("link", { name: "API Keys" }).click();
    await page.getByRole("heading", { name: "API Keys" }).waitFor();
    await page.getByRole("link", { name: "Request Logs" }).click();
    await page.unroute("**/*");
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByRole("heading", { name: "Request Logs" }).waitFor();
    await page.context().close();
  });

  test("a new key and an invitation's link are not left behind unseen by going back", async () => {
    const { page } = await openPage(browser);
    await signInAt(page, server, "members");
    await page.getByRole("link", { name: "API Keys" }).click();
    await page.getByRole("button", { name: "Create API Key" }).click();
    await page.getByLabel("Name").fill("Kept in sight");
    await page.getByRole("button", { name: "Create Key" }).click();
    await page.getByText("Save this key now").waitFor();
    await page.goBack();
    const question = page.getByRole("dialog", { name: "Leave without the key?" });
    await question.getByRole("button", { name: "Cancel" }).click();
    await question.waitFor({ state: "detached" });
    const secret = page.getByRole("dialog", { name: "Kept in sight is ready" });
    await secret.locator(":focus").waitFor();
    await page.getByRole("button", { name: "Download" }).click();
    await page.goBack();
    await page.getByRole("button", { name: "Invite Member" }).click();
    await page.getByLabel("Email").fill("back@northwind.example");
    await page.getByRole("button", { name: "Create Link" }).click();
    await page.getByText("Hand it over safely").waitFor();
    await page.goForward();
    const second = page.getByRole("dialog", { name: "Leave without the link?" });
    await second.getByRole("button", { name: "Leave" }).click();
    await page.getByRole("heading", { name: "API Keys" }).waitFor();
    await page.context().close();
  });

  test("a page is of whoever signed in in another tab once it is seen again", async () => {
    const { page } = await openPage(browser);
    await signInAt(page, server, "api-keys");
    await page.getByRole("button", { name: "Create API Key" }).waitFor();
    const other = await page.context().newPage();
    await other.goto(page.url());
    await other.getByLabel("Account").click();
    await other.getByRole("menuitem", { name: "Sign out" }).click();
    await signInAt(other, server, "api-keys", "viewer@northwind.example");
    await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
    await page.getByRole("button", { name: "Create API Key" }).waitFor({ state: "detached" });
    await page.getByRole("row", { name: /Trade fair form/ }).waitFor();
    await page.getByLabel("Account").click();
    await page.getByRole("menu").getByText("viewer@northwind.example").waitFor();
    await page.context().close();
  });

  test("a key that somebody else changed or deleted is shown as it is now once its refusal is closed", async () => {
    const { page } = await openPage(browser);
    await signInAt(page, server, "api-keys");
    const row = page.getByRole("row", { name: /Staging trials/ });
    await row.getByRole("button", { name: /^Actions/ }).click();
    const other = await page.context().newPage();
    await other.goto(page.url());
    await other.getByRole("link", { name: "Staging trials" }).click();
    await other.getByRole("button", { name: "Edit" }).click();
    await other.getByRole("dialog").getByLabel("Description").fill("Written meanwhile");
    await other.getByRole("button", { name: "Save" }).click();
    await other.getByText("Staging trials is saved.").waitFor();

    await page.getByRole("menuitem", { name: "Rotate" }).click();
    const dialog = page.getByRole("dialog", { name: "Rotate API Key" });
    await dialog.getByRole("button", { name: "Rotate" }).click();
    await dialog.getByText("The key was changed meanwhile.").waitFor();
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await row.getByText("Written meanwhile").waitFor();
    await row.getByRole("button", { name: /^Actions/ }).click();
    await page.getByRole("menuitem", { name: "Rotate" }).click();
    await dialog.getByRole("button", { name: "Rotate" }).click();
    await page.getByText("Save this key now").waitFor();
    await page.getByRole("button", { name: "Done" }).click();

    await other.getByRole("button", { name: "Delete" }).click();
    await other.getByLabel("Type the key’s name to be sure").fill("Staging trials");
    await row.getByRole("button", { name: /^Revoke/ }).click();
    await other.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
    await other.getByRole("dialog").waitFor({ state: "detached" });
    const revoking = page.getByRole("dialog", { name: "Revoke API Key" });
    await revoking.getByRole("button", { name: "Revoke" }).click();
    await revoking.getByText("This no longer exists").waitFor();
    await revoking.getByRole("button", { name: "Cancel" }).click();
    await row.waitFor({ state: "detached" });
    await page.context().close();
  });

  test("on a narrow screen the current page's tab is whole in view, however late the number of alerts comes", async () => {
    const { page } = await openPage(browser, { viewport: { width: 390, height: 844 } });
    const answer = await holdBack(page, "OpenAlerts");
    await signInAt(page, server, "explorer");
    const tabs = page.getByRole("navigation", { name: "Workspace" });
    const current = tabs.getByRole("link", { name: "Explorer" });
    await current.and(page.locator("[aria-current]")).waitFor();
    answer();
    await tabs.getByText(/\d open/).waitFor();
    await tabs.evaluate(() => new Promise(requestAnimationFrame));
    const edges = await current.evaluate((tab) => tab.getBoundingClientRect().right);
    expect(edges).toBeLessThanOrEqual(390);
    await page.context().close();
  });

  test("an action that is answered after its dialog was closed leaves the dialog alone that was opened since", async () => {
    const { page } = await openPage(browser);
    await signInAt(page, server, "api-keys");
    const answer = await holdBack(page, "RevokeApiKey");
    const row = (name: RegExp) => page.getByRole("row", { name });
    await row(/Quickstart/)
      .getByRole("button", { name: /^Revoke/ })
      .click();
    await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await row(/Trade fair form/)
      .getByRole("button", { name: /^Actions/ })
      .click();
    await page.getByRole("menuitem", { name: "Edit" }).click();
    await page.getByRole("dialog").getByLabel("Description").fill("Half a sent");
    answer();
    await page.getByText("Quickstart is revoked.").waitFor();
    await row(/Quickstart/)
      .getByText("Revoked", { exact: true })
      .waitFor();
    expect(await page.getByRole("dialog").getByLabel("Description").inputValue()).toBe(
      "Half a sent",
    );
    await page.context().close();
  });

  test("many keys' action that is answered after its dialog was closed leaves the next one and its selection alone", async () => {
    const { page } = await openPage(browser);
    await signInAt(page, server, "api-keys");
    const answer = await holdBack(page, "RevokeApiKey");
    await page.getByLabel("Select Campaign dashboard").check();
    await page.getByRole("button", { name: "Revoke selected" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.getByLabel("Select Campaign dashboard").uncheck();
    await page.getByLabel("Select Trade fair form").check();
    await page.getByLabel("Select CRM importer").check();
    await page.getByRole("button", { name: "Deactivate selected" }).click();
    const dialog = page.getByRole("dialog", { name: "Deactivate 2 API Keys" });
    await dialog.waitFor();
    answer();
    await page.getByText("1 key revoked.").waitFor();
    const revoked = page.getByRole("row", { name: /Campaign dashboard/ });
    await revoked.getByText("Revoked", { exact: true }).waitFor();
    expect(await dialog.count()).toBe(1);
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await page.getByText("2 keys selected").waitFor();
    await page.context().close();
  });
});
