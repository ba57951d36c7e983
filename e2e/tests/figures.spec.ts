// No number without its source: a digit on any page stands inside an element that says which figure,
// entry, opening or source it came from. Reads the pages as served, before any script has run.
import { expect, test } from "@playwright/test";
import { execFileSync } from "node:child_process";
import { numbersWithoutSource } from "../digits.ts";
import { htmlPages, origin } from "../site.ts";

test("every number on every page names where it comes from", async ({ page }) => {
  test.setTimeout(600_000);
  const orphans: string[] = [];
  for (const { address } of htmlPages()) {
    const html = await (await fetch(origin() + address)).text();
    const found = await page.evaluate(numbersWithoutSource, html);
    orphans.push(...found.map((text) => `${address}: ${text}`));
  }
  expect(orphans.slice(0, 60), `${orphans.length} numbers without a source`).toEqual([]);
});

test("every figure id shown opens its proof", async ({ page }) => {
  test.setTimeout(600_000);
  const shownOn = new Map<string, string>();
  for (const { address } of htmlPages()) {
    const html = await (await fetch(origin() + address)).text();
    for (const id of await page.evaluate(figureIds, html)) shownOn.set(id, address);
  }
  const missing: string[] = [];
  for (const [id, address] of shownOn) {
    const response = await fetch(`${origin()}/figures/${encodeURIComponent(id)}`);
    if (response.status !== 200) missing.push(`${id} (on ${address}): ${response.status}`);
  }
  expect(shownOn.size).toBeGreaterThan(0);
  expect(missing).toEqual([]);
});

test("every number shown is the one the log gives", async ({ page }) => {
  const { CHUNGTAY_BINARY: binary, CHUNGTAY_BOOK: book } = process.env;
  test.skip(binary === undefined || book === undefined, "the book itself is not at hand");
  test.setTimeout(600_000);
  const printed = execFileSync(binary ?? "", ["figures", "--json", "-C", book ?? ""], { encoding: "utf8" });
  const { figures } = JSON.parse(printed) as { figures: { id: string; value?: number | null }[] };
  const recomputed = new Map(figures.map(({ id, value }) => [id, value ?? undefined]));
  const wrong: string[] = [];
  let compared = 0;
  for (const { address } of htmlPages()) {
    const html = await (await fetch(origin() + address)).text();
    for (const { id, value, text } of await page.evaluate(valuesShown, html)) {
      if (!recomputed.has(id)) continue;
      compared += 1;
      if (recomputed.get(id) !== value) wrong.push(`${address}: ${id} is ${value}, not ${recomputed.get(id)}`);
      // Written out in full, the digits a reader sees are the value's own.
      const inFull = /^\D{0,2}[\d.,]+\s*đ$/.test(text);
      if (inFull && text.replace(/\D/g, "") !== String(Math.abs(value))) wrong.push(`${address}: ${id} reads ${text}`);
    }
  }
  expect(wrong).toEqual([]);
  expect(compared).toBeGreaterThan(0);
});

/** Runs in the browser: every `<data value>` that names a figure. */
function valuesShown(html: string): { id: string; value: number; text: string }[] {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  return [...parsed.querySelectorAll<HTMLDataElement>("data[data-figure][value]")].map((shown) => ({
    id: shown.dataset.figure ?? "",
    value: Number(shown.value),
    text: (shown.textContent ?? "").trim(),
  }));
}

function figureIds(html: string): string[] {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  const marked = [...parsed.querySelectorAll("[data-figure]")];
  return [...new Set(marked.map((element) => element.getAttribute("data-figure") ?? ""))];
}
