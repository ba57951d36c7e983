// Two journeys of a reader. A villager follows a work from its survey to its handover, with the meeting, the acceptance
// and the pictures on the way; a journalist checks a sentence of the newspaper, adds up what the page shows, and opens
// the entries. The other end is the page alone: its dates in order, its amounts added here.
import { expect, test } from "@playwright/test";
import { origin } from "../site.ts";

test("a work from its survey to its handover, with its pictures", async ({ page }) => {
  await page.goto(`${origin()}/`);
  await page.getByRole("link", { name: "Công trình", exact: true }).first().click();
  await page.getByRole("link", { name: /đường lên mốc thôn Mẫu/ }).first().click();
  const steps = page.locator("ol.timeline > li.reached");
  const states = await steps.locator("strong").allTextContents();
  expect(states).toEqual([
    "Đã khảo sát", "Đã đề xuất", "Đã thống nhất", "Đã lập dự toán", "Đang vận động", "Đang xây dựng",
    "Đã nghiệm thu", "Đã khánh thành", "Đã bàn giao", "Đang sử dụng",
  ]);
  const days = await steps.evaluateAll((all) => all.map((step) => step.querySelector("time")?.dateTime ?? "none"));
  expect(days.every((day) => /^2025-\d\d-\d\d$/.test(day))).toBe(true);
  expect([...days].sort()).toEqual(days);
  // A delay says by how much and why.
  const late = steps.filter({ hasText: "Đã nghiệm thu" });
  await expect(late).toContainText("Chậm so với dự kiến");
  await expect(late).toContainText("Lý do chậm: thiếu vật liệu");
  // From the step to the residents' meeting, and to the acceptance with who signed it.
  await steps.filter({ hasText: "Đã thống nhất" }).getByRole("link", { name: "Căn cứ cuộc họp dân" }).click();
  await expect(page.locator("article:target")).toBeInViewport();
  await late.getByRole("link", { name: "Căn cứ biên bản nghiệm thu" }).click();
  await expect(page.locator("article:target")).toContainText("Ban giám sát");
  // From the step to its picture, and from there to the entry that attached it.
  await late.locator("a.thumb").click();
  const picture = page.locator("figure:target");
  await expect(picture).toContainText("Sau khi nghiệm thu");
  await picture.locator("a[href*='/entries/']").first().click();
  await expect(page.locator("main")).toContainText("attachment/1");
});

test("a sentence of the newspaper is checked, with its arithmetic, down to the entries", async ({ page }) => {
  await page.goto(`${origin()}/`);
  await page.getByRole("link", { name: "Lời kể và sổ" }).first().click();
  await page.locator("a[href='/claims/c07']").first().click();
  await expect(page.locator("h1")).toHaveText("trị giá 295 triệu đồng");
  await expect(page.locator("main")).toContainText("Sổ và lời kể khớp");
  // What is added is what is shown.
  const amounts = await page.locator("details.fold data").evaluateAll((all) => all.map((one) => Number((one as HTMLDataElement).value)));
  expect(amounts.slice(0, 3).reduce((sum, amount) => sum + amount, 0)).toBe(295_000_000);
  expect(amounts.slice(3)).toEqual([295_000_000, 295_000_000]);
  // What does not fit in the source itself is told beside it.
  await expect(page.locator("main")).toContainText("gồm năm công trình: bốn đường và một công trình thắp sáng");
  await page.getByRole("link", { name: "value of claims c08 c09 c10" }).click();
  await expect(page.locator("main")).toContainText("295.000.000 đ");
  await page.locator("main a[href*='/entries/']").first().click();
  await expect(page.locator("main")).toContainText("claim/1");
});
