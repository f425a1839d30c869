import { readFileSync } from "node:fs";

import { collected } from "./fixtures/files.ts";
import { Agent } from "./harness/agent.ts";
import { expectAccessible } from "./harness/axe.ts";
import { startService, type Service } from "./harness/service.ts";
import { expect, test as base } from "./harness/test.ts";
import { LANGUAGES, type Language } from "./harness/texts.ts";
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
      await check.main.getByRole("searchbox", { name: t("filter-search") }).fill("");
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
  });
}
