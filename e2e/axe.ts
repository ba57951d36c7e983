// What axe-core finds to mend on the page as it stands. One call into the page, and only what is wrong comes back:
// four times as quick as the runner that asks about every frame and brings home every element that passed.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "@playwright/test";
import type axe from "axe-core";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What another colour scheme can change: every other rule finds the same in the light and in the dark. */
export const ofColours = ["color-contrast", "link-in-text-block"];

/** Each rule that is broken, as `id ×elements: the first of them`; `rules` instead of all of axe-core's. */
export async function axeFaults(page: Page, rules?: string[]): Promise<string[]> {
  await page.evaluate(source);
  return page.evaluate(async (only) => {
    const checker = (window as unknown as { axe: typeof axe }).axe;
    const asked: axe.RunOptions = { resultTypes: ["violations"] };
    if (only !== undefined) asked.runOnly = only;
    const { violations } = await checker.run(document, asked);
    return violations.map(({ id, nodes }) => `${id} ×${nodes.length}: ${nodes[0]?.html.slice(0, 120) ?? ""}`);
  }, rules);
}
