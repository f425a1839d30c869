import { mkdirSync, truncateSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

import type { Page } from "@playwright/test";

import { collected, fleet, samplesFolder, sample, table, FULL_HEADER, HEADER, row } from "./fixtures/files.ts";
import { expect, test } from "./harness/test.ts";

/** A `DataTransfer` of the page with one file that repeats a row, without ever being whole in memory. */
async function repeated(page: Page, name: string, header: string, line: string, times: number) {
  return page.evaluateHandle(
    ({ name, header, line, times }) => {
      // Of rows, many at once; of blocks of rows, each by itself.
      const some = line.length > 100_000 ? 1 : 100;
      const block = new Blob([line.repeat(some)]);
      const transfer = new DataTransfer();
      transfer.items.add(new File([header, ...Array.from({ length: times / some }, () => block)], name));
      return transfer;
    },
    { name, header, line, times },
  );
}

test("reading is shown as it goes and can be stopped; files read before stay", async ({ check, page, t }) => {
  await check.open();
  await check.check([collected("before.csv", [{ serial: "BEFORE-1" }])], 1);

  const line = `${row({ serial: "AGAIN-1" }).join(",")}\r\n`;
  await check.dropData(await repeated(page, "huge.csv", `${HEADER.join(",")}\r\n`, line, 1_000_000));
  const progress = check.main.getByRole("region", { name: t("progress-checking", { files: 1 }) });
  await expect(progress.getByRole("progressbar")).toHaveAttribute("value", /^0?\.\d+$/);
  await expect(progress).toContainText("MB");
  await progress.getByRole("button", { name: t("cancel"), exact: true }).click();
  await expect(progress).toBeHidden();
  await expect(check.notices).toContainText(t("check-cancelled"));
  await check.expectSerials(["BEFORE-1"]);
  await check.check([collected("after.csv", [{ serial: "AFTER-1" }])], 2);
});

test("a large file is read in sections that fit together", async ({ check, page }) => {
  // Each block has a field over several lines that look like rows: a section that begins among them has begun wrong.
  const devices = fleet(100, "part");
  const line = (serial: string, tag: string) => `${[...row({ serial }), tag, ""].join(",")}\r\n`;
  const lines = devices.map(({ serial }) => line(serial, ""));
  const around = line("AROUND-1", `"${line("INSIDE-1", "").repeat(5)}"`);
  const block = `${lines.join("")}${around}`;
  const times = 120;
  await check.open();
  await check.dropData(await repeated(page, "large.csv", `${FULL_HEADER.join(",")}\r\n`, block, times));
  await check.expectRead();
  await expect(await check.file("large.csv")).toContainText(`${101 * times} `);
  await check.expectTile("summary-devices", 101);
  await check.expectTile("summary-duplicates", 101 * (times - 1));
  // Of rows that say the same the last one counts: its line is right if all sections before it were counted right.
  const linesOfBlock = 100 + 6;
  await expect(check.cell("AROUND-1", "file")).toHaveText(`large.csv:${102 + (times - 1) * linesOfBlock}`);
});

test("a page that nobody sees reads on", async ({ check, page }) => {
  // As browsers treat a tab in the background: nothing is drawn, and timers go off once a second.
  await page.addInitScript(() => {
    Object.defineProperty(document, "hidden", { get: () => true });
    globalThis.requestAnimationFrame = () => 0;
    const soon = globalThis.setTimeout.bind(globalThis);
    const late = (done: () => void, wait = 0) => soon(done, Math.max(wait, 1000));
    Object.assign(globalThis, { setTimeout: late });
  });
  const devices = fleet(100, "part");
  const block = devices.map((device) => `${row(device).join(",")}\r\n`).join("");
  const times = 200;
  await check.open();
  await check.dropData(await repeated(page, "large.csv", `${HEADER.join(",")}\r\n`, block, times));
  await check.expectRead();
  await expect(await check.file("large.csv")).toContainText(`${100 * times} `);
  await check.expectTile("summary-devices", 100);
});

test("reading halts and goes on", async ({ check, page, t }) => {
  await check.open();
  const line = `${row({ serial: "AGAIN-1" }).join(",")}\r\n`;
  await check.dropData(await repeated(page, "huge.csv", `${HEADER.join(",")}\r\n`, line, 1_000_000));
  const progress = check.main.getByRole("region", { name: t("progress-checking", { files: 1 }) });
  await expect(progress).toContainText(/[1-9][\d,]* rows/);
  await progress.getByRole("button", { name: t("pause"), exact: true }).click();
  await expect(progress).toContainText(t("progress-paused"));
  // What was on its way still comes; then nothing moves, though ten times a second something would.
  const seen: string[] = [];
  const isAtRest = async () => {
    seen.unshift(await progress.innerText());
    return seen.length > 4 && seen.slice(0, 5).every((text) => text === seen[0]);
  };
  await expect.poll(isAtRest, { intervals: [200] }).toBe(true);
  await progress.getByRole("button", { name: t("resume"), exact: true }).click();
  await expect(progress.getByRole("button", { name: t("pause"), exact: true })).toBeVisible();
  await expect(progress).not.toContainText(t("progress-paused"));
  const [rows = ""] = /[\d,]+ rows/.exec(seen[0] ?? "") ?? [];
  await expect(progress).not.toContainText(rows);
  await progress.getByRole("button", { name: t("cancel"), exact: true }).click();
  await expect(progress).toBeHidden();
});

test("what is still being read is left as it is", async ({ check, page, t }) => {
  await check.open();
  await check.check([collected("small.csv", [{ serial: "SMALL-1" }])], 1);
  const line = (serial: string) => `${row({ serial }).join(",")}\r\n`;
  const head = `${HEADER.join(",")}\r\n${line("FIRST-1")}`;
  await check.dropData(await repeated(page, "huge.csv", head, line("AGAIN-1"), 1_000_000));
  const progress = check.main.getByRole("region", { name: t("progress-checking", { files: 1 }) });
  // By key: what stands before the button grows as rows come.
  await progress.getByRole("button", { name: t("pause"), exact: true }).press("Enter");
  const why = t("file-arriving", { file: "huge.csv" });
  const remove = (await check.file("huge.csv")).getByRole("button", { name: t("file-remove", { file: "huge.csv" }) });
  await expect(remove).toHaveAttribute("aria-disabled", "true");
  await expect(remove).toHaveAccessibleDescription(why);

  await check.cell("FIRST-1", "tag").press("F2");
  await expect(check.editor("FIRST-1", "tag")).toBeHidden();
  const field = (await check.openDetails("FIRST-1")).getByRole("textbox", { name: t("field-group-tag"), exact: true });
  await field.fill("Kiosk");
  await field.press("Tab");
  await expect(check.notices).toContainText(why);
  await expect(field).toHaveValue("");

  await progress.getByRole("button", { name: t("cancel"), exact: true }).click();
  await check.expectSerials(["SMALL-1"]);
  await check.edit("SMALL-1", "tag", "Kiosk");
  await check.expectKept();
  await check.reload();
  await expect(check.cell("SMALL-1", "tag")).toHaveText("Kiosk");
});

test("the keyboard goes everywhere in the list while files are read", async ({ check, page, t }) => {
  await check.open();
  await check.check([collected("fleet.csv", fleet(1000), { lineEnd: "\n" })], 1000);
  const line = `${row({ serial: "AGAIN-1" }).join(",")}\r\n`;
  await check.dropData(await repeated(page, "huge.csv", `${HEADER.join(",")}\r\n`, line, 1_000_000));
  const progress = check.main.getByRole("region", { name: t("progress-checking", { files: 1 }) });
  await progress.getByRole("button", { name: t("pause"), exact: true }).click();
  await expect(check.grid).toHaveAttribute("aria-rowcount", "1002");
  const isIn = (at: number) => expect(check.grid.locator(`[role=row][aria-rowindex="${at}"]`).locator(":focus")).toHaveCount(1);
  await check.cell("FLEET-00001", "serial").focus();
  await page.keyboard.press("Control+End");
  await isIn(1002);
  await page.keyboard.press("Control+Home");
  await isIn(2);
  await page.keyboard.press("PageDown");
  await page.keyboard.press("PageDown");
  await page.keyboard.press("ArrowUp");
  await expect(check.grid.locator(":focus")).toHaveCount(1);
  await progress.getByRole("button", { name: t("cancel"), exact: true }).click();
  await expect(progress).toBeHidden();
});

test("a file that changes while it is read is told of, and the others are read", async ({ check, t }, info) => {
  const path = info.outputPath("shrinks.csv");
  mkdirSync(dirname(path), { recursive: true });
  const line = `${row({ serial: "AGAIN-1" }).join(",")}\r\n`;
  writeFileSync(path, `${HEADER.join(",")}\r\n${line.repeat(100_000)}`);
  const good = info.outputPath("good.csv");
  writeFileSync(good, collected("good.csv", [{ serial: "GOOD-1" }]).bytes);
  await check.open();
  await check.choosePaths([path, good]);
  const progress = check.main.getByRole("region", { name: t("progress-checking", { files: 2 }) });
  await progress.getByRole("button", { name: t("pause"), exact: true }).click();
  truncateSync(path, 1000);
  await progress.getByRole("button", { name: t("resume"), exact: true }).click();
  await expect(check.notices).toContainText("shrinks.csv");
  await check.expectSerials(["GOOD-1"]);
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

test("the same device in many rows is one device", async ({ check, t }) => {
  const again = row({ serial: "MANY-1" });
  await check.open();
  await check.check([table("many.csv", [HEADER, again, again, again])], 1);
  await check.expectTile("summary-duplicates", 2);
  // Of very many, its details show the first ones.
  await check.drop(table("more.csv", [HEADER, ...Array.from({ length: 130 }, () => again)]));
  await check.expectTile("summary-duplicates", 132);
  await expect(await check.openDetails("MANY-1")).toContainText(t("details-more-rows", { count: 33 }));
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
