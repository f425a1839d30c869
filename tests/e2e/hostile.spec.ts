import { FULL_HEADER, row, table, type TestFile } from "./fixtures/files.ts";
import { hardwareHash } from "./fixtures/hash.ts";
import { expect, test } from "./harness/test.ts";

// Requests to other hosts, errors and broken policies make every test fail: see `guard`.

const MARKUP = '<img src=x onerror="document.title=1">';
const FORMULA = '=HYPERLINK("http://203.0.113.1/";"open")';
const NAME = "<b onmouseover=alert(1)>.csv";

const hostile: TestFile = table(
  NAME,
  [
    FULL_HEADER,
    [MARKUP, "", hardwareHash({ serial: "REAL-1", manufacturer: "<script>x</script>", model: "<svg/onload=x>" }), FORMULA, "@SUM(1)"],
    ["+PLUS-2", "", hardwareHash({ serial: "+PLUS-2" }), "-1", ""],
  ],
  { quoted: true },
);

test("markup in files and their names is text", async ({ check, page }) => {
  await check.open();
  await check.check([hostile], 2);
  await expect(check.cell(MARKUP, "serial")).toHaveText(MARKUP);
  await expect(check.cell(MARKUP, "tag")).toHaveText(FORMULA);
  await expect(check.cell(MARKUP, "manufacturer")).toHaveText("<script>x</script>");
  await expect(check.cell(MARKUP, "file")).toHaveText(`${NAME}:2`);
  await expect(await check.openDetails(MARKUP)).toContainText("<svg/onload=x>");
  await expect(await check.file(NAME)).toBeVisible();
  await expect(check.main.locator("img, b, script, [onerror], [onload], [onmouseover]")).toHaveCount(0);
  expect(await page.title()).toContain("Muster");
});

test("formulas are harmless in the report", async ({ check }) => {
  await check.open();
  await check.check([hostile], 2);
  const [file] = await check.export("report");
  const report = file?.bytes.toString("utf8") ?? "";
  expect(report).toContain(`"'${FORMULA.replaceAll('"', '""')}"`);
  expect(report).toContain("'@SUM(1)");
  expect(report).toContain("\r\n'+PLUS-2,");
  expect(report).toContain(",'-1,");
  expect(report).not.toMatch(/(^|,|\r\n)"?[=+@-]/);
});

test("a product key is hidden everywhere", async ({ check, page }) => {
  const key = "BBBBB-CCCCC-DDDDD-FFFFF-GGGGG";
  const secret = row({ serial: "KEY-1" });
  secret[1] = key;
  await check.open();
  await check.check([table("secret.csv", [FULL_HEADER, [...secret, "", ""]])], 1);
  await expect(await check.openDetails("KEY-1")).toContainText("P1");
  expect(await page.content()).not.toContain(key);
  for (const format of ["intune", "partner-center", "report", "json"] as const) {
    const panel = await check.openExport();
    await panel.choose(format);
    if ((await panel.button("export-save").getAttribute("aria-disabled")) === "true") {
      await panel.button("cancel").click();
      continue;
    }
    const [file] = await panel.save();
    expect(file?.bytes.includes(key), format).toBe(false);
  }
});
