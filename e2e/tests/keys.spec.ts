// A book whose keys changed and a book that continues another, made by the program as a technician makes
// them: their pages as people read them, and their receipts in the verifier with the network off.
import { expect, test, type Page } from "@playwright/test";
import { execFileSync, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { axeFaults } from "../axe.ts";
import { numbersWithoutSource } from "../digits.ts";
import { binaryFile, startServer } from "../serve.ts";
import { openFile, paste } from "../verifier-page.ts";

const folder = mkdtempSync(join(tmpdir(), "chungtay-keys-"));
const servers: ChildProcess[] = [];
const run = (...words: string[]): string => execFileSync(binaryFile(), words, { cwd: folder, encoding: "utf8" });
const sign = (request: string, ...roots: number[]): void => {
  for (const root of roots) run("root-keys", "sign", request, "--key", `offline/root-${root}.key`);
};
const keyOf = (book: string): string => run("log-key", "-C", book).trim();
const receipt = (book: string, entry: number): string => run("receipt", `${entry}`, "-C", book);

let [oldKey, oldReceipt] = ["", ""];

test.beforeAll(() => {
  test.setTimeout(120_000);
  run("init", "book", "--id", "thon", "--origin", "books.example/thon", "--name", "Sổ thôn");
  run("root-keys", "make", "offline", "--name", "books.example/thon");
  run("log-key", "request", "roots.request", "--roots", "offline/roots", "-C", "book");
  sign("roots.request", 1, 2, 3);
  run("log-key", "enter", "roots.request", "-C", "book");
  [oldKey, oldReceipt] = [keyOf("book"), receipt("book", 1)];
  run("log-key", "request", "change.request", "--reason", "lost", "-C", "book");
  sign("change.request", 1, 3);
  run("log-key", "enter", "change.request", "-C", "book");
  run("init", "next", "--id", "thon-hai", "--origin", "books.example/thon-2");
  run("log-key", "request", "next.request", "--succeeds", "book", "-C", "next");
  sign("next.request", 2, 3);
  run("log-key", "enter", "next.request", "--name", "Sổ thôn, tiếp theo", "-C", "next");
});

test.afterAll(() => {
  for (const server of servers) server.kill();
  rmSync(folder, { recursive: true });
});

async function serve(book: string): Promise<string> {
  const { origin, process } = await startServer(join(folder, book));
  servers.push(process);
  return origin;
}

/** Every digit has its source, nothing runs off a phone, axe finds nothing. */
async function isWell(page: Page, address: string): Promise<void> {
  const html = await (await fetch(address)).text();
  expect(await page.evaluate(numbersWithoutSource, html), address).toEqual([]);
  const width = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  expect(width[0], address).toBeLessThanOrEqual(width[1] ?? 0);
  expect(await axeFaults(page), address).toEqual([]);
}

test("the entry pages and the log's page say what the keys' entries are, in both languages", async ({ browser }) => {
  test.setTimeout(180_000);
  const books = { book: await serve("book"), next: await serve("next") };
  const pages: [keyof typeof books, number, string, string][] = [
    ["book", 1, "Khóa gốc của nhật ký", "Keys that several persons keep offline"],
    ["book", 2, "Đổi khóa của nhật ký", "From this entry on, the keys named here sign the log"],
    ["next", 0, "Nối tiếp một nhật ký khác", "Here this log goes on where another one ended"],
  ];
  for (const colorScheme of ["light", "dark"] as const) {
    const context = await browser.newContext({ colorScheme, viewport: { width: 360, height: 800 } });
    const page = await context.newPage();
    for (const [book, entry, kind, note] of pages) {
      for (const [language, words] of [["", kind], ["en/", note]]) {
        const address = `${books[book]}/${language}entries/${entry}`;
        expect((await page.goto(address))?.status(), address).toBe(200);
        await expect(page.locator("main")).toContainText(words ?? "");
        await expect(page.locator("[data-note]")).toBeVisible();
        await isWell(page, address);
      }
    }
    for (const language of ["", "en/"]) {
      await page.goto(`${books.book}/${language}log`);
      await expect(page.locator("[data-keys=signing]")).toHaveCount(2);
      await expect(page.locator("[data-keys=roots] code")).toHaveCount(4);
      await isWell(page, `${books.book}/${language}log`);
      await page.goto(`${books.next}/${language}log`);
      await expect(page.locator("[data-keys=predecessor]")).toContainText("books.example/thon");
      await isWell(page, `${books.next}/${language}log`);
    }
    await context.close();
  }
});

test("the verifier names them, and holds each receipt under the key of its time", async ({ context }) => {
  const { page, asked } = await openFile(context);
  const [verdict, result] = [page.locator("#verdict"), page.locator("#result")];
  const sound = "It holds: this entry stands in the signed books";
  await paste(page, oldKey);
  await paste(page, oldReceipt);
  await expect(verdict).toHaveText(sound);
  await expect(result).toContainText("Root keys of the log");
  await expect(result.locator(".attested")).toContainText("names the root keys");
  await expect(result.locator(".unproved")).toContainText("That enough root keys signed this");
  // A receipt of after the change is not the old key's.
  await paste(page, receipt("book", 2));
  const otherKey = "The key that signed is not the one known for this log";
  const [oldId, newId] = [oldKey, keyOf("book")].map((key) => key.split("+").slice(0, 2).join("+"));
  await expect(verdict).toHaveText(otherKey);
  await expect(page.locator(".verdict")).toContainText("get the new key where you got the old one");
  await expect(result.locator(".wrong")).toContainText(`signed with ${newId}`);
  await expect(result.locator(".wrong")).toContainText(`the key handed in or remembered is ${oldId}`);
  await paste(page, keyOf("book"));
  await expect(verdict).toHaveText(otherKey);
  await expect(result).toContainText("Change of the log’s keys");
  await expect(result.locator(".attested")).toContainText("From this entry on other keys sign the log");
  await expect(result.locator(".unproved")).toContainText("chungtay verify follows it from the old one");
  await paste(page, oldKey);
  await paste(page, oldReceipt);
  await expect(verdict).toHaveText(sound);
  await paste(page, keyOf("next"));
  await paste(page, receipt("next", 0));
  await expect(verdict).toHaveText(sound);
  await expect(result).toContainText("Continuation of another log");
  await expect(result.locator(".attested")).toContainText("continues another that has ended");
  await page.locator("#language").click();
  await expect(result).toContainText("Nối tiếp một nhật ký khác");
  await expect(result.locator(".unproved")).toContainText("đủ khóa gốc đã ký điều này");
  expect(asked).toEqual([]);
});
