// Somebody's tiles under the map, from a tile server of this test's own: they are asked for and drawn, the page may load
// from there and from nowhere else, their owner is named, and without them the map still shows the works.
import { expect, test, type Page } from "@playwright/test";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { deflateSync } from "node:zlib";
import { axeFaults } from "../axe.ts";
import { startServer } from "../serve.ts";

const pictures = resolve(import.meta.dirname, "../results/map");
const credit = "© Người vẽ bản đồ thử";
const colour = [0x2f, 0x9e, 0xd8] as const;

/** A tile of one colour: PNG (W3C), eight bits, red green blue. */
function tile(): Buffer {
  const sum = (bytes: Buffer): number => {
    let crc = 0xffffffff;
    for (const byte of bytes) {
      crc ^= byte;
      for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
    }
    return (crc ^ 0xffffffff) >>> 0;
  };
  const chunk = (name: string, data: Buffer): Buffer => {
    const named = Buffer.concat([Buffer.from(name, "ascii"), data]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    const checked = Buffer.alloc(4);
    checked.writeUInt32BE(sum(named));
    return Buffer.concat([length, named, checked]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(256, 0);
  header.writeUInt32BE(256, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(256 * 3, Buffer.from(colour))]);
  const rows = Buffer.concat(Array.from({ length: 256 }, () => row));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk("IHDR", header), chunk("IDAT", deflateSync(rows)), chunk("IEND", Buffer.alloc(0))]);
}

interface Tiles {
  origin: string;
  asked: string[];
  server: Server;
}

async function serveTiles(): Promise<Tiles> {
  const asked: string[] = [];
  const picture = tile();
  const server = createServer((request, response) => {
    asked.push(request.url ?? "");
    response.writeHead(200, { "content-type": "image/png", "access-control-allow-origin": "*" });
    response.end(picture);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked, server };
}

const stop = (server: Server): Promise<void> =>
  new Promise((stopped) => {
    server.close(() => stopped());
    server.closeAllConnections();
  });

async function opened(page: Page, origin: string): Promise<void> {
  await page.goto(`${origin}/map`);
  await page.locator("[data-map-open]").click();
  await expect(page.locator("[data-map][data-ready]")).toBeVisible({ timeout: 30_000 });
}

const drawn = (page: Page): Promise<number> =>
  page.$$eval(".map-mark", (marks) =>
    marks.reduce((sum, mark) => sum + (mark.classList.contains("cluster") ? Number(mark.textContent) : 1), 0),
  );

/** The colour in the middle of the map, as the browser shows it. */
async function middle(page: Page): Promise<number[]> {
  const shot = (await page.locator("[data-map-canvas]").screenshot()).toString("base64");
  return await page.evaluate(async (picture) => {
    const image = new Image();
    image.src = `data:image/png;base64,${picture}`;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.width;
    canvas.height = image.height;
    const context = canvas.getContext("2d");
    context?.drawImage(image, 0, 0);
    const seen = new Map<string, number>();
    for (let x = 10; x < image.width - 10; x += 7) {
      const pixel = [...(context?.getImageData(x, Math.floor(image.height / 3), 1, 1).data ?? [])].slice(0, 3).join(",");
      seen.set(pixel, (seen.get(pixel) ?? 0) + 1);
    }
    return ([...seen].sort((one, other) => other[1] - one[1])[0]?.[0] ?? "").split(",").map(Number);
  }, shot);
}

let tiles: Tiles;
let portal: Awaited<ReturnType<typeof startServer>>;

test.describe.configure({ mode: "serial" });

test.beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  tiles = await serveTiles();
  portal = await startServer(undefined, ["--map-tiles", `${tiles.origin}/{z}/{x}/{y}.png`, "--map-credit", credit]);
});

test.afterAll(async () => {
  portal.process.kill();
  if (tiles.server.listening) await stop(tiles.server);
});

test("tiles are asked for and drawn, and their owner is named", async ({ browser }) => {
  const page = await (await browser.newContext()).newPage();
  const asked: string[] = [];
  const problems: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).origin));
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(message.text());
  });
  await opened(page, portal.origin);
  await expect(page.locator(".map-foot")).toContainText(credit);
  await expect(page.locator(".map-open")).toContainText(new URL(tiles.origin).host);
  await expect(page.locator(".map-open")).not.toContainText("không tải gì của nơi khác");
  await expect.poll(() => tiles.asked.length).toBeGreaterThan(0);
  for (const path of tiles.asked) expect(path).toMatch(/^\/\d+\/\d+\/\d+\.png$/);
  await expect(page.locator("[data-map-no-tiles]")).toBeHidden();
  await expect.poll(() => drawn(page)).toBe(await page.locator("[data-map-work]").count());
  const allowed = [portal.origin, tiles.origin, "null"];
  expect(asked.filter((origin) => !allowed.includes(origin))).toEqual([]);
  expect(problems).toEqual([]);
  await page.waitForTimeout(500);
  await page.screenshot({ path: resolve(pictures, "tiles.png"), fullPage: true });
  // The same page again, where the test may read colours from a picture of it.
  const reader = await (await browser.newContext({ bypassCSP: true })).newPage();
  await opened(reader, portal.origin);
  await expect.poll(() => middle(reader)).toEqual([...colour]);
});

test("the map's page may load from there and from nowhere else, and no other page from there", async ({ page }) => {
  const policy = async (path: string): Promise<Map<string, string[]>> => {
    const header = (await fetch(portal.origin + path)).headers.get("content-security-policy") ?? "";
    return new Map(header.split(";").map((part) => part.trim().split(/\s+/)).map(([name, ...values]) => [name ?? "", values]));
  };
  const own = await policy("/map");
  expect(own.get("img-src")).toEqual(["'self'", tiles.origin]);
  expect(own.get("connect-src")).toEqual([tiles.origin]);
  expect(own.get("default-src")).toEqual(["'none'"]);
  expect(own.get("script-src")).toEqual(["'self'"]);
  for (const path of ["/", "/works", "/stories", "/en/log"]) {
    expect([...(await policy(path)).values()].flat()).not.toContain(tiles.origin);
  }
  const other = await serveTiles();
  await page.goto(`${portal.origin}/map`);
  const reached = await page.evaluate(async (addresses) => {
    const tried = addresses.map((address) => fetch(address).then(() => true, () => false));
    return await Promise.all(tried);
  }, [`${tiles.origin}/0/0/0.png`, `${other.origin}/0/0/0.png`]);
  expect(reached).toEqual([true, false]);
  expect(other.asked).toEqual([]);
  await stop(other.server);
});

test("with the tile server down the map still shows the works and says what is missing", async ({ page }) => {
  await stop(tiles.server);
  await opened(page, portal.origin);
  await expect(page.locator("[data-map-no-tiles]")).toBeVisible();
  await expect.poll(() => drawn(page)).toBe(await page.locator("[data-map-work]").count());
  await expect(page.locator(".map-foot")).toContainText(credit);
  await page.screenshot({ path: resolve(pictures, "tiles-down.png"), fullPage: true });
  expect(await axeFaults(page)).toEqual([]);
});
