import { expect, inEachLanguage, test } from "./chapter.ts";

inEachLanguage(() => {
  test("a user leaves, and a device leaves Apple's automated enrolment", async ({ enrol, manage, picture, t }) => {
    const laptop = await enrol({ serial: "LAPTOP-101" });
    const phone = await enrol({ serial: "PHONE-1", platform: "ios", version: "18.1", supervised: true });
    await manage.open("manage");
    await manage.expectReachable();
    await expect(manage.row(phone.name)).toBeVisible({ timeout: 60_000 });
    await manage.go("checklists");
    const leaves = manage.main.getByRole("region", { name: t("leaves"), exact: true });
    const user = leaves.getByRole("combobox", { name: t("leaves-user"), exact: true });
    await user.fill("ann@contoso.com");
    await user.press("Enter");
    await expect(leaves.getByRole("status")).toContainText(t("leaves-not-yet", { user: "ann@contoso.com" }));
    const device = leaves.getByRole("listitem").filter({ hasText: laptop.name });
    await manage.ask(device, "wipe").click();
    await manage.confirm("wipe").click();
    await expect(device).toContainText(t("life-user-wait", { action: manage.action("wipe") }));
    const apple = manage.main.getByRole("region", { name: t("apple"), exact: true });
    const serial = apple.getByRole("combobox", { name: t("apple-serial"), exact: true });
    await serial.fill("phone-1");
    await serial.press("Enter");
    await apple.getByRole("checkbox").first().click();
    await expect(apple.getByRole("checkbox").first()).toBeChecked();
    await picture("checklists");
    for (const step of [1, 2, 3, 4]) await apple.getByRole("checkbox").nth(step).click();
    await expect(apple).toContainText(t("apple-done"));
  });
});
