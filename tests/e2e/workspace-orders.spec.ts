import type { Browser, Page } from "@playwright/test";

import { expectAccessible } from "./harness/axe.ts";
import { forgetful } from "./harness/forgetful.ts";
import { expectStored } from "./harness/offline.ts";
import { expect, test as base } from "./harness/tenant.ts";
import type { Texts } from "./harness/texts.ts";
import { World } from "./harness/world.ts";
import { ActionsPage } from "./pages/actions-page.ts";
import { ManagePage } from "./pages/manage-page.ts";
import { RemovePage } from "./pages/remove-page.ts";
import { WorkspaceFile } from "./pages/workspace-file.ts";

/** In a tenant of its own. */
const test = base.extend<{
  /** The names of PC-1 to PC-5, which wait for nothing. */
  names: string[];
}>({
  names: async ({ enrol }, use) => {
    const agents = await Promise.all([1, 2, 3, 4, 5].map((number) => enrol({ serial: `PC-${number}` })));
    await use(agents.map(({ name }) => name));
  },
});

test.use({ tenant: { admin: true } });

test.describe.configure({ timeout: 240_000 });
test.beforeEach(({ guard }) => guard.allow(/net::ERR|Failed to load resource/));

const PASSPHRASE = "mast gull tar barley";

for (const language of ["en", "nl"] as const) {
  test.describe(`in ${language}`, () => {
    test.use({ language });

    test("what destroys waits for whoever opened the file, the rest goes by itself, and all of it once", async ({ browser, page, service, world, names, t, baseURL }) => {
      const file = await prepare(page, names, t, () => service.kill());
      // Nobody sends from here meanwhile.
      await page.goto("about:blank");
      await service.start();

      const there = await open(browser, t, baseURL, file);
      const { actions, remove } = there;
      await actions.go("actions");
      await actions.expectActionAt(names[2] ?? "", "restart", "pending");
      for (const name of names.slice(0, 2)) {
        await expect(actions.rows(name, "wipe")).toContainText(t("stage-held"), { ignoreCase: true });
      }
      expect(await asked(world)).toEqual(["rebootNow PC-3"]);
      await expectAccessible(actions.page);

      // One by one, or together; the number is typed as the first time.
      const details = await actions.openAction(names[0] ?? "", "wipe");
      await expect(details).toContainText(t("stage-held-hint"));
      await details.getByRole("button", { name: t("held-release"), exact: true }).click();
      await expect(actions.dialog).toContainText(t("ask-released"));
      await expect(actions.dialog).toContainText(t("life-warning-unrecoverable"));
      await expectAccessible(actions.page);
      await actions.page.keyboard.press("Escape");
      await actions.page.getByRole("checkbox", { name: t("select-all-actions"), exact: true }).check();
      await actions.command(t("release-count", { count: 2 })).click();
      await expect(actions.confirm("wipe", 2)).toHaveAttribute("aria-disabled", "true");
      await actions.dialog.getByRole("textbox", { name: t("ask-typed", { count: 2 }) }).fill("2");
      await actions.confirm("wipe", 2).click();
      await expect(actions.dialog).toBeHidden();
      for (const name of names.slice(0, 2)) await actions.expectActionAt(name, "wipe", "pending");
      await expect(actions.command(t("release-count", { count: 0 }))).toBeHidden();

      await remove.go("remove");
      const plans = remove.section("remove-watch");
      await expect(plans).toContainText(t("course-look", { count: 2 }));
      await expect(plans).toContainText(t("remove-held", { count: 2 }));
      expect((await world.managed()).length).toBe(5);
      await remove.main.getByRole("button", { name: t("release-count", { count: 2 }), exact: true }).click();
      await confirmAgain(remove, t);
      await remove.expectComplete(2, 2);
      expect((await world.managed()).map((device) => device.serialNumber).sort()).toEqual(["PC-1", "PC-2", "PC-3"]);

      // Where it was prepared it goes out too: the service answers what it was sent before.
      const here = new ActionsPage(page, t);
      await here.open("actions");
      for (const name of names.slice(0, 2)) await here.expectActionAt(name, "wipe", "pending");
      await here.expectActionAt(names[2] ?? "", "restart", "pending");
      await here.go("remove");
      await new RemovePage(page, t).expectComplete(2, 2);
      expect((await asked(world)).sort()).toEqual(["delete PC-4", "delete PC-5", "factoryReset PC-1", "factoryReset PC-2", "rebootNow PC-3"]);
      await there.close();
    });
  });
}

