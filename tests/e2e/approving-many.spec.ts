import type { APIRequestContext, Locator, Page } from "@playwright/test";

import { Agent } from "./harness/agent.ts";
import { expectAccessible } from "./harness/axe.ts";
import { startService, type Service } from "./harness/service.ts";
import { expect, test as base } from "./harness/test.ts";
import { LANGUAGES, type Language } from "./harness/texts.ts";
import { ApprovalsPage } from "./pages/approvals-page.ts";

const ADELE = "adele@contoso.com";
const BEN = "ben@contoso.com";

type Fixtures = {
  /** A tenant in which wipes and retires are protected. */
  service: Service;
  /** The page Approvals, as Ben has it. */
  ben: ManyPage;
  /** Somebody asks for wipes: a request for each of these serial numbers. */
  askForWipes: (by: string, ...serials: string[]) => Promise<void>;
};

/** Approvals, where several wait. */
class ManyPage extends ApprovalsPage {
  get many(): Locator {
    return this.main.getByRole("group", { name: this.t("approvals-many"), exact: true });
  }

  get all(): Locator {
    return this.many.getByRole("checkbox", { name: this.t("approvals-tick-all") });
  }

  get why(): Locator {
    return this.many.getByRole("textbox", { name: this.t("approvals-why") });
  }

  tick(serial: string): Locator {
    const name = this.t("approval-what", { action: this.t("life-action-wipe"), name: `NAME-${serial}` });
    return this.waiting.getByRole("checkbox", { name: this.t("approvals-tick", { name }), exact: true });
  }

  decide(id: "approve" | "reject", count: number): Locator {
    return this.many.getByRole("button", { name: this.t(`approvals-${id}`, { count }), exact: true });
  }

  number(count: number): Locator {
    return this.main.getByRole("textbox", { name: this.t("ask-typed", { count }), exact: true });
  }

  async expectWaiting(count: number): Promise<void> {
    await expect(this.waiting.getByRole("listitem")).toHaveCount(count, { timeout: 60_000 });
  }
}

const test = base.extend<Fixtures>({
  service: async ({ request }, use) => {
    const service = await startService({ demo: true });
    await protect(request, service, "deviceWipe");
    await use(service);
    await service.stop();
  },
  baseURL: async ({ service }, use) => use(service.address),
  ben: async ({ page, t }, use) => use(new ManyPage(page, t)),
  askForWipes: async ({ request, service }, use) => {
    await use(async (by, ...serials) => {
      for (const serial of serials) {
        const { id } = await Agent.enrol(request, service.address, { serial });
        await ask(request, `${service.address}v1.0/deviceManagement/managedDevices/${id}/wipe`, by, {});
      }
    });
  },
});

async function protect(request: APIRequestContext, service: Service, policyType: string): Promise<void> {
  const answer = await request.post(`${service.address}beta/deviceManagement/operationApprovalPolicies`, {
    headers: { "muster-user": ADELE },
    data: { displayName: policyType, policyType, approverGroupIds: [] },
  });
  expect(answer.ok(), await answer.text()).toBe(true);
}

/** Asks for what is protected. */
async function ask(request: APIRequestContext, address: string, by: string, data: object): Promise<void> {
  const why = Buffer.from("It was stolen.").toString("base64");
  const answer = await request.post(address, { headers: { "muster-user": by, "x-msft-approval-justification": why }, data });
  expect(answer.status(), await answer.text()).toBe(412);
}

function counted(service: Service, status: string): number {
  return Number(service.count(`SELECT count(*) FROM approval_requests WHERE status = '${status}'`));
}

