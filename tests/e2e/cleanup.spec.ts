import { readFileSync } from "node:fs";

import type { APIRequestContext, Locator, Page } from "@playwright/test";

import { expectAccessible } from "./harness/axe.ts";
import { startService, type Service } from "./harness/service.ts";
import { expect, test as base } from "./harness/test.ts";
import { DevicesPage } from "./pages/devices-page.ts";

const DAY = 86_400_000;

type Fixtures = {
  /** The tenant. */
  service: Service;
  /** The page Clean-up rules. */
  cleanup: CleanupPage;
};

/** Clean-up rules: which there are, and what they do. */
class CleanupPage extends DevicesPage {
  get rules(): Locator {
    return this.main.getByRole("region", { name: this.t("cleanup-rules"), exact: true });
  }

  /** A rule of the list. */
  rule(platform: string): Locator {
    const name = this.t(`rule-platform-${platform}`);
    return this.rules.getByRole("listitem").filter({ has: this.page.getByText(name, { exact: true }) });
  }

  get devicesOfPreview(): Locator {
    return this.main.getByRole("grid", { name: this.t("cleanup-devices") });
  }

  /** The bar of the chart for what goes at once. */
  get atOnce(): Locator {
    const chart = this.main.getByRole("group", { name: this.t("cleanup-chart") });
    return chart.getByRole("button", { name: new RegExp(`^${this.t("cleanup-at-once")}`) });
  }

  get days(): Locator {
    return this.main.getByRole("textbox", { name: this.t("cleanup-days") });
  }

  get save(): Locator {
    return this.main.getByRole("button", { name: this.t("cleanup-save") });
  }

  async start(): Promise<void> {
    await this.open("cleanup");
    await this.expectReachable();
    await expect(this.main).toContainText(this.t("synced", { moment: "" }).trim());
  }

  /** Opens the form for a new rule. */
  async draft(platform: string, days: string): Promise<void> {
    await this.command(this.t("cleanup-new")).click();
    await this.main.getByRole("combobox", { name: this.t("cleanup-platform") }).selectOption(platform);
    await this.days.fill(days);
  }
}

const test = base.extend<Fixtures>({
  service: async ({}, use) => {
    const service = await startService({ demo: true });
    await use(service);
    await service.stop();
  },
  baseURL: async ({ service }, use) => use(service.address),
  cleanup: async ({ page, t }, use) => use(new CleanupPage(page, t)),
});

type Rule = { id: string; deviceCleanupRulePlatformType: string; deviceInactivityBeforeRetirementInDays: number };

async function rulesOf(request: APIRequestContext, service: Service): Promise<Rule[]> {
  const answer = await request.get(`${service.address}beta/deviceManagement/managedDeviceCleanupRules`);
  return ((await answer.json()) as { value: Rule[] }).value;
}

/** The days of the rule of a platform, as the service has it. */
async function daysOf(request: APIRequestContext, service: Service, platform: string): Promise<number | undefined> {
  const rules = await rulesOf(request, service);
  return rules.find((rule) => rule.deviceCleanupRulePlatformType === platform)?.deviceInactivityBeforeRetirementInDays;
}

type Device = { operatingSystem: string; lastSyncDateTime: string; managementAgent: string };

/** How many Windows devices haven't checked in for so many days. */
async function overdue(request: APIRequestContext, service: Service, days: number): Promise<number> {
  const answer = await request.get(`${service.address}v1.0/deviceManagement/managedDevices?$top=1000`);
  const { value } = (await answer.json()) as { value: Device[] };
  const before = Date.now() - days * DAY;
  return value.filter((it) => it.operatingSystem.startsWith("Windows") && Date.parse(it.lastSyncDateTime) <= before).length;
}

test("CL-1, CL-3: what a rule takes is seen before it is saved, and it is saved once", async ({ cleanup, page, request, service, t }) => {
  await cleanup.start();
  await expect(cleanup.devicesOfPreview.getByRole("row").nth(1)).toBeVisible();
  await expect(cleanup.atOnce).toHaveText(`${t("cleanup-at-once")}0`);

  await cleanup.draft("windows", "29");
  await expect(page.getByRole("alert").filter({ hasText: t("life-rule-days", { from: 30, to: 270 }) })).toBeVisible();
  await expect(cleanup.save).toHaveAttribute("aria-disabled", "true");
  await cleanup.days.fill("30");
  const wanted = await overdue(request, service, 30);
  expect(wanted, "the demo has such devices").toBeGreaterThan(0);
  await expect(cleanup.atOnce).toHaveText(`${t("cleanup-at-once")}${wanted}`);
  expect(await daysOf(request, service, "windows"), "nothing was changed yet").toBeUndefined();

  await cleanup.atOnce.click();
  await expect(cleanup.devicesOfPreview).toHaveAttribute("aria-rowcount", String(wanted + 1));
  const [download] = await Promise.all([page.waitForEvent("download"), cleanup.command(t("cleanup-export")).click()]);
  const lines = readFileSync(await download.path(), "utf8").trim().split("\r\n");
  expect(lines.length).toBe(wanted + 1);
  for (const line of lines.slice(1)) expect(line).toContain("Windows");

  await cleanup.save.click();
  await expect(cleanup.rule("windows")).toContainText(t("cleanup-after", { days: 30 }));
  await expect.poll(() => daysOf(request, service, "windows")).toBe(30);
  await expect(cleanup.rules).not.toContainText(t("cleanup-making"));
});

