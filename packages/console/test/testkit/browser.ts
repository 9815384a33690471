import { describe } from "@jest/globals";
import axe from "axe-core";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";

/** The address bar's own two pages: in each window they take as long to start as the tests' page. */
const ADDRESS_BAR_PAGES = ["WebUIOmniboxPopup", "WebUIOmniboxAimPopup"];
/** What Playwright turns off; a second list takes the place of its own. */
const OFF_IN_PLAYWRIGHT = [
  "AvoidUnnecessaryBeforeUnloadCheckSync",
  "DestroyProfileOnBrowserClose",
  "HttpsUpgrades",
  "LensOverlay",
  "MediaRouter",
  "NetworkTimeServiceQuerying",
  "OptimizationHints",
  "PaintHolding",
  "PreconnectToSearch",
  "ThirdPartyStoragePartitioning",
];

const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  `--disable-features=${[...OFF_IN_PLAYWRIGHT, ...ADDRESS_BAR_PAGES].join(",")}`,
];

/** Where Chromium is, or undefined where none was found. */
const chromiumPath = process.env["TEST_CHROMIUM_PATH"];

/** Tests that need Chromium; skipped where there is none, which `npm test` counts. */
export function describeInBrowser(name: string, tests: () => void): void {
  (chromiumPath ? describe : describe.skip)(name, tests);
}

/** Starts Chromium with a new profile. */
export function launchBrowser(): Promise<Browser> {
  if (!chromiumPath) throw new Error("TEST_CHROMIUM_PATH is not set: run the tests with npm test");
  return chromium.launch({ executablePath: chromiumPath, args: ARGUMENTS });
}

/** A page that remembers everything its console complained about. */
export interface WatchedPage {
  readonly page: Page;
  readonly complaints: string[];
}

/** Opens a page in a context of its own. */
export async function openPage(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  return { page, complaints };
}

/** The accessibility rules (WCAG 2.2 AA) that the page breaks, each with the elements that do. */
export async function accessibilityProblems(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  // What fades in or out is half as plain as it is meant to be.
  await page.waitForFunction(() =>
    [...document.querySelectorAll("[role='menu'], [role='dialog']")].every(
      (layer) => !layer.checkVisibility() || getComputedStyle(layer).opacity === "1",
    ),
  );
  return page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: {
        run(
          options: object,
        ): Promise<{ violations: Array<{ id: string; nodes: Array<{ html: string }> }> }>;
      };
    };
    const { violations } = await axe.run({
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  });
}

/** Waits until nothing on the page moves or fades any more: what moves while it is clicked is not clicked. */
export async function untilStill(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const isMoving = () =>
      document
        .getAnimations()
        .some(
          (one) => one.playState === "running" && one.effect?.getTiming().iterations !== Infinity,
        );
    // A movement begins some frames after the click that asks for it.
    for (let stillFrames = 0; stillFrames < 6; stillFrames = isMoving() ? 0 : stillFrames + 1) {
      await new Promise(requestAnimationFrame);
    }
  });
}
