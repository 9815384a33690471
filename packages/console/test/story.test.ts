import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import { accessibilityProblems, chromiumPath, launchBrowser, openPage } from "./testkit/browser.js";
import { DemoServer } from "./testkit/demo-server.js";

const LEADS = "{ leads(first: 5) { totalCount nodes { name campaign { name } } } }";
const CREATE_LEAD = `mutation ($campaignId: ID!) {
  createLead(input: { campaignId: $campaignId, name: "Ada", email: "ada@example.com" }) { lead { id } }
}`;

const describeInBrowser = chromiumPath ? describe : describe.skip;

describeInBrowser("the console, in Chromium", () => {
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

  async function signIn(page: Page, email = server.access.email): Promise<void> {
    const { url, workspace, password } = server.access;
    await page.goto(`${url}/${workspace}/api-keys`);
    await page.getByLabel("Email").fill(email);
    await page.getByLabel("Password", { exact: true }).fill(password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("heading", { name: "API Keys" }).waitFor();
  }

  test("a key limited to one campaign: created, copied, downloaded, used, refused, logged, revoked", async () => {
    const { page, complaints } = await openPage(browser, {
      permissions: ["clipboard-read", "clipboard-write"],
    });
    await signIn(page);
    complaints.length = 0; // The visit before signing in is answered 401, which Chromium reports.

    await page.getByRole("button", { name: "Create API Key" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Name").fill("Lead Upload");
    await dialog.getByLabel("Read Only").check();
    await dialog.getByRole("combobox", { name: "Campaign" }).click();
    await page.getByRole("option", { name: "Spring launch" }).click();
    await dialog.getByRole("button", { name: "Create Key" }).click();

    const secretField = dialog.getByLabel("Your API key");
    const secret = (await secretField.textContent())?.trim() ?? "";
    expect(secret).toMatch(/^lk_live_[0-9A-Za-z]{44}$/);
    await dialog.getByRole("button", { name: "Copy", exact: true }).click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(secret);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      dialog.getByRole("button", { name: "Download" }).click(),
    ]);
    expect(download.suggestedFilename()).toBe("lead-upload-api-key.txt");
    expect(readFileSync(await download.path(), "utf8").trim()).toBe(secret);
    await page.keyboard.press("Escape");
    expect(await secretField.textContent()).toContain(secret);
    await dialog.getByRole("button", { name: "Done" }).click();
    await dialog.waitFor({ state: "hidden" });
    expect(await page.content()).not.toContain(secret);

    const allowed = await server.query(secret, LEADS);
    expect(allowed.status).toBe(200);
    for (const lead of allowed.body.data.leads.nodes)
      expect(lead.campaign.name).toBe("Spring launch");
    const campaigns = await server.query(
      server.access.apiKey,
      "{ campaigns { nodes { id name } } }",
    );
    const other = campaigns.body.data.campaigns.nodes.find(
      (campaign: { name: string }) => campaign.name !== "Spring launch",
    );
    const own = campaigns.body.data.campaigns.nodes.find(
      (campaign: { name: string }) => campaign.name === "Spring launch",
    );
    const written = await server.query(secret, CREATE_LEAD, { campaignId: own.id });
    const elsewhere = await server.query(
      secret,
      "query ($id: ID!) { leads(filter: { campaignId: $id }) { totalCount } }",
      { id: other.id },
    );
    for (const refused of [written, elsewhere]) {
      expect([refused.status, refused.body.errors[0].message]).toEqual([
        403,
        "Insufficient permissions",
      ]);
    }

    await page.getByRole("link", { name: "Request Logs" }).click();
    const requests = page.getByRole("table", { name: "Requests" });
    const rows = requests.getByRole("row").filter({ hasText: "Lead Upload" });
    await rows.nth(2).waitFor();
    const texts = await rows.allTextContents();
    expect(texts).toHaveLength(3);
    expect(texts.filter((text) => text.includes("200"))).toHaveLength(1);
    expect(texts.filter((text) => text.includes("403"))).toHaveLength(2);
    expect(texts.filter((text) => text.includes("Missing scope leads:write"))).toHaveLength(1);
    for (const figure of ["Total requests", "Success rate", "Average response time", "Errors"]) {
      await page.getByText(figure, { exact: true }).first().waitFor();
    }

    await page.getByRole("link", { name: "API Keys" }).click();
    const row = page.getByRole("row").filter({ hasText: "Lead Upload" });
    await row.getByRole("button", { name: "Revoke" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
    await row.getByText("Revoked").waitFor();
    const over = await server.query(secret, LEADS);
    expect([over.status, over.body.errors[0].message]).toEqual([
      401,
      "Invalid or inactive API key",
    ]);

    expect(complaints).toEqual([]);
    await page.context().close();
  }, 60_000);

  test("a policy: previewed key by key, saved, enforced, not written over, and taken back", async () => {
    const { page, complaints } = await openPage(browser);
    await signIn(page);
    complaints.length = 0;
    const limitWriters = "Keys that can write need an IP allowlist or an expiry";
    const review = async (on: Page) => {
      await on.getByRole("button", { name: "Review changes" }).click();
      return on.getByRole("dialog", { name: "Review the key policy" });
    };
    const save = async (on: Page) => {
      await on.getByRole("button", { name: "Save policy" }).click();
      await on.getByText("The key policy is saved.").waitFor();
    };

    await page.getByRole("link", { name: "Settings" }).click();
    await page.getByText("Every new secret is hashed under it").waitFor();
    await page.getByRole("switch", { name: limitWriters }).check();
    const dialog = await review(page);
    const touched = dialog.getByRole("listitem").filter({ hasText: "CRM importer" });
    await touched.getByText("Its next edit must meet this.").waitFor();
    expect(await dialog.getByRole("link").allTextContents()).not.toContain("Quickstart");
    const [keyPage] = await Promise.all([
      page.context().waitForEvent("page"),
      touched.getByRole("link", { name: "CRM importer" }).click(),
    ]);
    await keyPage.getByRole("heading", { name: "CRM importer" }).waitFor();
    await save(page);
    await page.waitForFunction(() => document.activeElement?.textContent === "Review changes");
    expect(complaints).toEqual([]);

    await keyPage.getByRole("link", { name: "API Keys" }).click();
    await keyPage.getByRole("button", { name: "Create API Key" }).click();
    await keyPage.getByLabel("Name").fill("Unlimited writer");
    await keyPage.getByLabel("Read + Write").check();
    await keyPage.getByRole("button", { name: "Create Key" }).click();
    await keyPage.getByText("a key that can write needs an IP allowlist").waitFor();
    await keyPage.keyboard.press("Escape");

    await keyPage.getByRole("link", { name: "Settings" }).click();
    await keyPage.getByRole("switch", { name: "Live keys need a description" }).check();
    await keyPage.getByRole("link", { name: "API Keys" }).click();
    await keyPage.getByRole("button", { name: "Cancel" }).click();
    await review(keyPage);
    await save(keyPage);
    await page.bringToFront();
    await page.getByRole("switch", { name: limitWriters }).uncheck();
    await review(page);
    await page.getByRole("button", { name: "Save policy" }).click();
    const conflict = page.getByRole("alert").filter({ hasText: "Somebody changed the policy" });
    await conflict.getByText("Live keys need a description").waitFor();
    expect(await page.getByRole("switch", { name: limitWriters }).isChecked()).toBe(false);

    await page.getByRole("switch", { name: "Live keys need a description" }).uncheck();
    await review(page);
    await page.getByText("No key would be touched").waitFor();
    await save(page);
    await page.getByRole("link", { name: "Audit Log" }).click();
    await page
      .getByRole("row")
      .filter({ hasText: "Changed the key policy" })
      .filter({ hasText: `${limitWriters}: on → off` })
      .waitFor();
    await page.evaluate(() => {
      const make = URL.createObjectURL.bind(URL);
      URL.createObjectURL = (file: Blob) => {
        document.body.dataset["savedType"] = file.type;
        return make(file);
      };
    });
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Export CSV" }).click(),
    ]);
    expect(download.suggestedFilename()).toBe("audit-log.csv");
    expect(readFileSync(await download.path(), "utf8")).toContain("updateWorkspacePolicy");
    expect(await page.evaluate(() => document.body.dataset["savedType"])).toMatch(/^text\/csv/);
    await page.context().close();
  }, 60_000);

  test("a viewer reads the policy, changes nothing, and sees nothing of the installation", async () => {
    const { page } = await openPage(browser);
    await signIn(page, "viewer@northwind.example");
    await page.getByRole("link", { name: "Settings" }).click();
    await page.getByText("The workspace's admins can change this.").waitFor();
    await page.getByText("Deactivate unused keys").waitFor();
    expect(await page.getByRole("switch").count()).toBe(0);
    expect(await page.getByText("Peppers").count()).toBe(0);
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.context().close();
  }, 30_000);

  test("the keyboard comes back to where it was when a dialog closes", async () => {
    const { page } = await openPage(browser);
    await signIn(page);
    const opener = page.getByRole("button", { name: "Create API Key" });
    await opener.focus();
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").getByLabel("Name").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.waitForFunction(() =>
      document.activeElement?.textContent?.includes("Create API Key"),
    );
    await page.context().close();
  });

  test.each([
    ["light", 1280],
    ["light", 390],
    ["dark", 1280],
    ["dark", 390],
  ] as const)(
    "no page breaks an accessibility rule or overflows (%s, %i px)",
    async (colorScheme, width) => {
      const { page } = await openPage(browser, { colorScheme, viewport: { width, height: 800 } });
      const { url, workspace } = server.access;
      const check = async () => {
        // Out of the way of hints, which fade in and out over what is checked.
        await page.mouse.move(0, 0);
        await page.getByRole("tooltip").waitFor({ state: "detached" });
        expect(await accessibilityProblems(page)).toEqual([]);
        expect(
          await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
        ).toBeLessThanOrEqual(0);
      };
      await page.goto(`${url}/sign-in`);
      await page.getByRole("button", { name: "Sign in" }).waitFor();
      await check();
      await signIn(page);
      await page.getByText("Quickstart").waitFor();
      await check();
      await page.getByRole("button", { name: "Create API Key" }).click();
      await page.getByRole("button", { name: "Create Key" }).waitFor();
      await check();
      await page.goto(`${url}/${workspace}/request-logs?range=7d`);
      await page
        .getByRole("table", { name: "Requests" })
        .getByText("CRM importer")
        .first()
        .waitFor();
      await check();
      await page.goto(`${url}/${workspace}/api-keys?search=CRM+importer`);
      await page.getByRole("link", { name: "CRM importer" }).click();
      await page.getByRole("table", { name: "Recent requests" }).getByText("200").first().waitFor();
      await check();
      await page.getByRole("link", { name: "Audit Log" }).click();
      await page
        .getByRole("table", { name: "Audit events" })
        .getByText("Revoked a key")
        .first()
        .waitFor();
      await check();
      await page.getByRole("link", { name: "Settings" }).click();
      await page.getByText("Every new secret is hashed under it").waitFor();
      await check();
      await page.getByRole("switch", { name: "New keys must expire" }).check();
      await page.getByLabel("Longest lifetime").fill("0");
      await page.getByRole("button", { name: "Review changes" }).click();
      await page.getByText("Days must be a whole number").waitFor();
      await check();
      await page.getByLabel("Longest lifetime").fill("90");
      await page.getByRole("button", { name: "Review changes" }).click();
      await page.getByText("cannot be changed").first().waitFor();
      await check();
      await page.context().close();
    },
    60_000,
  );
});
