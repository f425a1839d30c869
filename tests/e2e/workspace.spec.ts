import type { Page } from "@playwright/test";

import { collected, table, HEADER, row } from "./fixtures/files.ts";
import { expectAccessible } from "./harness/axe.ts";
import { forgetful } from "./harness/forgetful.ts";
import { expectStored } from "./harness/offline.ts";
import { startService, type Service } from "./harness/service.ts";
import { expect, test } from "./harness/test.ts";
import { LANGUAGES, type Language, type Texts } from "./harness/texts.ts";
import { CheckPage } from "./pages/check-page.ts";
import { DevicesPage } from "./pages/devices-page.ts";
import { RegisterPanel } from "./pages/register-panel.ts";
import { WorkspaceFile } from "./pages/workspace-file.ts";

const PASSPHRASE = "mast gull tar bàrley";

test("a workspace is saved here and opened elsewhere, with its files and its steps", async ({ browser, check, page, t, baseURL }) => {
  await check.open();
  await check.check([collected("one.csv", [{ serial: "WS-1" }, { serial: "WS-2" }])], 2);
  await check.edit("WS-1", "tag", "Kiosk");
  await check.expectKept();
  const here = new WorkspaceFile(page, t);
  await here.go("settings");
  const file = await here.save(PASSPHRASE);
  // Nothing of it can be read, and it says what it is.
  expect(file.subarray(0, 8).toString()).toBe("MUSTERWS");
  for (const text of ["WS-1", "one.csv", "Kiosk"]) expect(file.includes(text), text).toBe(false);

  const elsewhere = await browser.newContext({ baseURL: baseURL ?? "" });
  const there = new WorkspaceFile(await elsewhere.newPage(), t);
  await there.open("settings");
  const dialog = await there.look(file, `${PASSPHRASE}!`);
  await there.expectRefused(dialog, "wsfile-sealed");
  // What was typed wrongly is typed again; the same letters are the same passphrase, however they were typed.
  await dialog.getByLabel(t("wsfile-passphrase"), { exact: true }).fill(PASSPHRASE.normalize("NFD"));
  await dialog.getByRole("button", { name: t("wsfile-look"), exact: true }).click();
  await expect(dialog.getByRole("heading", { name: t("wsfile-inside", { file: "saved.muster" }) })).toBeFocused({ timeout: 30_000 });
  await expect(dialog).toContainText(t("wsfile-open-count", { count: 0, open: 0 }));
  await dialog.getByRole("button", { name: t("wsfile-take-in"), exact: true }).click();
  await expect(dialog).toBeHidden();

  const checked = new CheckPage(there.page, t);
  await checked.go("check");
  await checked.expectSerials(["WS-1", "WS-2"]);
  await expect(checked.cell("WS-1", "tag")).toHaveText("Kiosk");
  // The edit can be undone, and the file itself is there: it goes out with its hashes.
  await checked.command("undo").click();
  await expect(checked.cell("WS-1", "tag")).toHaveText("");
  const [exported] = await checked.export("intune");
  expect(exported?.bytes.toString()).toContain("WS-2,,");
  await checked.page.reload();
  await checked.expectSerials(["WS-1", "WS-2"]);
  await elsewhere.close();
});

test("opened once more it is added beside what is here, or takes its place", async ({ check, page, t }) => {
  await check.open();
  await check.check([collected("one.csv", [{ serial: "WS-1" }])], 1);
  await check.expectKept();
  const files = new WorkspaceFile(page, t);
  await files.go("settings");
  const file = await files.save(PASSPHRASE);
  const sets = files.main.locator(".sets > li");
  await expect(sets).toHaveCount(1);
  await files.take(file, PASSPHRASE, "wsfile-add");
  await expect(sets).toHaveCount(2);
  await files.take(file, PASSPHRASE, "wsfile-replace");
  await expect(sets).toHaveCount(1);
  await files.page.reload();
  await expect(sets).toHaveCount(1);
  await check.go("check");
  await check.expectSerials(["WS-1"]);
});

