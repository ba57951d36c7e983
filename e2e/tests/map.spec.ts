// The map: the list has everything without a script; the map draws what the list says once asked for, by keyboard
// too; nothing is loaded from elsewhere, and nothing heavy before the reader asks. The GeoJSON is read by
// Python's json and has the list's places.
import { expect, test, type Page } from "@playwright/test";
import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { axeFaults } from "../axe.ts";
import { numbersWithoutSource } from "../digits.ts";
import { origin } from "../site.ts";

const pictures = resolve(import.meta.dirname, "../results/map");

const listed = (page: Page): Promise<{ href: string; points: string }[]> =>
  page.$$eval("[data-map-work]", (items) =>
    items.map((item) => ({
      href: item.querySelector("a")?.getAttribute("href") ?? "",
      points: item.getAttribute("data-points") ?? "",
    })),
  );

async function opened(page: Page): Promise<void> {
  await page.goto(`${origin()}/map`);
  await page.locator("[data-map-open]").click();
  await expect(page.locator("[data-map][data-ready]")).toBeVisible({ timeout: 30_000 });
}

test("the list has every place without a script, and the file has the same", async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${origin()}/map`);
  const works = await listed(page);
  expect(works.length).toBeGreaterThan(1);
  await expect(page.locator("[data-map]")).toBeHidden();
  const text = await (await fetch(`${origin()}/map.geojson`)).text();
  const script = `
import json, sys
for feature in json.load(sys.stdin)["features"]:
    shape = feature["geometry"]
    points = [shape["coordinates"]] if shape["type"] == "Point" else shape["coordinates"]
    print(feature["properties"]["page"], " ".join(f"{round(north * 1e6)},{round(east * 1e6)}" for east, north in points))`;
  const read = execFileSync("python3", ["-c", script], { input: text, encoding: "utf8" });
  expect(read.trim().split("\n")).toEqual(works.map(({ href, points }) => `${href} ${points}`));
  await context.close();
});

test("nothing heavy is loaded before the reader asks, and nothing from elsewhere after", async ({ page }) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(`${origin()}/map`);
  await page.waitForLoadState("networkidle");
  expect(asked.filter((url) => /map-[A-Z0-9]{8}\.js|map-worker/.test(url))).toEqual([]);
  await page.locator("[data-map-open]").click();
  await expect(page.locator("[data-map][data-ready]")).toBeVisible({ timeout: 30_000 });
  expect(asked.filter((url) => !url.startsWith(origin()) && !url.startsWith("blob:"))).toEqual([]);
});

test("the map draws the works of the list, and a keyboard reaches them", async ({ page }) => {
  await opened(page);
  const works = await listed(page);
  const drawn = async (): Promise<number> => {
    const single = await page.locator("a.map-mark").count();
    const together = await page.locator(".map-mark.cluster").allTextContents();
    return single + together.reduce((sum, text) => sum + Number(text), 0);
  };
  await expect.poll(drawn).toBe(works.length);
  const hrefs = await page.$$eval("a.map-mark", (links) => links.map((link) => new URL((link as HTMLAnchorElement).href).pathname));
  for (const href of hrefs) expect(works.map(({ href: known }) => known)).toContain(href);
  const marks = await page.locator(".map-mark").count();
  const reached = new Set<string>();
  for (let stop = 0; stop < 60 && reached.size < marks; stop += 1) {
    await page.keyboard.press("Tab");
    const label = await page.evaluate(() =>
      document.activeElement?.classList.contains("map-mark") ? document.activeElement.getAttribute("aria-label") : null,
    );
    if (label !== null) reached.add(label);
  }
  expect(reached.size).toBe(marks);
  await page.locator('[data-map-do="in"]').click();
  await expect(page.locator("[data-map-scale]")).not.toBeEmpty();
});

for (const width of [360, 820, 1280]) {
  for (const colorScheme of ["light", "dark"] as const) {
    test(`the map at ${width} px, ${colorScheme}`, async ({ browser }) => {
      mkdirSync(pictures, { recursive: true });
      const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
      const page = await context.newPage();
      await opened(page);
      await page.waitForTimeout(500);
      await page.screenshot({ path: resolve(pictures, `map-${width}-${colorScheme}.png`), fullPage: true });
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
      expect(await axeFaults(page)).toEqual([]);
      await context.close();
    });
  }
}

test("every digit of the served page has its source", async ({ page }) => {
  for (const address of ["/map", "/en/map"]) {
    const html = await (await fetch(origin() + address)).text();
    expect(await page.evaluate(numbersWithoutSource, html), address).toEqual([]);
  }
});
