import type { Page } from "@playwright/test";

import { expectAccessible } from "./harness/axe.ts";
import { expect, test } from "./harness/tenant.ts";

test.describe.configure({ timeout: 240_000 });

const SERIALS = Array.from({ length: 15 }, (_, at) => `5CG-${String(at + 1).padStart(4, "0")}`);

for (const language of ["en", "nl"] as const) {
  for (const [look, theme, width] of [
    ["light", "light", 1280],
    ["dark", "dark", 1280],
    ["narrow", "light", 360],
  ] as const) {
    test.describe(`${language}, ${look}`, () => {
      test.use({ language, viewport: { width, height: 900 }, colorScheme: theme });

      test("each stage can be read and used, from the choice to the receipt", async ({ page, remove, world, enrol, t }) => {
        await world.register(SERIALS);
        const agents = await Promise.all(SERIALS.map((serial) => enrol({ serial, name: `LAPTOP-${serial}` })));
        await enrol({ serial: "TWO-0001", name: "LAPTOP-TWO" });
        await enrol({ serial: "TWO-0001", name: "LAPTOP-TWO" });
        const stage = async (name: string) => {
          await expectNoScrolling(page);
          await expectAccessible(page);
          await shot(page, `${name}-${language}-${look}`);
        };
        await remove.open("remove");
        await remove.chooseSerials([...SERIALS, "TWO-0001"]);
        await stage("1-choose");

        const name = agents[0]?.name ?? "";
        await remove.openRecords(name);
        await remove.chosen(name).scrollIntoViewIfNeeded();
        await stage("2-records");
        await remove.chosen("TWO-0001").getByRole("button", { expanded: false }).first().click();
        await expect(remove.chosen("TWO-0001")).toContainText(t("remove-pick-hint"));
        await remove.chosen("TWO-0001").scrollIntoViewIfNeeded();
        await stage("3-unclear");

        await remove.goal("deregister").check();
        await remove.before("wipe").check();
        await remove.withObject.check();
        await remove.section("remove-goal").scrollIntoViewIfNeeded();
        await stage("4-goal");
        await remove.plan.locator("summary", { hasText: name }).click();
        await remove.plan.scrollIntoViewIfNeeded();
        await stage("5-plan");
        await remove.typed.fill("14");
        await remove.typed.scrollIntoViewIfNeeded();
        await stage("6-confirm");

        await remove.confirm(15);
        const seen = async () => (await world.audits()).length;
        await expect.poll(seen, { timeout: 60_000 }).toBe(15);
        for (const agent of agents.slice(0, 12)) expect(await agent.obey()).toEqual(["wipe"]);
        const said = t("course-deed", { name: t("life-step-wipe"), done: 12, all: 15 });
        await remove.refreshUntil(() => expect(remove.section("remove-watch")).toContainText(said, { timeout: 2_000 }));
        await expect(remove.section("remove-watch")).toContainText(t("life-wait-device"));
        await remove.section("remove-watch").scrollIntoViewIfNeeded();
        await stage("7-watch");

        // A device that hasn't been heard of: what it waits for; and one that is gone from two of three.
        const last = agents[14]?.name ?? "";
        await remove.openRemoval(last);
        await remove.removal(last).scrollIntoViewIfNeeded();
        await stage("8-waiting");
        await remove.removal(last).getByRole("button", { expanded: true }).click();
        const receipt = await remove.openRemoval(name);
        await remove.refreshUntil(() => expect(receipt).toContainText(t("life-step-delete-from-autopilot"), { timeout: 2_000 }));
        await receipt.scrollIntoViewIfNeeded();
        await stage("9-receipt");
        await page.emulateMedia({ media: "print" });
        await expect(receipt).toBeVisible();
        await expect(remove.command(t("refresh"))).toBeHidden();
        await expect(remove.section("remove-goal"), "nor what is being chosen").toBeHidden();
        const ink = await receipt.getByRole("heading").first().evaluate((head) => getComputedStyle(head).color);
        expect(ink, "in the dark, too").toBe("rgb(0, 0, 0)");
        await expect(remove.removal(last), "of what is printed, the receipt alone").toBeHidden();
        await shot(page, `print-${language}-${look}`);
      });
    });
  }
}

/** Nothing of the page sticks out to the right. */
async function expectNoScrolling(page: Page): Promise<void> {
  const widths = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
  expect(widths[0]).toBeLessThanOrEqual(widths[1] ?? 0);
  const inside = await page.getByRole("main").evaluate((element) => [element.scrollWidth, element.clientWidth]);
  expect(inside[0]).toBeLessThanOrEqual(inside[1] ?? 0);
}

/** A picture of the page, where a folder for them is named. */
async function shot(page: Page, name: string): Promise<void> {
  const folder = process.env.MUSTER_SHOTS;
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}
