import { readdirSync, readFileSync } from "node:fs";

import { HEADER, row, table, sample } from "./fixtures/files.ts";
import { expect, test } from "./harness/test.ts";
import { texts, type Language } from "./harness/texts.ts";
import { CheckPage } from "./pages/check-page.ts";

/** Every id of a message: none may be seen. */
const ids = new Set(
  readdirSync("locales/en").flatMap((file) =>
    [...readFileSync(`locales/en/${file}`, "utf8").matchAll(/^([a-z]\w*-[\w-]+) =/gm)].map(([, id]) => id),
  ),
);

/** The words on the page, in texts and in names, that are ids of messages. */
async function untranslated({ page }: CheckPage): Promise<string[]> {
  const text = await page.locator("body").evaluate((body) => {
    const named = [...body.querySelectorAll("[aria-label], [title], [placeholder]")];
    const names = named.flatMap((element) => ["aria-label", "title", "placeholder"].map((name) => element.getAttribute(name)));
    return [body.innerText, ...names].join("\n");
  });
  return text.split(/[^\w-]+/).filter((word) => ids.has(word));
}

test("the language is switched at once, everywhere, and remembered", async ({ check, page }) => {
  await check.open();
  await check.check([table("two.csv", [HEADER, row({ serial: "TWO-1" }, "two-1"), row({ serial: "TWO-2" })])], 2);
  await check.openDetails("two-1");
  await check.chooseLanguage("nl");

  const dutch = new CheckPage(page, texts("nl"));
  await dutch.expectStatus("two-1", dutch.t("diag-serial-case", { value: "two-1", wanted: "TWO-1" }));
  await expect(dutch.details("two-1")).toContainText(dutch.t("diag-serial-case.help"));
  await expect(dutch.command("export")).toBeVisible();
  await expect(page).toHaveTitle(/Muster/);
  await page.reload();
  await dutch.expectStatus("TWO-2", dutch.t("status-ready"));
});

for (const language of ["en", "nl"] satisfies Language[]) {
  test.describe(language, () => {
    test.use({ language });

    test("no page shows the id of a message", async ({ check, page }) => {
      await check.open();
      expect(await untranslated(check)).toEqual([]);
      await check.check([sample("hashes/damaged.csv"), sample("others/letter.csv")], 7);
      await check.openDetails("TEST-0000321");
      expect(await untranslated(check)).toEqual([]);
      await check.openExport();
      expect(await untranslated(check)).toEqual([]);
      await page.keyboard.press("Escape");
      await check.go("collect");
      expect(await untranslated(check)).toEqual([]);
      await check.go("settings");
      expect(await untranslated(check)).toEqual([]);
    });
  });
}

test("where the texts of a language can't be had, it is said and the language stays", async ({ app, page, guard, t }) => {
  guard.allow(/Failed to load|ERR_FAILED/);
  await app.open();
  await page.route("**/locales/nl/*", (route) => route.abort());
  const choice = page.getByRole("combobox", { name: t("language"), exact: true });
  await choice.selectOption("nl");
  await expect(page.getByRole("log", { name: t("notices") })).toContainText(t("language-failed", { language: "Nederlands" }));
  await expect(choice).toHaveValue("en");
});
