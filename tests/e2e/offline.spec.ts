import { createHash } from "node:crypto";
import { cp, mkdtemp, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { build, expectStored, expectUpdateReady } from "./harness/offline.ts";
import { DIST, startServer, type Server } from "./harness/server.ts";
import { expect, test as base } from "./harness/test.ts";

/** A site of its own for each test, because these tests stop it or change what it serves. */
const test = base.extend<{ dist: string; ownSite: Server; basePath: string }>({
  basePath: ["/", { option: true }],
  dist: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), "muster-"));
    await cp(DIST, folder, { recursive: true });
    await use(folder);
    await rm(folder, { recursive: true });
  },
  ownSite: async ({ dist, basePath }, use) => {
    const server = await startServer({ dist, basePath });
    await use(server);
    await server.stop();
  },
  baseURL: async ({ ownSite }, use) => use(ownSite.address),
});

/** Makes what is served another build: the service worker is the first thing that differs; `renamed`, a script, next. */
async function release(dist: string, id: string, renamed?: string): Promise<void> {
  const edit = async (name: string, change: (text: string) => string): Promise<Buffer> => {
    const bytes = Buffer.from(change(await readFile(join(dist, name), "utf8")));
    await writeFile(join(dist, name), bytes);
    return bytes;
  };
  const digest = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");
  let files = (text: string): string => text;
  if (renamed !== undefined) {
    const named = renamed.replace(/[0-9a-f]{16}/, "f".repeat(16));
    await rename(join(dist, renamed), join(dist, named));
    const boot = (await readdir(dist)).find((name) => /^boot-[0-9a-f]+\.js$/.test(name))!;
    for (const name of [boot, "index.html"]) {
      const bytes = await edit(name, (text) => text.replaceAll(renamed, named));
      const before = files;
      files = (text) => before(text).replace(new RegExp(`("\\./${name}":")[0-9a-f]+`), `$1${digest(bytes)}`);
    }
    const before = files;
    files = (text) => before(text).replaceAll(renamed, named);
  }
  await edit("service-worker.js", (text) => files(text).replace(/BUILD = "[0-9a-f]+"/, `BUILD = "${id}"`));
}

for (const basePath of ["/", "/tools/muster/"]) {
  test.describe(`at ${basePath}`, () => {
    test.use({ basePath });

    test("after its first load the app starts without its server", async ({ app, page, ownSite }) => {
      await app.open();
      await expectStored(page);
      await ownSite.stop();
      await page.reload();
      await expect(app.main).toBeVisible();
      await app.go("settings");
    });
  });
}

test("a newer version waits for consent and then takes over", async ({ app, page, dist, guard }) => {
  await app.open();
  await expectStored(page);
  await release(dist, "0000000000000001");

  await page.reload();
  await expectUpdateReady(page);
  expect(await page.evaluate(() => caches.keys())).toHaveLength(2);

  const reloaded = page.waitForEvent("load");
  await page.evaluate(() => window.dispatchEvent(new CustomEvent("muster:apply-update")));
  await reloaded;
  await expect(app.main).toBeVisible();
  await expect(page.locator("html")).not.toHaveAttribute("data-update");
  await expect.poll(() => page.evaluate(() => caches.keys())).toEqual([expect.stringContaining("0000000000000001")]);
  expect(guard.unexpected()).toEqual([]);
});

test("a newer version taken in one tab leaves another as it is, until that one takes it too", async ({
  app,
  page,
  context,
  dist,
}) => {
  await app.open();
  await expectStored(page);
  await page.reload();
  const glue = await page.evaluate(() =>
    performance.getEntriesByType("resource").map(({ name }) => name).find((name) => /muster-app-[0-9a-f]+\.js$/.test(name)),
  );
  await release(dist, "0000000000000003", glue!.split("/").pop()!);

  const other = await context.newPage();
  await other.goto(page.url());
  await expectUpdateReady(other);
  const reloaded = other.waitForEvent("load");
  await other.evaluate(() => window.dispatchEvent(new CustomEvent("muster:apply-update")));
  await reloaded;
  await expect(other.getByRole("main")).toBeVisible();

  // The first tab was not reloaded, and its own files are still answered.
  await expectUpdateReady(page);
  await expect(page.getByRole("button", { name: app.t("update-apply") })).toBeVisible();
  expect(await page.evaluate(() => caches.keys())).toHaveLength(2);
  expect(await page.evaluate(async (name) => (await fetch(name!)).status, glue)).toBe(200);

  const taken = page.waitForEvent("load");
  await page.getByRole("button", { name: app.t("update-apply") }).click();
  await taken;
  await expect(app.main).toBeVisible();
  await expect(page.locator("html")).not.toHaveAttribute("data-update");
  await expect.poll(() => page.evaluate(() => caches.keys())).toEqual([expect.stringContaining("0000000000000003")]);
});

test("a half-uploaded version is not taken", async ({ app, page, dist, ownSite, guard }) => {
  // Chromium logs the service worker's own failure as an error of the page.
  guard.allow(/not the file of build|ServiceWorker/);
  await app.open();
  await expectStored(page);
  const before = await build(page);
  await release(dist, "0000000000000002");
  await writeFile(join(dist, "index.html"), "<!doctype html><title>half</title>");

  const state = await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    const newer = new Promise<ServiceWorker>((resolve) =>
      registration.addEventListener("updatefound", () => resolve(registration.installing!), { once: true }),
    );
    await registration.update();
    const worker = await newer;
    return new Promise<string>((resolve) =>
      worker.addEventListener("statechange", () => {
        if (worker.state !== "installing") resolve(worker.state);
      }),
    );
  });
  expect(state).toBe("redundant");

  await ownSite.stop();
  await page.reload();
  await expect(app.main).toBeVisible();
  expect(await build(page)).toBe(before);
});

test("only the app's own files are answered from what is stored", async ({ app, page, ownSite, guard }) => {
  guard.allow(/Failed to load resource/);
  await app.open();
  await expectStored(page);
  await page.reload();
  await ownSite.stop();
  const answers = await page.evaluate(() => {
    const answer = (name: string) =>
      fetch(name).then(
        (response) => response.status,
        () => "no answer",
      );
    return Promise.all(["./", "./index.html?v=2", "./manifest.webmanifest", "./not-there.json"].map(answer));
  });
  // The address of the app itself is answered to a navigation alone: a fetch of it means something else.
  expect(answers).toEqual(["no answer", 200, 200, "no answer"]);
});
