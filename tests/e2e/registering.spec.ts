import { readFileSync } from "node:fs";

import type { Locator, Page } from "@playwright/test";

import { collected, fleet, HEADER, row, table } from "./fixtures/files.ts";
import { damaged, hardwareHash } from "./fixtures/hash.ts";
import { expectAccessible } from "./harness/axe.ts";
import { startService, type Service } from "./harness/service.ts";
import { expect, test as base } from "./harness/test.ts";
import { CheckPage } from "./pages/check-page.ts";
import { DevicesPage } from "./pages/devices-page.ts";
import { RegisterPanel } from "./pages/register-panel.ts";

type Fixtures = {
  /** The tenant. */
  service: Service;
  /** The page Devices. */
  devices: DevicesPage;
  /** The fly-out that registers. */
  panel: RegisterPanel;
};

/** Each test has a tenant of its own, with the app beside it. */
const test = base.extend<Fixtures>({
  service: async ({}, use) => {
    const service = await startService({ demo: true });
    await use(service);
    await service.stop();
  },
  baseURL: async ({ service }, use) => use(service.address),
  devices: async ({ page, t }, use) => use(new DevicesPage(page, t)),
  panel: async ({ page, t }, use) => use(new RegisterPanel(page, t)),
});

test("REG-9: devices of a set are registered, and are seen to be", async ({ check, devices, panel, t }) => {
  const broken = row({ serial: "NEW-3" });
  broken[2] = damaged(broken[2] ?? "");
  await check.open();
  await check.check([collected("new.csv", [{ serial: "NEW-1" }, { serial: "NEW-2" }]), table("bad.csv", [HEADER, broken])], 3);

  await check.command("register").click();
  await expect(panel.dialog).toContainText(t("export-left", { count: 1 }));
  await expect(panel.dialog).toContainText(t("register-ready", { rows: 2, batches: 1 }));
  await panel.override("register-tag").fill("Kiosk");
  await panel.confirm(2).click();
  await panel.expectUnderway(2);
  await expect(panel.device("NEW-1")).toContainText(t("row-observed"), { timeout: 60_000 });
  await panel.dialog.getByRole("link", { name: t("register-to-devices") }).click();

  await devices.search.fill("NEW-");
  await devices.expectState("NEW-1", "ready-for-user");
  await devices.expectState("NEW-2", "ready-for-user");
  await expect(devices.row("NEW-1")).toContainText("Kiosk");
});

