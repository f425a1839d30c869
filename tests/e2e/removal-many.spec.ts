import type { Locator } from "@playwright/test";

import { Agent } from "./harness/agent.ts";
import { expectAccessible } from "./harness/axe.ts";
import { expect, test as base } from "./harness/tenant.ts";

/** An empty tenant of its own for each test. */
const test = base.extend<{ printed: () => Promise<number> }>({
  // No printer stands here: it is counted how often one is asked for.
  printed: async ({ page }, use) => {
    await page.addInitScript(() => {
      let asked = 0;
      window.print = () => {
        document.documentElement.dataset["printed"] = String((asked += 1));
      };
    });
    await use(async () => Number((await page.locator("html").getAttribute("data-printed")) ?? 0));
  },
});

test.describe.configure({ timeout: 240_000 });

const SERIALS = Array.from({ length: 130 }, (_, at) => `PC-${String(at + 1).padStart(4, "0")}`);
const LAST = "PC-0130";

for (const language of ["en", "nl"] as const) {
  test.describe(`in ${language}`, () => {
    test.use({ language });

    test("of many devices each can be seen: chosen, planned and on its way", async ({ remove, world, t }) => {
      await world.register(SERIALS);
      await remove.open("remove");
      await remove.chooseSerials(SERIALS);
      await remove.goal("deregister").check();

      /** So many lines at first, the rest by a button, and each by a search. */
      const expectReachable = async (section: Locator, lines: Locator) => {
        await expect(lines).toHaveCount(100);
        await expect(section).toContainText(t("list-shown", { shown: 100, all: 130 }));
        const more = section.getByRole("button", { name: t("list-more", { count: 30 }) });
        await more.focus();
        await more.press("Enter");
        await expect(lines).toHaveCount(130);
        await expect(lines.filter({ hasText: LAST })).toBeVisible();
        await expect(more).toBeHidden();
        const search = section.getByRole("searchbox");
        await search.fill(LAST.toLowerCase());
        await expect(lines).toHaveCount(1);
        await expect(lines).toContainText(LAST);
        await expect(section).toContainText(t("list-shown", { shown: 1, all: 130 }));
        await search.fill("nothing of the kind");
        await expect(lines).toHaveCount(0);
        await search.fill("");
        await expect(lines).toHaveCount(100);
      };

      const devices = remove.section("remove-devices");
      await expectReachable(devices, devices.getByRole("list", { name: t("remove-devices") }).getByRole("listitem"));
      await expectReachable(remove.plan, remove.plan.getByRole("group"));
      await remove.plan.getByRole("searchbox").fill(LAST);
      await remove.plan.locator("summary", { hasText: LAST }).click();
      await expect(remove.plan.getByText(t("life-step-delete-from-autopilot"), { exact: true })).toBeVisible();
      await expectAccessible(remove.page);

      await remove.confirm(130);
      const watch = remove.section("remove-watch");
      const kept = watch.getByRole("list", { name: t("remove-watch") }).getByRole("listitem").filter({ has: remove.page.getByRole("checkbox") });
      await expectReachable(watch, kept);
      await expectAccessible(remove.page);
    });

    test("receipts are printed together, each on a sheet of its own, and nothing else", async ({ remove, world, request, baseURL, printed, page, t }) => {
      const serials = SERIALS.slice(0, 4);
      await world.register(serials);
      await Promise.all(serials.map((serial) => Agent.enrol(request, baseURL ?? "", { serial })));
      await remove.open("remove");
      await remove.chooseSerials(serials);
      await remove.goal("deregister").check();
      await remove.confirm(4);
      await remove.expectComplete(4, 4);

      const watch = remove.section("remove-watch");
      const sheets = page.locator(".sheet");
      const print = (count: number) => watch.getByRole("button", { name: t("receipts-print", { count }) });
      await expect(print(4)).toBeVisible();
      for (const serial of serials.slice(0, 3)) await watch.getByRole("checkbox", { name: t("receipt-mark", { name: `NAME-${serial}` }) }).check();
      await expectAccessible(page);
      await print(3).click();
      await expect.poll(printed).toBe(1);
      await expect(sheets).toHaveCount(3);
      await expect(sheets.first(), "it isn't for the screen").toBeHidden();
      await page.emulateMedia({ media: "print" });
      for (const at of [0, 1, 2]) {
        const sheet = sheets.nth(at);
        await expect(sheet).toContainText(serials[2 - at] ?? "");
        const number = t("receipt-sheet", { organisation: "", moment: "", number: at + 1, all: 3 }).split("–").at(-1) ?? "";
        await expect(sheet, "of which organisation, and which of how many").toContainText(/127\.0\.0\.1/u);
        await expect(sheet).toContainText(number);
        await expect(sheet.getByText(t("life-step-delete-from-autopilot"), { exact: true })).toBeVisible();
        await expect(sheet).toContainText(t("receipt-complete", { words: 0 }));
        const [whole, seen] = await sheet.evaluate((it) => [it.scrollWidth, it.clientWidth]);
        expect(whole, "nothing sticks out").toBeLessThanOrEqual(seen ?? 0);
      }
      await expect(watch).toBeHidden();
      await expect(remove.command(t("refresh"))).toBeHidden();
      const paper = await page.pdf({ format: "A4", ...(process.env["MUSTER_SHOTS"] === undefined ? {} : { path: `${process.env["MUSTER_SHOTS"]}/receipts-${language}.pdf` }) });
      expect(paper.toString("latin1").match(/\/Type \/Page\b/gu), "a sheet each").toHaveLength(3);

      // Once they are on paper the page is as it was; one alone is printed in the same way.
      await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
      await expect(sheets).toHaveCount(0);
      await page.emulateMedia({ media: "screen" });
      const receipt = await remove.openRemoval("NAME-PC-0004");
      await receipt.getByRole("button", { name: t("receipt-print"), exact: true }).click();
      await expect.poll(printed).toBe(2);
      await expect(sheets).toHaveCount(1);
      await expect(sheets).toContainText("PC-0004");
    });
  });
}
