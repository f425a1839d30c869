import type { Page } from "@playwright/test";

import { collected } from "./fixtures/files.ts";
import { expectStored } from "./harness/offline.ts";
import { startService, type Service } from "./harness/service.ts";
import { expect, test as base } from "./harness/test.ts";
import type { Texts } from "./harness/texts.ts";
import { CheckPage } from "./pages/check-page.ts";
import { DevicesPage } from "./pages/devices-page.ts";
import { RegisterPanel } from "./pages/register-panel.ts";

/** Three calls of at most 500. */
const DEVICES = 1_200;
const file = collected(
  "1200.csv",
  Array.from({ length: DEVICES }, (_, at) => ({ serial: `OUT-${String(at + 1).padStart(4, "0")}` })),
);

/** An empty tenant of its own for each test, which is killed in the midst of it. */
const test = base.extend<{ service: Service }>({
  service: async ({}, use) => {
    const service = await startService({ registration: 2 });
    await use(service);
    await service.stop();
  },
  baseURL: async ({ service }, use) => use(service.address),
});

test.describe.configure({ timeout: 180_000 });

// A server that isn't there is an error to the console, whatever the page makes of it.
test.beforeEach(({ guard }) => guard.allow(/net::ERR|Failed to load resource/));

test("1,200 devices, a server that is killed, and a tab that is closed: each is registered once", async ({ context, page, service, t }) => {
  await register(page, t);
  await expect.poll(() => sent(service), { message: "a call has arrived" }).toBeGreaterThan(0);
  await service.kill();
  await page.close();
  await service.start();

  const again = await context.newPage();
  await expectAllRegistered(again, service, t);
});

test("the same with two tabs, of which the one that sends is closed", async ({ context, page, service, t }) => {
  const other = await context.newPage();
  await register(page, t);
  await other.goto("./#/devices");
  await expect.poll(() => sent(service), { message: "a call has arrived" }).toBeGreaterThan(0);
  await service.kill();
  await page.close();
  await service.start();
  // Nobody presses anything: the tab that takes over tries again by itself.
  await expectAllRegistered(other, service, t, { open: false, press: false });
});

test("the same begun without a server: it waits, and says so", async ({ context, page, service, t }) => {
  const devices = new DevicesPage(page, t);
  await devices.open("devices");
  await devices.expectReachable();
  await expectStored(page);
  await service.kill();

  await page.reload();
  await register(page, t);
  const panel = new RegisterPanel(page, t);
  await expect(panel.dialog).toContainText(t("register-background"));
  await page.close();

  const waiting = new DevicesPage(await context.newPage(), t);
  await waiting.open("devices");
  await waiting.expectCount("registration-pending", DEVICES);
  await service.start();
  await expectAllRegistered(waiting.page, service, t, { open: false, press: true });
});

async function register(page: Page, t: Texts): Promise<void> {
  const check = new CheckPage(page, t);
  const panel = new RegisterPanel(page, t);
  await check.open();
  await check.check([file], DEVICES);
  await check.command("register").click();
  await expect(panel.dialog).toContainText(t("register-ready", { rows: DEVICES, batches: 3 }));
  await panel.confirm(DEVICES).click();
  // The calls, each by its number of devices.
  await panel.expectUnderway(500);
}

/** Every device is shown as registered, and the database agrees: registered once, asked for once. */
async function expectAllRegistered(page: Page, service: Service, t: Texts, { open, press } = { open: true, press: true }): Promise<void> {
  const devices = new DevicesPage(page, t);
  if (open) await devices.open("devices");
  await expect(async () => {
    // What a person does who knows that the server is back; without it the next attempt comes by itself.
    if (press) await devices.command(t("refresh")).click();
    await devices.expectCount("ready-for-user", DEVICES);
  }).toPass({ timeout: 120_000 });
  await devices.expectCount("registration-pending", 0);
  await devices.expectCount("registration-failed", 0);
  expect(sent(service), "import records that were ever made").toBe(DEVICES);
  expect(service.count("SELECT count(DISTINCT serial_number) FROM identities")).toBe(DEVICES);
  expect(service.count("SELECT count(*) FROM identities")).toBe(DEVICES);
  await expect.poll(() => service.count("SELECT count(*) FROM imports"), { message: "import records are cleaned up" }).toBe(0);
}

/** How many import records were ever made, those that are deleted by now included. */
function sent(service: Service): number {
  return service.count("SELECT (SELECT count(*) FROM imports) + (SELECT count(*) FROM removals WHERE kind = 'imports')");
}
