// Receipts that the program itself makes of the demo book, checked by the verifier with the network off:
// the file, the printed QR code, the owner's link; and the file that the server hands out.
import { expect, test } from "@playwright/test";
import { createHash } from "node:crypto";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { origin } from "../site.ts";
import { openFile, paste, verifierFile } from "../verifier-page.ts";

const binary = process.env.CHUNGTAY_BINARY ?? resolve(import.meta.dirname, "../../target/release/chungtay");
const book = process.env.CHUNGTAY_BOOK ?? resolve(import.meta.dirname, "../../target/e2e-book");
const receipt = (index: number, ...more: string[]): string =>
  execFileSync(binary, ["receipt", `${index}`, "-C", book, ...more], { encoding: "utf8" });

const entryOf = (text: string): string => Buffer.from(text.split("\n")[1]?.slice(6) ?? "", "base64").toString();

/** The first entry of a kind. */
function firstOf(kind: string): number {
  const size = Number(readFileSync(join(book, "log/checkpoint"), "utf8").split("\n")[1]);
  for (let index = 0; index < size; index += 1) {
    if (entryOf(receipt(index)).includes(`"kind":"${kind}"`)) return index;
  }
  throw new Error(`no ${kind} in the demo book`);
}

test("receipts of the demo book hold: file, printed code, owner's half", async ({ context }) => {
  test.setTimeout(180_000);
  const key = readFileSync(join(book, "log/key"), "utf8");
  const line = firstOf("bank_line/1");
  const { page, asked } = await openFile(context);
  await paste(page, key);
  for (const index of [0, line]) {
    await paste(page, receipt(index));
    await expect(page.locator("#verdict")).toHaveText("It holds: this entry stands in the signed books");
    await expect(page.locator("#result .proved")).toContainText(`Entry ${index},`);
  }
  const folder = mkdtempSync(join(tmpdir(), "chungtay-qr-"));
  try {
    const said = receipt(line, "--owner", "--qr", join(folder, "code.png"), "-o", join(folder, "receipt.tlog-proof"));
    const link = /\S+#\S+/.exec(said)?.[0] ?? "";
    await page.locator("#taken li", { hasText: "Receipt of entry" }).getByRole("button").click();
    const codes = readdirSync(folder).filter((name) => name.endsWith(".png")).map((name) => join(folder, name));
    await page.locator("#photos").setInputFiles(codes);
    await expect(page.locator("#verdict")).toHaveText("It holds: this entry stands in the signed books", { timeout: 30_000 });
    await paste(page, link);
    await expect(page.locator("#result .proved")).toContainText("The owner’s half fits the entry");
    await expect(page.locator("#verdict")).toHaveText("It holds: this entry stands in the signed books");
  } finally {
    rmSync(folder, { recursive: true });
  }
  expect(asked).toEqual([]);
});

test("the server hands out the very file whose hash is published", async ({ page }) => {
  const response = await fetch(`${origin()}/verify.html`);
  const served = Buffer.from(await response.arrayBuffer());
  expect(served.equals(readFileSync(verifierFile))).toBe(true);
  const hash = createHash("sha256").update(served).digest("hex");
  const published = readFileSync(resolve(import.meta.dirname, "../../docs/verify.html.sha256"), "utf8");
  expect(published).toBe(`${hash}  verify.html\n`);
  await page.goto(`${origin()}/en/log`);
  await expect(page.locator("#verifier-digest")).toHaveText(hash);
  await page.locator('a[href^="/verify.html"]').click();
  await expect(page.locator("h1")).toHaveText("Check a receipt");
  await expect(page.locator("#take")).toBeVisible();
});
