import { readFileSync } from "node:fs";

import { Agent, Crew } from "./harness/agent.ts";
import { expect, test } from "./harness/tenant.ts";
import { RemovePage } from "./pages/remove-page.ts";

test.use({ tenant: { admin: true } });

test.describe.configure({ timeout: 420_000 });

// What goes wrong is meant to.
test.beforeEach(({ guard }) => guard.allow(/net::ERR|Failed to load resource/));

const SERIALS = Array.from({ length: 50 }, (_, at) => `GONE-${String(at + 1).padStart(4, "0")}`);

const MANAGED = "/deviceManagement/managedDevices/*";
const REGISTERED = "/deviceManagement/windowsAutopilotDeviceIdentities/*";
const CHANGES = { routes: [MANAGED, REGISTERED, "/devices/*"], methods: ["POST", "PATCH", "DELETE"] };

/** What a receipt says. */
type Receipt = {
  serial: string;
  complete: boolean;
  lines: { kind: string; step: string; place: string; record: string; how: string; at: string | null; requests: string[] }[];
};

for (const language of ["en", "nl"] as const) {
  test.describe(`in ${language}`, () => {
    test.use({ language });

    test("DR-2, RM-3: fifty devices are wiped and go from every directory, each once, whatever goes wrong and whoever closes the tab", async ({ context, page, request, service, world, t }) => {
      await world.register(SERIALS);
      const agents = await Promise.all(SERIALS.map((serial) => Agent.enrol(request, service.address, { serial })));
      expect([(await world.registrations()).length, (await world.managed()).length, (await world.objects()).length]).toEqual([50, 50, 50]);
      await world.misbehave([
        { fault: "throttle", ...CHANGES, every: 7, times: 12 },
        { fault: "unavailable", ...CHANGES, every: 31, times: 3 },
        { fault: "lostAnswer", ...CHANGES, every: 9, times: 12 },
        { fault: "halfDelete", routes: [REGISTERED], chance: 0.3, seconds: 3 },
        { fault: "halfDelete", routes: ["/devices/*"], chance: 0.3, seconds: 3 },
        { fault: "latency", ...CHANGES, chance: 0.1, milliseconds: [10, 400] },
      ]);

      const remove = new RemovePage(page, t);
      await remove.open("remove");
      await remove.chooseSerials(SERIALS);
      await remove.goal("deregister").check();
      await remove.before("wipe").check();
      await remove.main.getByRole("checkbox", { name: t("remove-with-object") }).check();
      await expect(remove.plan).toContainText(t("remove-with-plan", { count: 50 }));
      await remove.confirm(50);

      // Some are asked for, and nobody has an answer for others, when the tab goes.
      await expect.poll(async () => (await world.audits()).length, { timeout: 60_000 }).toBeGreaterThan(5);
      await page.close();
      const asked = (await world.audits()).length;
      expect(asked, "the tab was closed in the midst of it").toBeLessThan(50);
      const crew = new Crew(agents);
      const again = new RemovePage(await context.newPage(), t);
      await again.open("remove");
      await expect(again.section("remove-watch").getByRole("status")).toContainText(t("course-complete", { done: 0, all: 50 }));
      // Half of them are wiped; then the page is reloaded, too.
      await expect.poll(async () => (await world.managed()).length, { timeout: 120_000 }).toBeLessThan(26);
      await again.page.reload();
      await again.expectComplete(50, 50, 300_000);
      await crew.stop();

      // What the server itself says.
      expect(await world.registrations(), "Autopilot").toEqual([]);
      expect(await world.managed(), "Intune").toEqual([]);
      expect(await world.objects(), "Entra").toEqual([]);
      const audits = await world.audits();
      for (const { name } of agents) {
        const taken = audits.filter(({ deviceDisplayName }) => deviceDisplayName === name).map(({ action }) => action);
        expect(taken.filter((action) => action === "factoryReset"), `${name} was asked once to wipe itself`).toHaveLength(1);
        expect(taken.filter((action) => action !== "factoryReset").length, `${name}: ${taken.join()}`).toBeLessThanOrEqual(1);
      }
      expect(crew.deeds, "and did it once").toEqual(Array(50).fill("wipe"));
      for (const [at, met] of (await world.met()).entries()) expect(met, `the fault ${at} was met`).toBeGreaterThan(0);

      // Every receipt says so, and of each record that it says is gone the server knows nothing.
      const [download] = await Promise.all([
        again.page.waitForEvent("download"),
        again.section("remove-watch").getByRole("button", { name: t("receipts-json"), exact: true }).first().click(),
      ]);
      const receipts = JSON.parse(readFileSync(await download.path(), "utf8")) as Receipt[];
      expect(receipts.map(({ serial }) => serial).sort()).toEqual(SERIALS);
      for (const { serial, complete, lines } of receipts) {
        expect(complete, serial).toBe(true);
        expect(lines.filter(({ kind }) => kind === "left"), serial).toEqual([]);
        const gone = lines.filter(({ how }) => how.startsWith("gone"));
        const places = gone.filter(({ step }) => step.startsWith("delete-")).map(({ place }) => place);
        expect(places.sort(), serial).toEqual(["autopilot", "entra", "intune"]);
        for (const { place, record, at } of gone) {
          expect(at, serial).not.toBeNull();
          expect(await world.status(`${ADDRESS[place] ?? place}/${record}`), `${serial} in ${place}`).toBe(404);
        }
      }
      const receipt = await again.openRemoval(agents[0]?.name ?? "");
      await expect(receipt).toContainText(t("receipt-complete", { words: 0 }));
    });
  });
}

const ADDRESS: Record<string, string> = {
  autopilot: "v1.0/deviceManagement/windowsAutopilotDeviceIdentities",
  intune: "beta/deviceManagement/managedDevices",
  entra: "v1.0/devices",
};
