// Pictures of QR codes as a phone takes them: drawn by Chromium from the modules that the package `qr`
// lays out, straight on or turned and seen from the side, on uneven paper.
import type { BrowserContext } from "@playwright/test";
import encodeQR from "../frontend/node_modules/qr/index.js";

const transforms = { straight: "none", tilted: "perspective(1600px) rotateY(10deg) rotateX(6deg) rotate(7deg)" };

export async function pictureOf(context: BrowserContext, text: string, shape: keyof typeof transforms): Promise<Buffer> {
  const modules = encodeQR(text, "raw", { ecc: "medium", encoding: "alphanumeric", border: 4 });
  const size = modules.length;
  const path = modules.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : []))).join("");
  const page = await context.newPage();
  await page.setViewportSize({ width: 1400, height: 1200 });
  await page.setContent(
    `<body style="margin:0;background:linear-gradient(160deg,#d9d2c3,#8f8a80);display:grid;place-items:center;height:100vh">` +
      `<svg viewBox="0 0 ${size} ${size}" width="900" height="900" style="background:#f6f3ea;transform:${transforms[shape]}">` +
      `<path fill="#1d1a17" d="${path}"/></svg>`,
  );
  const picture = await page.screenshot();
  await page.close();
  return picture;
}
