import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import {
  accessibilityProblems,
  describeInBrowser,
  launchBrowser,
  openPage,
} from "./testkit/browser.js";
import { DemoServer } from "./testkit/demo-server.js";

describeInBrowser("the docs in the console, in Chromium", () => {
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

  async function openDocs(page: Page, rest = ""): Promise<void> {
    const { url, workspace, email, password } = server.access;
    await page.goto(`${url}/${workspace}/docs${rest}`);
    await page.getByLabel("Email").fill(email);
    await page.getByLabel("Password", { exact: true }).fill(password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("searchbox", { name: "Search the docs" }).waitFor();
  }

  test("every link of every guide leads to a heading that is there", async () => {
    const { page } = await openPage(browser);
    await openDocs(page);
    const guides = page.getByRole("navigation", { name: "Guides" }).getByRole("link");
    const anchors = new Set<string>();
    const wanted = new Set<string>();
    for (let index = 0; index < (await guides.count()); index += 1) {
      const title = (await guides.nth(index).textContent()) ?? "";
      await guides.nth(index).click();
      await page.getByRole("heading", { level: 1, name: title }).waitFor();
      const path = new URL(page.url()).pathname;
      anchors.add(path);
      const found = await page.evaluate(() => ({
        ids: [...document.querySelectorAll("article [id]")].map(({ id }) => id),
        links: [...document.querySelectorAll("article a[href^='/']")].map(
          (link) => link.getAttribute("href") ?? "",
        ),
      }));
      for (const id of found.ids) anchors.add(`${path}#${id}`);
      for (const link of found.links) wanted.add(link);
    }
    const inDocs = [...wanted].filter((link) => link.includes("/docs"));
    expect(inDocs.length).toBeGreaterThan(100);
    expect(inDocs.filter((link) => !anchors.has(link))).toEqual([]);
    await page.context().close();
  }, 60_000);

  test("a field is found by its name, with its scope; its example opens in the explorer", async () => {
    const { page, complaints } = await openPage(browser);
    await openDocs(page);
    complaints.length = 0; // The visit before signing in is answered 401, which Chromium reports.
    await page.getByRole("searchbox", { name: "Search the docs" }).fill("createLead");
    const results = page.getByRole("region", { name: "Search results" });
    await results.getByRole("link", { name: "mutation createLead" }).click();
    const heading = page.getByRole("heading", { name: "mutation createLead" });
    await heading.waitFor();
    expect(await heading.evaluate((element) => element.getBoundingClientRect().top)).toBeLessThan(
      300,
    );
    await page.getByRole("link", { name: "Examples", exact: true }).click();
    await page.getByRole("heading", { name: "Create a lead" }).waitFor();
    await page.getByRole("tab", { name: "Python" }).first().click();
    const programs = page.getByRole("group", { name: "Python" });
    expect(await programs.first().textContent()).toContain(`${server.access.url}/graphql`);
    // Chosen once, it is shown everywhere.
    expect(await programs.count()).toBe(await page.getByRole("tab", { name: "Python" }).count());
    await page.getByRole("link", { name: "Open in the explorer" }).last().click();
    await page.getByRole("heading", { name: "Scopes needed by OpenAlerts" }).waitFor();
    await page.getByRole("button", { name: "Run", exact: true }).click();
    await page
      .getByRole("group", { name: "Body" })
      .getByText(/"alerts"/)
      .waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  }, 60_000);

  test.each([
    ["light", 1280],
    ["dark", 1280],
    ["light", 390],
    ["dark", 390],
  ] as const)(
    "the docs break no accessibility rule and do not scroll sideways: %s, %i px",
    async (colorScheme, width) => {
      const { page } = await openPage(browser, { colorScheme, viewport: { width, height: 800 } });
      await openDocs(page);
      const { url, workspace } = server.access;
      for (const [rest, heading] of [
        ["/quickstart", "Quickstart"],
        ["/examples", "Examples"],
        ["/reference", "API reference"],
        ["?search=rate", "Search"],
      ]) {
        await page.goto(`${url}/${workspace}/docs${rest}`);
        await page.getByRole("heading", { level: 1, name: heading ?? "" }).waitFor();
        expect(await accessibilityProblems(page)).toEqual([]);
        expect(
          await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
        ).toBeLessThanOrEqual(0);
      }
      await page.context().close();
    },
    60_000,
  );
});
