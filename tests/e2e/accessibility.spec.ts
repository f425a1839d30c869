import { HEADER, row, sample, table } from "./fixtures/files.ts";
import { expectAccessible } from "./harness/axe.ts";
import { expect, test } from "./harness/test.ts";
import { LANGUAGES, type Language } from "./harness/texts.ts";

const mixed = table("mixed.csv", [HEADER, row({ serial: "AXE-1" }, "axe-1"), row({ serial: "AXE-2" }), row({ serial: "AXE-2" })]);

for (const language of Object.keys(LANGUAGES) as Language[]) {
  for (const theme of ["light", "dark", "contrast"] as const) {
    test.describe(`${language}, ${theme}`, () => {
      test.use({ language });

      test("axe finds nothing on Check & merge, whatever is open", async ({ check, page }) => {
        await check.open();
        await check.chooseTheme(theme);
        await expectAccessible(page);

        await check.check([mixed, sample("hashes/damaged.csv"), sample("others/letter.csv")], 9);
        await check.openDetails("axe-1");
        await check.tick("AXE-2");
        await expectAccessible(page);

        await check.command("bulk").click();
        await expect(check.dialog("bulk-title", { count: 1 })).toBeVisible();
        await expectAccessible(page);
        await page.keyboard.press("Escape");

        await check.openExport();
        await expectAccessible(page);
        await page.keyboard.press("Escape");

        await check.sets(check.t("set-rename"));
        await expectAccessible(page);
        await page.keyboard.press("Escape");

        await check.go("settings");
        await expectAccessible(page);
      });
    });
  }
}
