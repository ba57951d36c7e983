// Stories as a reader meets them: a number opened down to its entries, versions, feeds that other programs read,
// and pages that axe finds nothing in. The other ends: the browser's XML parser, and axe-core.
import { expect, test } from "@playwright/test";
import { axeFaults } from "../axe.ts";
import { origin } from "../site.ts";

const story = "/stories/duong-len-moc";

test("a story is found from the first page, and a number is opened down to its entries", async ({ page }) => {
  await page.goto(`${origin()}/`);
  await page.getByRole("link", { name: "Tất cả bài viết" }).click();
  await page.getByRole("link", { name: /Đường lên cột mốc/ }).first().click();
  await expect(page.locator("h1")).toContainText("bốn công trình đường");
  // "trị giá 295 triệu đồng", as the newspaper has it.
  const number = page.locator(".story-text a.story-number", { hasText: "295 triệu đồng" }).first();
  await number.focus();
  await page.keyboard.press("Enter");
  const note = page.locator(".story-numbers > li:target");
  await expect(note).toContainText("295.000.000 đ");
  await expect(note).toContainText("cost told of g_roads_worded");
  await note.locator("a[href*='/entries/']").first().click();
  await expect(page.locator("main")).toContainText("trị giá");
});

test("the words left over keep their comparator and their condition", async ({ page }) => {
  await page.goto(`${origin()}/en${story}`);
  const left = page.locator(".story-text a.story-number", { hasText: "more than 1.505 billion dong" });
  await expect(left).toHaveCount(1);
  const note = page.locator((await left.getAttribute("href")) ?? "nowhere");
  await note.locator("summary").click();
  await expect(note.getByText("only if")).toBeVisible();
});

test("a question behind a number is asked again", async ({ page }) => {
  await page.goto(`${origin()}${story}`);
  await page.locator(".story-numbers > li").nth(2).locator("a[href*='/figure?q=']").click();
  await expect(page.locator("main")).toContainText("3.000.000.000");
});

test("feeds are well-formed and lead to the stories", async ({ page, request }) => {
  await page.goto(`${origin()}/stories`);
  for (const ending of ["atom", "rss"]) {
    const answer = await request.get(`${origin()}/stories.${ending}`);
    expect(answer.headers()["content-type"]).toContain(`application/${ending}+xml`);
    const read = await page.evaluate((text) => {
      const parsed = new DOMParser().parseFromString(text, "application/xml");
      const entries = [...parsed.querySelectorAll("entry, item")];
      return {
        failed: parsed.querySelector("parsererror")?.textContent ?? "",
        namespace: parsed.documentElement.namespaceURI,
        ids: entries.map((entry) => entry.querySelector("id, guid")?.textContent ?? ""),
        links: entries.map((entry) => {
          const link = entry.querySelector("link");
          return link?.getAttribute("href") ?? link?.textContent ?? "";
        }),
        moments: entries.map((entry) => Date.parse(entry.querySelector("updated, pubDate")?.textContent ?? "")),
      };
    }, await answer.text());
    expect(read.failed).toBe("");
    if (ending === "atom") expect(read.namespace).toBe("http://www.w3.org/2005/Atom");
    expect(read.ids.length).toBeGreaterThanOrEqual(3);
    expect(new Set(read.ids).size).toBe(read.ids.length);
    expect(read.moments.every((moment) => Number.isFinite(moment))).toBe(true);
    for (const link of read.links) {
      const path = new URL(link, origin()).pathname;
      expect((await request.get(`${origin()}${path}`)).status()).toBe(200);
    }
  }
  const feed = (await (await request.get(`${origin()}/stories-en.json`)).json()) as {
    version: string;
    items: { id: string; content_text: string }[];
  };
  expect(feed.version).toBe("https://jsonfeed.org/version/1.1");
  expect(feed.items.every((item) => item.id !== "" && item.content_text !== "")).toBe(true);
});

test("the card is drawn and the file is handed out as it was given", async ({ page, request }) => {
  await page.goto(`${origin()}${story}`);
  const card = (await page.locator("meta[property='og:image']").getAttribute("content")) ?? "";
  expect(card.startsWith(`${origin()}/cards/`), "an address that others can open").toBe(true);
  expect(await page.locator("meta[name='twitter:image']").getAttribute("content")).toBe(card);
  const drawn = await request.get(card);
  expect(drawn.headers()["content-type"]).toBe("image/png");
  const told = (name: string): Promise<string | null> => page.locator(`meta[property='og:image:${name}']`).getAttribute("content");
  expect(await told("alt")).toContain("bốn công trình đường");
  const size = await page.evaluate(async (address) => {
    const image = new Image();
    image.src = address;
    await image.decode();
    return [String(image.naturalWidth), String(image.naturalHeight)];
  }, card);
  expect(size).toEqual([await told("width"), await told("height")]);
  expect(size).toEqual(["1200", "630"]);
  const file = await page.locator(".story-versions a[href$='.md']").first().getAttribute("href");
  expect(await (await request.get(`${origin()}${file ?? ""}`)).text()).toContain("{{ cost told of g_roads_worded | short }}");
});

for (const address of ["/stories", "/en/stories", story, `/en${story}`, "/stories/con-so-bien-gioi", "/en/stories/doc-mot-loi-ke"]) {
  for (const scheme of ["light", "dark"] as const) {
    test(`axe finds nothing on ${address}, ${scheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme: scheme });
      await page.setViewportSize({ width: 360, height: 740 });
      await page.goto(`${origin()}${address}`);
      expect(await axeFaults(page)).toEqual([]);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(wide).toBe(0);
    });
  }
}

test("who reads of a work, a programme, a place or an organisation finds the stories about it", async ({ page }) => {
  for (const address of ["/works/w01", "/programmes/dot-van-dong", "/organisations/o02"]) {
    await page.goto(`${origin()}${address}`);
    const about = page.locator("section", { has: page.locator("#stories-about-title") });
    await expect(about.getByRole("link", { name: /Đường lên cột mốc/ }), address).toHaveCount(1);
    const entries = await about.locator("a[data-entry]").evaluateAll((links) => links.map((link) => Number(link.getAttribute("data-entry"))));
    expect(entries.length).toBeGreaterThan(0);
    expect([...entries].sort((one, other) => other - one)).toEqual(entries);
  }
  await page.goto(`${origin()}/places`);
  await page.locator("#po-nhung").getByRole("link", { name: /Đường lên cột mốc/ }).click();
  await expect(page.locator("h1")).toContainText("Đường lên cột mốc");
  await page.goto(`${origin()}/en/works/w01`);
  await expect(page.getByRole("link", { name: /Roads to the border markers/ })).toHaveCount(1);
  await page.goto(`${origin()}/works/mh-c`);
  await expect(page.locator("#stories-about-title")).toHaveCount(0);
});

test("a version names who wrote it, who read it, and their entries", async ({ page }) => {
  await page.goto(`${origin()}${story}`);
  const version = page.locator(".story-versions > li").first();
  await expect(version).toContainText("Người viết:");
  const entries = version.locator("a[href*='/entries/']");
  await expect(entries).toHaveCount(3);
  await entries.last().click();
  await expect(page.locator("main")).toContainText("story_review/1");
  await expect(page.locator("main")).toContainText("passed");
});
