// Anybody can read it: without scripts, with a keyboard, with a screen reader, on a narrow phone,
// in the dark, over a slow network.
import { expect, test, type Page } from "@playwright/test";
import { axeFaults, ofColours } from "../axe.ts";
import { origin, samplePages } from "../site.ts";

test.describe.configure({ mode: "parallel" });

const firstLoadLimitBytes = 100_000;
const widths = [360, 768, 1440];

test("the home page is whole without JavaScript, and search works", async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(origin());
  await expect(page.locator("h1")).toHaveCount(1);
  await expect(page.locator("main [data-figure]").first()).toBeVisible();
  await page.locator("input[type=search]").first().fill("lang son");
  const [response] = await Promise.all([
    page.waitForNavigation(),
    page.locator("input[type=search]").first().press("Enter"),
  ]);
  expect(response?.status()).toBe(200);
  await expect(page.locator("main")).toBeVisible();
  await context.close();
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds nothing to mend in ${colorScheme}`, async ({ browser }) => {
    test.setTimeout(1_200_000);
    const context = await browser.newContext({ colorScheme });
    const page = await context.newPage();
    const violations: string[] = [];
    for (const { address } of samplePages(2)) {
      await page.goto(origin() + address);
      const faults = await axeFaults(page, colorScheme === "light" ? undefined : ofColours);
      violations.push(...faults.map((fault) => `${address}: ${fault}`));
    }
    await context.close();
    expect(violations).toEqual([]);
  });
}

test("no page asks another host, fails a request or writes an error to the console", async ({ page }) => {
  test.setTimeout(300_000);
  const complaints: string[] = [];
  const complain = (what: string): number => complaints.push(`${page.url()}: ${what}`);
  page.on("console", (line) => line.type() === "error" && complain(line.text()));
  page.on("pageerror", (error) => complain(error.message));
  page.on("requestfailed", (request) => {
    const reason = request.failure()?.errorText ?? "";
    // The next page was opened before an icon had come: no failure of the site's.
    if (reason !== "net::ERR_ABORTED") complain(`failed ${request.url()}: ${reason}`);
  });
  page.on("request", (request) => {
    const { origin: asked, protocol } = new URL(request.url());
    if (protocol.startsWith("http") && asked !== origin()) complain(`asked ${asked}`);
  });
  for (const { address } of samplePages(2)) {
    await page.goto(origin() + address, { waitUntil: "load" });
  }
  expect(complaints).toEqual([]);
});

for (const width of widths) {
  test(`nothing runs off the side at ${width} px`, async ({ browser }) => {
    test.setTimeout(300_000);
    const context = await browser.newContext({ viewport: { width, height: 800 } });
    const page = await context.newPage();
    const wide: string[] = [];
    for (const { address } of samplePages()) {
      await page.goto(origin() + address);
      const [content, room] = await page.evaluate(() => {
        const root = document.documentElement;
        return [root.scrollWidth, root.clientWidth] as const;
      });
      if (content > room) wide.push(`${address}: ${content} px in ${room}`);
    }
    await context.close();
    expect(wide).toEqual([]);
  });
}

test("the first load weighs at most 100 kB", async ({ browser }) => {
  const context = await browser.newContext({ viewport: { width: 360, height: 800 } });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send("Network.enable");
  let bytes = 0;
  devtools.on("Network.loadingFinished", (done) => (bytes += done.encodedDataLength));
  await page.goto(origin(), { waitUntil: "networkidle" });
  console.log(`first load: ${bytes} bytes over the wire`);
  expect(bytes).toBeGreaterThan(0);
  expect(bytes).toBeLessThanOrEqual(firstLoadLimitBytes);
  await context.close();
});

test("the keyboard reaches content by a skip link, and search by tabbing", async ({ page }) => {
  await page.goto(origin());
  await page.keyboard.press("Tab");
  const target = await page.evaluate(() => document.activeElement?.getAttribute("href") ?? "");
  expect(target, "the first stop is a skip link").toMatch(/^#./);
  await expect(page.locator(":focus")).toBeInViewport();
  await page.keyboard.press("Enter");
  expect(new URL(page.url()).hash).toBe(target);
  await expect(page.locator(target)).toHaveCount(1);

  await page.goto(origin());
  const stops = await tabThrough(page);
  expect(stops.some((stop) => stop.isSearch), "tabbing reaches the search box").toBe(true);
  expect(stops.filter((stop) => !stop.isMarked).map((stop) => stop.html)).toEqual([]);
});

interface Stop {
  html: string;
  isSearch: boolean;
  /** Something to see changed when the element took the focus. */
  isMarked: boolean;
}

/** Tabs from the top until the focus leaves the page or comes round again. */
async function tabThrough(page: Page): Promise<Stop[]> {
  const stops: Stop[] = [];
  for (let count = 0; count < 400; count += 1) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(() => {
      const focused = document.activeElement;
      if (!(focused instanceof HTMLElement) || focused === document.body) return undefined;
      if (focused.dataset.seen !== undefined) return undefined;
      focused.dataset.seen = "";
      const look = (): string => {
        const { outlineStyle, outlineWidth, outlineColor, boxShadow, borderColor, backgroundColor } =
          getComputedStyle(focused);
        const outline = outlineStyle === "none" ? "" : outlineWidth + outlineColor;
        return [outline, boxShadow, borderColor, backgroundColor].join();
      };
      const withFocus = look();
      focused.blur();
      const without = look();
      focused.focus();
      return {
        html: focused.outerHTML.slice(0, 120),
        isSearch: focused.matches("input[type=search]"),
        isMarked: withFocus !== without,
      };
    });
    if (stop === undefined) return stops;
    stops.push(stop);
  }
  throw new Error("the focus never left the page: a keyboard trap?");
}
