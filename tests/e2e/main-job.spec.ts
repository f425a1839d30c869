import { collected, FULL_HEADER, HEADER, portalFile, row, sample, table, type TestFile } from "./fixtures/files.ts";
import { damaged, hardwareHash, type Device } from "./fixtures/hash.ts";
import { expect, test } from "./harness/test.ts";
import { LANGUAGES, type Language } from "./harness/texts.ts";

const amsterdam: Device[] = [{ serial: "AMS-0001" }, { serial: "AMS-0002", model: "Contoso Book 2" }];
const zeros: Device = { serial: "000048271905", manufacturer: "Fabrikam", model: "Fabrikam Slate" };
const rounded: Device = { serial: "847293650127", manufacturer: "Fabrikam", model: "Fabrikam Slate" };
const virtual: Device = { serial: "VM-0001", manufacturer: "VMware, Inc.", model: "VMware20,1" };

const script = collected("script.csv", amsterdam, { encoding: "utf16le" });
const excel = table(
  "dutch-excel.csv",
  [
    ["Serienummer van apparaat", "Windows-product-id", "Hardware-hash", "Groepslabel", "Toegewezen gebruiker"],
    ["48271905", "", hardwareHash(zeros), "Kiosk", ""],
    ["8,47294E+11", "", hardwareHash(rounded), "Kiosk", ""],
  ],
  { delimiter: ";" },
);
const quoted = table(
  "quoted.csv",
  [
    [...HEADER, "Manufacturer name", "Device model"],
    [virtual.serial, "", hardwareHash(virtual), "VMware, Inc.", "VMware20,1"],
  ],
  { quoted: true },
);

/** The file that Intune takes, of all devices of the files above. */
const clean = portalFile([
  FULL_HEADER.slice(0, 4),
  ...amsterdam.map((device) => [...row(device), ""]),
  ...[zeros, rounded].map((device) => [...row(device), "Kiosk"]),
  [...row(virtual), ""],
]);

/** The only file of an export, as text: every byte is a character of it. */
function only(files: TestFile[]): string {
  expect(files).toHaveLength(1);
  return files[0]?.bytes.toString("latin1") ?? "";
}

for (const language of Object.keys(LANGUAGES) as Language[]) {
  test.describe(language, () => {
    test.use({ language });

    test("a pile of files becomes one that Intune takes, to the byte", async ({ check, t }) => {
      await check.open();
      await check.check([script, excel, quoted], 5);
      await check.expectTile("summary-devices", 5);
      await check.expectTile("summary-warnings", 1);
      await check.expectTile("summary-errors", 1);
      await check.expectTile("summary-ready", 3);

      const lost = t("diag-serial-leading-zeros", { value: "48271905", wanted: zeros.serial });
      await check.expectStatus("48271905", lost);
      const details = await check.openDetails("48271905");
      await expect(check.problem(details, lost)).toContainText(t("details-place-column", { file: excel.name, line: 2, column: 1 }));
      await expect(check.problem(details, lost)).toContainText("S2");

      await check.command("fix-all", { count: 2 }).click();
      await expect(check.notices).toContainText(t("fix-all-done", { count: 2 }));
      await check.expectStatus(zeros.serial, t("status-ready"));
      await check.expectStatus(rounded.serial, t("status-ready"));

      const [file] = await check.export("intune");
      expect(file?.name).toBe("autopilot-01.csv");
      expect(file?.bytes.toString("latin1")).toBe(clean);
    });

    test("what is said about a file stands with it", async ({ check, t }) => {
      await check.open();
      await check.check([script, excel, quoted, sample("forms/report-export.csv"), sample("others/letter.csv")], 7);

      const utf16 = await check.file(script.name);
      await expect(utf16).toContainText(t("diag-encoding-utf16", { encoding: "utf-16le-bom" }));
      await expect(utf16).toContainText("E1");
      await expect(await check.file(excel.name)).toContainText(t("diag-delimiter", { delimiter: ";" }));
      await expect(await check.file(excel.name)).toContainText(
        t("diag-header-normalised", { found: "Groepslabel", wanted: "Group Tag" }),
      );
      await expect(await check.file(quoted.name)).toContainText(t("diag-quoted"));
      await expect(await check.file("report-export.csv")).toContainText(t("diag-report-export"));
      await expect(await check.file("letter.csv")).toContainText(t("diag-file-unrecognised"));
    });

    test("a damaged hash stays behind, and it is said why", async ({ check, t }) => {
      const broken = row({ serial: "BROKEN-0001" });
      broken[2] = damaged(broken[2] ?? "");
      await check.open();
      await check.check([table("damaged.csv", [HEADER, row({ serial: "WHOLE-0001" }), broken])], 2);
      await check.expectStatus("BROKEN-0001", t("diag-hash-digest"));
      await expect(await check.openDetails("BROKEN-0001")).toContainText(t("diag-hash-digest.help"));

      const panel = await check.openExport();
      await panel.expectOutlook(1, 1);
      await expect(panel.outlook).toContainText(t("export-left", { count: 1 }));
      await expect(panel.outlook).toContainText(t("export-left-reason", { count: 1, reason: t("diag-hash-digest") }));
      expect(only(await panel.save())).toBe(portalFile([HEADER, row({ serial: "WHOLE-0001" })]));
    });

    test("of a device in two files the newest capture is kept", async ({ check, t }) => {
      const monday: Device = { serial: "TWICE-0001", captured: new Date("2026-03-02T08:00:00Z") };
      const wednesday: Device = { ...monday, captured: new Date("2026-03-04T08:00:00Z") };
      await check.open();
      await check.check([collected("monday.csv", [monday]), collected("wednesday.csv", [wednesday])], 1);
      await check.expectTile("summary-duplicates", 1);

      const details = await check.openDetails("TWICE-0001");
      await expect(details).toContainText(t("diag-duplicate", { file: "wednesday.csv", line: 2 }));
      const rows = details.getByRole("listitem");
      await expect(rows.filter({ hasText: t("details-row-kept") })).toContainText("wednesday.csv");
      await expect(rows.filter({ hasText: t("details-row-dropped") })).toContainText("monday.csv");
      expect(only(await check.export("intune"))).toBe(portalFile([HEADER, row(wednesday)]));
    });
  });
}
