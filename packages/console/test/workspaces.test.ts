import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { scopesOfRole } from "@latchkey/shared";
import type { Browser } from "playwright-core";
import { samePageElsewhere } from "../dist-types/features/workspaces/workspace-pages.js";
import { describeInBrowser, launchBrowser, openPage } from "./testkit/browser.js";
import { DemoServer } from "./testkit/demo-server.js";
import { signInAt } from "./testkit/signed-in.js";

const ADMIN = new Set(scopesOfRole("ADMIN", false));
const VIEWER = new Set(scopesOfRole("VIEWER", false));
const PLATFORM = new Set(scopesOfRole(null, true));

describe("the page that another workspace opens on", () => {
  test.each([
    ["/north/api-keys", VIEWER, "/south/api-keys"],
    ["/north/api-keys/0199", VIEWER, "/south/api-keys"],
    ["/north/request-logs", VIEWER, "/south/request-logs"],
    ["/north/alerts/0199", VIEWER, "/south/alerts"],
    ["/north/leads/import", VIEWER, "/south/leads"],
    ["/north/audit-log", VIEWER, "/south/audit-log"],
    ["/north/explorer", VIEWER, "/south/explorer"],
    ["/north/docs/rate-limits", VIEWER, "/south/docs"],
    ["/north/settings", VIEWER, "/south/settings"],
    ["/north/members", ADMIN, "/south/members"],
    ["/north/members", PLATFORM, "/south/members"],
    ["/north/members", VIEWER, "/south/api-keys"],
    ["/north/docsish", ADMIN, "/south/api-keys"],
  ] as const)(
    "from %s is of the same kind, where the role allows it",
    (pathname, scopes, address) => {
      expect(samePageElsewhere(pathname, "north", { slug: "south", scopes })).toBe(address);
    },
  );
});

describeInBrowser("changing the workspace, in Chromium", () => {
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

  test("keeps the page, and leaves what was of the workspace before", async () => {
    const { page } = await openPage(browser);
    await signInAt(page, server, "alerts?status=all&severity=info");
    const change = async (name: string) => {
      await page.getByRole("combobox", { name: "Workspace" }).click();
      await page.getByRole("option", { name }).click();
    };
    await change("Bluebird");
    await page.waitForURL((url) => url.pathname === "/bluebird/alerts" && url.search === "");
    await page.getByRole("row", { name: /CRM importer/ }).waitFor();
    await page.getByRole("link", { name: "Members" }).click();
    await page.getByRole("button", { name: "Invite Member" }).waitFor();
    await change("Northwind");
    await page.waitForURL((url) => url.pathname === "/northwind/members");
    await page.getByRole("row", { name: /Vic Viewer/ }).waitFor();
    await page.context().close();
  });
});
