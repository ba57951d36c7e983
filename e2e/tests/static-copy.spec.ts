// A static copy, served by a server that knows nothing of it: no dead link, the same search results as the
// live portal, reading without scripts, and the log in it passes `chungtay verify`.
import { expect, test, type Page } from "@playwright/test";
import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { resolve } from "node:path";
import { axeFaults } from "../axe.ts";
import { crawl } from "../crawl.ts";
import { origin } from "../site.ts";

const copyFolder = resolve(import.meta.dirname, "../results/copy");
const { CHUNGTAY_BINARY: binary = resolve(import.meta.dirname, "../../target/release/chungtay"), CHUNGTAY_BOOK: book } = process.env;
let server: ChildProcess | undefined;
let copy = "";

test.beforeAll(async () => {
  test.skip(book === undefined, "the book itself is not at hand");
  rmSync(copyFolder, { recursive: true, force: true });
  execFileSync(binary, ["publish", copyFolder, "-C", book ?? ""]);
  const port = await freePort();
  // The copy lies in a sub-folder of what is served: its links must not need the root.
  server = spawn("python3", ["-m", "http.server", String(port), "--bind", "127.0.0.1", "-d", resolve(copyFolder, "..")], { stdio: "ignore" });
  copy = `http://127.0.0.1:${port}/copy`;
  await expect.poll(() => fetch(`${copy}/index.html`).then((answer) => answer.status, () => 0)).toBe(200);
});

test.afterAll(() => {
  server?.kill();
});

test("no link of the copy is dead", async () => {
  test.setTimeout(300_000);
  const found = await crawl(new URL(copy).origin, "/copy/index.html");
  const dead = found.pages.filter((page) => page.status !== 200);
  expect(dead.map((page) => `${page.status} ${page.address} linked from ${page.from}`)).toEqual([]);
  expect(found.pages.length).toBeGreaterThan(200);
});

test("the same words find the same lines as in the portal", async ({ page }) => {
  test.setTimeout(300_000);
  const queries = [
    "", "words=ung+ho", "words=nguyen", "words=ng", "words=Nguy%E1%BB%85n+th%E1%BB%8B", "words=200.000", "words=50k",
    "words=zzz", "words=ung+ho&sort=amount", "direction=out", "direction=in", "state=attributed", "state=suspense",
    "state=not-yet-attributed", "state=reversed", "fund=mh-ungho", "account=mh-nganhang&words=chuyen", "day=2024-09-10",
    "amount=abc&day=2024-02-30&state=x", "amount=100000", "sort=amount", "words=10%2F9", "words=a",
    "words=chuyen-khoan", "document=5", "words=1%2C2+trieu+ung",
    "words=ung+ho&sort=day", "words=ung+ho&sort=newest", "words=nguy&sort=relevance", "sort=day", "words=ungho",
    "amount=50k-200k", "words=t%E1%BB%AB+50k+%C4%91%E1%BA%BFn+200k", "words=%3E1tr", "words=d%C6%B0%E1%BB%9Bi+50k+ung",
    "words=10-20tr", "day=2024-09-09&until=2024-09-11", "until=2024-09-09", "words=1%2F9-10%2F9&sort=amount",
    "words=t%E1%BB%AB+10%2F9", "amount=1tr-&until=x",
  ];
  for (const language of ["", "en/"]) {
    for (const query of queries) {
      await page.goto(`${origin()}/${language}lines?${query}`);
      const live = await page.evaluate(results);
      await page.goto(`${copy}/${language}lines.html?${query}`);
      await page.waitForFunction(() => document.querySelector("[aria-busy]") === null);
      expect(await page.evaluate(results), `${language}${query}`).toEqual(live);
    }
  }
});

test("from the first page to a line and its entry, in both languages", async ({ page }) => {
  // axe looks at every element of a page of 256 entries.
  test.setTimeout(300_000);
  for (const language of ["", "en/"]) {
    await page.goto(`${copy}/${language}index.html`);
    await page.locator('nav.nav-wide a[href="lines.html"]').click();
    await page.locator("#search-words").fill("UNG HO");
    await page.locator("#search-words").press("Enter");
    await page.locator("table.cards tbody tr").first().waitFor();
    await accessible(page);
    await page.locator('a[rel="next"]').click();
    await expect(page.locator('a[rel="prev"]')).toBeVisible();
    const entry = page.locator("table.cards tbody tr td:last-child a").first();
    const number = await entry.locator("code").textContent();
    await entry.click();
    await expect(page.locator(`#e${number}`)).toBeInViewport();
    await accessible(page);
  }
});

test("a receipt is put together from the copy's files, the same that the portal gives", async ({ page, request }) => {
  await page.goto(`${copy}/bundles/0.html`);
  const last = await (await request.get(`${copy}/log/checkpoint`)).text().then((note) => Number(note.split("\n")[1]) - 1);
  for (const number of [0, 1, 200, 255, 256, 511, last - 1, last]) {
    await page.goto(`${copy}/${number % 2 ? "en/" : ""}bundles/${Math.floor(number / 256)}.html`);
    const [download] = await Promise.all([page.waitForEvent("download"), page.locator(`#e${number} button`).click()]);
    const live = await (await request.get(`${origin()}/receipts/${number}.tlog-proof`)).text();
    expect(readFileSync(await download.path(), "utf8"), `entry ${number}`).toBe(live);
    expect(download.suggestedFilename()).toBe(`demo-${number}.tlog-proof`);
  }
});

test("no receipt is given from files that do not lead to the signed root", async ({ page }) => {
  await page.route("**/log/tile/0/**", async (route) => {
    const answer = await route.fetch();
    const body = await answer.body();
    body[40] = (body[40] as number) ^ 1;
    await route.fulfill({ response: answer, body });
  });
  await page.goto(`${copy}/en/bundles/0.html`);
  await page.locator("#e7 button").click();
  await expect(page.locator("#e7 [role=status]")).toContainText("No receipt could be put together");
});

test("the copy reads without scripts", async ({ browser }) => {
  const page = await browser.newPage({ javaScriptEnabled: false });
  await page.goto(`${copy}/lines.html`);
  await expect(page.locator("noscript .notice")).toBeVisible();
  await page.locator('noscript a').click();
  await page.locator("table.rows tbody a").last().click();
  await expect(page.locator("#e0")).toBeVisible();
  await page.close();
});

test("the log in the copy passes verify", () => {
  const said = execFileSync(binary, ["verify", copy, "--json"], { encoding: "utf8" });
  expect((JSON.parse(said) as { agrees: boolean }).agrees).toBe(true);
});

/** Runs in the browser: what a search shows. */
function results(): unknown {
  const text = (element: Element | null): string => (element?.textContent ?? "").replace(/\s+/g, " ").trim();
  const all = (selector: string): string[] => [...document.querySelectorAll(selector)].map(text);
  return {
    count: text(document.querySelector(".result-count")),
    rows: all("table.cards tbody tr"),
    problems: all(".alarm li"),
    understood: all(".result-head .tag"),
    isEmpty: document.querySelector("main .empty") !== null,
  };
}

async function accessible(page: Page): Promise<void> {
  expect(await axeFaults(page)).toEqual([]);
}

function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const probe = createServer();
    probe.once("error", failed);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => found(port));
    });
  });
}
