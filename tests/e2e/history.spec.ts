import { readFileSync } from "node:fs";

import { collected } from "./fixtures/files.ts";
import { expectAccessible } from "./harness/axe.ts";
import { startService, type Service } from "./harness/service.ts";
import { expect, test as base } from "./harness/test.ts";
import { LANGUAGES, type Language } from "./harness/texts.ts";
import { DevicesPage } from "./pages/devices-page.ts";
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
  });
}
