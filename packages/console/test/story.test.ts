import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import {
  accessibilityProblems,
  describeInBrowser,
  launchBrowser,
  openPage,
  untilStill,
} from "./testkit/browser.js";
import { DemoServer } from "./testkit/demo-server.js";

const LEADS = "{ leads(first: 5) { totalCount nodes { name campaign { name } } } }";
const CREATE_LEAD = `mutation ($campaignId: ID!) {
  createLead(input: { campaignId: $campaignId, name: "Ada", email: "ada@example.com" }) { lead { id } }
}`;

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

  /** Invites somebody on the members page; returns the link to hand over. */
  async function invite(page: Page, email: string, role: string): Promise<string> {
    await page.getByRole("button", { name: "Invite Member" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Email").fill(email);
    await dialog.getByLabel(role).check();
    await dialog.getByRole("button", { name: "Create Link" }).click();
    const link = (await dialog.getByLabel(`Link for ${email}`).textContent())?.trim() ?? "";
    expect(link).toMatch(/\/accept-invitation#[\w-]{43}$/);
    await dialog.getByRole("button", { name: "Done" }).click();
    await dialog.waitFor({ state: "detached" });
    expect(await page.content()).not.toContain(link.split("#")[1] ?? "");
    return link;
  }

  /** Walks through the members page, its dialogs and the page of an invitation, checking each. */
  async function checkMembers(
    page: Page,
    email: string,
    check: () => Promise<void>,
  ): Promise<void> {
    const dialog = page.getByRole("dialog");
    await page.getByRole("link", { name: "Members" }).click();
    await page.getByRole("table", { name: "Members" }).getByText("Vic Viewer").waitFor();
    await page.getByRole("button", { name: "Invite Member" }).click();
    await dialog.getByLabel("Email").waitFor();
    await check();
    await dialog.getByLabel("Email").fill(email);
    await dialog.getByRole("button", { name: "Create Link" }).click();
    const link = (await dialog.getByLabel(`Link for ${email}`).textContent())?.trim() ?? "";
    await check();
    await dialog.getByRole("button", { name: "Done" }).click();
    await page.getByRole("table", { name: "Invitations" }).getByText(email).waitFor();
    await dialog.waitFor({ state: "detached" });
    await check();
    for (const action of ["Change role", "Leave"]) {
      await page.getByRole("button", { name: "Actions for Alex Admin" }).click();
      await page.getByRole("menuitem", { name: action }).click();
      await dialog.getByText(/the workspace’s last admin/).waitFor();
      await check();
      await page.keyboard.press("Escape");
      await dialog.waitFor({ state: "detached" });
    }
    await page.goto(link);
    await page.getByRole("heading", { name: /^Join/ }).waitFor();
    await check();
    await page.goto(`${link}x`);
    await page.getByRole("heading", { name: "This invitation cannot be used" }).waitFor();
    await check();
  }

  /** Opens the rate limits of the dialog for a new key, also with everything wrong that can be. */
  async function checkRateLimits(page: Page, check: () => Promise<void>): Promise<void> {
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Change limits" }).click();
    for (const position of [4, 5]) {
      // The editor unfolds, and a new window moves the button.
      await untilStill(page);
      await dialog.getByRole("button", { name: "Add a window" }).click();
      await dialog.getByLabel(`Units of window ${position}`).waitFor();
    }
    await dialog.getByLabel("Seconds of window 5").waitFor();
    await check();
    await dialog.getByRole("button", { name: "Create Key" }).click();
    await dialog.getByText("A window must be a whole number of seconds").waitFor();
    await check();
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
      const saved = on.getByText("The key policy is saved.");
      // What an earlier saving said is gone first.
      await saved.waitFor({ state: "detached" });
      await on.getByRole("button", { name: "Save policy" }).click();
      await saved.waitFor();
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
    await keyPage.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();

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
    await page.getByText("100,000 an hour for each key").waitFor();
    expect(await page.getByRole("button", { name: "Edit workspace" }).count()).toBe(0);
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.context().close();
  }, 30_000);

  test("a member: invited, joined, given a key, made less, removed with the key handed over", async () => {
    const { page, complaints } = await openPage(browser);
    await signIn(page);
    complaints.length = 0;
    const dialog = page.getByRole("dialog");
    const chooseFor = async (name: string, action: string) => {
      await page.getByRole("button", { name: `Actions for ${name}` }).click();
      await page.getByRole("menuitem", { name: action }).click();
    };

    await page.getByRole("link", { name: "Members" }).click();
    const link = await invite(page, "nova@northwind.example", "Editor");
    await page
      .getByRole("table", { name: "Invitations" })
      .getByText("nova@northwind.example")
      .waitFor();

    const newcomer = await openPage(browser);
    await newcomer.page.goto(link);
    await newcomer.page.getByRole("heading", { name: "Join Northwind Outreach" }).waitFor();
    await newcomer.page.getByLabel("Name").fill("Nova Newcomer");
    await newcomer.page.getByLabel("Password", { exact: true }).fill("correct horse battery");
    await newcomer.page.getByRole("button", { name: "Join" }).click();
    await newcomer.page.getByRole("button", { name: "Create API Key" }).waitFor();
    expect(newcomer.page.url()).not.toContain(link.split("#")[1] ?? "");
    expect(newcomer.complaints).toEqual([]);
    await newcomer.page.goto(link);
    await newcomer.page.getByRole("heading", { name: "This invitation cannot be used" }).waitFor();
    await newcomer.page.goBack();
    await newcomer.page.getByRole("button", { name: "Create API Key" }).waitFor();

    await page.getByRole("link", { name: "API Keys" }).click();
    await page.getByRole("button", { name: "Create API Key" }).click();
    await dialog.getByLabel("Name").fill("Nova’s sync");
    await dialog.getByLabel("Read + Write").check();
    const owner = dialog.getByRole("combobox", { name: "Owner" });
    await owner.click();
    await page.getByRole("option", { name: "Vic Viewer" }).click();
    await dialog.getByText(/Vic Viewer is a Viewer: .* cannot use .*leads:write/).waitFor();
    await owner.click();
    await page.getByRole("option", { name: "Nova Newcomer" }).click();
    await dialog.getByText(/cannot use/).waitFor({ state: "detached" });
    await dialog.getByRole("button", { name: "Create Key" }).click();
    const secret = (await dialog.getByLabel("Your API key").textContent())?.trim() ?? "";
    await dialog.getByRole("button", { name: "Done" }).click();
    const scopesOf = async () =>
      (await server.query(secret, "{ context { scopes } }")).body.data.context.scopes;
    expect(await scopesOf()).toContain("leads:write");

    await page.getByRole("link", { name: "Members" }).click();
    await chooseFor("Nova Newcomer", "Change role");
    await dialog.getByLabel("Viewer").check();
    await dialog
      .getByText("1 key will do no more than a Viewer may, from its next request.")
      .waitFor();
    await dialog.getByRole("button", { name: "Change role" }).click();
    await page.getByText("Nova Newcomer is a Viewer now.").waitFor();
    expect(await scopesOf()).not.toContain("leads:write");

    await chooseFor("Alex Admin", "Leave");
    await dialog.getByText(/the workspace’s last admin/).waitFor();
    expect(await dialog.getByRole("button", { name: "Leave" }).isDisabled()).toBe(true);
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });

    await chooseFor("Nova Newcomer", "Remove");
    await dialog.getByText("Nova’s sync").waitFor();
    const remove = dialog.getByRole("button", { name: "Remove" });
    expect(await remove.isDisabled()).toBe(true);
    await dialog.getByLabel("Hand over to another member").check();
    await dialog.getByRole("combobox", { name: "New owner" }).click();
    await page.getByRole("option", { name: /Erin Editor/ }).click();
    await dialog.getByText(/1 key will belong to Erin Editor\./).waitFor();
    await remove.click();
    await page.getByText("Nova Newcomer is removed.").waitFor();
    // Still on the page of a workspace that is not theirs any more.
    await newcomer.page.getByRole("button", { name: "Account" }).click();
    await newcomer.page.getByRole("menuitem", { name: "Sign out" }).click();
    await newcomer.page.getByRole("button", { name: "Sign in" }).waitFor();
    await newcomer.page.context().close();
    expect(await scopesOf()).toContain("leads:write");
    await page
      .getByRole("row", { name: /Erin Editor/ })
      .getByRole("link", { name: "1 key" })
      .click();
    await page.getByRole("link", { name: "Nova’s sync" }).waitFor();
    expect(new URL(page.url()).searchParams.get("owner")).toMatch(/^[0-9a-f-]{36}$/);
    await page.getByRole("link", { name: "CRM importer" }).waitFor({ state: "detached" });

    expect(complaints).toEqual([]);
    await page.context().close();
  }, 60_000);

  test("a key changes hands in its edit dialog, and its page says whose it is", async () => {
    const { page } = await openPage(browser);
    await signIn(page);
    const dialog = page.getByRole("dialog");
    await page.getByRole("link", { name: "Staging trials" }).click();
    await page.getByRole("button", { name: "Edit" }).click();
    await dialog.getByRole("combobox", { name: "Owner" }).click();
    await page.getByRole("option", { name: "Erin Editor" }).click();
    await dialog.getByRole("button", { name: "Save" }).click();
    await page.getByText("Erin Editor (editor@northwind.example)").waitFor();
    await page.context().close();
  }, 60_000);

  test("a person changes their password, and signs in with it", async () => {
    const admin = await openPage(browser);
    await signIn(admin.page);
    await admin.page.getByRole("link", { name: "Members" }).click();
    const link = await invite(admin.page, "pia@northwind.example", "Viewer");
    await admin.page.context().close();
    const { page } = await openPage(browser);
    await page.goto(link);
    await page.getByLabel("Name").fill("Pia Password");
    await page.getByLabel("Password", { exact: true }).fill("correct horse battery");
    await page.getByRole("button", { name: "Join" }).click();
    await page.getByRole("button", { name: "Account" }).click();
    await page.getByRole("menuitem", { name: "Change password" }).click();
    const dialog = page.getByRole("dialog");
    const change = dialog.getByRole("button", { name: "Change password" });
    await dialog.getByLabel("Current password").fill("not this one");
    await dialog.getByLabel("New password").fill("staple of another kind");
    await change.click();
    await dialog.getByText("This is not your current password.").waitFor();
    await dialog.getByLabel("Current password").fill("correct horse battery");
    await change.click();
    await page.getByText("Your password is changed.").waitFor();
    await page.getByRole("link", { name: "Request Logs" }).click();
    await page.getByRole("heading", { name: "Request Logs" }).waitFor();
    expect(await page.getByRole("link", { name: "Members" }).count()).toBe(0);
    await page.context().close();
  }, 60_000);

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

  test("a key's page shows the first use of a new secret by itself, and says who would be shut out", async () => {
    const { page, complaints } = await openPage(browser, {
      viewport: { width: 1280, height: 420 },
    });
    await page.clock.install();
    await signIn(page);
    complaints.length = 0;
    await page.getByRole("link", { name: "Staging trials" }).click();
    await page.getByRole("button", { name: "Rotate" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Rotate" }).click();
    const dialog = page.getByRole("dialog");
    const secret = (await dialog.getByLabel("Your API key").textContent())?.trim() ?? "";
    await dialog.getByRole("button", { name: "Done" }).click();
    const secrets = page.getByRole("table", { name: "Secrets" });
    const present = secrets.getByRole("row").filter({ hasText: "Present" });
    await present.getByText("Not yet").waitFor();
    expect((await server.query(secret, "{ context { scopes } }")).status).toBe(200);
    await page.clock.fastForward(15_000);
    await present.getByText("Not yet").waitFor({ state: "detached" });
    expect(await present.textContent()).toContain("from 127.0.0.1");

    // Who would be shut out is asked of the request logs, which come a moment after the first use.
    const logged = page.getByRole("table", { name: "Recent requests" }).getByText("127.0.0.1");
    while ((await logged.count()) === 0) {
      await page.clock.fastForward(15_000);
      await page.waitForLoadState("networkidle");
    }

    // Out of sight, the warning holds the saving back once, and is brought into view.
    await page.getByRole("button", { name: "Edit" }).click();
    await dialog.getByLabel("IP allowlist").fill("10.0.0.0/8");
    const warning = dialog.getByRole("group", { name: "This allowlist shuts out" });
    await warning.getByText("used this key in the last 7 days").waitFor();
    await dialog.getByRole("textbox", { name: "Name" }).press("Enter");
    await page.waitForFunction(() => document.activeElement?.textContent?.includes("shuts out"));
    expect(await dialog.getByLabel("IP allowlist").inputValue()).toBe("10.0.0.0/8");
    await dialog.getByRole("textbox", { name: "Name" }).press("Enter");
    await dialog.waitFor({ state: "detached" });

    await page.getByRole("button", { name: "Check a request" }).click();
    const check = page.getByRole("form", { name: "Check a request" });
    await check.getByLabel("Operation").fill("{ leads { totalCount } }");
    await check.getByRole("button", { name: "Check" }).click();
    await check.getByText("Such a request would be refused.").waitFor();
    await check.getByText("Add the address to the key's IP allowlist").waitFor();
    await check.getByLabel("Address").fill("10.1.2.3");
    await check.getByRole("button", { name: "Check" }).click();
    await check.getByText("Such a request would be let in.").waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  }, 60_000);

  test("rate limits: chosen for a key, explained when full, changed, and cut by the workspace", async () => {
    const { page, complaints } = await openPage(browser);
    await page.clock.install();
    await signIn(page);
    complaints.length = 0;
    const dialog = page.getByRole("dialog");
    const closed = () => dialog.waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Create API Key" }).click();
    await dialog.getByLabel("Name").fill("Slow reader");
    await dialog.getByText("1,000 an hour, 100 a minute, 10 a second").waitFor();
    await dialog.getByRole("button", { name: "Change limits" }).click();
    await dialog.getByRole("button", { name: "Remove window 3" }).click();
    await dialog.getByRole("button", { name: "Remove window 2" }).click();
    await dialog.getByLabel("Units of window 1").fill("200000");
    await dialog.getByRole("button", { name: "Create Key" }).click();
    await dialog.getByText(/let more than 100,000 units through/).waitFor();
    await dialog.getByRole("button", { name: "Add a window" }).click();
    await dialog.getByRole("combobox", { name: "Length of window 2" }).click();
    await page.getByRole("option", { name: "other…" }).click();
    await dialog.getByLabel("Seconds of window 2").fill("7200");
    await dialog.getByLabel("Units of window 2").fill("2");
    await dialog.getByText("2 in 2 hours, 200,000 an hour").waitFor();
    await dialog.getByRole("button", { name: "Create Key" }).click();
    const secret = (await dialog.getByLabel("Your API key").textContent())?.trim() ?? "";
    await dialog.getByRole("button", { name: "Done" }).click();

    const statusOf = async (query: string) => (await server.query(secret, query)).status;
    const one = "{ context { scopes } }";
    const statuses = [await statusOf(one), await statusOf(one), await statusOf(one)];
    expect(statuses).toEqual([200, 200, 429]);
    expect(await statusOf("{ a: __typename b: __typename c: __typename }")).toBe(429);
    await page.getByRole("link", { name: "Slow reader" }).click();
    await page.getByRole("heading", { name: "Slow reader" }).waitFor();
    await page.clock.fastForward(15_000);
    await page.getByText("The window of 2 in 2 hours was full").waitFor();
    await page.getByText("One request asked for more than the window of 2 in 2 hours").waitFor();

    await page.getByRole("button", { name: "Edit" }).click();
    await dialog.getByRole("button", { name: "Change limits" }).click();
    await dialog.getByRole("button", { name: "Remove window 1" }).click();
    await dialog.getByLabel("Units of window 1").fill("90000");
    await dialog.getByText(/Until now 2 in 2 hours, .* hold from the key’s next request/).waitFor();
    await dialog.getByRole("button", { name: "Save" }).click();
    await closed();
    expect(await statusOf(one)).toBe(200);
    await page.getByText("This is over: the key no longer has this window.").first().waitFor();

    const setMaximum = async (maximum: string) => {
      await page.getByRole("link", { name: "Settings" }).click();
      await page.getByRole("button", { name: "Edit workspace" }).click();
      await dialog.getByLabel("Maximum for rate limits").fill(maximum);
    };
    await setMaximum("80000");
    await dialog.getByText(/1 key is above 80,000 an hour .*Slow reader/).waitFor();
    await dialog.getByRole("button", { name: "Save" }).click();
    await closed();
    await page.getByText("80,000 an hour for each key").waitFor();
    const limits = await server.query(secret, "{ context { rateLimits { limit } } }");
    expect(limits.body.data.context.rateLimits).toEqual([{ limit: 80_000 }]);
    await page.getByRole("link", { name: "API Keys" }).click();
    await page.getByRole("link", { name: "Slow reader" }).click();
    await page.getByText(/Its own are 90,000 an hour; .* cuts them/).waitFor();
    await page.getByRole("link", { name: "Audit Log" }).click();
    const events = page.getByRole("table", { name: "Audit events" }).getByRole("row");
    for (const change of ["100,000 an hour → 80,000", "2 in 2 hours, 200,000 an hour → 90,000"]) {
      await events.filter({ hasText: change }).waitFor();
    }

    await setMaximum("100000");
    await dialog.getByText("No key is above 100,000 an hour.").waitFor();
    await dialog.getByRole("button", { name: "Save" }).click();
    await closed();
    expect(complaints).toEqual([]);
    await page.context().close();
  }, 60_000);

  test("the keys are saved as a CSV file, of the kind text/csv", async () => {
    const { page } = await openPage(browser);
    await signIn(page);
    await page.evaluate(() => {
      const original = URL.createObjectURL;
      URL.createObjectURL = (blob) => {
        document.body.dataset["savedKind"] = blob instanceof Blob ? blob.type : "";
        return original(blob);
      };
    });
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Export CSV" }).click(),
    ]);
    expect(download.suggestedFilename()).toBe("api-keys.csv");
    expect(readFileSync(await download.path(), "utf8")).toContain("Staging trials");
    expect(await page.evaluate(() => document.body.dataset["savedKind"])).toBe(
      "text/csv;charset=utf-8",
    );
    await page.context().close();
  });

  test("a select finds what it does not list, and keeps the chosen one's name", async () => {
    const { page } = await openPage(browser);
    await signIn(page);
    const select = page.getByRole("combobox", { name: "Limited to campaign" });
    await select.click();
    await select.fill("SPRING");
    await page.getByRole("option", { name: "Newsletter" }).waitFor({ state: "detached" });
    await page.getByRole("option", { name: "Spring launch" }).click();
    await page.getByRole("link", { name: "Campaign dashboard" }).waitFor();
    await page.reload();
    await page.getByRole("link", { name: "Campaign dashboard" }).waitFor();
    expect(await select.inputValue()).toBe("Spring launch");
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
          await page.evaluate(() => {
            const boxes = [
              document.documentElement,
              ...document.querySelectorAll("[role='dialog']"),
            ];
            return Math.max(...boxes.map((box) => box.scrollWidth - box.clientWidth));
          }),
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
      await page.getByRole("dialog").getByLabel("IP allowlist").fill("10.0.0.0/8");
      await page.getByRole("group", { name: "This allowlist shuts out" }).waitFor();
      await check();
      await checkRateLimits(page, check);
      await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
      await page.getByLabel("Select all").check();
      await page.getByRole("button", { name: "Revoke selected" }).click();
      await page.getByRole("dialog").getByText("203.0.113.7 (crm-importer/2.3)").waitFor();
      await check();
      // Rows out of sight are not drawn: those of one address, whatever the tests before have asked.
      await page.goto(`${url}/${workspace}/request-logs?range=7d&address=203.0.113.7`);
      await page
        .getByRole("table", { name: "Requests" })
        .getByText("CRM importer")
        .first()
        .waitFor();
      await check();
      await page.goto(`${url}/${workspace}/api-keys?search=CRM+importer`);
      await page.getByRole("link", { name: "CRM importer" }).click();
      await page.getByRole("table", { name: "Recent requests" }).getByText("200").first().waitFor();
      await page.getByRole("button", { name: "Check a request" }).click();
      const form = page.getByRole("form", { name: "Check a request" });
      await form.getByLabel("Operation").fill("{ requestLogs { totalCount } }");
      await form.getByRole("button", { name: "Check" }).click();
      await form.getByText("Such a request would be refused.").waitFor();
      await check();
      await page.getByRole("link", { name: "Audit Log" }).click();
      await page
        .getByRole("table", { name: "Audit events" })
        .getByText("Revoked a key")
        .first()
        .waitFor();
      await check();
      await checkMembers(
        page,
        `rather.long.address.of.somebody.${colorScheme}.${width}@northwind.example`,
        check,
      );
      await page.goto(server.access.url);
      await page.getByRole("heading", { name: "API Keys" }).waitFor();
      await page.getByRole("link", { name: "Settings" }).click();
      await page.getByText("Every new secret is hashed under it").waitFor();
      await check();
      await page.getByRole("button", { name: "Edit workspace" }).click();
      await page.getByLabel("Maximum for rate limits").fill("10");
      await page.getByText(/keys are above 10 an hour/).waitFor();
      await check();
      await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
      await page.getByRole("dialog").waitFor({ state: "detached" });
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
