import type { Page } from "@playwright/test";

import type { Texts } from "../harness/texts.ts";
import { ManagePage } from "../pages/manage-page.ts";
import { expect, inEachLanguage, test } from "./chapter.ts";

const [ADELE, BEN] = ["adele@contoso.com", "ben@contoso.com"];

inEachLanguage(() => {
  test("one administrator asks for a wipe, and another one approves it", async ({ browser, baseURL, locale, enrol, guard, manage, picture, request, service, t }) => {
    guard.allow(/Failed to load resource/);
    const agent = await enrol({ serial: "LAPTOP-102" });
    const policy = { displayName: "Wipes", policyType: "deviceWipe", approverGroupIds: [] };
    const made = await request.post(`${service.address}beta/deviceManagement/operationApprovalPolicies`, { headers: { "muster-user": ADELE }, data: policy });
    expect(made.ok()).toBe(true);

    const elsewhere = await browser.newContext({ baseURL, locale });
    const adele = await as(ADELE, await elsewhere.newPage(), t);
    await adele.go("manage");
    await adele.order(agent.name, "wipe", () => adele.dialog.getByRole("textbox", { name: t("ask-reason") }).fill("Left in a train."));
    await adele.expectStage(agent.name, "wipe", "approval");

    await as(BEN, manage.page, t);
    await manage.page.goto("./#/approvals");
    const waiting = manage.main.getByRole("region", { name: t("approvals-waiting"), exact: true });
    await expect(waiting).toContainText("Left in a train.", { timeout: 60_000 });
    await manage.main.getByRole("textbox", { name: t("approval-justification") }).fill("I called her.");
    await picture("approvals");
    await manage.main.getByRole("button", { name: t("approval-approve"), exact: true }).click();
    const over = manage.main.getByRole("region", { name: t("approvals-over"), exact: true });
    await expect(over).toContainText(t("approval-status-approved"), { timeout: 60_000 });
    await expect.poll(() => agent.obey(), { timeout: 90_000, intervals: [1_000] }).toEqual(["wipe"]);
    await elsewhere.close();
  });
});

/** Says who works there. */
async function as(name: string, page: Page, t: Texts): Promise<ManagePage> {
  const app = new ManagePage(page, t);
  await app.open("settings");
  await app.main.getByRole("textbox", { name: t("administrator"), exact: true }).fill(name);
  await app.main.getByRole("button", { name: t("administrator-save"), exact: true }).click();
  await app.expectReachable();
  return app;
}
