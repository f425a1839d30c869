import { sample } from "../fixtures/files.ts";
import { expect, inEachLanguage, test } from "./chapter.ts";

const SAMPLES = [
  "forms/utf-16-from-the-script.csv",
  "forms/saved-by-dutch-excel.csv",
  "forms/quotes-deleted-blindly.csv",
  "forms/report-export.csv",
  "serials/changed-by-a-spreadsheet.csv",
  "serials/of-another-device.csv",
  "hashes/damaged.csv",
  "sets/same-device-twice/monday.csv",
  "sets/same-device-twice/wednesday.csv",
  "sets/two-sites/amsterdam.csv",
  "sets/two-sites/utrecht.csv",
];

inEachLanguage(() => {
  test("files in any state become one clean set, and files that a portal takes", async ({ check, picture, t }) => {
    await check.open();
    await check.check(SAMPLES.map(sample), 29);
    await picture("check-merge");
    await check.command("fix-all", { count: 6 }).click();
    await expect(check.command("fix-all", { count: 0 })).toHaveAttribute("aria-disabled", "true");
    const details = await check.openDetails("TEST-0000232");
    await details.scrollIntoViewIfNeeded();
    await picture("check-details");
    await details.getByRole("button", { name: t("close"), exact: true }).click();
    const panel = await check.openExport();
    await panel.choose("intune");
    await panel.expectOutlook(19, 1);
    await expect(panel.dialog).toContainText(t("export-left", { count: 10 }));
    await picture("check-export");
    const [file] = await panel.save(1);
    expect(file?.bytes.toString().split("\r\n")[0]).toContain("Device Serial Number");
  });
});
