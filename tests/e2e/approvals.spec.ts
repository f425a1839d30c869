import type { APIRequestContext, Page } from "@playwright/test";

import { Agent } from "./harness/agent.ts";
import { expectAccessible } from "./harness/axe.ts";
import { startService, type Service } from "./harness/service.ts";
import { expect, test as base } from "./harness/test.ts";
import { ActionsPage } from "./pages/actions-page.ts";
import { ApprovalsPage } from "./pages/approvals-page.ts";
import { ManagePage } from "./pages/manage-page.ts";

const ADELE = "adele@contoso.com";
const BEN = "ben@contoso.com";

type Fixtures = {
  /** The tenant. */
  service: Service;
  /** The page Approvals, as Ben has it. */
  ben: ApprovalsPage;
  /** The same in another browser, as Adele has it. */
  adele: ApprovalsPage;
};

const test = base.extend<Fixtures>({
  service: async ({}, use) => {
    const service = await startService({ demo: true });
    await use(service);
    await service.stop();
  },
  baseURL: async ({ service }, use) => use(service.address),
  ben: async ({ page, t }, use) => use(new ApprovalsPage(page, t)),
  adele: async ({ browser, baseURL, locale, t }, use) => {
    const context = await browser.newContext({ baseURL, locale });
    await use(new ApprovalsPage(await context.newPage(), t));
    await context.close();
  },
});

/** Protects wipes, and has somebody ask for one; the device's name. */
async function askForWipe(request: APIRequestContext, service: Service, by: string): Promise<string> {
  const management = `${service.address}beta/deviceManagement`;
  await request.post(`${management}/operationApprovalPolicies`, {
    headers: { "muster-user": by },
    data: { displayName: "Wipes", policyType: "deviceWipe", approverGroupIds: [] },
  });
  const found = await request.get(`${management}/managedDevices?$top=1`);
  const [device] = ((await found.json()) as { value: { id: string; deviceName: string }[] }).value;
  const answer = await request.post(`${service.address}v1.0/deviceManagement/managedDevices/${device?.id}/wipe`, {
    headers: { "muster-user": by, "x-msft-approval-justification": Buffer.from("It was stolen.").toString("base64") },
    data: { keepUserData: false },
  });
  expect(answer.status()).toBe(412);
  return device?.deviceName ?? "";
}

test("a second administrator approves, and one's own can't be approved", async ({ adele, ben, request, service, t }) => {
  const name = await askForWipe(request, service, ADELE);
  await adele.start(ADELE);
  await expect(adele.waiting).toContainText(t("approval-what", { action: t("life-action-wipe"), name }));
  await expect(adele.button("approval-approve")).toHaveAttribute("aria-disabled", "true");
  await expect(adele.button("approval-approve")).toHaveAttribute("aria-description", t("life-barred-own"));

  await ben.start(BEN);
  await expect(ben.waiting).toContainText("It was stolen.");
  await expect(ben.waiting).toContainText(ADELE);
  await expect(ben.page.getByRole("navigation").getByRole("link", { name: t("approvals-badge", { count: 1 }) })).toBeVisible();
  await expect(ben.button("approval-take-back")).toHaveAttribute("aria-description", t("life-barred-not-own"));
  await ben.main.getByText(t("approval-exactly")).click();
  await expect(ben.waiting).toContainText("keepUserData = false");
  await expect(ben.button("approval-approve")).toHaveAttribute("aria-description", t("approval-say-why"));
  await ben.main.getByRole("textbox", { name: t("approval-justification") }).fill("I called her.");
  await ben.button("approval-approve").click();
  await expect(ben.over).toContainText(t("approval-status-approved"), { timeout: 60_000 });
  await expect(ben.over).toContainText("I called her.");
  await expect(ben.waiting).toContainText(t("approvals-waiting-none"));
  expect(service.count("SELECT count(*) FROM approval_requests WHERE status = 'approved'")).toBe(1);

  // Approved is not done yet: who asked can still take it back.
  await adele.command(t("refresh")).click();
  await expect(adele.over).toContainText(t("approval-status-approved"));
  await adele.button("approval-take-back").click();
  await expect(adele.over).toContainText(t("approval-status-cancelled"), { timeout: 60_000 });
});

