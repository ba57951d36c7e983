// Pictures of one page of each family, to be looked at by people: e2e/results/pictures.
import { test } from "@playwright/test";
import { resolve } from "node:path";
import { nameOf, origin, samplePages } from "../site.ts";

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [360, 768, 1440]) {
    test(`pictures at ${width} px in ${colorScheme}`, async ({ browser }) => {
      test.setTimeout(300_000);
      const context = await browser.newContext({ colorScheme, viewport: { width, height: 800 } });
      const page = await context.newPage();
      for (const shown of samplePages(1)) {
        await page.goto(origin() + shown.address);
        const file = `results/pictures/${nameOf(shown)}-${width}-${colorScheme}.png`;
        await page.screenshot({ path: resolve(import.meta.dirname, "..", file), fullPage: true });
      }
      await context.close();
    });
  }
}
