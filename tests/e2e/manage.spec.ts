import { readFileSync } from "node:fs";

import type { APIRequestContext, BrowserContext, Page } from "@playwright/test";

import { Agent, startFleet, type Arrival } from "./harness/agent.ts";
import { expectAccessible } from "./harness/axe.ts";
import type { Service } from "./harness/service.ts";
import { expect, test } from "./harness/tenant.ts";
import type { Asked } from "./pages/manage-page.ts";

test.describe.configure({ timeout: 150_000 });

// What the service worker has kept can't be given another clock.
test.use({ tenant: { admin: true }, serviceWorkers: "block" });

/** Why a device can't be asked for something, as the texts name it. */
type WhyNot = { why: "platform" | "enrolment" | "supervision" | "version"; version?: string };

type Kind = {
  arrival: Omit<Arrival, "serial">;
  can: Asked[];
  cannot: Partial<Record<Asked, WhyNot>>;
  /** Choices of a wipe, and why they can't be made. */
  choices?: Record<string, WhyNot | null>;
};

const FROM_1709 = { why: "version", version: "10.0.16299" } as const;

/** Each platform, in each way of being managed and each version that makes a difference. */
const DEVICES: Record<string, Kind> = {
  "Windows 11": {
    arrival: { platform: "windows", version: "10.0.22631.4317" },
    can: ["restart", "sync", "fresh-start", "wipe", "retire", "delete"],
    cannot: {},
    choices: { "keep-enrolment": null, "keep-user-data": null, protected: null },
  },
  "Windows 10 before 1709": {
    arrival: { platform: "windows", version: "10.0.15063.2679" },
    can: ["restart", "sync", "fresh-start", "wipe", "retire", "delete"],
    cannot: {},
    choices: { "keep-enrolment": FROM_1709, "keep-user-data": FROM_1709, protected: null },
  },
  "Windows 8.1": {
    arrival: { platform: "windows", version: "6.3.9600" },
    can: ["restart", "sync", "wipe", "retire", "delete"],
    cannot: { "fresh-start": { why: "version", version: "10" } },
    choices: { "keep-enrolment": FROM_1709, protected: { why: "version", version: "10.0.15063" } },
  },
  "iOS, supervised": {
    arrival: { platform: "ios", version: "18.1", supervised: true },
    can: ["restart", "sync", "wipe", "retire", "delete"],
    cannot: { "fresh-start": { why: "platform" } },
    choices: { "keep-esim": null },
  },
  "iOS, not supervised": {
    arrival: { platform: "ios", version: "18.1" },
    can: ["sync", "wipe", "retire", "delete"],
    cannot: { restart: { why: "supervision" }, "fresh-start": { why: "platform" } },
  },
  "iOS, by its user": {
    arrival: { platform: "ios", version: "17.7", enrollment: "user" },
    can: ["sync", "retire", "delete"],
    cannot: { restart: { why: "supervision" }, wipe: { why: "enrolment" }, "fresh-start": { why: "platform" } },
  },
  macOS: {
    arrival: { platform: "macOS", version: "15.1" },
    can: ["sync", "wipe", "retire", "delete"],
    cannot: { restart: { why: "platform" }, "fresh-start": { why: "platform" } },
  },
  "Android, device administrator with Knox": {
    arrival: { platform: "android", version: "11.0", enrollment: "deviceAdministrator", manufacturer: "samsung" },
    can: ["sync", "wipe", "retire", "delete"],
    cannot: { restart: { why: "enrolment" }, "fresh-start": { why: "platform" } },
  },
  "Android, personal work profile": {
    arrival: { platform: "android", version: "14.0", enrollment: "workProfile" },
    can: ["sync", "retire", "delete"],
    cannot: { restart: { why: "enrolment" }, wipe: { why: "enrolment" }, "fresh-start": { why: "platform" } },
  },
  "Android, corporate work profile": {
    arrival: { platform: "android", version: "14.0", enrollment: "corporateWorkProfile" },
    can: ["restart", "sync", "wipe", "retire", "delete"],
    cannot: { "fresh-start": { why: "platform" } },
  },
  "Android, fully managed": {
    arrival: { platform: "android", version: "14.0", enrollment: "fullyManaged" },
    can: ["restart", "sync", "wipe", "retire", "delete"],
    cannot: { "fresh-start": { why: "platform" } },
  },
  "Android, dedicated": {
    arrival: { platform: "android", version: "13.0", enrollment: "dedicated" },
    can: ["restart", "sync", "wipe", "delete"],
    cannot: { retire: { why: "enrolment" }, "fresh-start": { why: "platform" } },
  },
};

