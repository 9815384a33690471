import { expect } from "@jest/globals";
import type { Page } from "playwright-core";
import { accessibilityProblems } from "./browser.js";
import type { DemoServer } from "./demo-server.js";

/** Signs in, as the demo's admin or as another of its people, and lands on the workspace's page of this path. */
export async function signInAt(
  page: Page,
  server: DemoServer,
  path: string,
  email = server.access.email,
): Promise<void> {
  const { url, workspace, password } = server.access;
  await page.goto(`${url}/${workspace}/${path}`);
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("navigation").first().waitFor();
}

/** The page breaks no accessibility rule, and neither it nor a dialog is wider than there is room. */
export async function expectGoodLook(page: Page): Promise<void> {
  await page.mouse.move(0, 0);
  await page.getByRole("tooltip").waitFor({ state: "detached" });
  expect(await accessibilityProblems(page)).toEqual([]);
  const overflow = await page.evaluate(() => {
    const boxes = [document.documentElement, ...document.querySelectorAll("[role='dialog']")];
    return Math.max(...boxes.map((box) => box.scrollWidth - box.clientWidth));
  });
  expect(overflow).toBeLessThanOrEqual(0);
}