test("CL-1: a rule is changed while the service is away, and deleted", async ({ cleanup, guard, request, service, t }) => {
  guard.allow(/Failed to load resource/);
  const rule = { deviceCleanupRulePlatformType: "ios", deviceInactivityBeforeRetirementInDays: 90 };
  const made = await request.post(`${service.address}beta/deviceManagement/managedDeviceCleanupRules`, { data: rule });
  expect(made.ok()).toBe(true);
  await cleanup.start();
  await expect(cleanup.rule("ios")).toContainText(t("cleanup-after", { days: 90 }));

  await service.kill();
  await cleanup.rule("ios").getByRole("button", { name: t("cleanup-change", { platform: t("rule-platform-ios") }) }).click();
  await cleanup.days.fill("120");
  await cleanup.save.click();
  await expect(cleanup.rule("ios").first()).toContainText(t("cleanup-changing"));
  await service.start();
  await cleanup.command(t("refresh")).click();
  await expect.poll(() => daysOf(request, service, "ios"), { timeout: 60_000 }).toBe(120);
  await expect(cleanup.rules).not.toContainText(t("cleanup-changing"), { timeout: 60_000 });

  await cleanup.rule("ios").getByRole("button", { name: t("cleanup-delete", { platform: t("rule-platform-ios") }) }).click();
  await expect.poll(() => daysOf(request, service, "ios")).toBeUndefined();
  await expect(cleanup.rules).toContainText(t("cleanup-rules-none"));
});

test("CL-1: a second rule of a platform is refused as what it is", async ({ cleanup, guard, request, service, t }) => {
  guard.allow(/Failed to load resource/);
  await cleanup.start();
  await cleanup.draft("macOS", "60");
  const rule = { deviceCleanupRulePlatformType: "macOS", deviceInactivityBeforeRetirementInDays: 90 };
  await request.post(`${service.address}beta/deviceManagement/managedDeviceCleanupRules`, { data: rule });
  await cleanup.save.click();
  await expect(cleanup.rules).toContainText(t("trouble-rule-exists"));
  await expect(cleanup.rule("macOS").first()).toContainText(t("cleanup-after", { days: 90 }));
});

for (const language of ["en", "nl"] as const) {
  test.describe(language, () => {
    test.use({ language });

    for (const theme of ["light", "dark", "contrast"] as const) {
      test(`axe finds nothing on Clean-up rules, ${theme}, whatever is open`, async ({ cleanup, page }) => {
        await cleanup.start();
        await cleanup.chooseTheme(theme);
        await expectAccessible(page);
        await cleanup.draft("windows", "30");
        await cleanup.main.getByText(cleanup.t("cleanup-by-day")).click();
        await expectAccessible(page);
        await shot(page, `cleanup-${language}-${theme}`);
      });
    }
  });
}

test.describe("west of Greenwich", () => {
  test.use({ timezoneId: "Atlantic/Cape_Verde" });

  test("what falls due is counted by the reader's days", async ({ cleanup, request, service, t }) => {
    await cleanup.start();
    await cleanup.draft("windows", "270");
    const answer = await request.get(`${service.address}v1.0/deviceManagement/managedDevices?$top=1000`);
    const { value } = (await answer.json()) as { value: Device[] };
    const due = value.filter((it) => it.operatingSystem.startsWith("Windows")).map((it) => Date.parse(it.lastSyncDateTime) + 270 * DAY);
    const day = new Intl.DateTimeFormat("en-US", { dateStyle: "medium", timeZone: "Atlantic/Cape_Verde" });
    const counts = new Map<string, number>();
    for (const at of due.filter((at) => at > Date.now()).sort((one, other) => one - other)) counts.set(day.format(at), (counts.get(day.format(at)) ?? 0) + 1);
    expect(counts.size).toBeGreaterThan(1);
    await cleanup.main.getByText(t("cleanup-by-day")).click();
    const rows = cleanup.main.getByRole("table").getByRole("row");
    const told = () => rows.evaluateAll((rows) => rows.slice(1).map((row) => [...row.children].slice(0, 2).map((cell) => cell.textContent)));
    await expect.poll(told).toEqual([...counts].map(([name, count]) => [name, String(count)]));
  });
});

test.describe("360 pixels wide", () => {
  test.use({ viewport: { width: 360, height: 740 } });

  test("nothing of the page scrolls sideways", async ({ cleanup, page }) => {
    await cleanup.start();
    await cleanup.draft("windows", "30");
    const widths = await cleanup.main.evaluate((element) => [element.scrollWidth, element.clientWidth]);
    expect(widths[0]).toBeLessThanOrEqual(widths[1] ?? 0);
    await shot(page, "cleanup-narrow");
  });
});

/** A picture of the page, where a folder for them is named. */
async function shot(page: Page, name: string): Promise<void> {
  const folder = process.env.MUSTER_SHOTS;
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png` });
}
