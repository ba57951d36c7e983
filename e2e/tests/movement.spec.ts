// Organisations, policy bases, models and drives: the tree by the day, what a target comes to, what a drive
// thanks, one achievement once; all of it reads on a phone and axe finds nothing on any of these pages.
import { expect, test, type Page } from "@playwright/test";
import { axeFaults } from "../axe.ts";
import { htmlPages, origin } from "../site.ts";

const rooms = ["organisations", "bases", "models", "drives"];

/** The list of each room and the first, middle and last of its pages, in both languages. */
const pages = (): string[] =>
  rooms.flatMap((room) =>
    ["", "/en"].flatMap((language) => {
      const found = htmlPages().map(({ address }) => address).filter((address) => address.startsWith(`${language}/${room}/`));
      const some = [0, Math.floor(found.length / 2), found.length - 1].map((place) => found[place]);
      return [`${language}/${room}`, ...new Set(some.filter((address) => address !== undefined))];
    }),
  );

const tree = (page: Page): Promise<string[]> =>
  page.$$eval("ul.tree a", (links) => links.map((link) => link.getAttribute("href") ?? ""));

test("every room has pages, and each is linked from the programmes", async ({ page }) => {
  await page.goto(`${origin()}/programmes`);
  for (const room of rooms) {
    await expect(page.locator(`main a[href="/${room}"]`).first()).toBeVisible();
    expect(htmlPages().filter(({ address }) => address.startsWith(`/${room}/`)).length, room).toBeGreaterThan(0);
  }
});

test("the tree is that of the day: a unit stands where it stood, under the name it bore", async ({ page }) => {
  const unit = "/organisations/mh-doi-3";
  await page.goto(`${origin()}/organisations?on=2025-02-28`);
  const name = page.locator(`ul.tree a[href="${unit}"]`).first();
  await expect(name).toContainText("Đội Minh họa số 3");
  const before = await tree(page);
  expect(before).toContain("/organisations/mh-doi-5");
  expect(before).not.toContain("/organisations/mh-khu-vuc");
  await page.getByLabel("Xem vào ngày").fill("2025-03-01");
  await page.getByRole("button", { name: "Xem", exact: true }).click();
  await expect(page).toHaveURL(/on=2025-03-01/);
  await expect(name).toContainText("Đội Minh họa đường biên");
  const after = await tree(page);
  expect(after).not.toContain("/organisations/mh-doi-5");
  expect(after.indexOf("/organisations/mh-khu-vuc")).toBeLessThan(after.indexOf("/organisations/mh-co-quan"));
  await page.goto(`${origin()}/organisations?on=khong`);
  await expect(page.getByRole("alert")).toBeVisible();
});

test("an organisation that went into another says so, with its posts and what it gave", async ({ page }) => {
  await page.goto(`${origin()}/organisations/mh-doi-5`);
  await expect(page.locator(".page-head")).toContainText("đã nhập vào tổ chức khác từ");
  await expect(page.locator(`.page-head a[href="/organisations/mh-doi-4"]`)).toBeVisible();
  await expect(page.locator("#posts-title ~ ul, section:has(#posts-title) ul")).toContainText("giữ đến");
  await expect(page.locator("section:has(#gave-title) [data-source]").first()).toBeVisible();
});

test("a roll-up's figure leads to its proof; what it comes to is what its question answers", async ({ page }) => {
  await page.goto(`${origin()}/organisations/mh-khu-vuc`);
  const figure = page.locator('[data-figure="organisation.mh-khu-vuc.works"]').first();
  const value = await figure.getAttribute("value");
  const found = await page.request.get(`${origin()}/figure.json?q=count+of+works+organisation+mh-khu-vuc`);
  expect(String(((await found.json()) as { value: number }).value)).toBe(value);
  await page.locator('a.seal[href="/figures/organisation.mh-khu-vuc.works"]').first().click();
  await expect(page.locator("h1")).toHaveCount(1);
});

test("a target says what is reached, what is unknown, and by which question", async ({ page }) => {
  await page.goto(`${origin()}/bases/mh-ke-hoach`);
  const target = page.locator("#target-mh-ct-duong");
  await expect(target.locator('[data-figure="target.mh-ct-duong.reached"]')).toContainText("ít nhất");
  const question = target.locator('a[href*="/figure?q="]');
  const reached = await target.locator('[data-figure="target.mh-ct-duong.reached"]').getAttribute("value");
  await question.click();
  await expect(page.locator(`main data[value="${reached}"]`).first()).toBeVisible();
  await page.goto(`${origin()}/bases/mh-ke-hoach`);
  await expect(page.locator("#target-mh-ct-y-kien .unknown")).toBeVisible();
});

test("a drive counts unit by unit and thanks by the names policy", async ({ page }) => {
  await page.goto(`${origin()}/drives/mh-ngay-luong-2024`);
  await expect(page.locator(".page-head")).toContainText("Kết thúc ngày");
  const sum = (await page.locator("section:has(#units-title) tbody td:nth-of-type(2) data.figure").evaluateAll((all) =>
    all.map((one) => Number(one.getAttribute("value"))))).reduce((one, other) => one + other, 0);
  const whole = Number(await page.locator('[data-figure="drive.mh-ngay-luong-2024.received"]').first().getAttribute("value"));
  expect(sum).toBe(whole);
  // Initials only, but for the one who agreed to the whole name.
  const thanked = await page.locator("ul.thanks > li > span:first-child").allTextContents();
  expect(thanked.length).toBeGreaterThan(10);
  const wholeNames = thanked.filter((name) => !/^(\p{Lu}\. ?)+$/u.test(name.trim()) && !name.includes("minh họa"));
  expect(wholeNames).toEqual(["Đàm Văn Thử"]);
});

test("models stand year by year, and a revoked one says why", async ({ page }) => {
  await page.goto(`${origin()}/models`);
  const years = await page.locator("section h2").allTextContents();
  expect(years.map((text) => text.replace(/\D/g, ""))).toEqual(["2025", "2024"]);
  await page.goto(`${origin()}/models/mh-mo-hinh-nha-van-hoa`);
  await expect(page.locator(".page-head .state")).toHaveText(/Bị hủy công nhận/);
  await expect(page.locator("section:has(#cycle-title)")).toContainText("báo cáo sai");
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds nothing to mend in ${colorScheme}, and nothing runs off a phone`, async ({ browser }) => {
    test.setTimeout(300_000);
    const context = await browser.newContext({ colorScheme, viewport: { width: 360, height: 800 } });
    const page = await context.newPage();
    const wrong: string[] = [];
    for (const address of pages()) {
      await page.goto(origin() + address);
      wrong.push(...(await axeFaults(page)).map((fault) => `${address}: ${fault}`));
      const [content, room] = await page.evaluate(() => {
        const root = document.documentElement;
        return [root.scrollWidth, root.clientWidth] as const;
      });
      if (content > room) wrong.push(`${address}: ${content} px in ${room}`);
    }
    await context.close();
    expect(wrong).toEqual([]);
  });
}
