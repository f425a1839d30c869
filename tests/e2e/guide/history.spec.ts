import { expect, inEachLanguage, test } from "./chapter.ts";

inEachLanguage(() => {
  test("what happened to a device is looked up, and goes out as a file", async ({ enrol, manage, page, picture, t }) => {
    const agent = await enrol({ serial: "LAPTOP-101" });
    await manage.open("manage");
    await manage.expectReachable();
    await manage.order(agent.name, "restart");
    await manage.expectStage(agent.name, "restart", "pending");
    await agent.obey();
    await page.goto("./#/history");
    const items = manage.main.getByRole("list", { name: t("page-history") }).getByRole("listitem");
    await manage.main.getByRole("searchbox", { name: t("filter-search") }).fill("LAPTOP-101");
    await expect(items.filter({ hasText: t("history-happened-sent") }).first()).toBeVisible();
    await expect(items.last()).toContainText(t("history-happened-asked"));
    await picture("history");
    const [file] = await Promise.all([page.waitForEvent("download"), manage.main.getByRole("button", { name: t("history-csv"), exact: true }).click()]);
    expect(file.suggestedFilename()).toMatch(/\.csv$/);
  });
});