for (const [at, [kind, { arrival, can, cannot, choices }]] of Object.entries(DEVICES).entries()) {
  const language = at % 2 === 0 ? "en" : "nl";
  test.describe(`in ${language}`, () => {
    test.use({ language });

    test(`RS-2 to RS-5, WP-5, RT-5, FS-1: everything that ${kind} can do is done, and the rest says why not`, async ({ manage, actions, enrol, t }) => {
      const agents = new Map<Asked, Agent>();
      for (const asked of can) agents.set(asked, await enrol({ serial: asked.toUpperCase(), ...arrival }));
      const idle = await enrol({ serial: "IDLE", ...arrival });
      const said = ({ why, version = "" }: WhyNot) => t(`life-why-not-${why}`, { version });
      await manage.open("manage");
      const details = await manage.openDetails(idle.name);
      for (const [asked, why] of Object.entries(cannot) as [Asked, WhyNot][]) {
        await expect(manage.ask(details, asked)).toHaveAttribute("aria-disabled", "true");
        await expect(manage.ask(details, asked)).toHaveAttribute("aria-description", said(why));
        await manage.ask(details, asked).click({ force: true });
        await expect(manage.dialog).toBeHidden();
      }
      if (choices !== undefined) {
        await manage.ask(details, "wipe").click();
        for (const [key, why] of Object.entries(choices)) {
          if (why === null) await expect(manage.option(key), key).not.toHaveAttribute("aria-disabled", "true");
          else await expect(manage.option(key), key).toHaveAttribute("aria-disabled", "true");
          if (why !== null) await expect(manage.dialog).toContainText(said(why));
        }
        await manage.page.keyboard.press("Escape");
      }
      for (const [asked, { name }] of agents) {
        await manage.order(name, asked, async () => {
          if (asked !== "wipe" || arrival.platform !== "macOS") return;
          await manage.option("unlock-code").check();
          await manage.dialog.getByRole("textbox", { name: t("ask-code"), exact: true }).fill("12345");
          await manage.confirm(asked).click({ force: true });
          await expect(manage.dialog).toContainText(t("ask-code-wrong"));
          await manage.dialog.getByRole("textbox", { name: t("ask-code"), exact: true }).fill("123456");
        });
      }
      await actions.go("actions");
      for (const [asked, agent] of agents) {
        if (asked !== "delete") {
          await actions.expectActionAt(agent.name, asked, "pending");
          expect(await agent.obey(), asked).toHaveLength(1);
        }
        await actions.expectActionAt(agent.name, asked, "done");
        await expect(actions.rows(agent.name, asked), "an order and its result are one").toHaveCount(1);
      }
      await manage.go("manage");
      for (const [asked, { name }] of agents) {
        const leaves = ["wipe", "retire", "delete"].includes(asked);
        await expect(manage.row(name)).toHaveCount(leaves ? 0 : 1);
      }
    });
  });
}

test("WP-1 to WP-9, RT-3: what goes, what stays and what to be warned of is said before", async ({ manage, enrol, t }) => {
  const { name } = await enrol({ serial: "PC-1" });
  await manage.open("manage");
  const details = await manage.openDetails(name);
  await manage.ask(details, "wipe").click();
  await expect(manage.dialog).toContainText(t("life-warning-unrecoverable"));
  const becomes = (kind: string) => manage.dialog.getByText(t(`life-kind-${kind}`), { exact: true }).locator("xpath=following-sibling::dd[1]");
  await expect(becomes("user-accounts")).toContainText(t("life-effect-erased"));
  await manage.option("keep-enrolment").check();
  await expect(becomes("user-accounts")).toContainText(t("life-effect-stays"));
  await manage.option("protected").check();
  const both = t("life-why-not-together", { one: t("life-wipe-keep-enrolment"), other: t("life-wipe-protected") });
  await expect(manage.dialog).toContainText(both);
  await expect(manage.confirm("wipe", 0)).toHaveAttribute("aria-disabled", "true");
  await manage.option("keep-enrolment").uncheck();
  await expect(manage.dialog).toContainText(t("life-warning-keeps-resetting"));
  await expect(manage.option("unlock-code")).toHaveAttribute("aria-disabled", "true");
  await manage.option("unlock-code").click({ force: true });
  await expect(manage.option("unlock-code")).not.toBeChecked();
  await manage.page.keyboard.press("Escape");
  await manage.ask(details, "retire").click();
  await expect(manage.dialog).toContainText(t("life-effect-efs-email-removed"));
  await expect(manage.dialog).toContainText(t("life-warning-at-check-in"));
});

