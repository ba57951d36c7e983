// A story before it is published, as its writer sees it: the page follows the file by itself, says what is wrong and
// where, and reads without JavaScript. The other ends: the browser, and axe-core.
import { expect, test } from "@playwright/test";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { axeFaults } from "../axe.ts";
import { startPreview } from "../serve.ts";

const pictures = resolve(import.meta.dirname, "../results/preview");
const front = "---\nstory: thu\nlanguage: vi\ntitle: Bài thử\nlead: Xem trước khi đăng.\nsection: notices\nformat: news\nauthors: o02\nabout: w01\ndate: 2023-06-15\n---\n";

let folder = "";
let file = "";
let address = "";
let end: () => void = () => undefined;

test.beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  folder = mkdtempSync(join(tmpdir(), "chungtay-preview-"));
  file = join(folder, "bai.md");
  writeFileSync(file, `${front}Có {{ count told of works }} công trình.\n`);
  const preview = await startPreview(file);
  address = preview.address;
  end = () => preview.process.kill();
});

test.afterAll(() => {
  end();
  rmSync(folder, { recursive: true, force: true });
});

test("the page follows the file without being touched", async ({ page }) => {
  const problems: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(message.text());
  });
  writeFileSync(file, `${front}Có {{ count told of works }} công trình.\n\n::strip w01\n`);
  await page.goto(address);
  await expect(page.locator("h1")).toContainText("Bài thử");
  await expect(page.locator(".preview-band")).toContainText("chưa đăng");
  await expect(page.locator("[data-preview-live]")).toBeVisible();
  await expect(page.locator("[data-preview-by-hand]")).toBeHidden();
  await expect(page.locator(".story-text a.story-number")).toHaveCount(1);
  const serif = await page.evaluate(async () => {
    await document.fonts.ready;
    return [...document.fonts].filter((face) => face.status === "loaded").map((face) => face.family.replaceAll('"', ""));
  });
  expect(serif).toContain("Source Serif");
  await page.locator(".preview-card summary").click();
  const card = page.locator(".preview-card img");
  await expect.poll(() => card.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(1200);
  expect((await card.boundingBox())?.width ?? 0).toBeLessThanOrEqual(600);
  await page.screenshot({ path: resolve(pictures, "story.png"), fullPage: true });

  writeFileSync(file, `${front}Có 4 công trình.\n`);
  await expect(page.locator(".preview-faults")).toContainText("dòng 12, cột 4");
  await expect(page.locator(".preview-faults mark")).toHaveText("4");
  await page.screenshot({ path: resolve(pictures, "faults.png"), fullPage: true });

  writeFileSync(file, `${front}Đã làm xong.\n`);
  await expect(page.locator(".story-text")).toContainText("Đã làm xong.");
  expect(problems).toEqual([]);
});

test("without JavaScript a plain reload shows the new text", async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  writeFileSync(file, `${front}Một lời.\n`);
  await page.goto(address);
  await expect(page.locator(".preview-band")).toContainText("Sửa tệp rồi thì tải lại trang này.");
  writeFileSync(file, `${front}Lời khác.\n`);
  await page.reload();
  await expect(page.locator(".story-text")).toContainText("Lời khác.");
  await context.close();
});

for (const [name, text] of [["story", "Có {{ count told of works }} công trình.\n"], ["faults", "Có 4 công trình và <b>chữ</b>.\n"]] as const) {
  test(`axe finds nothing on a preview, ${name}, on a phone`, async ({ page }) => {
    writeFileSync(file, front + text);
    await page.setViewportSize({ width: 360, height: 740 });
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      for (const language of ["", "/en"]) {
        await page.goto(address.replace("/preview", `${language}/preview`));
        expect(await axeFaults(page)).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
      }
      await page.screenshot({ path: resolve(pictures, `${name}-360-${colorScheme}.png`), fullPage: true });
    }
  });
}

test("a preview that was ended says so", async ({ page }) => {
  writeFileSync(file, `${front}Một lời.\n`);
  const own = await startPreview(file);
  await page.goto(own.address);
  await expect(page.locator("[data-preview-over]")).toBeHidden();
  own.process.kill();
  await expect(page.locator("[data-preview-over]")).toBeVisible();
});
