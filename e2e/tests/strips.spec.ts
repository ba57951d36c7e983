// The strip map: what the drawing shows is what its table says, in the same order, by keyboard, down on a
// phone and along on a wide page.
import { expect, test, type Page } from "@playwright/test";
import { htmlPages, origin } from "../site.ts";

const strips = (): string[] =>
  htmlPages().map(({ address }) => address).filter((address) => /^(\/en)?\/strips\//.test(address));

const linksOf = (page: Page, drawing: string): Promise<string[]> =>
  page.$$eval(`svg.strip.${drawing} a`, (links) => links.map((link) => link.getAttribute("href") ?? ""));

test("every strip draws the works of its table, in order, both ways", async ({ page }) => {
  expect(strips().length).toBeGreaterThan(0);
  for (const address of strips()) {
    await page.goto(origin() + address);
    const table = await page.$$eval("details.fold tbody th a", (links) =>
      links.map((link) => link.getAttribute("href") ?? ""),
    );
    expect(table.length, address).toBeGreaterThan(0);
    expect(await linksOf(page, "along"), address).toEqual(table);
    expect(await linksOf(page, "down"), address).toEqual(table);
  }
});

for (const [width, shown, hidden] of [[360, "down", "along"], [1440, "along", "down"]] as const) {
  test(`at ${width} px the keyboard goes through the works in the order of the posts`, async ({ browser }) => {
    const context = await browser.newContext({ viewport: { width, height: 800 } });
    const page = await context.newPage();
    const address = strips().find((found) => found === "/strips/markers") ?? strips()[0] ?? "";
    await page.goto(origin() + address);
    await expect(page.locator(`svg.strip.${shown}`)).toBeVisible();
    await expect(page.locator(`svg.strip.${hidden}`)).toBeHidden();
    const expected = await linksOf(page, shown);
    const reached: string[] = [];
    for (let stop = 0; stop < 200 && reached.length < expected.length; stop += 1) {
      await page.keyboard.press("Tab");
      const href = await page.evaluate(() =>
        document.activeElement?.closest("svg.strip") ? document.activeElement.getAttribute("href") : null,
      );
      if (href !== null) reached.push(href);
    }
    expect(reached).toEqual(expected);
    await page.keyboard.press("Enter");
    await page.waitForURL(`**${expected.at(-1) ?? ""}`);
    await expect(page.locator("h1")).toHaveCount(1);
    await context.close();
  });
}
