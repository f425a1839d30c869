import { expect, inEachLanguage, test } from "./chapter.ts";

inEachLanguage(() => {
  test("devices are asked to restart, to wipe and to retire themselves, and are followed until it is done", async ({ actions, enrol, manage, picture, t }) => {
    const [restarted, wiped] = [await enrol({ serial: "LAPTOP-101" }), await enrol({ serial: "LAPTOP-102" })];
    const phones = [await enrol({ serial: "PHONE-1", platform: "ios", version: "18.1" }), await enrol({ serial: "PHONE-2", platform: "ios", version: "18.1" })];
    await enrol({ serial: "KIOSK-1", platform: "android", version: "14.0", enrollment: "dedicated" });
    await enrol({ serial: "MAC-1", platform: "macOS", version: "15.1" });
    await manage.open("manage");
    await manage.expectReachable();
    await manage.order(restarted.name, "restart");
    await manage.ask(await manage.openDetails(wiped.name), "wipe").click();
    await expect(manage.dialog).toContainText(t("life-warning-unrecoverable"));
    await picture("wipe");
    await manage.confirm("wipe").click();
    for (const { name } of [...phones, { name: "NAME-KIOSK-1" }]) await manage.tick(name);
    await manage.details(wiped.name).getByRole("button", { name: t("close"), exact: true }).click();
    await manage.main.evaluate((main) => main.scrollTo(0, 0));
    await picture("managed");
    await manage.askTicked("retire").click();
    await expect(manage.dialog).toContainText(t("life-why-not-enrolment"));
    await manage.dialog.getByRole("textbox", { name: t("ask-typed", { count: 2 }) }).fill("2");
    await manage.confirm("retire", 2).click();
    await expect(manage.dialog).toBeHidden();
    await actions.go("actions");
    await actions.expectActionAt(restarted.name, "restart", "pending");
    expect(await restarted.obey()).toEqual(["rebootNow"]);
    await actions.expectActionAt(restarted.name, "restart", "done");
    await actions.expectActionAt(wiped.name, "wipe", "pending");
    await actions.openAction(wiped.name, "wipe");
    await picture("actions");
    expect(await wiped.obey()).toEqual(["wipe"]);
    await actions.expectActionAt(wiped.name, "wipe", "done");
  });
});
