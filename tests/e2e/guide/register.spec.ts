import { collected } from "../fixtures/files.ts";
import { expect, inEachLanguage, test } from "./chapter.ts";

test.use({ tenant: { demo: true } });

inEachLanguage(() => {
  test("devices are registered, followed, and ticked off until they are handed over", async ({ check, manage, register, page, picture, t }) => {
    await check.open();
    const serials = ["LAPTOP-101", "LAPTOP-102", "LAPTOP-103", "DEMO-OTHER-TENANT"];
    await check.check([collected("new-laptops.csv", serials.map((serial) => ({ serial })))], 4);
    await check.command("register").click();
    await register.override("register-tag").fill("Sales");
    await register.confirm(4).click();
    await expect(register.device("LAPTOP-101")).toContainText(t("row-observed"), { timeout: 60_000 });
    await expect(register.device("DEMO-OTHER-TENANT")).toContainText(t("refusal-claimed-by-other-organization"), { timeout: 60_000 });
    await picture("register");
    await register.dialog.getByRole("link", { name: t("register-to-devices") }).click();
    await manage.search.fill("Sales");
    await manage.expectState("LAPTOP-102", "ready-for-user");
    const details = await manage.openDetails("LAPTOP-102");
    await details.getByRole("textbox", { name: t("check-by") }).fill("adele");
    await details.getByRole("textbox", { name: t("check-by") }).press("Tab");
    await details.getByRole("checkbox", { name: t("check-image") }).check();
    await expect(details.locator("[aria-current=step]")).toContainText(t("station-deliver"));
    await picture("devices");
    await details.getByRole("checkbox", { name: t("check-licence") }).check();
    await details.getByRole("checkbox", { name: t("check-delivered") }).check();
    await page.reload();
    await manage.search.fill("LAPTOP-102");
    await expect((await manage.openDetails("LAPTOP-102")).getByRole("checkbox", { name: t("check-delivered") })).toBeChecked();
  });
});
