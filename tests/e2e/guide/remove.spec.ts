import { expect, inEachLanguage, test } from "./chapter.ts";

test.use({ tenant: { demo: true } });

inEachLanguage(() => {
  test("a hybrid device leaves for good, step by step, with a receipt of what was seen gone", async ({ picture, remove, request, service, t }) => {
    await remove.open("remove");
    await remove.expectReachable();
    await remove.search.fill("DEMO-HYBRID-01");
    await remove.main.getByRole("list", { name: t("remove-found") }).getByRole("button").first().click();
    await remove.search.fill("");
    const chosen = remove.main.getByRole("list", { name: t("remove-devices") }).getByRole("listitem").first();
    await chosen.getByRole("button", { name: /DEMO-/ }).first().click();
    await picture("remove-records", remove.main.getByRole("region", { name: t("remove-devices"), exact: true }));
    await remove.goal("deregister").check();
    await expect(remove.plan).toContainText(t("life-step-delete-computer"));
    await remove.plan.locator("summary").filter({ hasText: "DEMO-" }).first().click();
    await remove.plan.scrollIntoViewIfNeeded();
    await picture("remove-plan", remove.plan);
    await remove.start(1).click();
    const removal = remove.main.getByRole("list", { name: t("remove-watch") }).getByRole("listitem").first();
    await removal.getByRole("button", { name: /DEMO-/ }).first().click();
    await expect(remove.section("receipt")).toBeVisible();
    await expect(removal).toContainText(t("step-by-hand"), { timeout: 120_000 });
    await picture("remove-steps", remove.section("remove-watch"));
    const computers = `${service.address}world/activeDirectory/computers`;
    const { value } = (await (await request.get(computers)).json()) as { value: { objectGUID: string; name: string }[] };
    const computer = value.find(({ name }) => name === "DEMO-AD-01");
    expect((await request.delete(`${computers}/${computer?.objectGUID}`)).ok()).toBe(true);
    await removal.getByRole("button", { name: t("word-done") }).click();
    await expect(removal).toContainText(t("remove-complete"), { timeout: 60_000 });
    await expect(remove.section("receipt")).toContainText(t("receipt-complete", { words: 1 }));
    await expect(removal.getByRole("button", { name: t("put-away"), exact: true })).toBeVisible();
    await picture("receipt", remove.section("receipt"));
  });
});
