import { expect, inEachLanguage, test } from "./chapter.ts";

test.use({ tenant: { demo: true } });

inEachLanguage(() => {
  test("what a clean-up rule takes is seen before it is saved", async ({ manage, picture, request, service, t }) => {
    await manage.open("cleanup");
    await manage.expectReachable();
    await expect(manage.main).toContainText(t("synced", { moment: "" }).trim());
    await manage.command(t("cleanup-new")).click();
    await manage.main.getByRole("combobox", { name: t("cleanup-platform") }).selectOption("windows");
    await manage.main.getByRole("textbox", { name: t("cleanup-days") }).fill("30");
    const chart = manage.main.getByRole("group", { name: t("cleanup-chart") });
    await expect(chart.getByRole("button").first()).toHaveText(new RegExp(`^${t("cleanup-at-once")}[1-9]`));
    await picture("cleanup");
    await manage.main.getByRole("button", { name: t("cleanup-save") }).click();
    await expect(manage.main.getByRole("region", { name: t("cleanup-rules"), exact: true })).toContainText(t("cleanup-after", { days: 30 }));
    const rules = async () => (await request.get(`${service.address}beta/deviceManagement/managedDeviceCleanupRules`)).text();
    await expect.poll(rules).toContain('"deviceInactivityBeforeRetirementInDays":30');
  });
});
