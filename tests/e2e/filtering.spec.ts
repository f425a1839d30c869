import { collected, HEADER, row, table } from "./fixtures/files.ts";
import { damaged, type Device } from "./fixtures/hash.ts";
import { expect, test } from "./harness/test.ts";

const broken = row({ serial: "NORTH-3", model: "Fabrikam Slate", manufacturer: "Fabrikam" });
broken[2] = damaged(broken[2] ?? "");
const north: Device[] = [{ serial: "NORTH-1" }, { serial: "NORTH-2", model: "Contoso Book 2" }];
const south: Device[] = [{ serial: "SOUTH-1" }, { serial: "SOUTH-2", model: "Contoso Book 2" }];

test.beforeEach(async ({ check }) => {
  await check.open();
  const files = [table("north.csv", [HEADER, ...north.map((device) => row(device)), broken]), collected("south.csv", south)];
  await check.check(files, 5);
});

test("by text", async ({ check, t }) => {
  await check.search.fill("south");
  await check.expectSerials(["SOUTH-1", "SOUTH-2"]);
  await check.expectShown(2, 5);
  await check.search.fill("nowhere");
  await expect(check.grid).toContainText(t("grid-empty"));
  await check.main.getByRole("button", { name: t("filter-clear") }).click();
  await check.expectShown(5, 5);
});

test("by model, in the chart and in the list", async ({ check, t }) => {
  const chart = check.main.getByRole("group", { name: t("chart-models") });
  const bar = chart.getByRole("button", { name: "Contoso Book 2" });
  await expect(bar).toContainText("2");
  await bar.click();
  await expect(bar).toHaveAttribute("aria-pressed", "true");
  await check.expectSerials(["NORTH-2", "SOUTH-2"]);
  await bar.click();
  await check.filterBy("model", "Contoso Book 1");
  await check.expectSerials(["NORTH-1", "SOUTH-1"]);
});

test("by what is wrong, on a tile and in the list", async ({ check, t }) => {
  await check.tile("summary-errors").click();
  await check.expectSerials(["NORTH-3"]);
  await check.tile("summary-errors").click();
  await check.expectShown(5, 5);
  await check.filterBy("severity", t("filter-severity-clean"));
  await check.expectShown(4, 5);
});

test("by file and by manufacturer", async ({ check }) => {
  await check.filterBy("file", "south.csv");
  await check.expectSerials(["SOUTH-1", "SOUTH-2"]);
  await check.filterBy("manufacturer", "Contoso");
  await check.expectShown(2, 5);
});

test("by a list of serials, and those that are not there are named", async ({ check, page, t }) => {
  await check.main.getByRole("button", { name: t("filter-serials") }).click();
  const dialog = check.dialog("filter-serials-title");
  await dialog.getByRole("textbox", { name: t("filter-serials-label") }).fill("north-1; SOUTH-2\nGONE-7");
  await dialog.getByRole("button", { name: t("filter-serials-apply") }).click();
  await check.expectSerials(["NORTH-1", "SOUTH-2"]);
  await expect(check.notices).toContainText(t("filter-serials-missing", { count: 1, serials: "GONE-7" }));
  await expect(page.getByRole("dialog")).toBeHidden();
});

test("sorted by a column, either way", async ({ check, t }) => {
  const heading = check.grid.getByRole("columnheader", { name: t("column-serial") });
  await heading.getByRole("button").click();
  await expect(heading).toHaveAttribute("aria-sort", "ascending");
  await check.expectSerials(["NORTH-1", "NORTH-2", "NORTH-3", "SOUTH-1", "SOUTH-2"]);
  await heading.getByRole("button").click();
  await expect(heading).toHaveAttribute("aria-sort", "descending");
  await check.expectSerials(["SOUTH-2", "SOUTH-1", "NORTH-3", "NORTH-2", "NORTH-1"]);
});

test("only what is shown, or ticked, is exported", async ({ check, t }) => {
  await check.search.fill("south");
  await check.expectShown(2, 5);
  const panel = await check.openExport();
  await panel.scope("export-scope-shown", 2);
  await panel.expectOutlook(2, 1);
  await panel.button("cancel").click();

  await check.tick("SOUTH-2");
  await check.openExport();
  await expect(panel.dialog.getByRole("radio", { name: t("export-scope-selected", { count: 1 }) })).toBeChecked();
  const [file] = await panel.save();
  expect(file?.bytes.toString("latin1")).toBe(`${HEADER.join(",")}\r\n${row(south[1] as Device).join(",")}\r\n`);
});
