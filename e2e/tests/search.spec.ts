// The search of the portal as a reader uses it: typed into one box, narrowed, drawn, taken home as a file; with
// and without scripts, by keyboard, on a phone, in the dark.
import { expect, test, type Page } from "@playwright/test";
import { readFileSync } from "node:fs";
import { axeFaults } from "../axe.ts";
import { origin } from "../site.ts";

/** Searches that show each part of the page: charts, what was understood, parts of words, nothing, a mistake. */
const searches = [
  "", "words=ung+ho", "words=uye", "words=t%E1%BB%AB+50k+%C4%91%E1%BA%BFn+200k&sort=day", "words=khongcoainhuthe",
  "amount=abc&page=x", "parts=1&words=guyen&direction=in",
];

async function valueOf(page: Page, figure: string): Promise<number> {
  return Number(await page.locator(`[data-source="${figure}"]`).first().getAttribute("value"));
}

async function sumOf(page: Page, figure: string): Promise<number> {
  const values = await page.locator(`details [data-source="${figure}"]`).evaluateAll((all) => all.map((one) => Number(one.getAttribute("value"))));
  return values.reduce((total, value) => total + value, 0);
}

for (const javaScriptEnabled of [true, false]) {
  test(`a reader finds, narrows, sorts and takes home, ${javaScriptEnabled ? "with" : "without"} scripts`, async ({ browser, request }) => {
    const context = await browser.newContext({ javaScriptEnabled });
    const page = await context.newPage();
    await page.goto(origin());
    await page.locator("input[type=search]").first().fill("UNG HO");
    await page.locator("input[type=search]").first().press("Enter");
    await page.waitForURL(/words=UNG/);
    const found = await valueOf(page, "lines.matches");
    expect(found).toBeGreaterThan(1);
    // Charts add up to what was found.
    for (const chart of ["day", "size"]) {
      expect(await sumOf(page, `lines.${chart}.count`)).toBe(found);
      expect(await sumOf(page, `lines.${chart}.sum`)).toBe(await valueOf(page, "lines.sum"));
    }
    await expect(page.locator("svg.bars rect").first()).toBeVisible();
    // The largest first, then the filters.
    await page.locator("ul.sorts a", { hasText: "Số tiền lớn trước" }).click();
    const amounts = await page.locator("table.cards tbody data.amount").evaluateAll((all) => all.map((one) => Math.abs(Number(one.getAttribute("value")))));
    expect(amounts).toEqual([...amounts].sort((one, other) => other - one));
    await page.locator("details.filter-fold > summary").click();
    await page.locator("#filter-amount").fill("từ 50k đến 200k");
    await page.locator("#filter-amount").press("Enter");
    await page.waitForURL(/amount=/);
    const narrowed = await valueOf(page, "lines.matches");
    expect(narrowed).toBeLessThan(found);
    // The file holds each line that was counted.
    const link = await page.locator('a[href^="/lines.csv"]').getAttribute("href");
    const table = await (await request.get(origin() + (link ?? ""))).text();
    expect(table.trimEnd().split("\r\n").length - 1).toBe(narrowed);
    if (javaScriptEnabled) {
      const [download] = await Promise.all([page.waitForEvent("download"), page.locator('a[href^="/lines.jsonl"]').click()]);
      const lines = readFileSync(await download.path(), "utf8").trimEnd().split("\n").map((line) => JSON.parse(line) as { amount_dong: number });
      expect(lines.length).toBe(narrowed);
      expect(lines.every(({ amount_dong: amount }) => Math.abs(amount) >= 50_000 && Math.abs(amount) <= 200_000)).toBe(true);
    }
    // A line's own page.
    await page.locator("table.cards tbody tr td:last-child a").first().click();
    await page.waitForURL(/\/entries\/\d+$/);
    await expect(page.locator("h1")).toHaveCount(1);
    await context.close();
  });
}

test("words that the bank cut, parts of words, and what was understood are told", async ({ page }) => {
  await page.goto(`${origin()}/en/lines?words=uye`);
  await expect(page.locator(".notice")).toContainText("as parts of words");
  const parts = await valueOf(page, "lines.matches");
  await page.goto(`${origin()}/en/lines?words=uye&parts=1`);
  expect(await valueOf(page, "lines.matches")).toBe(parts);
  await expect(page.locator("input[name=parts]")).toBeChecked();
  await page.goto(`${origin()}/en/lines?words=t%E1%BB%AB+50k+%C4%91%E1%BA%BFn+200k`);
  await expect(page.locator(".tag")).toContainText("from VND 50,000 to VND 200,000");
  await page.goto(`${origin()}/en/lines?page=zero`);
  await expect(page.locator("[role=alert]")).toContainText("The page cannot be read");
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds nothing to mend on searches in ${colorScheme}, and nothing runs off a phone's side`, async ({ browser }) => {
    test.setTimeout(300_000);
    const context = await browser.newContext({ colorScheme, viewport: { width: 360, height: 800 } });
    const page = await context.newPage();
    const complaints: string[] = [];
    for (const language of ["", "en/"]) {
      for (const search of searches) {
        await page.goto(`${origin()}/${language}lines?${search}`);
        for (const fold of await page.locator("details:not([open]) > summary").all()) if (await fold.isVisible()) await fold.click();
        complaints.push(...(await axeFaults(page)).map((fault) => `${language}${search}: ${fault}`));
        const [content, room] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth] as const);
        if (content > room) complaints.push(`${language}${search}: ${content} px in ${room}`);
      }
    }
    await context.close();
    expect(complaints).toEqual([]);
  });
}
