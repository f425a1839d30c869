import { Agent } from "./harness/agent.ts";
import { expect, test } from "./harness/tenant.ts";
import { LANGUAGES, type Language } from "./harness/texts.ts";
import { ActionsPage } from "./pages/actions-page.ts";
import { ManagePage } from "./pages/manage-page.ts";

for (const language of Object.keys(LANGUAGES) as Language[]) {
  test.describe(language, () => {
    test.use({ language });

    test("how far a device is can be read in its row, however wide the page is", async ({ page, request, service, t }) => {
      const { name } = await Agent.enrol(request, service.address, { serial: "PC-1" });
      const [manage, actions] = [new ManagePage(page, t), new ActionsPage(page, t)];
      await manage.open("manage");
      await manage.order(name, "sync");
      await manage.expectStage(name, "sync", "pending");
      await manage.details(name).getByRole("button", { name: t("close"), exact: true }).click();
      for (const where of [manage, actions]) {
        await page.setViewportSize({ width: 1200, height: 900 });
        await where.go(where === manage ? "manage" : "actions");
        const status = where.main.getByRole("gridcell").locator(".status-text");
        for (const width of [1440, 1200, 800, 360]) {
          await page.setViewportSize({ width, height: 900 });
          await expect(status).toContainText(t("stage-pending"), { ignoreCase: true });
          const [needs, has] = await status.evaluate((it) => [it.scrollHeight, it.clientHeight]);
          expect(needs, `${width}`).toBeLessThanOrEqual(has ?? 0);
          const [wide, room] = await status.evaluate((it) => [it.scrollWidth, it.clientWidth]);
          expect(wide, `${width}`).toBeLessThanOrEqual(room ?? 0);
        }
      }
    });
  });
}