test("ACT-2: a mixed selection says who can't and why, wants the number, and holds to the limits of the day", async ({ manage, actions, enrol, page, t }) => {
  for (const serial of ["PC-1", "PC-2", "PC-3"]) await enrol({ serial });
  const kiosk = await enrol({ serial: "KIOSK", platform: "android", version: "13.0", enrollment: "dedicated" });
  await manage.open("settings");
  await page.getByRole("spinbutton", { name: t("limit-retire"), exact: true }).fill("3");
  await page.getByRole("spinbutton", { name: t("limit-retire"), exact: true }).press("Tab");
  await manage.go("manage");
  await expect(manage.askTicked("retire")).toHaveAttribute("aria-description", t("bulk-none-selected"));
  for (const name of ["NAME-PC-1", "NAME-PC-2", kiosk.name]) await manage.tick(name);
  await manage.askTicked("retire").click();
  await expect(manage.dialog).toContainText(t("ask-who", { count: 2 }));
  await expect(manage.dialog).toContainText(t("life-why-not-enrolment"));
  await manage.confirm("retire", 2).click({ force: true });
  await expect(manage.confirm("retire", 2)).toHaveAttribute("aria-description", t("life-denied-not-typed", { wanted: 2 }));
  const typed = manage.dialog.getByRole("textbox", { name: t("ask-typed", { count: 2 }) });
  await typed.fill("3");
  await expect(manage.confirm("retire", 2)).toHaveAttribute("aria-description", t("life-denied-mistyped", { wanted: 2 }));
  await typed.fill("2");
  // Pressed twice, it is asked once.
  await manage.confirm("retire", 2).dblclick();
  await expect(manage.dialog).toBeHidden();
  await expect(page.getByText(t("asked-kept", { action: t("life-action-retire"), count: 2 }))).toBeVisible();
  await manage.expectStage("NAME-PC-1", "retire", "pending");

  // Two of three are used: two more are over the wire.
  await manage.tick("NAME-PC-3");
  await manage.askTicked("retire").click();
  await expect(manage.dialog.getByRole("alert").filter({ hasText: /3.*1/ })).toBeVisible();
  await page.keyboard.press("Escape");
  // What counts has to stay.
  await actions.go("actions");
  await expect(actions.command(t("put-away-finished", { count: 0 }))).toHaveAttribute("aria-disabled", "true");
});

test("what failed is tried again alone, and others' actions are listed too", async ({ manage, actions, enrol, request, service, t }) => {
  const [one, other] = [await enrol({ serial: "PC-1" }), await enrol({ serial: "PC-2" })];
  const answer = await request.post(`${service.address}v1.0/deviceManagement/managedDevices/${other.id}/rebootNow`);
  expect(answer.ok()).toBe(true);
  await manage.open("manage");
  await manage.expectStage(other.name, "restart", "pending");
  await manage.order(one.name, "retire");
  await actions.go("actions");
  await actions.expectActionAt(one.name, "retire", "pending");
  expect(await one.obey("failed")).toEqual(["retire"]);
  await actions.expectActionAt(one.name, "retire", "failed");
  const details = await actions.openAction(one.name, "retire");
  await expect(details).toContainText(t("trouble-device"));
  await details.getByRole("button", { name: t("try-again"), exact: true }).click();
  await actions.confirm("retire").click();
  await expect(actions.rows(one.name, "retire")).toHaveCount(2);
  await expect(actions.rows(one.name, "retire").filter({ hasText: new RegExp(t("stage-pending"), "i") })).toHaveCount(1);
  expect(await one.obey()).toEqual(["retire"]);
  await actions.expectActionAt(one.name, "retire", "done");
  const others = await actions.openAction(other.name, "restart");
  await expect(others).toContainText(t("asked-elsewhere"));
});

test("ACT-1: what the device will ignore is said before", async ({ manage, enrol, t }) => {
  const { name } = await enrol({ serial: "PC-1" });
  await manage.open("manage");
  await manage.order(name, "retire");
  await manage.expectStage(name, "retire", "pending");
  await manage.ask(manage.details(name), "restart").click();
  await expect(manage.dialog).toContainText(t("life-action-retire"));
  await expect(manage.dialog.getByRole("listitem").filter({ hasText: t("life-action-retire") })).toBeVisible();
});