test("a file that was altered, cut or never ours is refused, and nothing is changed", async ({ check, page, t }) => {
  await check.open();
  await check.check([collected("one.csv", [{ serial: "WS-1" }])], 1);
  await check.expectKept();
  const files = new WorkspaceFile(page, t);
  await files.go("settings");
  const file = await files.save(PASSPHRASE);
  const altered = Buffer.from(file);
  altered[file.length - 40] = (altered[file.length - 40] ?? 0) ^ 1;
  const header = Buffer.from(file);
  header[27] = 0xff;
  const newer = Buffer.from(file);
  newer[8] = 9;
  for (const [bytes, key] of [
    [altered, "wsfile-sealed"],
    [file.subarray(0, file.length - 1), "wsfile-sealed"],
    [file.subarray(0, 60), "wsfile-truncated"],
    [header, "wsfile-header"],
    [newer, "wsfile-newer"],
    [table("x.csv", [HEADER, row({ serial: "X" })]).bytes, "wsfile-not-ours"],
    [Buffer.alloc(0), "wsfile-not-ours"],
  ] as const) {
    const dialog = await files.look(bytes, PASSPHRASE);
    await files.expectRefused(dialog, key);
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
  }
  await expect(files.main.locator(".sets > li")).toHaveCount(1);
});

test.describe("what isn't sent yet", () => {
  const withService = test.extend<{ service: Service }>({
    service: async ({}, use) => {
      const service = await startService({ registration: 1 });
      await use(service);
      await service.stop();
    },
    baseURL: async ({ service }, use) => use(service.address),
  });
  withService.describe.configure({ timeout: 180_000 });
  withService.beforeEach(({ guard }) => guard.allow(/net::ERR|Failed to load resource/));

  withService("is sent once by muster-server's word, although two places send it", async ({ browser, page, service, t, baseURL }) => {
    const elsewhere = await browser.newContext({ baseURL: baseURL ?? "" });
    const [here, there] = [new DevicesPage(page, t), new DevicesPage(await elsewhere.newPage(), t)];
    for (const place of [here, there]) {
      await place.open("devices");
      await place.expectReachable();
      await expectStored(place.page);
    }
    await service.kill();
    const file = await saveUnsent(here.page, t);
    const files = new WorkspaceFile(there.page, t);
    await files.go("settings");
    await files.take(file, PASSPHRASE, "wsfile-add");
    await there.go("devices");
    await expect(there.registrations).toContainText(t("intent-register", { count: 3 }));

    await service.start();
    for (const place of [here, there]) {
      await place.go("devices");
      await expect(async () => {
        await place.command(t("refresh")).click();
        await place.expectCount("ready-for-user", 3);
      }).toPass({ timeout: 90_000 });
      await expect(place.registrations).toContainText(t("intent-tally", { done: 3, all: 3, failed: 0 }));
    }
    expect(sent(service), "import records that were ever made").toBe(3);
    expect(service.count("SELECT count(*) FROM identities WHERE serial_number LIKE 'ONCE-%'")).toBe(3);
    await elsewhere.close();
  });

  withService("goes to the service of the file only if a person wants that", async ({ browser, page, service, t, baseURL }) => {
    const here = new WorkspaceFile(page, t);
    await here.open("settings");
    await new DevicesPage(page, t).expectReachable();
    const file = await here.save(PASSPHRASE);

    const elsewhere = await browser.newContext({ baseURL: baseURL ?? "", serviceWorkers: "block" });
    const there = new WorkspaceFile(await elsewhere.newPage(), t);
    const place = new DevicesPage(there.page, t);
    await there.open("settings");
    await place.expectReachable();
    // It names the same, so there is nothing to be asked.
    const same = await there.look(file, PASSPHRASE);
    await expect(same).toContainText(t("wsfile-inside", { file: "saved.muster" }), { timeout: 30_000 });
    await expect(same.getByRole("checkbox")).toHaveCount(0);
    await there.page.keyboard.press("Escape");
    await there.page.getByRole("button", { name: t("service-forget"), exact: true }).click();
    await expect(place.connection).toContainText(t("connection-none"));
    for (const way of ["wsfile-add", "wsfile-replace"] as const) {
      await there.take(file, PASSPHRASE, way);
      await expect(place.connection).toContainText(t("connection-none"));
    }
    const dialog = await there.look(file, PASSPHRASE);
    const tick = dialog.getByRole("checkbox", { name: service.address.replace(/\/$/, "") });
    await expect(tick).not.toBeChecked({ timeout: 30_000 });
    await tick.check();
    await expectAccessible(there.page);
    await dialog.getByRole("button", { name: t("wsfile-take-in"), exact: true }).click();
    await place.expectReachable();
    await elsewhere.close();
  });

  withService("waits for a person at a service that forgets", async ({ browser, page, service, t, baseURL }) => {
    // Here no service is named, so nothing was ever sent.
    const settings = new DevicesPage(page, t);
    await settings.open("settings");
    await settings.expectReachable();
    await page.getByRole("button", { name: t("service-forget"), exact: true }).click();
    await expect(settings.connection).toContainText(t("connection-none"));
    const file = await saveUnsent(page, t);

    const elsewhere = await browser.newContext({ baseURL: baseURL ?? "", serviceWorkers: "block" });
    await forgetful(elsewhere);
    const there = new WorkspaceFile(await elsewhere.newPage(), t);
    await there.open("settings");
    await there.take(file, PASSPHRASE, "wsfile-add");
    const devices = new DevicesPage(there.page, t);
    await devices.go("devices");
    await devices.expectReachable();
    await devices.command(t("refresh")).click();
    await expect(devices.registrations).toContainText(t("intent-held"));
    await expectAccessible(there.page);
    expect(sent(service)).toBe(0);

    await devices.registrations.getByRole("button", { name: t("held-release"), exact: true }).click();
    await expect(async () => {
      await devices.command(t("refresh")).click();
      await devices.expectCount("ready-for-user", 3);
    }).toPass({ timeout: 90_000 });
    expect(sent(service)).toBe(3);
    await elsewhere.close();
  });
});

