import { cp, mkdtemp, readdir, rm } from "node:fs/promises";
import { arch, tmpdir } from "node:os";
import { join } from "node:path";

import { chromium, type BrowserContext, type Page } from "@playwright/test";

import { collected, fleet, HEADER, row } from "./fixtures/files.ts";
import { guard, type Guard } from "./harness/guard.ts";
import { expectStored } from "./harness/offline.ts";
import { DIST, startServer, type Server } from "./harness/server.ts";
import { expect, test as base } from "./harness/test.ts";
import { texts } from "./harness/texts.ts";
import { CheckPage } from "./pages/check-page.ts";

type Browser = { context: BrowserContext; page: Page; check: CheckPage };

/** A processor of before 2008, which V8 gives no SIMD. */
const WITHOUT = "--js-flags=--no-enable-sse4-1";

/** The files of an engine, as they are named in what is served. */
const SIMD = /^ingest_simd/;
const PLAIN = /^ingest[-_](?!simd)/;

const test = base.extend<{
  /** Serves the app without the files whose names match. */
  serveWithout: (files?: RegExp) => Promise<Server>;
  /** Opens the app in a browser of its own, which remembers what it has stored. */
  start: (address: string, ...flags: string[]) => Promise<Browser>;
}>({
  serveWithout: async ({}, use) => {
    const folders: string[] = [];
    const servers: Server[] = [];
    await use(async (files) => {
      const dist = await mkdtemp(join(tmpdir(), "muster-"));
      folders.push(dist);
      await cp(DIST, dist, { recursive: true });
      const gone = (await readdir(dist)).filter((name) => files?.test(name));
      expect(gone).toHaveLength(files === undefined ? 0 : 2);
      await Promise.all(gone.map((name) => rm(join(dist, name))));
      const server = await startServer({ dist });
      servers.push(server);
      return server;
    });
    await Promise.all(servers.map((server) => server.stop()));
    await Promise.all(folders.map((folder) => rm(folder, { recursive: true })));
  },
  start: async ({ launchOptions }, use) => {
    const folder = await mkdtemp(join(tmpdir(), "muster-profile-"));
    const started: BrowserContext[] = [];
    const guards: Guard[] = [];
    await use(async (address, ...flags) => {
      const options = { ...launchOptions, args: [...(launchOptions.args ?? []), ...flags], locale: "en-GB", baseURL: address };
      const context = await chromium.launchPersistentContext(folder, options);
      started.push(context);
      guards.push(guard(context, address));
      const [page] = context.pages();
      const check = new CheckPage(page!, texts("en"));
      await check.open();
      return { context, page: page!, check };
    });
    await Promise.all(started.map((context) => context.close()));
    await rm(folder, { recursive: true });
    expect(guards.flatMap((watching) => watching.unexpected())).toEqual([]);
  },
});

const hasSimd = (page: Page) =>
  page.evaluate(() => {
    const splat = [0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 8, 1, 6, 0, 65, 0, 253, 15, 11];
    return WebAssembly.validate(Uint8Array.from(splat));
  });

/** Drops a file of so many megabytes that it is read by several workers. */
async function dropLarge(check: CheckPage, page: Page, devices: number, times: number): Promise<void> {
  const lines = fleet(devices, "large").map((device) => `${row(device).join(",")}\r\n`);
  const transfer = await page.evaluateHandle(
    ({ header, block, times }) => {
      const transfer = new DataTransfer();
      const blob = new Blob([block]);
      transfer.items.add(new File([header, ...Array.from({ length: times }, () => blob)], "large.csv"));
      return transfer;
    },
    { header: `${HEADER.join(",")}\r\n`, block: lines.join(""), times },
  );
  await check.dropData(transfer);
}

test.describe("in a browser without SIMD", () => {
  test.skip(arch() !== "x64", "only there can Chromium be told that the processor has none");

  test("files are checked by the plain engine, and offline", async ({ serveWithout, start }) => {
    const server = await serveWithout(SIMD);
    const { page, check } = await start(server.address, WITHOUT);
    expect(await hasSimd(page)).toBe(false);
    await check.check([collected("small.csv", fleet(3))], 3);
    await check.expectStatus("FLEET-00001", check.t("status-ready"));
    await dropLarge(check, page, 100, 120);
    await check.expectRead();
    await check.expectTile("summary-devices", 103);
    await check.expectTile("summary-duplicates", 100 * 119);

    await expectStored(page);
    await check.expectKept();
    await server.stop();
    await page.reload();
    await check.check([collected("offline.csv", fleet(2, "OFFLINE"))], 105);
  });

  test("one that has it since then gets the other engine", async ({ serveWithout, start }) => {
    const server = await serveWithout();
    const before = await start(server.address, WITHOUT);
    await expectStored(before.page);
    const engines = (page: Page) =>
      page.evaluate(async () => {
        const [cache] = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
        const names = (await cache!.keys()).map(({ url }) => url.split("/").pop()!);
        return names.filter((name) => name.startsWith("ingest")).map((name) => name.replace(/-[0-9a-f]{16}/, "")).sort();
      });
    expect(await engines(before.page)).toEqual(["ingest.js", "ingest_bg.wasm"]);
    await before.context.close();

    const { page, check } = await start(server.address);
    expect(await hasSimd(page)).toBe(true);
    await expect.poll(() => engines(page)).toEqual(["ingest.js", "ingest_bg.wasm", "ingest_simd.js", "ingest_simd_bg.wasm"]);
    await server.stop();
    await page.reload();
    await check.check([collected("offline.csv", fleet(2))], 2);
  });
});

test("a browser with SIMD needs no plain engine", async ({ serveWithout, start }) => {
  const server = await serveWithout(PLAIN);
  const { page, check } = await start(server.address);
  expect(await hasSimd(page)).toBe(true);
  await check.check([collected("small.csv", fleet(3))], 3);
  await expectStored(page);
  await server.stop();
  await page.reload();
  await check.check([collected("offline.csv", fleet(2, "OFFLINE"))], 5);
});
