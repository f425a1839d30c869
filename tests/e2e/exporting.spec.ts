import { createHash } from "node:crypto";

import { collected, fleet, FULL_HEADER, HEADER, portalFile, row, table } from "./fixtures/files.ts";
import { hardwareHash, tpmKey, type Device } from "./fixtures/hash.ts";
import { expect, test } from "./harness/test.ts";
import { LANGUAGES, type Language } from "./harness/texts.ts";

const whole: Device = { serial: "WHOLE-0001" };
const small: Device = { serial: "SMALL-0002", model: "Contoso Book 2" };
const PARTNER_HEADER = [...HEADER, "Manufacturer name", "Device model"];

test.beforeEach(async ({ page }) => {
  // A capture grows old: the tests look at theirs on one and the same day.
  await page.clock.setFixedTime("2026-04-01T10:00:00Z");
});

test("more than 500 devices are numbered files for Intune, and one for Partner Center", async ({ check, t }) => {
  const devices = fleet(1001);
  await check.open();
  await check.check([collected("fleet.csv", devices, { encoding: "utf16le" })], 1001);

  const panel = await check.openExport();
  await panel.expectOutlook(1001, 3);
  const files = await panel.save(3);
  expect(files.map(({ name }) => name)).toEqual(["autopilot-01.csv", "autopilot-02.csv", "autopilot-03.csv"]);
  for (const [at, file] of files.entries()) {
    const part = devices.slice(at * 500, (at + 1) * 500);
    expect(file.bytes.equals(Buffer.from(portalFile([HEADER, ...part.map((device) => row(device))])))).toBe(true);
  }
  await expect(check.notices).toContainText(t("export-done", { files: 3, rows: 1001 }));

  const [first, second] = await check.export("partner-center", 2);
  expect(first?.name).toBe("partner-center-01.csv");
  const rows = devices.map((device) => [...row(device), "", ""]);
  expect(first?.bytes.equals(Buffer.from(portalFile([PARTNER_HEADER, ...rows.slice(0, 1000)])))).toBe(true);
  expect(second?.bytes.equals(Buffer.from(portalFile([PARTNER_HEADER, ...rows.slice(1000)])))).toBe(true);
});

test("Partner Center takes a row without a hash, Intune does not", async ({ check, t }) => {
  const bare = ["BARE-0003", "", "", "Fabrikam", "Fabrikam Slate"];
  await check.open();
  await check.check([table("bare.csv", [PARTNER_HEADER, [...row(whole), "", ""], bare])], 2);

  const panel = await check.openExport();
  await panel.expectOutlook(1, 1);
  await expect(panel.outlook).toContainText(t("export-left-reason", { count: 1, reason: t("diag-no-hash") }));
  await panel.choose("partner-center");
  await panel.expectOutlook(2, 1);
  const [file] = await panel.save();
  expect(file?.bytes.toString("latin1")).toBe(portalFile([PARTNER_HEADER, [...row(whole), "", ""], bare]));
});

test("what stays behind is shown on demand", async ({ check, t }) => {
  await check.open();
  await check.check([table("comma.csv", [FULL_HEADER, [...row(whole), "", ""], [...row(small), "Sales, North", ""]], { quoted: true })], 2);
  const panel = await check.openExport();
  await panel.expectOutlook(1, 1);
  const reason = t("diag-needs-quotes", { field: t("field-group-tag"), value: "Sales, North" });
  await expect(panel.outlook).toContainText(t("export-left-reason", { count: 1, reason }));
  await panel.button("export-left-show").click();
  await check.expectSerials([small.serial]);
});

test("the group tags that Partner Center has no column for are counted", async ({ check, t }) => {
  await check.open();
  await check.check([table("tagged.csv", [FULL_HEADER, [...row(whole), "Kiosk", ""]])], 1);
  const panel = await check.openExport();
  await panel.choose("partner-center");
  await expect(panel.outlook).toContainText(t("export-dropped-values", { count: 1 }));
});

