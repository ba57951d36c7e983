// A fund that people give to by a VietQR code: its page as they read it, the picture read back as a phone does
// and by the package of others, and the page of a line that was matched.
import { expect, test, type Page } from "@playwright/test";
import { execFileSync, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { QRPay } from "vietnam-qr-pay";
import { axeFaults } from "../axe.ts";
import { numbersWithoutSource } from "../digits.ts";
import { binaryFile, startServer } from "../serve.ts";

const folder = mkdtempSync(join(tmpdir(), "chungtay-matching-"));
let server: { origin: string; process: ChildProcess } | undefined;
const run = (...words: string[]): string => execFileSync(binaryFile(), words, { cwd: folder, encoding: "utf8" });
const json = (...words: string[]): Record<string, string> =>
  JSON.parse(run(...words, "--json", "-C", "book")) as Record<string, string>;

const commands = [
  { kind: "fund/1", what: { id: "bien", name: "Quỹ đường biên", purpose: { general: true } } },
  {
    kind: "account/1",
    what: { class: "bank", id: "vcb", name: "Tài khoản quỹ", bank: "Vietcombank" },
    private: { number: "0000 0000 0001", holder: "QUY THU NGHIEM" },
    open: ["number", "holder"],
  },
  { kind: "organisation/1", what: { class: "state", id: "cc", name: "Chi cục Hải quan Thử Nghiệm" } },
  { kind: "roster/1", what: { id: "luong", fund: "bien", name: "Một ngày lương", organisation: "cc" } },
  { kind: "person/1", what: { id: "an" }, private: { name: "Nguyễn Văn Thử" } },
  { kind: "person/1", what: { id: "binh" }, private: { name: "Trần Thị Nghiệm" } },
  { kind: "roster_member/1", what: { roster: "luong", person: "an", amount: 300000 } },
  { kind: "roster_member/1", what: { roster: "luong", person: "binh", amount: 250000 } },
  { kind: "pledge/1", label: "promise", what: { amount: 5000000, fund: "bien", organisation: "cc" } },
];

let [fund, matched] = [{} as Record<string, string>, [] as number[]];

test.beforeAll(async () => {
  test.setTimeout(120_000);
  run("init", "book", "--id", "thon", "--name", "Sổ thôn");
  writeFileSync(join(folder, "commands.jsonl"), commands.map((line) => JSON.stringify(line)).join("\n"));
  run("apply", "commands.jsonl", "-C", "book");
  fund = json("qr", "--fund", "bien");
  const roster = json("qr", "--roster", "luong");
  const rows = [
    ["5001.10001", "", "50000", `${fund.code} ung ho`],
    ["5001.10002", "", "600000", `${roster.code} ngay luong`],
    ["5001.10003", "50000", "", "HOAN TRA GD 5001.10001"],
  ].map((row) => `1,05/09/2024,${row.slice(0, 3).join(",")},,${row[3]}\n`);
  writeFileSync(join(folder, "lines.csv"), `PageId,TNXDate,DocNo,Debit,Credit,Balance,TransactionDetails\n${rows.join("")}`);
  run("import", "lines.csv", "--account", "vcb", "--fund", "bien", "--no-attribute", "-C", "book");
  const told = json("match", "--apply");
  matched = Array.from({ length: Number(told.entries) }, (_, place) => Number(told.first) + place);
  server = await startServer(join(folder, "book"));
});

test.afterAll(() => {
  server?.process.kill();
  rmSync(folder, { recursive: true });
});

/** Every digit has its source, nothing runs off a phone, axe finds nothing. */
async function isWell(page: Page, address: string): Promise<void> {
  const html = await (await fetch(address)).text();
  expect(await page.evaluate(numbersWithoutSource, html), address).toEqual([]);
  const width = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  expect(width[0], address).toBeLessThanOrEqual(width[1] ?? 0);
  expect(await axeFaults(page), address).toEqual([]);
}

test("a fund's page shows how to give, and the picture says what its words say", async ({ browser }) => {
  test.setTimeout(120_000);
  for (const colorScheme of ["light", "dark"] as const) {
    const context = await browser.newContext({ colorScheme, viewport: { width: 360, height: 800 }, deviceScaleFactor: 3 });
    const page = await context.newPage();
    for (const language of ["", "en/"]) {
      const address = `${server?.origin}/${language}funds/bien`;
      expect((await page.goto(address))?.status()).toBe(200);
      await isWell(page, address);
      const picture = page.locator("svg.code");
      await expect(picture).toHaveAttribute("role", "img");
      await expect(picture).toHaveAttribute("aria-label", new RegExp(fund.code ?? "none"));
      await expect(page.locator(".give")).toContainText(fund.memo ?? "none");
      await expect(page.locator(".give")).toContainText("0000 0000 0001");
      const file = join(folder, `${colorScheme}${language.replace("/", "")}.png`);
      await picture.screenshot({ path: file });
      const read = execFileSync("zbarimg", ["--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", file], { encoding: "utf8" });
      expect(read.trimEnd()).toBe(fund.payload);
      const paid = new QRPay(read.trimEnd());
      expect([paid.isValid, paid.consumer.bankBin, paid.consumer.bankNumber]).toEqual([true, "970436", "000000000001"]);
      expect(paid.additionalData.purpose).toBe(fund.memo);
    }
    await context.close();
  }
});

test("a pledge's and a roster's entry show how to give to just that", async ({ page }) => {
  await page.goto(`${server?.origin}/en/funds/bien`);
  const [promise, list] = await Promise.all([
    page.locator("section:has(#pledges-title) tbody th a").last().getAttribute("href"),
    page.locator("section:has(#rosters-title) h3 [data-entry]").first().getAttribute("data-entry"),
  ]);
  const pledge = String(promise?.split("/").pop());
  for (const [number, asked] of [[pledge, ["--pledge", pledge]], [String(list), ["--roster", "luong"]]] as const) {
    const wanted = json("qr", ...asked);
    const address = `${server?.origin}/en/entries/${number}`;
    expect((await page.goto(address))?.status()).toBe(200);
    await isWell(page, address);
    await expect(page.locator(".give")).toContainText(wanted.memo ?? "none");
    const file = join(folder, `asked-${number}.png`);
    await page.locator("svg.code").screenshot({ path: file });
    const read = execFileSync("zbarimg", ["--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", file], { encoding: "utf8" });
    expect(read.trimEnd()).toBe(wanted.payload);
  }
});

test("what was matched says why, and a refund names its receipt", async ({ browser }) => {
  test.setTimeout(120_000);
  expect(matched).toHaveLength(3);
  for (const colorScheme of ["light", "dark"] as const) {
    const context = await browser.newContext({ colorScheme, viewport: { width: 360, height: 800 } });
    const page = await context.newPage();
    let texts = "";
    for (const entry of matched) {
      for (const language of ["", "en/"]) {
        const address = `${server?.origin}/${language}entries/${entry}`;
        expect((await page.goto(address))?.status()).toBe(200);
        await isWell(page, address);
        texts += await page.locator("main").innerText();
      }
    }
    expect(texts).toContain("split over its members");
    expect(texts).toContain("no member’s share in particular");
    expect(texts).toContain("Returns money of");
    expect(texts).toContain("the number of the earlier line’s document stands in the memo");
    await context.close();
  }
});
