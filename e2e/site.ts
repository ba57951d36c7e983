// What the tests ask about the crawled site. Never fetches: the crawl has been done once by serve.ts.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { familyOf, type Page, type Site } from "./crawl.ts";

export function origin(): string {
  const found = process.env.CHUNGTAY_URL;
  if (found === undefined) throw new Error("CHUNGTAY_URL is not set: serve.ts has not run");
  return found;
}

export function site(): Site {
  return JSON.parse(readFileSync(resolve(import.meta.dirname, "results/crawl.json"), "utf8")) as Site;
}

export function htmlPages(): Page[] {
  const isPage = (page: Page): boolean => page.contentType.startsWith("text/html") && page.status === 200;
  // The receipt verifier is no page of a book: it holds both languages and has tests of its own.
  return site().pages.filter((page) => isPage(page) && !page.address.startsWith("/verify.html"));
}

/**
 * First, middle and last page of each family in each language; every page with E2E_ALL=1.
 * Pages of one family share a template, so these stand for the rest.
 */
export function samplePages(perFamily = 3): Page[] {
  if (process.env.E2E_ALL === "1") return htmlPages();
  const families = new Map<string, Page[]>();
  for (const page of htmlPages()) {
    const key = `${page.language} ${familyOf(page)}`;
    families.set(key, [...(families.get(key) ?? []), page]);
  }
  return [...families.values()].flatMap((pages) => spread(pages, perFamily));
}

function spread<T>(all: T[], count: number): T[] {
  if (all.length <= count) return all;
  const step = (all.length - 1) / Math.max(count - 1, 1);
  return Array.from({ length: count }, (_, place) => all[Math.round(place * step)] as T);
}

/** A file name for a page's picture. */
export function nameOf(page: Page): string {
  return page.address.replace(/^\//, "").replace(/[^\p{L}\p{N}]+/gu, "-").replace(/-$/, "") || "home";
}
