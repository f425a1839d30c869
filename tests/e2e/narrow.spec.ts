import { collected, row, table, HEADER } from "./fixtures/files.ts";
import { expect, test } from "./harness/test.ts";
import { LANGUAGES, type Language } from "./harness/texts.ts";
import type { CheckPage } from "./pages/check-page.ts";

/** Nothing of the page sticks out to the right. */
async function expectNoScrolling({ page, main }: CheckPage): Promise<void> {
  const widths = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
  expect(widths[0]).toBeLessThanOrEqual(widths[1] ?? 0);
  const inside = await main.evaluate((element) => [element.scrollWidth, element.clientWidth]);
  expect(inside[0]).toBeLessThanOrEqual(inside[1] ?? 0);
}

for (const language of Object.keys(LANGUAGES) as Language[]) {
  test.describe(`${language}, 320 pixels wide`, () => {
    test.use({ language, viewport: { width: 320, height: 640 } });

    test("everything is there, and nothing scrolls sideways", async ({ check, page, t }) => {
      await check.open();
      await expectNoScrolling(check);
      const mixed = table("mixed.csv", [HEADER, row({ serial: "NARROW-1" }, "narrow-1"), row({ serial: "NARROW-2" })]);
      await check.check([mixed, collected("other.csv", [{ serial: "NARROW-3" }])], 3);
      await expectNoScrolling(check);

      await check.cell("narrow-1", "status").click();
      await expect(check.details("narrow-1")).toBeVisible();
      await expectNoScrolling(check);
      await check.details("narrow-1").getByRole("button", { name: t("close"), exact: true }).click();

      const panel = await check.openExport();
      await expectNoScrolling(check);
      await panel.button("cancel").click();

      await page.getByRole("button", { name: t("navigation-toggle") }).click();
      await check.go("settings");
      await expectNoScrolling(check);
    });
  });
}
