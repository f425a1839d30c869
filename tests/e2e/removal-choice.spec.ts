import { Agent } from "./harness/agent.ts";
import { expect, test } from "./harness/tenant.ts";

test.use({ tenant: { admin: true } });

test.describe.configure({ timeout: 150_000 });

for (const language of ["en", "nl"] as const) {
  test.describe(`in ${language}`, () => {
    test.use({ language });

    test("what was chosen outlives a reload, and others who delete its first record", async ({ remove, world, request, service, t }) => {
      await world.register(["PC-0001"]);
      const [one, two] = [
        await Agent.enrol(request, service.address, { serial: "PC-0001" }),
        await Agent.enrol(request, service.address, { serial: "PC-0002" }),
      ];
      const heading = (count: number) => remove.main.getByRole("heading", { name: t("remove-devices-count", { count }) });
      await remove.open("remove");
      await remove.chooseSerials(["PC-0001", "PC-0002"]);
      await remove.goal("deregister").check();
      await remove.before("retire").check();
      await remove.withObject.check();
      await expect(heading(2)).toBeVisible();

      await remove.page.reload();
      await expect(heading(2)).toBeVisible();
      await expect(remove.chosen(one.name)).toContainText("PC-0001");
      await expect(remove.goal("deregister")).toBeChecked();
      await expect(remove.before("retire")).toBeChecked();
      await expect(remove.withObject).toBeChecked();

      // Somebody else deletes what the second one was chosen by, then all that is left of it.
      const enrolled = (await world.managed()).find((it) => it["serialNumber"] === "PC-0002");
      expect(await world.delete(`beta/deviceManagement/managedDevices/${String(enrolled?.["id"])}`)).toBe(204);
      const gone = t("remove-gone", { places: t("life-place-intune"), left: t("life-place-entra") });
      await remove.refreshUntil(() => expect(remove.chosen(two.name)).toContainText(gone, { timeout: 2_000 }));
      await expect(heading(2)).toBeVisible();
      await remove.page.reload();
      await expect(remove.chosen(two.name)).toContainText(gone);
      for (const object of await world.objects()) {
        if (object["displayName"] === two.name) {
          expect(await world.delete(`v1.0/devices/${String(object["id"])}`)).toBe(204);
        }
      }
      const lost = t("remove-lost", { places: `${t("life-place-intune")}, ${t("life-place-entra")}` });
      await remove.refreshUntil(() => expect(remove.chosen(two.name)).toContainText(lost, { timeout: 2_000 }));
      await remove.chosen(two.name).getByRole("button", { name: t("remove-leave", { name: two.name }) }).click();
      await expect(heading(1)).toBeVisible();

      // What is confirmed is no longer chosen, after a reload neither.
      await remove.confirm(1);
      await expect(heading(1)).toBeHidden();
      await remove.page.reload();
      await expect(remove.removal(one.name)).toBeVisible();
      await expect(heading(1)).toBeHidden();
    });
  });
}
