import { readFileSync } from "node:fs";

import { Agent, Crew } from "./harness/agent.ts";
import { expectAccessible } from "./harness/axe.ts";
import { expect, test } from "./harness/tenant.ts";
import type { Texts } from "./harness/texts.ts";
import { World } from "./harness/world.ts";
import { RemovePage } from "./pages/remove-page.ts";

test.describe.configure({ timeout: 150_000 });

const IDENTITIES = "v1.0/deviceManagement/windowsAutopilotDeviceIdentities";

for (const language of ["en", "nl"] as const) {
  test.describe(`in ${language}`, () => {
    test.use({ language });

    test("a device is handed over: wiped, then registered for whoever is next", async ({ remove, request, service, world, t }) => {
      await world.register(["NEXT-0001", "NEXT-0002"]);
      const registered = await world.registrations();
      const id = String(registered.find(({ serialNumber }) => serialNumber === "NEXT-0001")?.id);
      await world.post(`${IDENTITIES}/${id}/assignUserToDevice`, { userPrincipalName: "adele@contoso.com", addressableUserName: "Adele" });
      const agent = await Agent.enrol(request, service.address, { serial: "NEXT-0001" });

      await remove.open("remove");
      await remove.chooseSerials(["NEXT-0001"]);
      await remove.goal("hand-over").check();
      await remove.section("remove-goal").getByRole("textbox", { name: t("remove-to"), exact: true }).fill("ben@contoso.com");
      await expect(remove.plan).toContainText(t("remove-with-plan", { count: 1 }));
      await remove.plan.locator("summary", { hasText: agent.name }).click();
      const steps = [t("life-step-wipe"), t("life-step-unassign-user"), t("life-step-assign-user", { user: "ben@contoso.com" })];
      for (const step of steps) await expect(remove.plan).toContainText(step);
      for (const key of ["delete-from-autopilot", "delete-from-intune", "delete-from-entra"]) {
        await expect(remove.plan).not.toContainText(t(`life-step-${key}`));
      }
      await expectAccessible(remove.page);
      await remove.confirm(1);

      // As long as it wasn't wiped it is its user's.
      await expect.poll(async () => (await world.audits()).length, { timeout: 30_000 }).toBe(1);
      await remove.openRemoval(agent.name);
      await remove.refreshUntil(() => expect(remove.step(t("life-step-wipe"))).toContainText(t("life-wait-device"), { timeout: 2_000 }));
      expect(await user(world, id)).toBe("adele@contoso.com");
      const crew = new Crew([agent]);
      await remove.expectComplete(1, 1);
      await crew.stop();

      expect(crew.deeds).toEqual(["wipe"]);
      expect(await user(world, id), "the same registration").toBe("ben@contoso.com");
      expect((await world.registrations()).length).toBe(2);
      expect((await world.managed()).length).toBe(0);
      await expect(remove.section("receipt")).toContainText(t("receipt-complete", { words: 0 }));
      const receipt = await download(remove, t);
      expect(receipt.complete).toBe(true);
      const done = receipt.lines.filter(({ kind }) => kind !== "left").map(({ step }) => step);
      expect(done).toEqual(["wipe", "unassign-user", "assign-user"]);
      await expectAccessible(remove.page);
    });

    test("a stolen device is disabled at once, wiped when it shows up, and stays registered", async ({ remove, request, service, world, t }) => {
      await world.register(["LOST-0001"]);
      const agent = await Agent.enrol(request, service.address, { serial: "LOST-0001" });
      const enabled = async () => (await world.objects()).map(({ accountEnabled }) => accountEnabled);
      await remove.open("remove");
      await remove.chooseSerials(["LOST-0001"]);
      await remove.goal("lost").check();
      // By its registration and by its enrolment the device has one object or two; each is disabled.
      const before = await enabled();
      expect(before).not.toContain(false);
      await expect(remove.plan).toContainText(t("remove-with-plan", { count: 1 }));
      await expectAccessible(remove.page);
      await remove.confirm(1);

      // It is switched off: nothing but the wipe waits for it.
      await remove.openRemoval(agent.name);
      await remove.refreshUntil(() => expect(remove.step(t("life-step-wipe"))).toContainText(t("life-wait-device"), { timeout: 2_000 }));
      expect(await enabled()).toEqual(before.map(() => false));
      await expect(remove.section("receipt")).toContainText(t("receipt-incomplete"));
      const crew = new Crew([agent]);
      await remove.expectComplete(1, 1);
      await crew.stop();
      expect(crew.deeds).toEqual(["wipe"]);
      expect((await world.registrations()).map(({ serialNumber }) => serialNumber)).toEqual(["LOST-0001"]);
      const receipt = await download(remove, t);
      expect(receipt.complete).toBe(true);
      // What is left is said to be left on purpose.
      expect(receipt.lines.filter(({ kind }) => kind === "left").map(({ place }) => place)).toContain("autopilot");
    });
  });
}

/** What a receipt says. */
type Receipt = { complete: boolean; lines: { kind: string; step: string; place: string }[] };

async function download(remove: RemovePage, t: Texts): Promise<Receipt> {
  const [file] = await Promise.all([
    remove.page.waitForEvent("download"),
    remove.section("receipt").getByRole("button", { name: t("receipt-json"), exact: true }).click(),
  ]);
  const [receipt] = JSON.parse(readFileSync(await file.path(), "utf8")) as Receipt[];
  if (receipt === undefined) throw new Error("a file without a receipt");
  return receipt;
}

/** Whose a registration is, as the server has it. */
async function user(world: World, id: string): Promise<unknown> {
  return (await world.registrations()).find((found) => found.id === id)?.userPrincipalName;
}
