// Charts of money: what is drawn is what the table says and what the journal's entries come to, read with
// sqlite3; by keyboard, in three widths, light and dark, without a script and without a fault for axe.
import { expect, test, type Page } from "@playwright/test";
import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { axeFaults } from "../axe.ts";
import { numbersWithoutSource } from "../digits.ts";
import { origin } from "../site.ts";

const pictures = resolve(import.meta.dirname, "../results/charts");

interface Row {
  from: string;
  to: string;
  amount: number;
  question: string | null;
}

const rowsOf = (page: Page): Promise<Row[]> =>
  page.$$eval(".flow-chart tbody tr", (rows) =>
    rows.map((row) => {
      const [from, to] = [...row.querySelectorAll("td")].map((cell) => cell.textContent?.trim() ?? "");
      const link = row.querySelector('a[href*="/figure?q="]');
      const question = link === null ? null : new URL(link.getAttribute("href") ?? "", "http://x").searchParams.get("q");
      return { from: from ?? "", to: to ?? "", amount: Number(row.querySelector("data")?.value), question };
    }),
  );

const sumOf = (rows: Row[]): number => rows.reduce((sum, { amount }) => sum + amount, 0);

/** What the entries' postings come to, by account: bundles and tail of the journal, read with sqlite3. */
function postings(book: string): Map<string, number> {
  const hex = execFileSync(
    "sqlite3",
    [
      `${book}/journal.sqlite`,
      "SELECT 'b' || hex(bytes) FROM bundle ORDER BY bundle_index; SELECT 't' || hex(bytes) FROM tail ORDER BY sequence",
    ],
    { encoding: "utf8", maxBuffer: 1 << 28 },
  );
  const sums = new Map<string, number>();
  for (const line of hex.trim().split("\n")) {
    const bytes = Buffer.from(line.slice(1), "hex");
    for (let at = 0; at < bytes.length; ) {
      const length = line.startsWith("b") ? bytes.readUInt16BE(at) : bytes.length;
      const start = line.startsWith("b") ? at + 2 : at;
      at = start + length;
      if (length === 0) continue;
      const entry = JSON.parse(bytes.subarray(start, at).toString()) as { postings?: [string, string, number][] };
      for (const [account, , amount] of entry.postings ?? []) sums.set(account, (sums.get(account) ?? 0) + amount);
    }
  }
  return sums;
}

test("what passes into funds is what comes out of them, and is what the postings come to", async ({ page }) => {
  await page.goto(`${origin()}/charts`);
  const rows = await rowsOf(page);
  expect(rows.length).toBeGreaterThan(2);
  const funds = new Set(rows.map(({ from }) => from).filter((fund) => rows.some(({ to }) => to === fund)));
  expect(funds.size).toBeGreaterThan(0);
  for (const fund of funds) {
    const into = sumOf(rows.filter(({ to }) => to === fund));
    expect(into, fund).toBe(sumOf(rows.filter(({ from }) => from === fund)));
  }
  const book = process.env.CHUNGTAY_BOOK;
  test.skip(book === undefined, "the book itself is not at hand");
  const sums = postings(book ?? "");
  const fees = sumOf(rows.filter(({ to }) => to === "Phí ngân hàng"));
  expect(fees).toBe((sums.get("fees") ?? 0) + (sums.get("fees-vat") ?? 0));
  const months = await page.$$eval(".month-chart tbody tr", (all) =>
    all.map((row) => [...row.querySelectorAll("data")].map((data) => Number(data.value))),
  );
  const money = months.reduce((sum, row) => sum + (row[0] ?? 0), 0);
  expect(money).toBe(-(sums.get("gifts") ?? 0));
});

test("every amount is what its question is answered with", async ({ page }) => {
  await page.goto(`${origin()}/charts`);
  const asked = (await rowsOf(page)).filter(({ question }) => question !== null);
  expect(asked.length).toBeGreaterThan(0);
  for (const { amount, question } of asked) {
    const answer = await fetch(`${origin()}/figure.json?q=${encodeURIComponent(question ?? "")}`);
    expect(answer.status, question ?? "").toBe(200);
    expect(((await answer.json()) as { value: number }).value, question ?? "").toBe(amount);
  }
});

const funds = async (): Promise<string> =>
  /href="(\/funds\/[^"]+)"/.exec(await (await fetch(`${origin()}/charts`)).text())?.[1] ?? "/funds";

for (const [width, shown] of [[360, "down"], [820, "down"], [1280, "along"]] as const) {
  for (const colorScheme of ["light", "dark"] as const) {
    test(`charts at ${width} px, ${colorScheme}, without a script`, async ({ browser }) => {
      mkdirSync(pictures, { recursive: true });
      const viewport = { width, height: 900 };
      const context = await browser.newContext({ viewport, colorScheme, javaScriptEnabled: false });
      const page = await context.newPage();
      for (const address of ["/charts", "/en/charts", await funds()]) {
        await page.goto(origin() + address);
        await expect(page.locator(`svg.flows.${shown}`).first()).toBeVisible();
        const file = `${address.replaceAll(/\W+/g, "-")}-${width}-${colorScheme}.png`;
        await page.screenshot({ path: resolve(pictures, file), fullPage: true });
      }
      await context.close();
    });
  }
}

test("axe finds nothing, every digit has its source, the keyboard reaches every fund and work", async ({ page }) => {
  for (const address of ["/charts", "/en/charts", "/", await funds()]) {
    await page.goto(origin() + address);
    expect(await axeFaults(page), address).toEqual([]);
    const html = await (await fetch(origin() + address)).text();
    expect(await page.evaluate(numbersWithoutSource, html), address).toEqual([]);
  }
  await page.goto(`${origin()}/charts`);
  const drawn = await page.$$eval("svg.flows.along a", (links) => links.map((link) => link.getAttribute("href")));
  const reached: (string | null)[] = [];
  for (let stop = 0; stop < 150 && reached.length < drawn.length; stop += 1) {
    await page.keyboard.press("Tab");
    const href = await page.evaluate(() =>
      document.activeElement?.closest("svg.flows") ? document.activeElement.getAttribute("href") : undefined,
    );
    if (href !== undefined) reached.push(href);
  }
  expect(reached).toEqual(drawn);
});