for (const language of Object.keys(LANGUAGES) as Language[]) {
  test.describe(language, () => {
    test.use({ language });

    test("the report for people, to the byte", async ({ check, page, t }) => {
      await check.open();
      await check.check([table("two.csv", [FULL_HEADER, [...row(whole), "=1+1", ""], [...row(small, "small-0002"), "", "kim@contoso.com"]])], 2);
      const [file] = await check.export("report");
      expect(file?.name).toBe("report.csv");

      // The browser's own way of writing a moment, which is not the project's to test.
      const captured = await page.evaluate((language) => {
        const format = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" });
        return format.format(new Date("2026-03-02T09:00:00Z"));
      }, language);
      const cell = (value: string) => (/[",;]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
      const headers = ["column-captured", "column-status", "filter-severity", "column-file", "report-line"].map((key) => t(key));
      const fields = ["Device Serial Number", "Manufacturer name", "Device model", "Group Tag", "Assigned User", "Windows Product ID"];
      const problem = t("diag-serial-case", { value: "small-0002", wanted: small.serial });
      const rows = [
        [...fields, ...headers, "Hardware Hash"],
        [whole.serial, "Contoso", "Contoso Book 1", "'=1+1", "", "", captured, t("report-status-ready"), "", "two.csv", "2", hardwareHash(whole)],
        ["small-0002", "Contoso", "Contoso Book 2", "", "kim@contoso.com", "", captured, t("report-status-warning"), problem, "two.csv", "3", hardwareHash(small)],
      ];
      expect(file?.bytes.toString("utf8")).toBe(`\uFEFF${rows.map((cells) => cells.map(cell).join(",")).join("\r\n")}\r\n`);
    });
  });
}

test("the report for programs, to the byte", async ({ check, t }) => {
  const source = table("two.csv", [FULL_HEADER, [...row(whole), "Kiosk", ""], [...row(small, "small-0002"), "", ""]]);
  await check.open();
  await check.check([source], 2);
  await check.edit(whole.serial, "user", "kim@contoso.com");
  await expect(check.cell(whole.serial, "user")).toHaveText("kim@contoso.com");
  const [file] = await check.export("json");
  expect(file?.name).toBe("devices.json");

  const hash = ({ serial, model = "Contoso Book 1" }: Device) => ({
    serial,
    manufacturer: "Contoso",
    model,
    identity: { kind: "endorsement-key", sha256: createHash("sha256").update(tpmKey(serial)).digest("hex") },
    captured: "2026-03-02T09:00:00Z",
    osBuild: 26100,
    productKeyId: null,
  });
  const device = (line: number, { serial, model = "Contoso Book 1" }: Device, said: object) => ({
    file: 0,
    line,
    serial,
    manufacturer: "Contoso",
    model,
    groupTag: "",
    assignedUser: "",
    productId: "",
    ...said,
  });
  const report = {
    version: 1,
    target: "intune",
    files: [{ path: "two.csv", kind: "table", encoding: "ascii", delimiter: ",", size: source.bytes.length, rows: 2 }],
    devices: [
      {
        ...device(2, whole, { groupTag: "Kiosk", assignedUser: "kim@contoso.com", hash: hash(whole) }),
        duplicates: [],
        exportable: true,
        diagnostics: [],
      },
      {
        ...device(3, small, { serial: "small-0002", hash: hash(small) }),
        duplicates: [],
        exportable: true,
        diagnostics: [
          {
            rule: "S2",
            code: "serial-case",
            severity: "warning",
            file: 0,
            line: 3,
            column: 1,
            field: "serial",
            args: { value: "small-0002", wanted: small.serial },
            safeFix: true,
          },
        ],
      },
    ],
    diagnostics: [],
    excluded: [],
    steps: [
      {
        cause: "by-hand",
        changes: [{ file: 0, line: 2, what: "assigned-user", from: "", to: "kim@contoso.com", code: null, rule: null }],
      },
    ],
  };
  expect(JSON.parse(file?.bytes.toString("utf8") ?? "")).toEqual(report);
  expect(file?.bytes.toString("utf8")).toBe(JSON.stringify(report, null, 2));
});