test("ACT-2: what can't be sent waits, can be taken back, and expires rather than happen late", async ({ context, manage, actions, enrol, guard, page, service, request, t }) => {
  guard.allow(/Failed to load resource/);
  const [one, other] = [await enrol({ serial: "PC-1" }), await enrol({ serial: "PC-2" })];
  await manage.open("manage");
  await expect(manage.row(other.name)).toBeVisible();
  const faults = `${service.address}admin/faults`;
  const throttle = { rules: [{ fault: "throttle", routes: ["/deviceManagement/*"], retryAfter: 3_600 }] };
  expect((await request.put(faults, { data: throttle })).ok()).toBe(true);
  await manage.refresh();
  await expect(manage.connection).toContainText(t("connection-throttled", { time: "" }).trim());
  expect((await request.delete(faults)).ok()).toBe(true);
  await manage.order(one.name, "restart");
  await manage.order(other.name, "wipe");
  await manage.expectStage(other.name, "wipe", "waiting");
  await actions.go("actions");
  const details = await actions.openAction(one.name, "restart");
  await expect(details).toContainText(t("stage-waiting-hint"));
  await expect(details).toContainText(t("fact-throttled"));
  await details.getByRole("button", { name: t("take-back"), exact: true }).click();
  await expect(actions.rows(one.name, "restart")).toContainText(t("stage-canceled"), { ignoreCase: true });

  // A day later.
  await page.goto("about:blank");
  await inADay(context);
  await actions.open("actions");
  await expect(actions.rows(other.name, "wipe")).toContainText(t("stage-expired"), { ignoreCase: true, timeout: 30_000 });
  const expired = await actions.openAction(other.name, "wipe");
  await expect(expired).toContainText(t("stage-expired-hint"));
  // When, and why.
  await expect(expired).toContainText(t("fact-expires"));
  await expect(expired).toContainText(t("expires-day", { moment: "" }));
  expect([await asked(request, service, one), await asked(request, service, other)]).toEqual([[], []]);
  await actions.details(other.name).getByRole("button", { name: t("try-again"), exact: true }).click();
  await actions.confirm("wipe").click();
  await expect.poll(() => asked(request, service, other), { timeout: 30_000 }).toHaveLength(1);
});