test("at a service that forgets everything waits for a person", async ({ browser, page, world, names, t, baseURL }) => {
  const file = await prepare(page, names, t, async () => {
    // What may have arrived is looked for first, and these were never sent.
    await world.misbehave([{ fault: "throttle", routes: ["/deviceManagement/*"], retryAfter: 3_600 }]);
    const manage = new ManagePage(page, t);
    await manage.refresh();
    await expect(manage.connection).toContainText(t("connection-throttled", { time: "" }).trim());
  });
  await page.goto("about:blank");
  await world.misbehave([]);
  const there = await open(browser, t, baseURL, file, true);
  const { actions, remove } = there;
  await actions.go("actions");
  await actions.refresh();
  for (const [name, asked] of [[names[0], "wipe"], [names[1], "wipe"], [names[2], "restart"]] as const) {
    await expect(actions.rows(name ?? "", asked)).toContainText(t("stage-held"), { ignoreCase: true });
  }
  await remove.go("remove");
  await expect(remove.section("remove-watch")).toContainText(t("remove-held", { count: 2 }));
  await expectAccessible(remove.page);
  expect(await asked(world)).toEqual([]);

  await remove.main.getByRole("button", { name: t("release-count", { count: 2 }), exact: true }).click();
  await confirmAgain(remove, t);
  await remove.expectComplete(2, 2);
  expect((await asked(world)).sort()).toEqual(["delete PC-4", "delete PC-5"]);

  // What was asked differs, so one after the other is confirmed.
  await actions.go("actions");
  await actions.page.getByRole("checkbox", { name: t("select-all-actions"), exact: true }).check();
  await actions.command(t("release-count", { count: 3 })).click();
  await actions.page.getByRole("menuitem", { name: t("try-again-of", { action: t("life-action-wipe"), count: 2 }) }).click();
  await actions.dialog.getByRole("textbox", { name: t("ask-typed", { count: 2 }) }).fill("2");
  await actions.confirm("wipe", 2).click();
  await expect(actions.dialog).toBeHidden();
  const restart = await actions.openAction(names[2] ?? "", "restart");
  await restart.getByRole("button", { name: t("held-release"), exact: true }).click();
  await actions.confirm("restart").click();
  await actions.expectActionAt(names[2] ?? "", "restart", "pending");
  for (const name of names.slice(0, 2)) await actions.expectActionAt(name, "wipe", "pending");
  expect((await asked(world)).sort()).toEqual(["delete PC-4", "delete PC-5", "factoryReset PC-1", "factoryReset PC-2", "rebootNow PC-3"]);
  await there.close();
});

/** Two wipes, a restart and two removals are asked for once the service is out of reach, and saved. */
async function prepare(page: Page, names: string[], t: Texts, away: () => Promise<void>): Promise<Buffer> {
  const manage = new ManagePage(page, t);
  await manage.open("manage");
  for (const name of names) await expect(manage.row(name)).toBeVisible();
  await expectStored(page);
  await away();
  for (const name of names.slice(0, 2)) await manage.tick(name);
  await manage.askTicked("wipe").click();
  await manage.dialog.getByRole("textbox", { name: t("ask-typed", { count: 2 }) }).fill("2");
  await manage.confirm("wipe", 2).click();
  await expect(manage.dialog).toBeHidden();
  await manage.order(names[2] ?? "", "restart");
  const remove = new RemovePage(page, t);
  await remove.go("remove");
  await remove.chooseList("PC-4\nPC-5");
  await remove.goal("remove").check();
  await remove.main.getByRole("checkbox", { name: t("remove-with-objects") }).check();
  await remove.confirm(2);
  const files = new WorkspaceFile(page, t);
  await files.go("settings");
  return files.save(PASSPHRASE);
}

/** Opens the file elsewhere, once it was said what is in it. */
async function open(browser: Browser, t: Texts, baseURL: string | undefined, file: Buffer, forgets = false) {
  const context = await browser.newContext({ baseURL: baseURL ?? "", serviceWorkers: "block" });
  if (forgets) await forgetful(context);
  const page = await context.newPage();
  const files = new WorkspaceFile(page, t);
  await files.open("settings");
  await new ManagePage(page, t).expectReachable();
  const dialog = await files.look(file, PASSPHRASE);
  await expect(dialog).toContainText(t("wsfile-destroying"), { timeout: 30_000 });
  await expect(dialog).toContainText(`${t("life-action-wipe")} (2)`);
  await expectAccessible(page);
  await dialog.getByRole("button", { name: t("wsfile-take-in"), exact: true }).click();
  await expect(dialog).toBeHidden({ timeout: 30_000 });
  return { actions: new ActionsPage(page, t), remove: new RemovePage(page, t), close: () => context.close() };
}

/** Two removals are confirmed again, by their number. */
async function confirmAgain(remove: RemovePage, t: Texts): Promise<void> {
  const all = remove.main.getByRole("button", { name: t("remove-confirm-all-again", { count: 2 }), exact: true });
  await expect(all).toHaveAttribute("aria-disabled", "true");
  await remove.main.getByRole("textbox", { name: t("ask-typed", { count: 2 }), exact: true }).fill("2");
  await all.click();
}

/** What devices were asked for in the tenant, each time that it was taken. */
async function asked(world: World): Promise<string[]> {
  return (await world.audits()).map(({ action, deviceDisplayName }) => `${String(action)} ${String(deviceDisplayName).replace("NAME-", "")}`);
}