test("one's own request is taken back where the action is shown", async ({ ben, guard, page, request, service, t }) => {
  guard.allow(/Failed to load resource/);
  const management = `${service.address}beta/deviceManagement`;
  const policy = { displayName: "Wipes", policyType: "deviceWipe", approverGroupIds: [] };
  const as = { headers: { "muster-user": ADELE } };
  expect((await request.post(`${management}/operationApprovalPolicies`, { ...as, data: policy })).ok()).toBe(true);
  const { name } = await Agent.enrol(request, service.address, { serial: "BACK-1" });
  const actions = new ActionsPage(page, t);
  await ben.start(BEN);
  await actions.go("manage");
  await actions.search.fill(name);
  const manage = new ManagePage(page, t);
  await manage.order(name, "wipe");
  await manage.expectStage(name, "wipe", "approval");
  await actions.go("actions");
  const details = await actions.openAction(name, "wipe");
  await details.getByRole("textbox", { name: t("why"), exact: true }).fill("It was stolen.");
  await details.getByRole("button", { name: t("why-send") }).click();
  // Until it is asked of a second administrator it is taken back here; from then on there.
  await expect(details).toContainText(t("fact-approval"), { timeout: 60_000 });
  const back = details.getByRole("button", { name: t("approval-take-back"), exact: true });
  await expect(back).toBeVisible({ timeout: 60_000 });
  await back.click();
  await expect(actions.rows(name, "wipe").first()).toContainText(t("stage-failed"), { ignoreCase: true, timeout: 60_000 });
  expect(service.count("SELECT count(*) FROM approval_requests WHERE status = 'cancelled'")).toBe(1);
  await expect(back).toHaveCount(0);

  // All of it stands in the history, by whoever it was.
  await page.goto("./#/history");
  const items = actions.main.getByRole("list", { name: t("page-history") }).getByRole("listitem");
  const entry = (what: string, happened: string) => items.filter({ hasText: `${t(`history-what-${what}`)} – ${t(`history-happened-${happened}`)}` });
  await expect(entry("wipe", "asked")).toContainText(t("history-by", { name: BEN }));
  await expect(entry("wipe", "justified")).toContainText(t("history-by", { name: BEN }));
  await expect(entry("wipe", "justified")).toContainText("It was stolen.");
  await expect(entry("take-back", "asked")).toContainText(t("history-by", { name: BEN }));
  await expect(entry("take-back", "done")).toHaveCount(1);
  await expect(entry("wipe", "failed")).toHaveCount(1);
});

test("who is second is told so, and nothing is sent twice", async ({ ben, guard, request, service, t }) => {
  guard.allow(/Failed to load resource/);
  await askForWipe(request, service, ADELE);
  await ben.start(BEN);
  await ben.main.getByRole("textbox", { name: t("approval-justification") }).fill("No.");
  const management = `${service.address}beta/deviceManagement/operationApprovalRequests`;
  const found = await request.get(management);
  const [waiting] = ((await found.json()) as { value: { id: string }[] }).value;
  const other = await request.post(`${management}/${waiting?.id}/approve`, {
    headers: { "muster-user": "cleo@contoso.com" },
    data: { justification: "Yes.", approvalSource: "adminConsole" },
  });
  expect(other.ok()).toBe(true);
  await ben.button("approval-reject").click();
  await expect(ben.main).toContainText(t("trouble-decided"), { timeout: 60_000 });
  await expect(ben.over).toContainText(t("approval-status-approved"));
});

test("without a name nobody decides", async ({ ben, request, service, t }) => {
  await askForWipe(request, service, ADELE);
  await ben.open("approvals");
  await expect(ben.main).toContainText(t("approvals-nobody"), { timeout: 60_000 });
  await expect(ben.button("approval-approve")).toHaveAttribute("aria-description", t("life-barred-nobody"));
  await ben.page.goto("./#/settings");
  const field = ben.main.getByRole("textbox", { name: t("administrator"), exact: true });
  await field.fill("ben");
  await expect(ben.page.getByRole("alert").filter({ hasText: t("administrator-wrong") })).toBeVisible();
});

for (const language of ["en", "nl"] as const) {
  test.describe(language, () => {
    test.use({ language });

    for (const theme of ["light", "dark", "contrast"] as const) {
      test(`axe finds nothing on Approvals, ${theme}`, async ({ ben, page, request, service, t }) => {
        await askForWipe(request, service, ADELE);
        await ben.start(BEN);
        await ben.chooseTheme(theme);
        await ben.main.getByText(t("approval-exactly")).click();
        await expectAccessible(page);
        await shot(page, `approvals-${language}-${theme}`);
      });
    }
  });
}

test.describe("360 pixels wide", () => {
  test.use({ viewport: { width: 360, height: 740 } });

  test("nothing of the page scrolls sideways", async ({ ben, page, request, service, t }) => {
    await askForWipe(request, service, ADELE);
    await ben.start(BEN);
    await ben.main.getByText(t("approval-exactly")).click();
    const widths = await ben.main.evaluate((element) => [element.scrollWidth, element.clientWidth]);
    expect(widths[0]).toBeLessThanOrEqual(widths[1] ?? 0);
    await shot(page, "approvals-narrow");
  });
});

/** A picture of the page, where a folder for them is named. */
async function shot(page: Page, name: string): Promise<void> {
  const folder = process.env.MUSTER_SHOTS;
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png` });
}
