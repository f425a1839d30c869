import { collected } from "../fixtures/files.ts";
import { expect, inEachLanguage, test } from "./chapter.ts";

inEachLanguage(() => {
  test("the service is away: what is asked for waits, and is sent once when it is back", async ({ check, guard, manage, page, picture, register, service, t }) => {
    guard.allow(/net::ERR|Failed to load resource/);
    await check.open();
    await manage.expectReachable();
    await check.check([collected("new.csv", [{ serial: "LAPTOP-101" }, { serial: "LAPTOP-102" }])], 2);
    await service.kill();
    await manage.go("devices");
    await manage.refresh();
    await expect(manage.connection).toContainText(t("connection-unreachable", { moment: "" }).trim(), { timeout: 30_000 });
    await check.go("check");
    await check.command("register").click();
    await register.confirm(2).click();
    await register.expectUnderway(2);
    await page.keyboard.press("Escape");
    await manage.go("devices");
    await expect(manage.connection).toContainText(t("connection-waiting", { count: 1 }), { timeout: 30_000 });
    await manage.expectCount("registration-pending", 2);
    await picture("offline");
    await service.start();
    await expect(async () => {
      await manage.refresh();
      await manage.expectCount("ready-for-user", 2);
    }).toPass({ timeout: 90_000 });
    expect(service.count("SELECT count(*) FROM identities")).toBe(2);
  });
});