for (const language of Object.keys(LANGUAGES) as Language[]) {
  test.describe(language, () => {
    test.use({ language });

    test("several are approved at once, and one's own is left out", async ({ askForWipes, ben, page, service, t }) => {
      await askForWipes(ADELE, "MANY-1", "MANY-2", "MANY-3");
      await askForWipes(BEN, "OWN-1");
      await ben.start(BEN);
      await ben.expectWaiting(4);
      const [approve, reject] = [ben.decide("approve", 3), ben.decide("reject", 3)];
      await expect(ben.decide("approve", 0)).toHaveAttribute("aria-description", t("approvals-none-ticked"));

      // One's own says why it is left out, and can't be ticked.
      await expect(ben.tick("OWN-1")).toHaveAttribute("aria-disabled", "true");
      await expect(ben.tick("OWN-1")).toHaveAccessibleDescription(t("life-barred-own"));
      await expect(ben.waiting.getByRole("paragraph").filter({ hasText: t("life-barred-own") })).toBeVisible();
      await ben.tick("OWN-1").click({ force: true });
      await expect(ben.tick("OWN-1")).not.toBeChecked();
      await ben.all.check();
      await expect(ben.tick("OWN-1")).not.toBeChecked();
      for (const serial of ["MANY-1", "MANY-2", "MANY-3"]) await expect(ben.tick(serial)).toBeChecked();
      await expect(ben.many.getByRole("status")).toHaveText(t("filter-selected", { count: 3 }));

      // It takes a reason, and where something is destroyed the number of devices.
      await ben.why.fill("   ");
      await expect(approve).toHaveAttribute("aria-description", t("approval-say-why"));
      await expect(reject).toHaveAttribute("aria-description", t("approval-say-why"));
      await ben.why.fill("All were stolen.");
      await expect(reject).not.toHaveAttribute("aria-disabled", "true");
      await expect(approve).toHaveAttribute("aria-description", t("life-denied-not-typed", { wanted: 3 }));
      for (const wrong of ["4", "3x", "-3", "٣"]) {
        await ben.number(3).fill(wrong);
        await expect(approve).toHaveAttribute("aria-description", t("life-denied-mistyped", { wanted: 3 }));
      }
      await approve.click({ force: true });
      await ben.number(3).fill(" 3 ");
      await expect(approve).not.toHaveAttribute("aria-disabled", "true");
      await expectAccessible(page);
      await shot(page, `approving-many-${language}`);
      expect(counted(service, "approved")).toBe(0);
      await approve.click();
      await expect(page.getByText(t("approvals-kept", { count: 3 }))).toBeVisible();
      await expect(ben.why).toHaveValue("");

      await ben.expectWaiting(1);
      await expect(ben.waiting).toContainText("NAME-OWN-1");
      expect([counted(service, "approved"), counted(service, "needsApproval")]).toEqual([3, 1]);
      await expect(ben.over.getByText("All were stolen.")).toHaveCount(3);

      // All of it was one word of one person: a line each in the history, at one moment.
      await page.goto("./#/history");
      const items = ben.main.getByRole("list", { name: t("page-history") }).getByRole("listitem");
      const asked = items.filter({ hasText: `${t("history-what-approve")} – ${t("history-happened-asked")}` });
      await expect(asked).toHaveCount(3);
      for (const item of await asked.all()) await expect(item).toContainText(t("history-by", { name: BEN }));
    });

    test("several are rejected at once, which takes no number", async ({ askForWipes, ben, service, t }) => {
      await askForWipes(ADELE, "NO-1", "NO-2", "NO-3");
      await ben.start(BEN);
      await ben.expectWaiting(3);
      await ben.tick("NO-1").check();
      await ben.tick("NO-3").check();
      await ben.why.fill("Nobody knows of it.");
      await ben.decide("reject", 2).click();
      await ben.expectWaiting(1);
      await expect(ben.waiting).toContainText("NAME-NO-2");
      expect([counted(service, "rejected"), counted(service, "needsApproval")]).toEqual([2, 1]);
      await expect(ben.over.getByText(t("approval-status-rejected"), { exact: true })).toHaveCount(2);
    });

    test("what a second tab decides is left out, and who that tab says works here counts", async ({ askForWipes, ben, page, service, t }) => {
      await askForWipes(ADELE, "TAB-1", "TAB-2", "TAB-3");
      await ben.start(BEN);
      await ben.expectWaiting(3);
      await ben.all.check();
      await ben.why.fill("Stolen.");
      await ben.number(3).fill("3");
      await expect(ben.decide("approve", 3)).not.toHaveAttribute("aria-disabled", "true");

      const second = new ManyPage(await page.context().newPage(), t);
      await second.page.goto(`${service.address}#/approvals`);
      await second.expectWaiting(3);
      await second.tick("TAB-2").check();
      await second.why.fill("That one is here.");
      await second.decide("reject", 1).click();
      await expect(ben.decide("approve", 2)).toHaveAttribute("aria-description", t("life-denied-mistyped", { wanted: 2 }));
      await ben.number(2).fill("2");
      await expect(ben.decide("approve", 2)).not.toHaveAttribute("aria-disabled", "true");

      // As Adele one can't decide about what Adele asks for.
      await second.page.goto(`${service.address}#/settings`);
      await second.main.getByRole("textbox", { name: t("administrator"), exact: true }).fill(ADELE);
      await second.button("administrator-save").click();
      await expect(ben.decide("approve", 0)).toHaveAttribute("aria-description", t("approvals-none-ticked"));
      await expect(ben.all).toHaveAttribute("aria-description", t("approvals-tick-none"));
      await second.main.getByRole("textbox", { name: t("administrator"), exact: true }).fill(BEN);
      await second.button("administrator-save").click();
      await ben.decide("approve", 2).click();
      await ben.expectWaiting(0);
      expect([counted(service, "approved"), counted(service, "rejected")]).toEqual([2, 1]);
    });

    test("a request about several devices takes their number too", async ({ ben, request, service, t }) => {
      const devices = [];
      for (const serial of ["BULK-1", "BULK-2", "BULK-3"]) devices.push((await Agent.enrol(request, service.address, { serial })).id);
      const address = `${service.address}beta/deviceManagement/managedDevices/executeAction`;
      await ask(request, address, ADELE, { actionName: "wipe", deviceIds: devices });
      await ben.start(BEN);
      await ben.expectWaiting(1);
      await ben.main.getByRole("textbox", { name: t("approval-justification") }).fill("All three were stolen.");
      await expect(ben.button("approval-approve")).toHaveAttribute("aria-description", t("life-denied-not-typed", { wanted: 3 }));
      await expect(ben.button("approval-reject")).not.toHaveAttribute("aria-disabled", "true");
      await ben.number(3).fill("3");
      await ben.button("approval-approve").click();
      await expect(ben.over).toContainText(t("approval-status-approved"), { timeout: 60_000 });
    });
  });
}

test.describe("360 pixels wide, dark", () => {
  test.use({ viewport: { width: 360, height: 740 } });

  test("nothing of deciding about several scrolls sideways", async ({ askForWipes, ben, page }) => {
    await askForWipes(ADELE, "SMALL-1", "SMALL-2");
    await page.emulateMedia({ colorScheme: "dark" });
    await ben.start(BEN);
    await ben.expectWaiting(2);
    await ben.all.check();
    await expect(ben.number(2)).toBeVisible();
    const widths = await ben.main.evaluate((element) => [element.scrollWidth, element.clientWidth]);
    expect(widths[0]).toBeLessThanOrEqual(widths[1] ?? 0);
    await shot(page, "approving-many-narrow");
  });
});

/** A picture of the page, where a folder for them is named. */
async function shot(page: Page, name: string): Promise<void> {
  const folder = process.env.MUSTER_SHOTS;
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}
