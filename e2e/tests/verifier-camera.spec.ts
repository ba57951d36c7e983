// The receipt verifier with a camera: Chromium plays a film of the paper as if a camera saw it.
import { chromium, expect, test } from "@playwright/test";
import { mkdirSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import encodeQR from "../../frontend/node_modules/qr/index.js";
import { chromiumFlags } from "../playwright.config.ts";
import { vectors } from "../vectors.ts";
import { openFile, paste } from "../verifier-page.ts";

const film = resolve(import.meta.dirname, "../results/paper.y4m");
const [width, height] = [1280, 960];
const [paper, ink, noColour] = [226, 38, 128];

/** One frame of a YUV4MPEG2 film: a code in the middle of a grey sheet. */
function frame(text: string): Buffer {
  const modules = encodeQR(text, "raw", { ecc: "medium", encoding: "alphanumeric", border: 4 });
  const scale = Math.floor(height / modules.length);
  const [left, top] = [width, height].map((side) => Math.floor((side - modules.length * scale) / 2)) as [number, number];
  const bright = Buffer.alloc(width * height, paper);
  for (const [y, row] of modules.entries()) {
    for (const [x, isDark] of row.entries()) {
      if (!isDark) continue;
      for (let line = 0; line < scale; line += 1) {
        const from = (top + y * scale + line) * width + left + x * scale;
        bright.fill(ink, from, from + scale);
      }
    }
  }
  return Buffer.concat([Buffer.from("FRAME\n"), bright, Buffer.alloc((width * height) / 2, noColour)]);
}

test("both codes of a receipt are read through a camera, which is then let go", async () => {
  test.setTimeout(120_000);
  const vector = vectors.receipts.find(({ name }) => name === "the shortest that needs two");
  const [first = "", second = ""] = vector?.qr ?? [];
  mkdirSync(resolve(film, ".."), { recursive: true });
  const shown = [first, second].flatMap((text) => Array.from({ length: 12 }, () => frame(text)));
  writeFileSync(film, Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F8:1 Ip A1:1 C420jpeg\n`), ...shown]));
  const browser = await chromium.launch({
    executablePath: process.env.CHUNGTAY_CHROMIUM ?? "/usr/bin/chromium",
    args: [...chromiumFlags, "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream", `--use-file-for-fake-video-capture=${film}`],
  });
  const context = await browser.newContext();
  const { page, asked } = await openFile(context);
  await paste(page, vectors.policy.log_key);
  await page.locator("#camera").click();
  await expect(page.locator("#video")).toBeVisible();
  await expect(page.locator("#verdict")).toHaveText("It holds: this entry stands in the signed books", { timeout: 60_000 });
  await expect(page.locator("#camera-view")).toBeHidden();
  expect(await page.locator("#video").evaluate((video) => (video as HTMLVideoElement).srcObject)).toBeNull();
  expect(asked).toEqual([]);
  await browser.close();
});
