import { readFileSync } from "node:fs";

import { hardwareHash } from "./fixtures/hash.ts";
import { Agent } from "./harness/agent.ts";
import { expectAccessible } from "./harness/axe.ts";
import { startService, type Service } from "./harness/service.ts";
import { expect, test as base } from "./harness/test.ts";
import { ManagePage } from "./pages/manage-page.ts";
import { RemovePage } from "./pages/remove-page.ts";

type Fixtures = {
  /** The tenant. */
  service: Service;
  /** The page Managed devices. */
  manage: ManagePage;
  /** The page Remove devices. */
  remove: RemovePage;
  /** Enrols a Windows device; gives its name. */
  enrol: (serial: string) => Promise<string>;
};

/** Each test has an empty tenant of its own, where a registration takes long, with the app beside it. */
const test = base.extend<Fixtures>({
  service: async ({}, use) => {
    const service = await startService({ registration: 3600 });
    await use(service);
    await service.stop();
  },
  baseURL: async ({ service }, use) => use(service.address),
  manage: async ({ page, t }, use) => use(new ManagePage(page, t)),
  remove: async ({ page, t }, use) => use(new RemovePage(page, t)),
  enrol: async ({ request, service }, use) => use(async (serial) => (await Agent.enrol(request, service.address, { serial })).name),
});

test.describe.configure({ timeout: 150_000 });

test("DR-9: devices are chosen from the list, by search, and by serial numbers, with all their records", async ({ manage, remove, enrol, t }) => {
  const names = [await enrol("PC-0001"), await enrol("PC-0002"), await enrol("PC-0003")];
  await manage.open("manage");
  await expect(manage.command(t("remove-more"))).toHaveAttribute("aria-disabled", "true");
  await manage.tick(names[0] ?? "");
  await manage.command(t("remove-more")).click();
  await expect(remove.main.getByRole("heading", { level: 1, name: t("page-remove") })).toBeVisible();
  await expect(remove.chosen(names[0] ?? "")).toContainText("PC-0001");

  await remove.search.fill("pc-0002");
  await remove.main.getByRole("button", { name: t("remove-add", { name: names[1] ?? "" }) }).click();
  await remove.search.fill("");
  await remove.chooseList("Serial Number,Note\npc-0003,\nPC-0003,\nNOPE-1,\nPC-0001,");
  const said = remove.section("remove-choose").getByRole("status");
  await expect(said).toContainText(t("remove-list-found", { count: 2 }));
  await expect(said).toContainText(`${t("remove-list-missing", { count: 1 })} NOPE-1`);
  await expect(said).toContainText(`${t("remove-list-twice", { count: 1 })} PC-0003`);
  await expect(remove.main.getByRole("heading", { name: t("remove-devices-count", { count: 3 }) })).toBeVisible();

  const records = await remove.openRecords(names[2] ?? "");
  await expect(records.getByRole("rowheader")).toHaveText([/Intune/, /Entra/]);
  await expectAccessible(remove.page);
});

test("DR-9: a serial number that was never filled in chooses no device", async ({ remove, enrol, t }) => {
  await enrol("Default string");
  await enrol("Default string");
  const one = await enrol("PC-0001");
  await remove.open("remove");
  await remove.expectReachable();
  await remove.search.fill("PC-0001");
  await expect(remove.main.getByRole("button", { name: t("remove-add", { name: one }) })).toBeVisible();
  await remove.search.fill("");
  await remove.chooseList("Default string\nPC-0001");
  const said = remove.section("remove-choose").getByRole("status");
  await expect(said).toContainText(t("remove-list-found", { count: 1 }));
  await expect(said).toContainText(`${t("remove-list-vague", { count: 1 })} Default string`);
  await expect(remove.main.getByRole("heading", { name: t("remove-devices-count", { count: 1 }) })).toBeVisible();
});

test("RM-1 to RM-3: a plan is reviewed, confirmed by its number, kept, and there after a reload", async ({ remove, enrol, t }) => {
  const names = [await enrol("PC-0001"), await enrol("PC-0002")];
  await remove.open("remove");
  await remove.expectReachable();
  await remove.search.fill("PC-0002");
  await expect(remove.main.getByRole("button", { name: t("remove-add", { name: names[1] ?? "" }) })).toBeVisible();
  await remove.search.fill("");
  await remove.chooseList("PC-0001\nPC-0002");
  await remove.goal("remove").check();
  const objects = remove.main.getByRole("checkbox", { name: t("remove-with-objects") });
  await expect(objects, "nothing goes but the registration, unless somebody says so").not.toBeChecked();
  await expect(remove.plan).toContainText(t("life-no-plan-still-managed"));
  await expect(remove.start(0)).toHaveAttribute("aria-disabled", "true");

  await objects.check();
  await expect(remove.plan).toContainText(t("remove-with-plan", { count: 2 }));
  await expect(remove.plan).toContainText(t("life-warning-permanent"));
  await expect(remove.plan).toContainText(t("life-warning-no-longer-managed"));
  await remove.plan.getByText(t("remove-steps-of", { name: names[0] ?? "", count: 2 })).click();
  await expect(remove.plan).toContainText(t("life-step-delete-from-intune"));
  await expect(remove.plan).toContainText(t("proof-gone-serial", { serial: "PC-0001" }));
  await expectAccessible(remove.page);

  await expect(remove.start(2)).toHaveAttribute("aria-disabled", "true");
  await remove.typed.fill("3");
  await expect(remove.start(2)).toHaveAttribute("aria-description", t("life-denied-mistyped", { wanted: 2 }));
  await remove.typed.fill("2");
  await remove.start(2).click();
  await expect(remove.page.getByText(t("remove-kept", { count: 2 }))).toBeVisible();
  await expect(remove.removal(names[0] ?? "")).toBeVisible();

  await remove.page.reload();
  await expect(remove.removal(names[1] ?? "")).toBeVisible();
  const receipt = await remove.openRemoval(names[0] ?? "");
  await expect(remove.removal(names[0] ?? "")).toContainText(t("life-step-delete-from-entra"));
  await expect(receipt).toContainText("PC-0001");
  await expectAccessible(remove.page);
  const [download] = await Promise.all([
    remove.page.waitForEvent("download"),
    receipt.getByRole("button", { name: t("receipt-json") }).click(),
  ]);
  const [one] = JSON.parse(readFileSync(await download.path(), "utf8")) as { serial: string }[];
  expect(one?.serial).toBe("PC-0001");
});

test("RM-4: a pending registration is refused, and says why", async ({ remove, request, service, t }) => {
  await remove.open("devices");
  await remove.expectReachable();
  const device = { serialNumber: "NEW-0001", hardwareIdentifier: hardwareHash({ serial: "NEW-0001" }), groupTag: "" };
  const answer = await request.post(`${service.address}v1.0/deviceManagement/importedWindowsAutopilotDeviceIdentities/import`, {
    data: { importedWindowsAutopilotDeviceIdentities: [device] },
  });
  expect(answer.ok()).toBe(true);
  await remove.command(t("refresh")).click();
  await remove.expectState("NEW-0001", "registration-pending");
  await remove.grid.getByRole("checkbox", { name: t("select-device", { serial: "NEW-0001" }), exact: true }).check();
  await remove.command(t("remove-more")).click();
  await remove.goal("deregister").check();
  await expect(remove.plan).toContainText(t("life-no-plan-registration-pending"));
  await expect(remove.start(0)).toHaveAttribute("aria-description", t("life-denied-nothing"));
});
