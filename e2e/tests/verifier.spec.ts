// The receipt verifier as people use it: the built file opened from disk with the network off.
import { expect, test, type Page } from "@playwright/test";
import { mkdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { axeFaults } from "../axe.ts";
import { pictureOf } from "../qr-picture.ts";
import { vectors, type Vector } from "../vectors.ts";
import { openFile, paste, verifierAddress, verifierFile } from "../verifier-page.ts";

const pictures = resolve(import.meta.dirname, "../results/pictures");

const named = (name: string): Vector => vectors.receipts.find((vector) => vector.name === name) as Vector;
const base = named(vectors.base);
const policyText = [
  "# the policy of the vectors",
  `log ${vectors.policy.log_key}`,
  ...vectors.policy.witness_keys.map((key, place) => `witness w${place} ${key}`),
  `group both all ${vectors.policy.witness_keys.map((_, place) => `w${place}`).join(" ")}`,
  "quorum both",
  "",
].join("\n");

const verdict = (page: Page) => page.locator("#verdict");
const section = (page: Page, name: string) => page.locator(`#result .${name}`);

test("a receipt pasted with its policy is proved, and nothing is asked of the network", async ({ context }) => {
  const { page, asked } = await openFile(context);
  await paste(page, base.text);
  await expect(verdict(page)).toHaveText("Not enough to conclude");
  await expect(section(page, "unproved")).toContainText("There is no key of books.example/duong-bien-gioi yet");
  await paste(page, policyText);
  await expect(verdict(page)).toHaveText("It holds: this entry stands in the signed books");
  await expect(section(page, "proved")).toContainText("Enough witnesses for the policy (2): w0, w1");
  await expect(section(page, "entry")).toContainText("VND 50,000");
  await expect(section(page, "entry")).toContainText("10 September 2024");
  await expect(section(page, "unproved")).toContainText("happened in the world");
  await page.locator("#language").click();
  await expect(verdict(page)).toHaveText("Khớp: bút toán này nằm trong sổ đã ký");
  await expect(section(page, "entry")).toContainText("50.000 đ");
  expect(asked).toEqual([]);
});

test("files are taken together, in any order; the key is remembered for the next visit", async ({ context }) => {
  const { page, asked } = await openFile(context);
  const upload = (name: string, text: string) => ({ name, mimeType: "text/plain", buffer: Buffer.from(text) });
  await page.locator("#files").setInputFiles([upload("policy", policyText), upload("a.tlog-proof", base.text)]);
  await expect(verdict(page)).toHaveText("It holds: this entry stands in the signed books");
  await expect(section(page, "unproved")).toContainText("sees it for the first time");
  await page.reload();
  await page.locator("#files").setInputFiles([upload("a.tlog-proof", base.text)]);
  await expect(verdict(page)).toHaveText("It holds: this entry stands in the signed books");
  await expect(section(page, "proved")).toContainText("is the very one this browser saw");
  await expect(section(page, "unproved")).toContainText("The browser has kept it since");
  await page.locator("#forget").click();
  await expect(page.locator("#memory-list")).toContainText("No log is remembered yet");
  expect(asked).toEqual([]);
});

test("a receipt that was altered is refused with its place", async ({ context }) => {
  const { page } = await openFile(context);
  await paste(page, policyText);
  await paste(page, base.text);
  for (const { text, reason, name } of vectors.broken_text) {
    if (reason === "text" && /newline|control|carriage/.test(name)) continue;
    await page.locator("#paste").fill(text);
    await page.locator("#take").click();
    if (reason === "text") {
      await expect(page.locator("#notices p").first(), name).toBeVisible();
      await expect(page.locator("#result"), "no earlier verdict stands above it").toBeHidden();
    } else {
      // Signed by nobody, or by another key of that name: the one who reads may have the wrong key.
      const other = name.includes("another key") ? "The key that signed is not the one known for this log" : null;
      await expect(verdict(page), name).toHaveText(other ?? "It does not hold: do not trust this receipt");
    }
  }
});

test("the owner's half comes by link, fits, and leaves the address", async ({ context }) => {
  const half = vectors.owner.find(({ name }) => name === "complete by itself, an empty field");
  const { page } = await openFile(context, `${half?.fragment}&lang=vi`);
  await expect(section(page, "proved")).toContainText("Phần riêng khớp với bút toán");
  await expect(page.locator(".opened").first()).toBeVisible();
  await expect(page.locator("#result")).toContainText("Trần Thị Mẫu");
  expect(page.url()).toBe(verifierAddress);
  await expect(verdict(page)).toHaveText("Chưa đủ để kết luận");
});

test("the owner's half of one receipt is not held against the next one", async ({ context }) => {
  const half = vectors.owner.find(({ name }) => name === "complete by itself, an empty field");
  const { page } = await openFile(context, `${half?.fragment}&lang=en`);
  await expect(section(page, "proved")).toContainText("half");
  const other = named("a million entries, no witness");
  await paste(page, other.text);
  await paste(page, other.log_key);
  await expect(verdict(page)).toHaveText("It holds: this entry stands in the signed books");
  await expect(page.locator("#result")).not.toContainText("Trần Thị Mẫu");
});

test("a file that is too large or cannot be read is told so", async ({ context }) => {
  const { page } = await openFile(context);
  await page.locator("#files").setInputFiles([{ name: "film.bin", mimeType: "application/octet-stream", buffer: Buffer.alloc(3_000_000) }]);
  await expect(page.locator("#notices")).toContainText("too large");
});

test("a key that came with a link proves only that the receipt agrees with itself", async ({ context }) => {
  const single = named("a million entries, no witness");
  const { page } = await openFile(context, `k=${single.log_key}&lang=en`);
  await paste(page, single.text);
  await expect(verdict(page)).toHaveText("The receipt agrees with itself");
  await expect(section(page, "unproved")).toContainText("whoever made the link could have set the key");
  await paste(page, single.log_key);
  await expect(verdict(page)).toHaveText("It holds: this entry stands in the signed books");
});

for (const [name, shape] of [["straight", "straight"], ["turned and seen from the side", "tilted"]] as const) {
  test(`QR codes are read from a photo, ${name}: one code and two`, async ({ context }) => {
    test.setTimeout(120_000);
    const { page } = await openFile(context);
    await paste(page, vectors.policy.log_key);
    for (const vector of [base, named("the shortest that needs two")]) {
      const files = [];
      for (const [place, text] of (vector.qr ?? []).entries()) {
        files.push({ name: `${place}.png`, mimeType: "image/png", buffer: await pictureOf(context, text, shape) });
      }
      await page.locator("#photos").setInputFiles(files);
      await expect(page.locator("#taken"), vector.name).toContainText("Receipt of entry", { timeout: 30_000 });
      await expect(page.locator("#notices p")).toHaveCount(0);
      await expect(verdict(page), vector.name).toHaveText("It holds: this entry stands in the signed books");
      await page.locator("#taken li", { hasText: "Receipt of entry" }).getByRole("button").click();
    }
  });
}

test("a picture without a code is told so", async ({ context }) => {
  const { page } = await openFile(context);
  const buffer = await page.screenshot();
  await page.locator("#photos").setInputFiles([{ name: "garden.png", mimeType: "image/png", buffer }]);
  await expect(page.locator("#notices")).toContainText("No QR code could be read in the picture “garden.png”", { timeout: 30_000 });
});

for (const colorScheme of ["light", "dark"] as const) {
  for (const language of ["vi", "en"] as const) {
    test(`axe finds nothing, nothing runs off a phone: ${colorScheme}, ${language}`, async ({ browser }) => {
      const context = await browser.newContext({ colorScheme, viewport: { width: 360, height: 800 }, bypassCSP: true });
      const { page } = await openFile(context, `lang=${language}`);
      mkdirSync(pictures, { recursive: true });
      const look = async (name: string): Promise<void> => {
        expect(await axeFaults(page), name).toEqual([]);
        const [content, room] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth] as const);
        expect(content, name).toBeLessThanOrEqual(room);
        await page.screenshot({ path: resolve(pictures, `verifier-${name}-${language}-${colorScheme}.png`), fullPage: true });
      };
      await look("empty");
      await paste(page, policyText);
      await paste(page, vectors.owner[0]?.fragment ?? "");
      await paste(page, base.text);
      await page.locator("summary").click();
      await look("sound");
      await paste(page, vectors.broken_text.find(({ reason }) => reason === "path")?.text ?? "");
      await look("false");
      await paste(page, "?");
      await look("notice");
      await context.close();
    });
  }
}

test("everything is reached by keyboard", async ({ context }) => {
  const { page } = await openFile(context);
  const reached = new Set<string>();
  for (let count = 0; count < 12; count += 1) {
    await page.keyboard.press("Tab");
    reached.add(await page.evaluate(() => document.activeElement?.id || document.activeElement?.className || ""));
  }
  for (const id of ["skip", "language", "files", "photos", "paste", "take"]) expect([...reached]).toContain(id);
  await page.locator("#paste").focus();
  await page.keyboard.insertText(base.text);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.locator("#result")).toBeFocused();
});

test("the file weighs what it may: ours and the QR decoder's", () => {
  const whole = gzipSync(readFileSync(verifierFile), { level: 9 }).length;
  const manifest = JSON.parse(readFileSync(resolve(verifierFile, "../manifest.json"), "utf8")) as Manifest;
  const { code, codeAndWords } = manifest.verifier.gzippedBytes;
  console.log(`verify.html: ${whole} bytes gzipped; without the QR decoder ${codeAndWords}; without the words too ${code}`);
  expect(whole).toBeLessThanOrEqual(120_000);
  expect(code).toBeLessThanOrEqual(20_000);
});

interface Manifest {
  verifier: { gzippedBytes: { code: number; codeAndWords: number } };
}
