import { readFileSync } from "node:fs";

import { collected } from "./fixtures/files.ts";
import { Agent } from "./harness/agent.ts";
import { expectAccessible } from "./harness/axe.ts";
import { startService, type Service } from "./harness/service.ts";
import { expect, test as base } from "./harness/test.ts";
import { LANGUAGES, type Language } from "./harness/texts.ts";
import { CheckPage } from "./pages/check-page.ts";
import { DevicesPage } from "./pages/devices-page.ts";
import { ManagePage } from "./pages/manage-page.ts";
import { RegisterPanel } from "./pages/register-panel.ts";

const test = base.extend<{ service: Service }>({
  service: async ({}, use) => {
    const service = await startService({ demo: true });
    await use(service);
    await service.stop();
  },
  baseURL: async ({ service }, use) => use(service.address),
});

for (const language of Object.keys(LANGUAGES) as Language[]) {
  test.describe(language, () => {
    test.use({ language });

    test("what was asked, sent, answered and seen stands in the history, and goes out", async ({ check, page, t }) => {
      await check.open();
      await check.check([collected("one.csv", [{ serial: "PAST-1" }])], 1);
      await check.command("register").click();
      const panel = new RegisterPanel(page, t);
      await panel.confirm(1).click();
      await expect(panel.device("PAST-1")).toContainText(t("row-observed"), { timeout: 60_000 });
      await page.keyboard.press("Escape");

      const devices = new DevicesPage(page, t);
      await devices.go("devices");
      await devices.search.fill("PAST-1");
      const details = await devices.openDetails("PAST-1");
      await details.getByRole("link", { name: t("history-of-device") }).click();
      const list = check.main.getByRole("list", { name: t("page-history") });
      const items = list.getByRole("listitem");
      for (const what of ["asked", "sent", "taken", "read-back", "done"]) {
        await expect(items.filter({ hasText: ` – ${t(`history-happened-${what}`)}` }).first(), what).toContainText("PAST-1");
      }
      // The newest first.
      await expect(items.last()).toContainText(t("history-happened-asked"));
      await expectAccessible(page);

      await check.main.getByRole("combobox", { name: t("history-kind"), exact: true }).selectOption({ label: t("history-kind-sent") });
      await expect(items).toHaveCount(1);
      const [json] = await Promise.all([
        page.waitForEvent("download"),
        check.main.getByRole("button", { name: t("history-json"), exact: true }).click(),
      ]);
      const lines = readFileSync(await json.path(), "utf8").trim().split("\n").map((line) => JSON.parse(line));
      expect(lines).toMatchObject([{ serial: "PAST-1", what: "register", happened: "sent" }]);
      const [csv] = await Promise.all([
        page.waitForEvent("download"),
        check.main.getByRole("button", { name: t("history-csv"), exact: true }).click(),
      ]);
      const text = readFileSync(await csv.path(), "utf8");
      expect(text).toMatch(/^\uFEFFtime,device,serial,what,.*\r\n.*,PAST-1,register,.*\r\n$/);

      await check.main.getByRole("searchbox", { name: t("filter-search") }).fill("NOBODY");
      await expect(items).toHaveCount(0);
      await expect(check.main).toContainText(t("history-none"));
      await page.setViewportSize({ width: 360, height: 740 });
      const inside = await check.main.evaluate((element) => [element.scrollWidth, element.clientWidth]);
      expect(inside[0]).toBeLessThanOrEqual(inside[1] ?? 0);
    });

    test("every wish is told with who had it and what exactly, overall and of each device", async ({ check, page, request, service, t }) => {
      test.setTimeout(150_000);
      const who = "ann@contoso.com";
      const manage = new ManagePage(page, t);
      await manage.open("settings");
      await manage.main.getByRole("textbox", { name: t("administrator"), exact: true }).fill(who);
      await manage.main.getByRole("button", { name: t("administrator-save"), exact: true }).click();
      await manage.expectReachable();

      // Several devices with one call; one of them is in management, too.
      const agent = await Agent.enrol(request, service.address, { serial: "PAST-2" });
      await check.go("check");
      await check.check([collected("three.csv", ["PAST-2", "PAST-3", "PAST-4"].map((serial) => ({ serial })))], 3);
      await check.command("register").click();
      const panel = new RegisterPanel(page, t);
      await panel.confirm(3).click();
      for (const serial of ["PAST-2", "PAST-3", "PAST-4"]) await expect(panel.device(serial)).toContainText(t("row-observed"), { timeout: 60_000 });
      await page.keyboard.press("Escape");
      await manage.go("manage");
      await manage.search.fill(agent.name);
      await manage.order(agent.name, "restart");
      await manage.expectStage(agent.name, "restart", "pending");
      await agent.obey();

      // A clean-up rule.
      await page.goto("./#/cleanup");
      await manage.command(t("cleanup-new")).click();
      await manage.main.getByRole("combobox", { name: t("cleanup-platform") }).selectOption("macOS");
      await manage.main.getByRole("textbox", { name: t("cleanup-days") }).fill("90");
      await manage.main.getByRole("button", { name: t("cleanup-save") }).click();
      await expect(manage.main.getByRole("region", { name: t("cleanup-rules"), exact: true })).toContainText(t("cleanup-after", { days: 90 }));

      // The device in Autopilot tells what was asked of it in Intune.
      const devices = new DevicesPage(page, t);
      await devices.go("devices");
      await devices.search.fill("PAST-2");
      const details = await devices.openDetails("PAST-2");
      await expect(details.getByRole("list").filter({ hasText: t("event-planned") })).toContainText(t("happened-asked", { action: t("life-action-restart") }));
      await details.getByRole("link", { name: t("history-of-device") }).click();

      const list = check.main.getByRole("list", { name: t("page-history") });
      const items = list.getByRole("listitem");
      const entry = (what: string, happened: string) => items.filter({ hasText: `${t(`history-what-${what}`)} – ${t(`history-happened-${happened}`)}` });
      // Of this device alone, though the call had three.
      await expect(entry("register", "asked")).toContainText("PAST-2");
      await expect(entry("register", "asked")).not.toContainText("PAST-3");
      await expect(entry("register", "asked")).toContainText(t("history-by", { name: who }));
      await expect(entry("register", "sent")).toHaveCount(1);
      await expect(entry("register", "read-back")).toHaveCount(1);
      await expect(entry("restart", "asked")).toContainText(t("history-by", { name: who }));
      await expect(entry("rule", "asked")).toHaveCount(0);

      const exported = async (button: string) => {
        const [file] = await Promise.all([page.waitForEvent("download"), check.main.getByRole("button", { name: t(button), exact: true }).click()]);
        return readFileSync(await file.path(), "utf8").trim();
      };
      type Line = { serial?: string; what: string; happened: string; by?: string; code?: string };
      const lines = async () => (await exported("history-json")).split("\n").map((line) => JSON.parse(line) as Line);
      for (const line of await lines()) expect(line.serial, JSON.stringify(line)).toBe("PAST-2");

      // Overall: one entry for the call, and a line for each device in files.
      await expect(check.main).toContainText(t("history-only", { device: "PAST-2" }));
      await check.main.getByRole("button", { name: t("history-every-device"), exact: true }).click();
      await expect(check.main).not.toContainText(t("history-only", { device: "PAST-2" }));
      await expect(entry("rule", "done")).toHaveCount(1);
      await expect(entry("rule", "asked")).toContainText(/macOS.*days=90/);
      await expect(entry("register", "asked")).toHaveCount(1);
      await expect(entry("register", "asked")).toContainText(t("history-devices", { count: 3, first: "PAST-2, PAST-3, PAST-4", more: 0 }));
      await expectAccessible(page);
      const asked = (await lines()).filter(({ happened }) => happened === "asked");
      expect(asked.map(({ what, serial, by, code }) => [what, serial, by, code])).toEqual([
        ["register", "PAST-2", who, undefined],
        ["register", "PAST-3", who, undefined],
        ["register", "PAST-4", who, undefined],
        ["restart", "PAST-2", who, undefined],
        ["rule", undefined, who, "days=90"],
      ]);
      const csv = (await exported("history-csv")).split("\r\n");
      expect(csv.filter((line) => line.includes(",PAST-3,register,,asked,")), csv.join("\n")).toHaveLength(1);
      expect(csv).toHaveLength((await lines()).length + 1);
    });

    test("a device's history is its own, and what is new doesn't take the place away", async ({ check, context, page, t }) => {
      test.setTimeout(150_000);
      const register = async (on: CheckPage, panel: RegisterPanel, file: string, serials: string[]) => {
        await on.check([collected(file, serials.map((serial) => ({ serial })))], serials.length);
        await on.command("register").click();
        await panel.confirm(serials.length).click();
        for (const serial of serials) await expect(panel.device(serial)).toContainText(t("row-observed"), { timeout: 60_000 });
      };
      await check.open();
      await register(check, new RegisterPanel(page, t), "two.csv", ["PAST-5", "PAST-50"]);
      await page.keyboard.press("Escape");
      const devices = new DevicesPage(page, t);
      await devices.go("devices");
      await devices.search.fill("PAST-5");
      const details = await devices.openDetails("PAST-5");
      await details.getByRole("link", { name: t("history-of-device") }).click();
      const items = check.main.getByRole("list", { name: t("page-history") }).getByRole("listitem");
      await expect(items.last()).toContainText(t("history-happened-asked"));
      await expect(items.filter({ hasText: "PAST-50" })).toHaveCount(0);

      // Another tab does something else; whoever has scrolled isn't disturbed, but told.
      await check.main.getByRole("button", { name: t("history-every-device"), exact: true }).click();
      await expect(items.filter({ hasText: "PAST-50" }).first()).toBeVisible();
      await page.setViewportSize({ width: 1200, height: 300 });
      await items.last().scrollIntoViewIfNeeded();
      expect(await check.main.evaluate((main) => main.scrollTop)).toBeGreaterThan(0);
      const before = await items.allTextContents();
      const tab = await context.newPage();
      const there = new CheckPage(tab, t);
      await there.open();
      await there.sets(t("set-new"));
      await register(there, new RegisterPanel(tab, t), "one.csv", ["PAST-6"]);
      await page.bringToFront();
      const many = t("history-new", { count: 7 }).replace("7", "\\d+");
      const fresh = check.main.getByRole("button", { name: new RegExp(`^(${t("history-new", { count: 1 })}|${many})$`) });
      await expect(fresh).toBeVisible();
      expect(await items.allTextContents()).toEqual(before);
      await fresh.click();
      await expect(items.first()).toContainText("PAST-6");
      await expect(fresh).toBeHidden();
      expect(await check.main.evaluate((main) => main.scrollTop)).toBe(0);
      await expectAccessible(page);
    });
  });
}

