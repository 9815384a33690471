import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import { describeInBrowser, launchBrowser, openPage } from "./testkit/browser.js";
import { DemoServer } from "./testkit/demo-server.js";
import { expectGoodLook, signInAt } from "./testkit/signed-in.js";

/** Every form in a dialog or a panel: the page it is on, how it is opened, and a field of it. */
const FORMS = [
  {
    path: "api-keys",
    title: "Create API Key",
    field: "Name",
    open: (page: Page) => page.getByRole("button", { name: "Create API Key" }).click(),
  },
  {
    path: "api-keys",
    title: "Edit API Key",
    field: "Description",
    open: async (page: Page) => {
      const row = page.getByRole("row", { name: /Quickstart/ });
      await row.getByRole("button", { name: /^Actions/ }).click();
      await page.getByRole("menuitem", { name: "Edit" }).click();
    },
  },
  {
    path: "members",
    title: "Invite Member",
    field: "Email",
    open: (page: Page) => page.getByRole("button", { name: "Invite Member" }).click(),
  },
  {
    path: "settings",
    title: "Edit workspace",
    field: "Name",
    open: (page: Page) => page.getByRole("button", { name: "Edit workspace" }).click(),
  },
  {
    path: "docs",
    title: "Change password",
    field: "New password",
    open: async (page: Page) => {
      await page.getByLabel("Account").click();
      await page.getByRole("menuitem", { name: "Change password" }).click();
    },
  },
  {
    path: "alerts",
    title: "Alert",
    field: "Note for the others",
    open: (page: Page) =>
      page
        .getByRole("row", { name: /Trade fair form/ })
        .getByRole("link")
        .first()
        .click(),
  },
] as const;

const TYPED = "Half a sent";

/** The ways out of a form that are easily taken by mistake: Escape, its cross, a click beside it. */
const WAYS_OUT = [
  (page: Page) => page.keyboard.press("Escape"),
  (page: Page) => page.getByRole("button", { name: "Close" }).click(),
  (page: Page) => page.mouse.click(5, 400),
] as const;

describeInBrowser("forms in dialogs and panels, in Chromium", () => {
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

  /** A form that was just opened, and the question that it may ask. */
  function partsOf(page: Page, { title, field }: (typeof FORMS)[number]) {
    const form = page.getByRole("dialog", { name: title });
    const question = page.getByRole("dialog", { name: "Discard what you entered?" });
    return { form, question, entry: form.getByLabel(field, { exact: true }) };
  }

  test.each(FORMS)(
    "$title asks before what was entered is lost, and nothing else",
    async (tested) => {
      const { page, complaints } = await openPage(browser);
      await signInAt(page, server, tested.path);
      complaints.length = 0;
      const { form, question, entry } = partsOf(page, tested);
      await tested.open(page);
      await entry.waitFor();
      await page.keyboard.press("Escape");
      await form.waitFor({ state: "detached" });
      await tested.open(page);
      await entry.pressSequentially(TYPED);
      await page.keyboard.press("Escape");
      await question.getByRole("button", { name: "Discard" }).click();
      await form.waitFor({ state: "detached" });
      await question.waitFor({ state: "detached" });
      expect(complaints).toEqual([]);
      await page.context().close();
    },
  );

  test.each([FORMS[0], FORMS[5]])(
    "$title: what was entered is lost by no way out, but by who says so",
    async (tested) => {
      const { page, complaints } = await openPage(browser);
      await signInAt(page, server, "explorer");
      complaints.length = 0;
      const tabs = page.getByRole("navigation", { name: "Workspace" });
      await tabs.locator(`a[href$="/${tested.path}"]`).click();
      const { form, question, entry } = partsOf(page, tested);
      const keepEditing = question.getByRole("button", { name: "Keep editing" });
      for (const leave of WAYS_OUT) {
        await tested.open(page);
        await entry.waitFor();
        await leave(page);
        await form.waitFor({ state: "detached" });
      }

      await tested.open(page);
      const before = await entry.inputValue();
      await entry.fill("");
      await entry.pressSequentially(TYPED);
      for (const leave of WAYS_OUT) {
        await leave(page);
        await keepEditing.and(page.locator(":focus")).waitFor();
        await page.keyboard.press("Escape");
        await question.waitFor({ state: "detached" });
        await form.locator(":focus").waitFor();
        expect(await entry.inputValue()).toBe(TYPED);
      }
      await entry.fill(before);
      await page.keyboard.press("Escape");
      await form.waitFor({ state: "detached" });

      await tested.open(page);
      await entry.fill("");
      await entry.pressSequentially(TYPED);
      await page.keyboard.press("Escape");
      await question.getByRole("button", { name: "Discard" }).click();
      await form.waitFor({ state: "detached" });
      await question.waitFor({ state: "detached" });

      await tested.open(page);
      expect(await entry.inputValue()).toBe(before);
      await entry.fill("");
      await entry.pressSequentially(TYPED);
      const address = page.url();
      await page.goBack();
      await keepEditing.click();
      await question.waitFor({ state: "detached" });
      expect(page.url()).toBe(address);
      expect(await entry.inputValue()).toBe(TYPED);
      await page.goBack();
      await question.getByRole("button", { name: "Discard" }).click();
      await form.waitFor({ state: "detached" });
      await question.waitFor({ state: "detached" });
      await page.waitForURL((url) => url.href !== address);
      expect(complaints).toEqual([]);
      await page.context().close();
    },
    60_000,
  );

  test("a form that the address asks for is closed with its part of the address, and Cancel and saving ask nothing", async () => {
    const { page } = await openPage(browser);
    await signInAt(page, server, "api-keys?create=1&scopes=leads:read");
    const form = page.getByRole("dialog", { name: "Create API Key" });
    await form.getByLabel("Name", { exact: true }).fill(TYPED);
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").getByRole("button", { name: "Discard" }).click();
    await form.waitFor({ state: "detached" });
    await page.waitForURL((url) => url.search === "");
    await page.getByRole("button", { name: "Create API Key" }).click();
    await form.getByLabel("Name", { exact: true }).fill(TYPED);
    await form.getByRole("button", { name: "Cancel" }).click();
    await form.waitFor({ state: "detached" });
    await page.goto(`${page.url()}?create=1&scopes=leads:read`);
    await form.getByLabel("Name", { exact: true }).fill("A whole sentence");
    await form.getByRole("button", { name: "Create Key" }).click();
    await page.getByText("Save this key now").waitFor();
    await form.waitFor({ state: "detached" });
    expect(await page.getByRole("dialog").count()).toBe(1);
    await page.context().close();
  });

  test.each([
    ["light", 1280],
    ["light", 390],
    ["dark", 1280],
    ["dark", 390],
  ] as const)("the question looks good (%s, %i px)", async (colorScheme, width) => {
    const { page } = await openPage(browser, { colorScheme, viewport: { width, height: 800 } });
    await signInAt(page, server, "members");
    await page.getByRole("button", { name: "Invite Member" }).click();
    await page.getByRole("dialog").getByLabel("Email").fill("half@");
    await page.keyboard.press("Escape");
    const question = page.getByRole("dialog", { name: "Discard what you entered?" });
    await question.waitFor();
    await expectGoodLook(page);
    await page.context().close();
  });
});
