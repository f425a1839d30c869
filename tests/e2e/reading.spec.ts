import type { Page } from "@playwright/test";

import { collected, fleet, samplesFolder, sample, table, HEADER, row } from "./fixtures/files.ts";
import { expect, test } from "./harness/test.ts";

/** A `DataTransfer` of the page with one file that repeats a row, without ever being whole in memory. */
async function repeated(page: Page, name: string, header: string, line: string, times: number) {
  return page.evaluateHandle(
    ({ name, header, line, times }) => {
      const block = new Blob([line.repeat(100)]);
      const transfer = new DataTransfer();
      transfer.items.add(new File([header, ...Array.from({ length: times / 100 }, () => block)], name));
      return transfer;
    },
    { name, header, line, times },
  );
}

test("reading is shown as it goes and can be stopped; files read before stay", async ({ check, page, t }) => {
  await check.open();
  await check.check([collected("before.csv", [{ serial: "BEFORE-1" }])], 1);

  const line = `${row({ serial: "AGAIN-1" }).join(",")}\r\n`;
  await check.dropData(await repeated(page, "huge.csv", `${HEADER.join(",")}\r\n`, line, 200_000));
  const progress = check.main.getByRole("region", { name: t("progress-checking", { files: 1 }) });
  await expect(progress.getByRole("progressbar")).toHaveAttribute("value", /^0?\.\d+$/);
  await expect(progress).toContainText("MB");
  await progress.getByRole("button", { name: t("cancel"), exact: true }).click();
  await expect(progress).toBeHidden();
  await expect(check.notices).toContainText(t("check-cancelled"));
  await check.expectSerials(["BEFORE-1"]);
  await check.check([collected("after.csv", [{ serial: "AFTER-1" }])], 2);
});

test("what is dropped while files are read is read after them", async ({ check, page }) => {
  await check.open();
  const line = `${row({ serial: "AGAIN-1" }).join(",")}\r\n`;
  await check.dropData(await repeated(page, "large.csv", `${HEADER.join(",")}\r\n`, line, 2000));
  await check.drop(collected("late.csv", [{ serial: "LATE-1" }]));
  await check.expectSerials(["AGAIN-1", "LATE-1"]);
  await check.expectTile("summary-devices", 2);
});

test("files are chosen, a folder is chosen, text is pasted", async ({ check, page, t }) => {
  await check.open();
  await check.choose(collected("chosen.csv", [{ serial: "CHOSEN-1" }]));
  await check.expectChecked(1, 1);

  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), check.add("add-folder")]);
  await chooser.setFiles(`${samplesFolder()}/sets/two-sites`);
  await check.expectChecked(2, 4);

  await check.add("add-paste");
  const dialog = check.dialog("paste-title");
  await dialog.getByRole("textbox", { name: t("paste-label") }).fill(`${HEADER.join(",")}\n${row({ serial: "PASTED-1" }).join(",")}`);
  await dialog.getByRole("button", { name: t("paste-check"), exact: true }).click();
  await check.expectChecked(1, 5);
  await expect(check.cell("PASTED-1", "file")).toHaveText(`${t("paste-name", { number: 4 })}:2`);
});

test("a ZIP, an OA3 report, a report export, corporate identifiers, garbage: each for what it is", async ({ check, t }) => {
  await check.open();
  const files = ["archives/all-sites.zip", "others/OA3.xml", "forms/report-export.csv", "others/corporate-identifiers.csv", "others/picture.csv"];
  await check.drop(...files.map(sample));
  await expect(check.notices).toContainText(t("check-done", { files: 6, devices: 7 }));
  await expect(await check.file("all-sites.zip/amsterdam.csv")).toBeVisible();
  await expect(await check.file("OA3.xml")).toContainText(t("file-kind-oa3-report", { encoding: "ASCII" }));
  await expect(await check.file("report-export.csv")).toContainText(t("diag-report-export"));
  const identifiers = await check.file("corporate-identifiers.csv");
  await expect(identifiers).toContainText(t("diag-corporate-identifiers", { rows: 2 }));
  await expect(identifiers).toContainText("F2");
  await expect(await check.file("picture.csv")).toContainText(t("diag-file-binary"));
});

test("every sample shows what its index promises", async ({ check, t }) => {
  const index = sample("README.md").bytes.toString("utf8");
  const rows = [...index.matchAll(/^\| (`.*`) \|.*\| (.*) \|$/gm)];
  const files = rows.flatMap(([, paths = ""]) => [...paths.matchAll(/`([^`]+)`/g)].map(([, path = ""]) => path));
  const promised = new Set(rows.flatMap(([, , codes = ""]) => codes.split(", ").filter((code) => code !== "")));
  expect(files.length).toBeGreaterThan(40);

  await check.open("settings");
  const domains = check.main.getByRole("textbox", { name: t("settings-domains") });
  await domains.fill("contoso.com");
  await domains.blur();
  await check.go("check");
  await check.drop(...files.map((path) => ({ ...sample(path), name: path.replaceAll("/", "-") })));
  await expect(check.progress).toBeVisible();
  await check.expectRead();

  const said = new Set<string>();
  for (const portal of ["intune", "partner-center"]) {
    await check.main.getByRole("combobox", { name: t("check-for") }).selectOption({ label: t(`target-${portal}`) });
    const [file] = await check.export("json");
    const report = JSON.parse(file?.bytes.toString("utf8") ?? "") as Said & { devices: Said[] };
    for (const { diagnostics } of [report, ...report.devices]) {
      for (const { code } of diagnostics) said.add(code);
    }
  }
  expect([...promised].filter((code) => !said.has(code))).toEqual([]);
});

/** A part of the report for programs about which something is said. */
type Said = { diagnostics: { code: string }[] };

test("the same device in many rows is one device", async ({ check }) => {
  const again = row({ serial: "MANY-1" });
  await check.open();
  await check.check([table("many.csv", [HEADER, again, again, again])], 1);
  await check.expectTile("summary-duplicates", 2);
});

test("files that can't be read share one notice when they are many", async ({ check, page }) => {
  await page.addInitScript(() => {
    globalThis.Worker = class {
      constructor() {
        throw new Error("no workers here");
      }
    } as never;
  });
  await check.open();
  const files = fleet(24, "file").map((device) => collected(`${device.serial}.csv`, [device]));
  await check.drop(...files);
  const [first] = files;
  await expect(check.notices).toContainText(first!.name);
  await expect(check.notices.getByRole("button")).toHaveCount(1);
  await expect(check.notices).toContainText(/24/);
});
