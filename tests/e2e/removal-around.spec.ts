import { collected } from "./fixtures/files.ts";
import { Agent, Crew } from "./harness/agent.ts";
import { expectAccessible } from "./harness/axe.ts";
import { inHours } from "./harness/later.ts";
import { expect, test } from "./harness/tenant.ts";
import { CheckPage } from "./pages/check-page.ts";
import { RegisterPanel } from "./pages/register-panel.ts";
import { RemovePage } from "./pages/remove-page.ts";

test.describe.configure({ timeout: 240_000 });

// What the service worker has kept can't be given another clock.
test.use({ tenant: { admin: true }, serviceWorkers: "block" });

for (const language of ["en", "nl"] as const) {
  test.describe(`in ${language}`, () => {
    test.use({ language });

    test("DR-4, DR-9: a hybrid device waits for its computer, which would bring its object back", async ({ remove, world, enrol, t }) => {
      await world.register(["HYB-0001"]);
      const agent = await enrol({ serial: "HYB-0001", computer: "PC-HYB-1" });
      await world.syncDirectory();
      const [computer] = await world.computers();
      expect(await world.objects(), "one by its registration, one by the sync").toHaveLength(2);

      await remove.open("remove");
      await remove.chooseSerials(["HYB-0001"]);
      await remove.goal("deregister").check();
      await remove.withObject.check();
      // Both objects are in one place: a person says that both are of the device.
      await expect(remove.chosen(agent.name)).toContainText(t("remove-unclear"));
      await expect(remove.plan).toContainText(t("remove-no-plan"));
      const records = await remove.openRecords(agent.name);
      await expect(records).toContainText(t("unclear-several", { place: t("life-place-entra") }));
      for (const box of await records.getByRole("checkbox").all()) await box.check();
      await records.getByRole("button", { name: t("remove-pick"), exact: true }).click();
      await expect(remove.plan).toContainText(t("remove-with-plan", { count: 1 }));
      await remove.plan.locator("summary", { hasText: agent.name }).click();
      await expect(remove.plan).toContainText(t("life-step-delete-computer"));
      await expect(remove.plan).toContainText(t("proof-word"));
      await remove.confirm(1);

      // Intune and Autopilot go by themselves; then it is the person's turn.
      const receipt = await remove.openRemoval(agent.name);
      const computerStep = remove.step(t("life-step-delete-computer"));
      await remove.refreshUntil(() => expect(computerStep).toContainText(t("step-by-hand"), { timeout: 2_000 }));
      expect([await world.registrations(), await world.managed()]).toEqual([[], []]);
      await expect(receipt).toContainText(t("receipt-incomplete"));
      const objects = await world.objects();
      expect(objects, "nothing of Entra is touched as long as the computer is there").toHaveLength(2);
      // Another tool deletes the object, and it is back.
      const synced = objects.find(({ trustType }) => trustType === "ServerAd");
      expect(await world.delete(`v1.0/devices/${synced?.id}`)).toBe(204);
      await world.syncDirectory();
      expect((await world.objects()).map(({ trustType }) => trustType).sort()).toEqual(["AzureAd", "ServerAd"]);

      expect(await world.delete(`world/activeDirectory/computers/${String(computer?.["objectGUID"])}`)).toBe(204);
      await world.syncDirectory();
      await computerStep.getByRole("button", { name: t("word-done"), exact: true }).click();
      await remove.expectComplete(1, 1, 200_000);
      await expect(receipt).toContainText(t("receipt-complete", { words: 1 }));
      await world.syncDirectory();
      expect(await world.objects(), "and nothing comes back").toEqual([]);
      await expectAccessible(remove.page);
    });

    test("DR-6, DR-8: a partner has its own registrations alone; what it leaves behind is taken out too", async ({ page, remove, world, enrol, t }) => {
      const maker = await world.partner("oem");
      await world.registerByMaker(maker, "OEM-0001");
      await world.registerByMaker(maker, "OEM-0002");
      const [one, orphan] = [await enrol({ serial: "OEM-0001" }), await enrol({ serial: "OEM-0002" })];
      // The organisation registers one itself, by the app.
      const check = new CheckPage(page, t);
      const panel = new RegisterPanel(page, t);
      await check.open();
      await check.check([collected("own.csv", [{ serial: "OWN-0001" }])], 1);
      await check.command("register").click();
      await panel.confirm(1).click();
      await expect(panel.device("OWN-0001")).toContainText(t("row-observed"), { timeout: 60_000 });
      await page.keyboard.press("Escape");
      const own = await enrol({ serial: "OWN-0001" });
      const seen = async () => (await world.list(`${maker}/devices`)).map(({ serialNumber }) => serialNumber).sort();
      expect(await seen()).toEqual(["OEM-0001", "OEM-0002"]);

      await remove.open("remove");
      await remove.chooseSerials(["OWN-0001"]);
      await remove.goal("deregister").check();
      await expect(remove.plan).toContainText(t("life-note-partner-does-not-see-it"));
      await remove.main.getByRole("button", { name: t("remove-leave", { name: own.name }), exact: true }).click();
      await remove.search.fill("OEM-0001");
      await remove.main.getByRole("button", { name: t("remove-add", { name: one.name }) }).click();
      await remove.search.fill("");
      await expect(remove.plan).toContainText(t("life-note-others-delete-only-autopilot"));
      await expect(remove.plan).toContainText(t("life-note-partner-leaves-tenant-blank"));
      await remove.confirm(1);
      await remove.expectComplete(1, 1);
      expect(await seen(), "what the tenant takes out is gone for its partner too").toEqual(["OEM-0002"]);

      // The partner takes out its own part of the other one: Intune and Entra still have it.
      const leaving = { serialNumber: "OEM-0002", productKey: "", tenantId: "", tenantDomain: "" };
      await world.post(`${maker}/autopilotDeviceRegistration`, leaving);
      await expect.poll(async () => (await world.registrations()).map(({ serialNumber }) => serialNumber)).toEqual(["OWN-0001"]);
      expect((await world.managed()).map(({ serialNumber }) => serialNumber).sort()).toEqual(["OEM-0002", "OWN-0001"]);
      // As long as the page shows the old list, what is chosen is the registration, which goes with it.
      await remove.refreshUntil(async () => {
        await remove.search.fill("OEM-0002");
        await remove.main.getByRole("button", { name: t("remove-add", { name: orphan.name }) }).click({ force: true });
        await remove.search.fill("");
        // Among its records, that is: which one went is told below them.
        await expect(remove.chosen(orphan.name).locator(".candidate")).not.toContainText(t("life-place-autopilot"), { timeout: 2_000 });
      });
      await remove.goal("deregister").check();
      await remove.withObject.check();
      await remove.confirm(1);
      await remove.expectComplete(2, 2, 200_000);
      expect((await world.managed()).map(({ serialNumber }) => serialNumber)).toEqual(["OWN-0001"]);
      expect(await world.objects(), "that of the first goes by itself, that of the orphan went").toHaveLength(2);
    });

    test("DR-9: of two records that may be the device a person picks; the other one stays", async ({ remove, world, enrol, t }) => {
      const old = await enrol({ serial: "TWO-0001", name: "TWO-OLD" });
      const young = await enrol({ serial: "TWO-0001", name: "TWO-NEW" });
      await remove.open("remove");
      await remove.chooseSerials(["TWO-0001"]);
      await remove.goal("deregister").check();
      await expect(remove.plan).toContainText(t("remove-no-plan"));
      await expect(remove.plan).toContainText(t("remove-unclear"));
      await expect(remove.start(0)).toHaveAttribute("aria-disabled", "true");
      const item = remove.main.getByRole("list", { name: t("remove-devices") }).getByRole("listitem").first();
      await item.getByRole("button", { expanded: false }).first().click();
      const records = item.getByRole("region");
      await expect(records).toContainText(t("unclear-several", { place: t("life-place-intune") }));
      for (const { id, name } of [old, young]) {
        const row = records.getByRole("row").filter({ hasText: id });
        await expect(row).toContainText(name);
        await expect(row).toContainText("ann@contoso.com");
      }
      await expectAccessible(remove.page);
      const tick = (id: string) => records.getByRole("row").filter({ hasText: id }).getByRole("checkbox").check();
      const joined = (await world.managed()).find(({ id }) => id === young.id)?.["azureADDeviceId"];
      const object = (await world.objects()).find(({ deviceId }) => deviceId === joined);
      await tick(young.id);
      await tick(object?.id ?? "");
      await records.getByRole("button", { name: t("remove-pick"), exact: true }).click();
      await expect(remove.plan).toContainText(t("remove-with-plan", { count: 1 }));
      await remove.confirm(1);
      await remove.expectComplete(1, 1);
      expect((await world.managed()).map(({ id }) => id), "only what was picked went").toEqual([old.id]);
      const receipt = await remove.openRemoval(young.name);
      await expect(receipt).toContainText(t("receipt-complete", { words: 0 }));
      await expect(receipt).toContainText(old.id);
      await expect(receipt).toContainText(t("life-left-left-out"));
    });

    test("ACT-2: what is over the organisation's own limit is held back, and goes on the next day", async ({ context, page, remove, world, enrol, t }) => {
      const agents = [await enrol({ serial: "DAY-0001" }), await enrol({ serial: "DAY-0002" }), await enrol({ serial: "DAY-0003" })];
      const names = agents.map(({ name }) => name);
      await remove.open("settings");
      await page.getByRole("spinbutton", { name: t("limit-wipe"), exact: true }).fill("2");
      await page.getByRole("spinbutton", { name: t("limit-wipe"), exact: true }).press("Tab");
      await remove.go("remove");
      await remove.chooseSerials(["DAY-0001", "DAY-0002", "DAY-0003"]);
      await remove.goal("deregister").check();
      await remove.before("wipe").check();
      await remove.typed.fill("3");
      const alert = remove.section("remove-confirm-head").getByRole("alert");
      await expect(alert).toContainText(/2.*2/);
      await expect(remove.start(3)).toHaveAttribute("aria-disabled", "true");
      await remove.start(3).click({ force: true });
      expect(await world.audits(), "nothing goes of what is over it").toEqual([]);
      await remove.main.getByRole("button", { name: t("remove-leave", { name: names[2] ?? "" }), exact: true }).click();
      await expect(alert).toBeEmpty();
      await remove.confirm(2);
      const crew = new Crew(agents);
      await remove.expectComplete(2, 2);

      // Nothing is left of today.
      await choose(remove, t("remove-add", { name: names[2] ?? "" }), "DAY-0003");
      await remove.goal("deregister").check();
      await remove.before("wipe").check();
      await expect(alert).toContainText(/2.*0/);
      await expect(remove.start(1)).toHaveAttribute("aria-disabled", "true");
      await page.goto("about:blank");
      await inHours(context, 25);
      await remove.open("remove");
      // What was chosen the day before still is.
      await expect(remove.chosen(names[2] ?? "")).toBeVisible();
      await expect(remove.goal("deregister")).toBeChecked();
      await expect(remove.before("wipe")).toBeChecked();
      await expect(alert).toBeEmpty();
      await remove.confirm(1);
      await remove.expectComplete(3, 3);
      await crew.stop();
      expect(await world.managed()).toEqual([]);
      expect(crew.deeds).toEqual(["wipe", "wipe", "wipe"]);
    });

    test("ACT-2: what could not be sent within a day is confirmed again, and not sent before", async ({ context, guard, page, remove, world, enrol, t }) => {
      guard.allow(/Failed to load resource/);
      await world.register(["LATE-0001", "LATE-0002"]);
      const agents = [await enrol({ serial: "LATE-0001" }), await enrol({ serial: "LATE-0002" })];
      await remove.open("remove");
      await remove.chooseSerials(["LATE-0001", "LATE-0002"]);
      await remove.goal("deregister").check();
      await remove.before("wipe").check();
      await world.misbehave([{ fault: "throttle", routes: ["/deviceManagement/*"], retryAfter: 3_600 }]);
      await remove.command(t("refresh")).click();
      await expect(remove.connection).toContainText(t("connection-throttled", { time: "" }).trim());
      await remove.confirm(2);
      await world.misbehave([]);

      await page.goto("about:blank");
      await inHours(context, 25);
      await remove.open("remove");
      const receipt = await remove.openRemoval(agents[0]?.name ?? "");
      const wipe = remove.step(t("life-step-wipe"));
      await expect(wipe).toContainText(t("life-wait-confirmation-again"), { timeout: 30_000 });
      await expect(remove.section("remove-watch").getByRole("status")).toContainText(t("course-look", { count: 2 }));
      await remove.command(t("refresh")).click();
      await remove.expectReachable();
      expect(await world.audits()).toEqual([]);
      await expect(receipt).toContainText(t("receipt-nothing"));
      // Each for itself, with all that is to come; or all together, against their number.
      const watch = remove.section("remove-watch");
      await expect(watch.getByRole("button", { name: t("remove-confirm-again", { count: 3 }), exact: true })).toBeVisible();
      const together = watch.getByRole("button", { name: t("remove-confirm-all-again", { count: 2 }), exact: true });
      await expect(together).toHaveAttribute("aria-description", t("life-denied-not-typed", { wanted: 2 }));
      await watch.getByRole("textbox", { name: t("ask-typed", { count: 2 }), exact: true }).fill("2");
      await expectAccessible(page);
      await together.click();
      const crew = new Crew(agents);
      await remove.expectComplete(2, 2);
      await expect(together).toBeHidden();
      await crew.stop();
      expect(crew.deeds).toEqual(["wipe", "wipe"]);
      expect([await world.managed(), await world.registrations()]).toEqual([[], []]);
    });

    test("DR-2: a step that failed blocks those after it and says so; sent again, all goes on", async ({ remove, world, enrol, t }) => {
      await world.register(["FAIL-0001"]);
      const agent = await enrol({ serial: "FAIL-0001" });
      await remove.open("remove");
      await remove.chooseSerials(["FAIL-0001"]);
      await remove.goal("deregister").check();
      await remove.before("wipe").check();
      await remove.confirm(1);
      await expect.poll(() => agent.obey("failed"), { timeout: 30_000 }).toEqual(["wipe"]);
      await remove.openRemoval(agent.name);
      const wipe = remove.step(t("life-step-wipe"));
      await remove.refreshUntil(() => expect(wipe).toContainText(t("life-fault-device"), { timeout: 2_000 }));
      for (const later of ["life-step-delete-from-intune", "life-step-delete-from-autopilot"]) {
        await expect(remove.step(t(later))).toContainText(t("step-blocked", { number: 1, why: t("life-fault-device") }));
      }
      await expect(remove.section("remove-watch").getByRole("status")).toContainText(t("course-look", { count: 1 }));
      expect([(await world.managed()).length, (await world.registrations()).length], "nothing went").toEqual([1, 1]);
      await expectAccessible(remove.page);
      await wipe.getByRole("button", { name: t("word-again"), exact: true }).click();
      await expect.poll(() => agent.obey(), { timeout: 30_000 }).toEqual(["wipe"]);
      await remove.expectComplete(1, 1);
      expect([await world.managed(), await world.registrations()]).toEqual([[], []]);
      expect((await world.audits()).filter(({ action }) => action === "factoryReset")).toHaveLength(2);
    });
    test("RM-2: a device that is removed leaves the groups that it was assigned to, and no others", async ({ guard, remove, world, t }) => {
      guard.allow(/Failed to load resource/);
      await world.register(["GRP-0001"]);
      const [object] = await world.objects();
      const made = (displayName: string, rule?: string) =>
        world.post("v1.0/groups", {
          displayName,
          mailNickname: displayName.replaceAll(" ", ""),
          mailEnabled: false,
          securityEnabled: true,
          ...(rule === undefined ? {} : { groupTypes: ["DynamicMembership"], membershipRule: rule, membershipRuleProcessingState: "On" }),
        });
      const pilot = await made("Modern Workplace Devices-Test");
      const sales = await made("Sales");
      await made("Modern Workplace Devices-All", '(device.devicePhysicalIDs -any (_ -contains "[ZTDID]"))');
      for (const { id } of [pilot, sales]) {
        await world.post(`v1.0/groups/${id}/members/$ref`, { "@odata.id": `https://graph.microsoft.com/v1.0/directoryObjects/${object?.id}` });
      }
      const members = async (group: { id: string }) => (await world.list(`v1.0/groups/${group.id}/members`)).map(({ id }) => id);
      expect([await members(pilot), await members(sales)]).toEqual([[object?.id], [object?.id]]);

      // As long as the groups can't be read, it is said what stays.
      await world.misbehave([{ fault: "throttle", routes: ["/devices/{id}/memberOf"] }]);
      await remove.open("remove");
      await remove.chooseSerials(["GRP-0001"]);
      await remove.goal("remove").check();
      await expect(remove.plan).toContainText(t("remove-groups-unread", { count: 1 }));
      await expect(remove.plan).not.toContainText("Modern Workplace");
      await world.misbehave([]);
      await remove.command(t("refresh")).click();
      await expect(remove.plan).not.toContainText(t("remove-groups-unread", { count: 1 }));
      await expect(remove.plan).toContainText(t("life-step-leave-group", { group: "Modern Workplace Devices-Test" }));
      await expect(remove.plan).toContainText(t("life-note-dynamic-groups-follow"));
      await expect(remove.plan).not.toContainText("Devices-All");
      await remove.confirm(1);
      await remove.expectComplete(1, 1);
      expect([await members(pilot), await members(sales)]).toEqual([[], [object?.id]]);
      expect(await world.registrations()).toEqual([]);
      const receipt = await remove.openRemoval("GRP-0001");
      await expect(receipt).toContainText(t("life-step-leave-group", { group: "Modern Workplace Devices-Test" }));
    });

    test("WP-9: a Mac is wiped with its code, and a phone keeps its plan", async ({ remove, request, service, enrol, t }) => {
      const mac = await enrol({ serial: "MAC-0001", platform: "macOS", version: "15.1" });
      const phone = await enrol({ serial: "PHONE-0001", platform: "ios", version: "18.1", supervised: true });
      const option = (key: string) => remove.section("remove-goal").getByRole("checkbox", { name: t(`life-wipe-${key}`), exact: true });
      await remove.open("remove");
      await remove.chooseSerials(["MAC-0001"]);
      await remove.goal("lost").check();
      await expect(option("protected"), "none of the devices has it").toHaveAttribute("aria-disabled", "true");
      await option("unlock-code").check();
      await expect(remove.start(1)).toHaveAttribute("aria-description", t("ask-code-wrong"));
      await remove.section("remove-goal").getByRole("textbox", { name: t("ask-code"), exact: true }).fill("123456");
      await remove.confirm(1);
      await choose(remove, t("remove-add", { name: phone.name }), "PHONE-0001");
      await remove.goal("lost").check();
      await expect(option("unlock-code")).not.toBeChecked();
      await option("keep-esim").check();
      await remove.confirm(1);
      for (const [agent, wanted] of [
        [mac, "123456"],
        [phone, '"persistEsimDataPlan":true'],
      ] as const) {
        const address = `${service.address}beta/deviceManagement/managedDevices/${agent.id}`;
        const asked = async () => ((await (await request.get(address)).json()) as { deviceActionResults: object[] }).deviceActionResults;
        await expect.poll(asked, { timeout: 30_000 }).toMatchObject([{ actionName: "wipe" }]);
        const parameters = service.count(`SELECT count(*) FROM device_actions WHERE device_id = '${agent.id}' AND parameters LIKE '%${wanted}%'`);
        expect(parameters, `${agent.name} was asked as it was chosen`).toBe(1);
      }
    });

    test("what is focused and typed stays, whatever is heard of the devices", async ({ remove, page, world, enrol, t }) => {
      const [one, other] = [await enrol({ serial: "FOC-0001" }), await enrol({ serial: "FOC-0002" })];
      await remove.open("remove");
      await remove.chooseSerials(["FOC-0001", "FOC-0002"]);
      await remove.goal("deregister").check();
      await remove.before("wipe").check();
      await remove.confirm(2);
      await expect.poll(async () => (await world.audits()).length, { timeout: 30_000 }).toBe(2);
      await remove.openRemoval(one.name);
      const give = remove.step(t("life-step-delete-from-intune")).getByRole("button", { name: t("word-give-up"), exact: true });
      await give.focus();
      const handle = await give.elementHandle();
      // The other one goes meanwhile, and the rows say so.
      expect(await other.obey()).toEqual(["wipe"]);
      await remove.removalIs(other.name, t("remove-complete"));
      await expect(give).toBeFocused();
      expect(await handle?.evaluate((button) => button.isConnected && button === document.activeElement), "it is the same button").toBe(true);
      // What is pressed goes; the focus stays at the steps.
      await page.keyboard.press("Enter");
      await expect(give).toBeHidden();
      await expect(page.locator(":focus")).toHaveRole("list");
    });
  });
}

