// A story with pictures, charts and a map as a reader meets it: a pair of pictures that the browser decodes, charts
// whose tables add up to what the pages of the same charts say, the map's list without a script and the map with
// one, every digit with its source. The other ends: the browser's own image decoder and script engine, and axe-core.
import { expect, test, type Page } from "@playwright/test";
import { axeFaults } from "../axe.ts";
import { numbersWithoutSource } from "../digits.ts";
import { origin } from "../site.ts";

const story = "/stories/con-duong-lam-mau";

/** The rows of a chart's table, as text. */
const table = (page: Page, chart: string): Promise<string[]> =>
  page.locator(chart).first().locator("tbody tr").evaluateAll((rows) =>
    rows.map((row) => (row as HTMLElement).textContent?.replace(/\s+/g, " ").trim() ?? ""));

test("pictures are shown with caption, credit and alternative text, at a size the screen needs", async ({ page }) => {
  await page.goto(`${origin()}${story}`);
  const pair = page.locator(".story-block.picture-pair");
  await expect(pair.locator("figure")).toHaveCount(2);
  for (const picture of await page.locator(".story-block figure.picture").all()) {
    const image = picture.locator("img");
    await image.scrollIntoViewIfNeeded();
    await expect.poll(() => image.evaluate((shown: HTMLImageElement) => shown.complete && shown.naturalWidth > 0)).toBe(true);
    expect(((await image.getAttribute("alt")) ?? "").length).toBeGreaterThan(10);
    expect(await picture.locator("source[type='image/webp']").getAttribute("srcset")).toMatch(/ \d+w/);
    await expect(picture.locator("figcaption")).toContainText("Hình vẽ bằng máy");
    await expect(picture.locator("figcaption")).toContainText("hình minh họa");
  }
  await pair.locator("a[href$='/works/mh-d']").first().click();
  await expect(page.locator("#picture-mh-truoc")).toBeVisible();
  await page.goto(`${origin()}/en${story}`);
  await expect(page.locator("#picture-mh-sau img")).toHaveAttribute("alt", /same road in grey concrete/);
});

test("charts have the tables of the pages they come from", async ({ page }) => {
  await page.goto(`${origin()}/charts`);
  const months = await table(page, ".month-chart");
  expect(months.length).toBeGreaterThan(1);
  await page.goto(`${origin()}${story}`);
  expect(await table(page, ".month-chart")).toEqual(months);
  expect((await table(page, ".flow-chart")).length).toBeGreaterThan(1);
  const charts = page.locator(".story-chart");
  await expect(charts).toHaveCount(5);
  for (const chart of await charts.all()) {
    await expect(chart.locator("table")).toHaveCount(1);
    expect(await chart.locator("tbody tr").count()).toBeGreaterThan(0);
    await chart.locator("summary").click();
    await expect(chart.locator("table")).toBeVisible();
  }
  const targets = page.locator(".story-chart", { hasText: "không ai đếm" });
  await expect(targets.locator(".progress")).toHaveCount(2);
});

test("a chart narrowed to a fund counts the lines of that fund alone", async ({ page }) => {
  const sum = (texts: string[]): number => texts.map((text) => Number(text.replace(/\D/g, ""))).reduce((one, other) => one + other, 0);
  await page.goto(`${origin()}/lines?fund=mh-ungho&direction=in`);
  const found = sum([(await page.locator(".result-count data").first().textContent()) ?? ""]);
  await page.goto(`${origin()}${story}`);
  const sizes = page.locator(".story-chart").nth(2).locator("tbody tr td:nth-child(2)");
  expect(sum(await sizes.allTextContents())).toBe(found);
});

test("the map's list is there without a script, and the map draws it once asked for", async ({ browser, page }) => {
  const plain = await browser.newContext({ javaScriptEnabled: false });
  const still = await plain.newPage();
  await still.goto(`${origin()}${story}`);
  await expect(still.locator("[data-map-work]")).toHaveCount(4);
  await expect(still.locator("[data-map]")).toBeHidden();
  await plain.close();
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(`${origin()}${story}`);
  await page.locator("[data-map-open]").click();
  await expect(page.locator("[data-map][data-ready]")).toBeVisible({ timeout: 30_000 });
  expect(asked.filter((url) => !url.startsWith(origin()) && !url.startsWith("blob:"))).toEqual([]);
});

test("what is drawn later than the numbers were asked is said", async ({ page }) => {
  await page.goto(`${origin()}${story}`);
  await expect(page.locator(".story-later")).toContainText("lúc bài được đăng");
  await page.goto(`${origin()}/en${story}`);
  await expect(page.locator(".story-later")).toContainText("when the story was published");
});

for (const address of [story, `/en${story}`]) {
  for (const scheme of ["light", "dark"] as const) {
    test(`axe finds nothing on ${address}, ${scheme}, and every digit has its source`, async ({ page }) => {
      await page.emulateMedia({ colorScheme: scheme });
      await page.setViewportSize({ width: 360, height: 740 });
      await page.goto(`${origin()}${address}`);
      for (const summary of await page.locator(".story-chart summary").all()) await summary.click();
      expect(await axeFaults(page)).toEqual([]);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(wide).toBe(0);
      const html = await (await fetch(`${origin()}${address}`)).text();
      expect(await page.evaluate(numbersWithoutSource, html)).toEqual([]);
    });
  }
}
