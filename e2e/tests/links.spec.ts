// The site holds together: no dead link, both languages on every page, honest headers.
import { expect, test } from "@playwright/test";
import { htmlPages, origin, samplePages, site } from "../site.ts";

test("every link leads somewhere", () => {
  const dead = site().pages.filter((page) => page.status !== 200);
  expect(dead.map((page) => `${page.status} ${page.address} linked from ${page.from}`)).toEqual([]);
});

test("every page says its language, and the address agrees", () => {
  const wrong = htmlPages().filter((page) => {
    const expected = /^\/en(\/|\?|$)/.test(page.address) ? "en" : "vi";
    return page.language !== expected;
  });
  expect(wrong.map((page) => `${page.address}: "${page.language}"`)).toEqual([]);
});

test("every page switches to its twin in the other language and back", async ({ page }) => {
  test.setTimeout(300_000);
  const lost: string[] = [];
  for (const { address, language } of samplePages(2)) {
    const other = language === "vi" ? "en" : "vi";
    await page.goto(origin() + address);
    const forth = page.locator(`a[hreflang="${other}"]`).first();
    if ((await forth.count()) === 0) {
      lost.push(`${address}: no link to ${other}`);
      continue;
    }
    await page.goto(origin() + (await pathOf(forth)));
    if ((await page.locator("html").getAttribute("lang")) !== other) lost.push(`${address}: not ${other}`);
    const back = page.locator(`a[hreflang="${language}"]`).first();
    const returned = (await back.count()) === 0 ? "nowhere" : await pathOf(back);
    if (returned !== address) lost.push(`${address}: came back to ${returned}`);
  }
  expect(lost).toEqual([]);
});

test("pages carry a strict content security policy and the security headers", async () => {
  for (const { address } of samplePages(1)) {
    const { headers } = await fetch(origin() + address);
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy, address).toContain("default-src 'none'");
    expect(policy, address).toContain("frame-ancestors 'none'");
    expect(policy, address).not.toMatch(/unsafe-inline|unsafe-eval|\*/);
    expect(headers.get("x-content-type-options"), address).toBe("nosniff");
    expect(headers.get("referrer-policy"), address).toBeTruthy();
  }
});

test("the home page is compressed and is not sent twice", async () => {
  const packed = { "accept-encoding": "gzip, br, zstd" };
  const first = await fetch(origin(), { headers: packed });
  expect(first.headers.get("content-encoding")).toMatch(/gzip|br|zstd/);
  const tag = first.headers.get("etag");
  expect(tag).toBeTruthy();
  const again = await fetch(origin(), { headers: { ...packed, "if-none-match": tag ?? "" } });
  expect(again.status).toBe(304);
});

async function pathOf(link: import("@playwright/test").Locator): Promise<string> {
  const target = new URL(await link.evaluate((anchor) => (anchor as HTMLAnchorElement).href));
  return target.pathname + target.search;
}