// What the service worker has kept can't be given another clock.
test.describe("days", () => {
  test.use({ serviceWorkers: "block" });
  for (const language of Object.keys(LANGUAGES) as Language[]) {
    test.describe(language, () => {
      test.use({ language });

      // In Amsterdam the one has 25 hours, the other 23.
      for (const { day, next, at, isIn } of [
        { day: "2026-10-25", next: "2026-10-26", at: "2026-10-25T22:30:00Z", isIn: true },
        { day: "2026-03-29", next: "2026-03-30", at: "2026-03-29T22:30:00Z", isIn: false },
      ]) {
        test(`${day} ends at its midnight, and stays chosen`, async ({ check, page, t }) => {
          await page.clock.setFixedTime(at);
          await check.open();
          await check.check([collected("one.csv", [{ serial: "DAY-1" }])], 1);
          await check.command("register").click();
          const panel = new RegisterPanel(page, t);
          await panel.confirm(1).click();
          // It is kept once it is listed.
          await expect(panel.device("DAY-1")).toBeVisible();
          await page.keyboard.press("Escape");
          await check.go("history");
          const items = check.main.getByRole("list", { name: t("page-history") }).getByRole("listitem");
          await check.main.getByRole("combobox", { name: t("history-kind"), exact: true }).selectOption({ label: t("history-kind-asked") });
          await expect(items).toHaveCount(1);
          const [from, to] = [check.main.getByLabel(t("history-from"), { exact: true }), check.main.getByLabel(t("history-to"), { exact: true })];
          await to.fill(day);
          await expect(items).toHaveCount(isIn ? 1 : 0);
          await to.fill(next);
          await expect(items).toHaveCount(1);
          await from.fill(next);
          await expect(items).toHaveCount(isIn ? 0 : 1);

          await check.go("settings");
          await check.go("history");
          await expect(from).toHaveValue(next);
          await expect(to).toHaveValue(next);
          await expect(items).toHaveCount(isIn ? 0 : 1);
          await from.fill("");
          await expect(items).toHaveCount(1);
        });
      }
    });
  }
});