for (const language of Object.keys(LANGUAGES) as Language[]) {
  test.describe(language, () => {
    test.use({ language });

    test("axe finds nothing in both dialogs, and they fit a phone", async ({ check, page, t }) => {
      await page.setViewportSize({ width: 360, height: 740 });
      await check.open("settings");
      const files = new WorkspaceFile(page, t);
      const file = await files.save(PASSPHRASE);
      await files.card.getByRole("button", { name: t("wsfile-save"), exact: true }).click();
      const saving = files.dialog("wsfile-save-title");
      await saving.getByLabel(t("wsfile-passphrase"), { exact: true }).fill("Welkom01");
      await expect(saving).toContainText(t("wsfile-strength-short", { left: 4 }));
      await expectAccessible(page);
      await page.keyboard.press("Escape");
      const dialog = await files.look(file, PASSPHRASE);
      await expect(dialog).toContainText(t("wsfile-inside", { file: "saved.muster" }), { timeout: 30_000 });
      await expectAccessible(page);
      const widths = await dialog.evaluate((element) => [element.scrollWidth, element.clientWidth]);
      expect(widths[0]).toBeLessThanOrEqual(widths[1] ?? 0);
    });
  });
}

/** Registers three devices that can't be sent now, and saves the workspace; the file. */
async function saveUnsent(page: Page, t: Texts): Promise<Buffer> {
  const check = new CheckPage(page, t);
  await check.go("check");
  await check.check([collected("once.csv", [{ serial: "ONCE-1" }, { serial: "ONCE-2" }, { serial: "ONCE-3" }])], 3);
  await check.command("register").click();
  const panel = new RegisterPanel(page, t);
  await panel.confirm(3).click();
  await panel.expectUnderway(3);
  await page.keyboard.press("Escape");
  const files = new WorkspaceFile(page, t);
  await files.go("settings");
  return files.save(PASSPHRASE);
}

/** How many import records were ever made, those that are deleted by now included. */
function sent(service: Service): number {
  return service.count("SELECT (SELECT count(*) FROM imports) + (SELECT count(*) FROM removals WHERE kind = 'imports')");
}