test("ACT-2: no more are asked for than the service takes in a day, whatever the organisation allows", async ({ page, remove, request, service, t }) => {
  test.slow();
  const serials = Array.from({ length: 501 }, (_, at) => `CAP-${String(at + 1).padStart(4, "0")}`);
  for (let at = 0; at < serials.length; at += 50) {
    await Promise.all(serials.slice(at, at + 50).map((serial) => Agent.enrol(request, service.address, { serial })));
  }
  await remove.open("settings");
  for (const kind of ["wipe", "delete"]) {
    await page.getByRole("spinbutton", { name: t(`limit-${kind}`), exact: true }).fill("");
    await page.getByRole("spinbutton", { name: t(`limit-${kind}`), exact: true }).press("Tab");
  }
  await remove.go("remove");
  await remove.chooseSerials(serials);
  await remove.goal("deregister").check();
  await remove.before("wipe").check();
  await remove.typed.fill("501");
  await expect(remove.section("remove-confirm-head").getByRole("alert")).toContainText(/500.*500/);
  await expect(remove.start(501)).toHaveAttribute("aria-disabled", "true");
  await remove.before("nothing").check();
  await expect(remove.section("remove-confirm-head").getByRole("alert")).toBeEmpty();
});

async function choose(remove: RemovePage, add: string, text: string): Promise<void> {
  await remove.search.fill(text);
  await remove.main.getByRole("button", { name: add }).click();
  await remove.search.fill("");
}