test("a second administrator wants to know why, approves, and it is done", async ({ context, manage, actions, enrol, guard, request, service, t }) => {
  guard.allow(/Failed to load resource/);
  const agent = await enrol({ serial: "PC-1" });
  const as = (user: string) => ({ headers: { "muster-user": user } });
  const policy = { displayName: "Wipes", policyType: "deviceWipe", approverGroupIds: [] };
  const beta = `${service.address}beta/deviceManagement`;
  expect((await request.post(`${beta}/operationApprovalPolicies`, { ...as("adele@contoso.com"), data: policy })).ok()).toBe(true);
  // Who approves has to be another one, so it is said who asks.
  await context.route(/\/(v1\.0|beta)\//, (route) => route.continue({ headers: { ...route.request().headers(), "muster-user": "adele@contoso.com" } }));
  await manage.open("manage");
  await manage.order(agent.name, "wipe");
  await manage.expectStage(agent.name, "wipe", "approval");
  await actions.go("actions");
  const details = await actions.openAction(agent.name, "wipe");
  await expect(details).toContainText(t("trouble-justification"));
  const why = details.getByRole("textbox", { name: t("why"), exact: true });
  await expect(details.getByRole("button", { name: t("why-send") })).toHaveAttribute("aria-disabled", "true");
  await why.fill("It was stolen: É.");
  await details.getByRole("button", { name: t("why-send") }).click();
  await expect(details).toContainText(t("fact-approval"), { timeout: 30_000 });
  await expect(details).toContainText("It was stolen: É.");
  const requests = await request.get(`${beta}/operationApprovalRequests`);
  const [{ id }] = ((await requests.json()) as { value: [{ id: string }] }).value;
  await expect(details).toContainText(id);
  const approved = await request.post(`${beta}/operationApprovalRequests/${id}/approve`, {
    ...as("ben@contoso.com"),
    data: { justification: "I called her.", approvalSource: "adminConsole" },
  });
  expect(approved.ok(), await approved.text()).toBe(true);
  await actions.expectActionAt(agent.name, "wipe", "pending");
  await agent.obey();
  await actions.expectActionAt(agent.name, "wipe", "done");
});

test("a fleet of every platform is listed, filtered and written to a file", async ({ manage, page, service, t }) => {
  const fleet = await startFleet(service.address, 40);
  try {
    await manage.open("manage");
    const listed = async () => Number(await manage.grid.getAttribute("aria-rowcount"));
    await expect(async () => {
      await manage.refresh();
      await expect.poll(listed, { timeout: 1_000 }).toBe(41);
    }).toPass({ timeout: 60_000 });
    const bar = (chart: string, label: string) => manage.main.getByRole("group", { name: t(chart) }).getByRole("button", { name: new RegExp(`^${label}`) });
    await bar("chart-platforms", t("platform-android")).click();
    const shown = await listed();
    expect(shown).toBeLessThan(41);
    expect(shown).toBeGreaterThan(1);
    const [download] = await Promise.all([page.waitForEvent("download"), manage.command(t("export-list")).click()]);
    const lines = readFileSync(await download.path(), "utf8").trim().split("\r\n");
    expect(lines).toHaveLength(shown);
    for (const line of lines.slice(1)) expect(line).toContain("Android");
    await manage.search.fill("nothing has this");
    await expect(manage.grid).toContainText(t("grid-empty"));
  } finally {
    await fleet.stop();
  }
});

for (const language of ["en", "nl"] as const) {
  test.describe(`in ${language}`, () => {
    test.use({ language });

    for (const theme of ["light", "dark", "contrast"] as const) {
      test(`axe finds nothing, ${theme}, whatever is open`, async ({ manage, actions, enrol, page, t }) => {
        const one = await enrol({ serial: "PC-1" });
        await enrol({ serial: "MAC-1", platform: "macOS", version: "15.1" });
        await manage.open("manage");
        await manage.chooseTheme(theme);
        await manage.openDetails(one.name);
        await expectAccessible(page);
        await manage.ask(manage.details(one.name), "wipe").click();
        await expectAccessible(page);
        await page.keyboard.press("Escape");
        await page.getByRole("checkbox", { name: t("select-all") }).check();
        await manage.askTicked("retire").click();
        await expectAccessible(page);
        await page.keyboard.press("Escape");
        await manage.order(one.name, "restart");
        await actions.go("actions");
        await actions.openAction(one.name, "restart");
        await expectAccessible(page);
        await manage.go("settings");
        await expectAccessible(page);
      });
    }
  });
}

test.describe("320 pixels wide", () => {
  test.use({ viewport: { width: 320, height: 640 } });

  test("nothing scrolls sideways", async ({ manage, actions, enrol, page, t }) => {
    const { name } = await enrol({ serial: "PC-1" });
    await manage.open("manage");
    await manage.ask(await manage.openDetails(name), "retire").click();
    await expectNoScrolling(page);
    await manage.confirm("retire").click();
    await expectNoScrolling(page);
    await actions.open("actions");
    await actions.openAction(name, "retire");
    await expectNoScrolling(page);
    await expect(actions.details(name)).toContainText(t("fact-by"));
  });
});

/** What a device was asked, by whoever. */
async function asked(request: APIRequestContext, service: Service, agent: Agent): Promise<string[]> {
  const answer = await request.get(`${service.address}beta/deviceManagement/managedDevices/${agent.id}`);
  const { deviceActionResults } = (await answer.json()) as { deviceActionResults: { actionName: string }[] };
  return deviceActionResults.map(({ actionName }) => actionName);
}

/** Lets pages, and the worker that talks to the service, believe that it is a day and an hour later. */
async function inADay(context: BrowserContext): Promise<void> {
  const later = "{ const now = Date.now.bind(Date); Date.now = () => now() + 25 * 3600 * 1000; }\n";
  await context.addInitScript(later);
  await context.route("**/sync-*.js", async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: later + (await answer.text()) });
  });
}

/** Nothing of the page sticks out to the right. */
async function expectNoScrolling(page: Page): Promise<void> {
  const widths = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
  expect(widths[0]).toBeLessThanOrEqual(widths[1] ?? 0);
  const inside = await page.getByRole("main").evaluate((element) => [element.scrollWidth, element.clientWidth]);
  expect(inside[0]).toBeLessThanOrEqual(inside[1] ?? 0);
}
