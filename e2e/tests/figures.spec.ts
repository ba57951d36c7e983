// No number without its source: a digit on any page stands inside an element that says which figure,
// entry, opening or source it came from. Reads the pages as served, before any script has run.
import { expect, test } from "@playwright/test";
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

/** Runs in the browser for its HTML parser: the texts that hold a digit and name no source. */
function numbersWithoutSource(html: string): string[] {
  const attributed =
    "[data-figure]:not([data-figure='']), time[datetime]:not([datetime='']), " +
    "[data-entry]:not([data-entry='']), [data-opening]:not([data-opening='']), " +
    "[data-source]:not([data-source='']), code";
  const parsed = new DOMParser().parseFromString(html, "text/html");
  const texts = parsed.createTreeWalker(parsed.body, NodeFilter.SHOW_TEXT);
  const orphans: string[] = [];
  for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
    const text = (node.textContent ?? "").trim();
    const element = node.parentElement;
    if (!/\p{Nd}/u.test(text) || element === null || element.closest("script, style")) continue;
    if (element.closest(attributed)) continue;
    orphans.push(`<${element.tagName.toLowerCase()} class="${element.className}"> ${text.slice(0, 80)}`);
  }
  return orphans;
}

function figureIds(html: string): string[] {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  const marked = [...parsed.querySelectorAll("[data-figure]")];
  return [...new Set(marked.map((element) => element.getAttribute("data-figure") ?? ""))];
}
