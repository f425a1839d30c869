import { Agent } from "./harness/agent.ts";
import { expect, test } from "./harness/tenant.ts";
import { LANGUAGES, type Language } from "./harness/texts.ts";

for (const language of Object.keys(LANGUAGES) as Language[]) {
  test.describe(language, () => {
    test.use({ language });

    test("what becomes of an eSIM is told, and a choice that isn't there says so once", async ({ manage, request, service, t }) => {
      const phone = await Agent.enrol(request, service.address, { serial: "PHONE-1", platform: "ios", version: "18.1", supervised: true });
      const laptop = await Agent.enrol(request, service.address, { serial: "LAPTOP-1" });
      await manage.open("manage");
      await manage.ask(await manage.openDetails(phone.name), "wipe").click();
      const esim = manage.dialog.getByRole("definition").and(manage.dialog.locator("dt:has-text('eSIM') + dd"));
      await expect(manage.dialog.getByRole("term").filter({ hasText: t("life-kind-esim-plan") })).toHaveCount(1);
      await expect(esim).toHaveText(t("life-effect-erased"));
      await manage.option("keep-esim").check();
      await expect(esim).toHaveText(t("life-effect-stays"));
      const missing = manage.option("protected");
      await expect(missing).toHaveAttribute("aria-disabled", "true");
      await expect(missing).toHaveAccessibleDescription(t("ask-no-choice"));
      await manage.dialog.getByRole("button", { name: t("cancel"), exact: true }).click();

      // A computer has no such choice, and nothing is said of an eSIM.
      await manage.ask(await manage.openDetails(laptop.name), "wipe").click();
      await expect(manage.option("keep-esim")).toHaveAccessibleDescription(t("ask-no-choice"));
      await expect(manage.dialog.getByRole("term").filter({ hasText: t("life-kind-user-data") }).first()).toBeVisible();
      await expect(manage.dialog.getByRole("term").filter({ hasText: t("life-kind-esim-plan") })).toHaveCount(0);
    });
  });
}
