import { expectAccessible } from "./harness/axe.ts";
import { expect, test as base } from "./harness/test.ts";
import { LANGUAGES, type Language } from "./harness/texts.ts";
import { CollectPage, type Way } from "./pages/collect-page.ts";

const WAYS: Way[] = ["oem", "configmgr", "directory", "hand", "flash"];

const test = base.extend<{ collect: CollectPage }>({
  collect: async ({ page, t }, use) => use(new CollectPage(page, t)),
});

test("REG-5: the script for named machines holds the reader's values, copied and downloaded alike", async ({
  collect,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await collect.openWay("directory");
  await collect.fill("collect-machines", "PC-001\nPC-002; pc-001");
  await collect.fill("collect-account", String.raw`CONTOSO\o'brien`);
  await collect.fill("collect-folder", String.raw`\\files\hwid`);
  await collect.fill("collect-tag", "Sales");

  const script = collect.result("collect-hashes.ps1");
  await expect(script).toContainText("'PC-001',\n        'PC-002'\n");
  await expect(script).toContainText(String.raw`-UserName 'CONTOSO\o''brien'`);
  await expect(script).toContainText(String.raw`$folder = '\\files\hwid'`);
  await expect(script).toContainText("-Append -GroupTag 'Sales' -Credential $credential");

  const copied = await collect.copied();
  const { name, bytes } = await collect.downloaded();
  expect(name).toBe("collect-hashes.ps1");
  expect(bytes.subarray(0, 3).toString("hex")).toBe("efbbbf");
  expect(bytes.subarray(3).toString("utf8")).toBe(copied);
  expect(copied.split("\n").every((line, at, lines) => line.endsWith("\r") || at === lines.length - 1)).toBe(true);
});

test("REG-5: Active Directory can list the machines", async ({ collect, page, t }) => {
  await collect.openWay("directory");
  await page.getByRole("radio", { name: t("collect-source-directory") }).check();
  await collect.fill("collect-unit", "OU=Laptops,DC=contoso,DC=com");
  const script = collect.result("collect-hashes.ps1");
  await expect(script).toContainText("-SearchBase 'OU=Laptops,DC=contoso,DC=com'");
  await expect(collect.main).toContainText(t("collect-directory-before-module"));
});

test("REG-8: a problem is shown at its field, and no script until it is solved", async ({ collect, t }) => {
  await collect.openWay("directory");
  await expect(collect.button("collect-copy")).toHaveAttribute("aria-disabled", "true");
  await collect.fill("collect-machines", "PC-001 10.0.0.1");

  const problem = t("collect-problem-address", { value: "10.0.0.1" });
  const description = `${t("collect-machines-hint")} ${problem}`;
  await expect(collect.field("collect-machines")).toHaveAccessibleDescription(description);
  await expect(collect.field("collect-machines")).toHaveAttribute("aria-invalid", "true");
  await expect(collect.main).toContainText(t("collect-blocked", { value: t("collect-machines") }));
  await expect(collect.result("collect-hashes.ps1")).toBeHidden();

  await collect.fill("collect-machines", "PC-001");
  await expect(collect.main).not.toContainText(problem);
  await expect(collect.result("collect-hashes.ps1")).toBeVisible();
});

test("REG-3: the letter to a supplier", async ({ collect }) => {
  await collect.openWay("oem");
  await collect.fill("collect-organisation", "<b>Contoso</b> & Söhne");
  await collect.fill("collect-sender", "IT department");
  await expect(collect.result("hardware-hash-request.txt")).toContainText("<b>Contoso</b> & Söhne is going to");
});

test("what was typed is still there after a look at another page and another way", async ({ collect }) => {
  await collect.openWay("hand");
  await collect.fill("collect-tag", "Sales");
  await collect.go("check");
  await collect.go("collect");
  await expect(collect.way("hand")).toBeChecked();
  await collect.choose("flash");
  await expect(collect.field("collect-tag")).toHaveValue("Sales");
});

test("the ways are chosen by keyboard alone", async ({ collect, page }) => {
  await collect.openWay("oem");
  await collect.way("oem").focus();
  await page.keyboard.press("ArrowRight");
  await expect(collect.way("configmgr")).toBeChecked();
});

test("it leads on to Check & merge", async ({ collect, page, t }) => {
  await collect.openWay("configmgr");
  await page.getByRole("link", { name: t("collect-next-link") }).click();
  await expect(collect.link("check")).toHaveAttribute("aria-current", "page");
});

for (const way of WAYS) {
  test(`axe finds nothing on the way ${way}, in light and dark`, async ({ collect }) => {
    await collect.openWay(way);
    for (const theme of ["light", "dark"] as const) {
      await collect.chooseTheme(theme);
      await expectAccessible(collect.page);
    }
  });
}

for (const language of Object.keys(LANGUAGES) as Language[]) {
  test.describe(language, () => {
    test.use({ language });

    for (const theme of ["light", "dark", "contrast"] as const) {
      test(`axe finds nothing where there are problems, in ${theme}`, async ({ collect }) => {
        await collect.openWay("flash");
        await collect.chooseTheme(theme);
        await collect.fill("collect-drive", "C:");
        await collect.fill("collect-tag", "a,b");
        await expectAccessible(collect.page);
      });
    }
  });

  test.describe(`${language}, 320 pixels wide`, () => {
    test.use({ language, viewport: { width: 320, height: 640 } });

    test("nothing is cut off", async ({ collect }) => {
      await collect.open("collect");
      for (const way of WAYS) {
        await collect.choose(way);
        const widths = await collect.main.evaluate((main) => [main.scrollWidth, main.clientWidth]);
        expect(widths[0], way).toBeLessThanOrEqual(widths[1] ?? 0);
      }
    });
  });
}
