// Pictures of works: the browser decodes what is published, in the width that the screen needs; Pillow-free
// checks of their bytes; before and after side by side, at the step they belong to; without a script, in three
// widths, light and dark, without a fault for axe.
import { expect, test } from "@playwright/test";
import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { axeFaults } from "../axe.ts";
import { numbersWithoutSource } from "../digits.ts";
import { htmlPages, origin } from "../site.ts";

const folder = resolve(import.meta.dirname, "../results/photos");

async function pagesWithPictures(): Promise<string[]> {
  const works = htmlPages().map(({ address }) => address).filter((address) => /^(\/en)?\/works\//.test(address));
  const found: string[] = [];
  for (const address of works) {
    if ((await (await fetch(origin() + address)).text()).includes("/media/")) found.push(address);
  }
  return found;
}

test("every picture is whole, says what it shows, and carries nothing of a camera", async ({ page }) => {
  const addresses = await pagesWithPictures();
  expect(addresses.length).toBeGreaterThan(1);
  for (const address of addresses) {
    await page.goto(origin() + address);
    const pictures = page.locator("figure.picture img");
    for (let place = 0; place < (await pictures.count()); place += 1) {
      const picture = pictures.nth(place);
      await picture.scrollIntoViewIfNeeded();
      await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
      expect((await picture.getAttribute("alt"))?.length ?? 0, address).toBeGreaterThan(10);
    }
    const html = await (await fetch(origin() + address)).text();
    for (const [file] of html.matchAll(/\/media\/[0-9a-f]{64}\.\w+/g)) {
      const response = await fetch(origin() + file);
      expect(response.status, file).toBe(200);
      expect(response.headers.get("cache-control")).toContain("max-age=");
      const bytes = Buffer.from(await response.arrayBuffer()).toString("latin1");
      for (const word of ["Exif", "GPS", "2025:0", "ICC_PROFILE", "adobe"]) expect(bytes.includes(word), file).toBe(false);
    }
    expect(await page.evaluate(numbersWithoutSource, html), address).toEqual([]);
    expect(await axeFaults(page), address).toEqual([]);
  }
});

test("before stands before after, and each picture is reached from its step", async ({ page }) => {
  await page.goto(`${origin()}/works/mh-d`);
  const shown = await page.locator(".picture-pair figure").evaluateAll((all) => all.map(({ id }) => id));
  expect(shown).toEqual(["picture-mh-truoc", "picture-mh-sau"]);
  const thumbs = page.locator(".timeline a.thumb");
  await expect(thumbs).toHaveCount(2);
  await thumbs.first().focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/#picture-mh-truoc$/);
  await expect(page.locator("#picture-mh-truoc")).toBeInViewport();
});

test("a phone fetches a smaller copy than a wide screen", async ({ browser }) => {
  const widths: number[] = [];
  for (const [width, deviceScaleFactor] of [[360, 1], [1440, 2]] as const) {
    const context = await browser.newContext({ viewport: { width, height: 900 }, deviceScaleFactor });
    const page = await context.newPage();
    await page.goto(`${origin()}/works/mh-b`);
    const picture = page.locator("figure.picture img").first();
    await picture.scrollIntoViewIfNeeded();
    await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.complete)).toBe(true);
    const source = await picture.evaluate((image: HTMLImageElement) => image.currentSrc);
    expect(source).toMatch(/\.webp$/);
    const html = await page.content();
    const name = source.slice(source.lastIndexOf("/"));
    widths.push(Number(new RegExp(`${name} (\\d+)w`).exec(html)?.[1]));
    await context.close();
  }
  expect(widths[0]).toBeLessThan(widths[1] ?? 0);
});

for (const width of [360, 820, 1280]) {
  for (const colorScheme of ["light", "dark"] as const) {
    test(`pictures at ${width} px, ${colorScheme}, without a script`, async ({ browser }) => {
      mkdirSync(folder, { recursive: true });
      const viewport = { width, height: 900 };
      const context = await browser.newContext({ viewport, colorScheme, javaScriptEnabled: false });
      const page = await context.newPage();
      await page.goto(`${origin()}/works/mh-d`);
      await page.locator(".picture-pair").scrollIntoViewIfNeeded();
      await page.screenshot({ path: resolve(folder, `work-${width}-${colorScheme}.png`), fullPage: true });
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
      await context.close();
    });
  }
}