test("REG-11: what is refused says why, what to do, and whom to ask", async ({ check, devices, panel, t, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await check.open();
  const refused = ["DEMO-0001", "DEMO-OTHER-TENANT", "DEMO-STORAGE-ERROR"].map((serial) => ({ serial }));
  await check.check([collected("refused.csv", refused)], 3);
  await check.command("register").click();
  await panel.override("register-tag").fill("Front desk");
  await panel.confirm(3).click();
  const other = panel.device("DEMO-OTHER-TENANT");
  await expect(other).toContainText(t("refusal-claimed-by-other-organization"), { timeout: 60_000 });
  await expect(other).toContainText(t("advice-check-with-supplier"));
  await expect(panel.device("DEMO-STORAGE-ERROR")).toContainText(t("advice-contact-support"));
  await other.getByRole("button", { name: t("copy-value", { name: t("request-id") }) }).click();
  const id = await panel.page.evaluate(() => navigator.clipboard.readText());
  expect(id).toMatch(/^[0-9a-f-]{36}$/);
  await panel.dialog.getByRole("link", { name: t("register-to-devices") }).click();

  // One that is registered keeps its group tag, and is offered the new one: here, and for all of them above.
  await expect(devices.command(t("tags-instead", { count: 1 }))).toBeVisible();
  await devices.search.fill("DEMO-0001");
  await devices.expectSerials(["DEMO-0001"]);
  const details = await devices.openDetails("DEMO-0001");
  await expect(details).toContainText(t("refusal-already-registered"));
  await details.getByRole("button", { name: t("tag-instead", { value: "Front desk" }) }).click();
  await expect(devices.row("DEMO-0001")).toContainText("Front desk");
  await expect(details).not.toContainText(t("tag-asked"), { timeout: 60_000 });
  await expect(details).toContainText(t("event-tag", { value: "Front desk" }));

  await devices.search.fill("");
  await expect(devices.command(t("retry-failed", { count: 2 }))).toBeVisible();
});

test("REG-2, REG-12, REG-13: a device's place on the path, and what was checked", async ({ devices, t }) => {
  await devices.open("devices");
  await devices.expectReachable();
  await devices.bar("ready-for-user").click();
  const first = devices.grid.getByRole("row").nth(1);
  const serial = await first.locator(".cell-serial").innerText();
  const details = await devices.openDetails(serial);
  await expect(details.locator("[aria-current=step]")).toContainText(t("station-check-image"));
  await details.getByRole("textbox", { name: t("check-by") }).fill("help desk");
  await details.getByRole("textbox", { name: t("check-by") }).press("Tab");
  await details.getByRole("checkbox", { name: t("check-image") }).check();
  await expect(details.locator("[aria-current=step]")).toContainText(t("station-deliver"));
  await expect(details.getByText(/, help desk$/)).toBeVisible();
  await details.page().reload();
  await devices.search.fill(serial);
  await expect((await devices.openDetails(serial)).getByRole("checkbox", { name: t("check-image") })).toBeChecked();
});

test("states filter, and the list goes out as it is shown", async ({ devices, page, t }) => {
  await devices.open("devices");
  await devices.bar("inactive").click();
  await devices.search.fill("northwind tower");
  await expect(devices.grid.getByRole("row").nth(1)).toContainText("Northwind Tower");
  const shown = await devices.grid.getAttribute("aria-rowcount");
  const [download] = await Promise.all([page.waitForEvent("download"), devices.command(t("export-list")).click()]);
  const text = readFileSync(await download.path(), "utf8");
  expect(text.startsWith("\uFEFF"), "spreadsheets know it by its mark").toBe(true);
  const lines = text.trim().split("\r\n");
  expect(lines.length).toBe(Number(shown));
  expect(lines[0]).toMatch(/^Device Serial Number,Manufacturer name,Device model,Group Tag,Assigned User,/);
  expect(lines.length).toBeGreaterThan(2);
  for (const line of lines.slice(1)) expect(line).toMatch(new RegExp(`,Northwind,Northwind Tower,.*,${t("state-inactive")},`));
});

test("a list of devices that the open set has goes out with their hashes, and is read back", async ({ check, devices, page, t }) => {
  const known = { serial: "DEMO-0001", model: "Contoso Notebook 16" };
  await check.open();
  await check.check([collected("known.csv", [known, { serial: "ELSE-1" }])], 2);
  await check.go("devices");
  await devices.search.fill("DEMO-000");
  await devices.expectSerials(["DEMO-0001", "DEMO-0002", "DEMO-0003", "DEMO-0004", "DEMO-0005", "DEMO-0006", "DEMO-0007", "DEMO-0008", "DEMO-0009"]);
  const [download] = await Promise.all([page.waitForEvent("download"), devices.command(t("export-list")).click()]);
  await expect(page.getByText(t("export-list-done", { file: "devices.csv", count: 9, hashes: 1 }))).toBeVisible();
  const bytes = readFileSync(await download.path());
  expect(bytes.includes(`DEMO-0001,${hardwareHash(known)},`), "its hash as it stands in the set").toBe(true);

  await check.go("check");
  await check.sets(t("set-new"));
  await check.check([{ name: "devices.csv", bytes }], 9);
  await check.search.fill("DEMO-0001");
  await check.expectSerials(["DEMO-0001"]);
  await check.expectStatus("DEMO-0001", t("status-ready"));
});

test("REG-10, REG-14: what others register is followed by itself", async ({ devices, page, service, request, t }) => {
  await devices.open("devices");
  await devices.expectReachable();
  const device = (serial: string) => ({ serialNumber: serial, hardwareIdentifier: hardwareHash({ serial }), groupTag: "Lab" });
  const answer = await request.post(`${service.address}v1.0/deviceManagement/importedWindowsAutopilotDeviceIdentities/import`, {
    data: { importedWindowsAutopilotDeviceIdentities: [device("ELSE-1"), device("DEMO-STUCK"), device("DEMO-OTHER-TENANT")] },
  });
  expect(answer.ok()).toBe(true);
  await devices.command(t("refresh")).click();
  await devices.search.fill("Lab");
  await devices.expectState("DEMO-STUCK", "registration-pending");
  // From here on nobody presses anything.
  await devices.expectState("ELSE-1", "ready-for-user");
  await devices.expectState("DEMO-OTHER-TENANT", "registration-failed");
  const details = await devices.openDetails("DEMO-OTHER-TENANT");
  await expect(details).toContainText(t("elsewhere"));
  await expect(details).toContainText(t("advice-check-with-supplier"));
  expect(page.url()).toContain("devices");
});

test("without a service everything waits, and says so", async ({ check, devices, page, panel, service, t }) => {
  await check.open("settings");
  await page.getByRole("button", { name: t("service-forget") }).click();
  await expect(devices.connection).toContainText(t("connection-none"));
  await page.getByRole("textbox", { name: t("service"), exact: true }).fill("http://muster.example");
  await page.getByRole("button", { name: t("service-save"), exact: true }).click();
  await expect(page.getByRole("alert").filter({ hasText: t("service-not-encrypted") })).toBeVisible();
  await devices.go("devices");
  await expect(devices.main.getByRole("link", { name: t("devices-name-service") })).toBeVisible();
  await check.go("check");
  await check.check([collected("new.csv", [{ serial: "NEW-1" }])], 1);
  await check.command("register").click();
  await expect(panel.dialog).toContainText(t("register-no-service"));
  await panel.confirm(1).click();
  await expect(panel.device("NEW-1")).toContainText(t("row-waiting"));
  await panel.dialog.getByRole("link", { name: t("register-to-devices") }).click();
  await devices.expectState("NEW-1", "registration-pending");
  await expect(devices.row("NEW-1")).toContainText(t("attention-not-sent"));

  // The first service that is named gets what waits.
  await devices.go("settings");
  await expect(devices.main).toContainText(t("waiting-unnamed"));
  await page.getByRole("textbox", { name: t("service"), exact: true }).fill(service.address);
  await page.getByRole("button", { name: t("service-save"), exact: true }).click();
  await devices.go("devices");
  await devices.search.fill("NEW-1");
  await devices.expectState("NEW-1", "ready-for-user");
});

test("closing the fly-out right after confirming keeps the registrations", async ({ check, devices, page, panel, service, t }) => {
  await check.open();
  await check.check([collected("closed.csv", fleet(600, "CLOSED"))], 600);
  await check.command("register").click();
  await holdStorage(page);
  await panel.confirm(600).click();
  await expect(panel.dialog.getByRole("button", { name: t("register-busy") })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(panel.dialog).toBeHidden();
  await releaseStorage(page);
  await expect(page.getByText(t("register-kept"))).toBeVisible();
  await devices.go("devices");
  await expect(devices.registrations).toContainText(t("intent-register", { count: 500 }));
  await expect(devices.registrations).toContainText(t("intent-register", { count: 100 }));
  await expect.poll(() => service.count("SELECT count(*) FROM identities WHERE serial_number LIKE 'CLOSED-%'"), { timeout: 60_000 }).toBe(600);
});

test("cancelling while it prepares takes the registration back", async ({ check, devices, page, panel, t }) => {
  await check.open();
  await check.check([collected("many.csv", fleet(600))], 600);
  // Storage that takes its time: the transaction that keeps the registration waits for one that goes on.
  await check.command("register").click();
  await holdStorage(page);
  await panel.confirm(600).click();
  await expect(panel.dialog.getByRole("button", { name: t("register-busy") })).toBeVisible();
  await panel.dialog.getByRole("button", { name: t("cancel") }).click();
  await expect(panel.dialog).toBeHidden();
  await releaseStorage(page);
  await expect(page.getByText(t("register-cancelled"))).toBeVisible();
  await devices.go("devices");
  await expect(devices.registrations).toContainText(t("registrations-none"));
  await devices.expectReachable();
});

test("two tabs that register the same devices register them once", async ({ check, context, page, panel, service, t }) => {
  await check.open();
  await check.check([collected("twice.csv", fleet(40, "TWICE"))], 40);
  await check.expectKept();
  const second = await context.newPage();
  const other = { check: new CheckPage(second, t), panel: new RegisterPanel(second, t) };
  await other.check.open();
  await other.check.expectShown(40, 40);
  for (const one of [{ check, panel }, other]) await one.check.command("register").click();
  await Promise.all([panel.confirm(40).click(), other.panel.confirm(40).click()]);
  for (const one of [panel, other.panel]) await expect(one.dialog).toContainText(t("register-background"));
  const devices = new DevicesPage(page, t);
  await panel.dialog.getByRole("link", { name: t("register-to-devices") }).click();
  await devices.search.fill("TWICE-00040");
  await devices.expectState("TWICE-00040", "ready-for-user");
  expect(service.count("SELECT count(*) FROM identities WHERE serial_number LIKE 'TWICE-%'")).toBe(40);
  await expect.poll(() => service.count("SELECT count(*) FROM imports WHERE serial_number LIKE 'TWICE-%'")).toBe(0);
  await expect(devices.registrations).toContainText(t("intent-tally", { done: 40, all: 40, failed: 0 }));
});

test("what was typed for one device is not for the next", async ({ devices, t }) => {
  await devices.open("devices");
  await devices.expectReachable();
  await devices.search.fill("Kiosk");
  const tags = devices.grid.getByRole("row").locator(".cell-serial[role=gridcell]");
  const [first, second] = (await tags.allInnerTexts()) as [string, string];
  const field = (details: Locator) => details.getByRole("textbox", { name: t("column-tag"), exact: true });
  await field(await devices.openDetails(first)).fill("Lab");
  await expect(field(await devices.openDetails(second))).toHaveValue("Kiosk");
});

test("an address that is typed isn't replaced by the one that the host names meanwhile", async ({ devices, page, service, t }) => {
  const release = await holdHost(page);
  const field = page.getByRole("textbox", { name: t("service"), exact: true });
  await devices.open("settings");
  await field.fill(`${service.address}typed`);
  await release();
  // It is taken: nothing was named yet.
  await devices.expectReachable();
  await expect(field).toHaveValue(`${service.address}typed`);
  await page.getByRole("button", { name: t("service-forget"), exact: true }).click();
  await expect(devices.connection).toContainText(t("connection-none"));
  await expect(field).toHaveValue("");
});

test("the address that is saved stays, whatever the host names meanwhile", async ({ devices, guard, page, service, t }) => {
  guard.allow(/Failed to load resource/);
  const release = await holdHost(page);
  await devices.open("settings");
  await page.getByRole("textbox", { name: t("service"), exact: true }).fill(`${service.address}icons`);
  await page.getByRole("button", { name: t("service-save"), exact: true }).click();
  await expect(devices.connection).toContainText(t("connection-something-else"));
  await release();
  await page.reload();
  await expect(devices.connection).toContainText(t("connection-something-else"));
  await expect(page.getByRole("textbox", { name: t("service"), exact: true })).toHaveValue(`${service.address}icons`);
});

test("what answers and isn't the service is told from it", async ({ devices, guard, page, service, t }) => {
  guard.allow(/Failed to load resource/);
  await devices.open("settings");
  // A page of the host, which knows nothing of devices.
  await page.getByRole("textbox", { name: t("service"), exact: true }).fill(`${service.address}icons`);
  await page.getByRole("button", { name: t("service-save"), exact: true }).click();
  await expect(devices.connection).toContainText(t("connection-something-else"));
  await expect(devices.main).toContainText(t("trouble-not-service-advice"));
});

for (const theme of ["light", "dark", "contrast"] as const) {
  test(`axe finds nothing on Devices, ${theme}, whatever is open`, async ({ check, devices, panel, page }) => {
    await devices.open("devices");
    await devices.chooseTheme(theme);
    await devices.expectReachable();
    await expectAccessible(page);
    await devices.search.fill("DEMO-0001");
    await devices.openDetails("DEMO-0001");
    await expectAccessible(page);
    await check.go("settings");
    await expectAccessible(page);

    await check.go("check");
    await check.check([collected("refused.csv", [{ serial: "DEMO-OTHER-TENANT" }, { serial: "DEMO-STUCK" }])], 2);
    await check.command("register").click();
    await expectAccessible(page);
    await panel.confirm(2).click();
    await expect(panel.device("DEMO-OTHER-TENANT")).toContainText(devices.t("row-failed"), { timeout: 60_000 });
    await expectAccessible(page);
  });
}

test.describe("320 pixels wide", () => {
  test.use({ viewport: { width: 320, height: 640 } });

  test("nothing scrolls sideways", async ({ check, devices, panel, page, t }) => {
    await devices.open("devices");
    await expect(devices.grid).toBeVisible();
    await expectNoScrolling(devices);
    await devices.search.fill("DEMO-0001");
    const details = await devices.openDetails("DEMO-0001");
    await expectNoScrolling(devices);
    await details.getByRole("button", { name: t("close"), exact: true }).click();
    await page.goto("./#/settings");
    await expectNoScrolling(devices);

    await page.goto("./#/check");
    await check.check([collected("refused.csv", [{ serial: "DEMO-OTHER-TENANT" }])], 1);
    await check.command("register").click();
    await panel.confirm(1).click();
    await expect(panel.device("DEMO-OTHER-TENANT")).toContainText(t("row-failed"), { timeout: 60_000 });
    await expectNoScrolling(devices);
  });
});

/** Lets the app wait for what its host knows of the service; gives what ends the wait. */
async function holdHost(page: Page): Promise<() => Promise<void>> {
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route("**/connection.json", async (route) => {
    await released;
    await route.continue();
  });
  return async () => {
    const answer = page.waitForResponse("**/connection.json");
    release();
    await (await answer).finished();
  };
}

/** Keeps a transaction open on the storage, so that every later one waits. */
async function holdStorage(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open("muster");
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    const hold = { on: true };
    Object.assign(window, { hold });
    const store = database.transaction(database.objectStoreNames, "readwrite").objectStore("settings");
    const spin = () => {
      if (hold.on) store.count().onsuccess = spin;
      else database.close();
    };
    spin();
  });
}

/** Lets the storage go on. */
async function releaseStorage(page: Page): Promise<void> {
  await page.evaluate(() => ((window as unknown as { hold: { on: boolean } }).hold.on = false));
}

/** Nothing of the page sticks out to the right. */
async function expectNoScrolling({ page, main }: DevicesPage): Promise<void> {
  const widths = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
  expect(widths[0]).toBeLessThanOrEqual(widths[1] ?? 0);
  const inside = await main.evaluate((element) => [element.scrollWidth, element.clientWidth]);
  expect(inside[0]).toBeLessThanOrEqual(inside[1] ?? 0);
}
