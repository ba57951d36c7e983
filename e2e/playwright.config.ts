// How the browser tests run: Debian's own Chromium (nothing is downloaded), two workers because the
// machine has two cores, no retries because a test that needs two tries is broken.
import { defineConfig } from "@playwright/test";

export const chromiumFlags = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export default defineConfig({
  // The pictures are for people to look at (`./x screenshots`): they assert nothing, so they are no tests.
  projects: [{ name: "tests", testDir: "tests" }, { name: "pictures", testDir: "pictures" }],
  outputDir: "results/playwright",
  globalSetup: "./serve.ts",
  workers: 2,
  retries: 0,
  timeout: 60_000,
  forbidOnly: true,
  reporter: [["list"]],
  use: {
    browserName: "chromium",
    launchOptions: {
      executablePath: process.env.CHUNGTAY_CHROMIUM ?? "/usr/bin/chromium",
      args: chromiumFlags,
    },
  },
});
