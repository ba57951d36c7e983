// The receipt verifier opened from disk with the network off, for the tests that use it as people do.
import type { BrowserContext, Page } from "@playwright/test";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

export const verifierFile = resolve(import.meta.dirname, "../frontend/dist/verify.html");
export const verifierAddress = pathToFileURL(verifierFile).href;

/** Everything the page asks for beyond itself, and every complaint, is told in `asked`. */
export async function openFile(context: BrowserContext, fragment = "lang=en"): Promise<{ page: Page; asked: string[] }> {
  await context.setOffline(true);
  const page = await context.newPage();
  const asked: string[] = [];
  page.on("request", (request) => {
    if (!/^(data|blob):/.test(request.url()) && request.url().split("#")[0] !== verifierAddress) asked.push(request.url());
  });
  page.on("pageerror", (error) => asked.push(`error: ${error.message}`));
  page.on("console", (line) => line.type() === "error" && asked.push(line.text()));
  await page.goto(`${verifierAddress}#${fragment}`);
  return { page, asked };
}

export async function paste(page: Page, text: string): Promise<void> {
  await page.locator("#paste").fill(text);
  await page.locator("#take").click();
}
