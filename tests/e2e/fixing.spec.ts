import { collected, FULL_HEADER, HEADER, portalFile, row, table } from "./fixtures/files.ts";
import { hardwareHash, type Device } from "./fixtures/hash.ts";
import { expect, test } from "./harness/test.ts";

const lost: Device = { serial: "000048271905" };
const small: Device = { serial: "ABC-0002" };
const other: Device = { serial: "XYZ-0003" };

/** Two devices whose serials can be mended unseen, and one whose row may be mixed up. */
const mixed = table("mixed.csv", [
  HEADER,
  row(lost, "48271905"),
  row(small, "abc-0002"),
  row(other, "XYZ-9999"),
]);

test("a fix mends one problem, and undo and redo go both ways", async ({ check, t }) => {
  await check.open();
  await check.check([mixed], 3);
  const details = await check.openDetails("48271905");
  await details.getByRole("button", { name: t("diag-serial-leading-zeros.fix", { choice: lost.serial }) }).click();
  await check.expectStatus(lost.serial, t("status-ready"));
  const changed = t("change-set", { field: t("field-serial"), before: "48271905", after: lost.serial });
  await expect(check.details(lost.serial)).toContainText(`${changed} (${t("cause-fixed", { rule: "S2" })})`);

  await check.command("undo").click();
  await expect(check.row("48271905")).toBeVisible();
  await check.command("redo").click();
  await check.expectStatus(lost.serial, t("status-ready"));
});

test("all safe fixes are one step, and leave alone what needs a look", async ({ check, t }) => {
  await check.open();
  await check.check([mixed], 3);
  await check.command("fix-all", { count: 2 }).click();
  await expect(check.command("fix-all", { count: 0 })).toHaveAttribute("aria-disabled", "true");
  await check.expectTile("summary-ready", 2);
  await check.expectStatus("XYZ-9999", t("diag-serial-mismatch", { value: "XYZ-9999", wanted: other.serial }));
  await check.command("undo").click();
  await check.expectTile("summary-ready", 0);
  await expect(check.command("undo")).toHaveAttribute("aria-disabled", "true");
});

test("values are changed in the grid and in the details, and taken out with the export", async ({ check, page, t }) => {
  await check.open();
  await check.check([mixed], 3);
  await check.edit("48271905", "serial", lost.serial);
  await check.edit(lost.serial, "tag", "Kiosk");

  const details = await check.openDetails("XYZ-9999");
  await details.getByRole("textbox", { name: t("field-serial"), exact: true }).fill(other.serial);
  await page.keyboard.press("Tab");
  await expect(check.details(other.serial)).toContainText(`(${t("cause-by-hand")})`);
  await check.details(other.serial).getByRole("textbox", { name: t("field-assigned-user") }).fill("kim@contoso.com");
  await page.keyboard.press("Tab");

  await check.edit("abc-0002", "serial", small.serial);
  const [file] = await check.export("intune");
  expect(file?.bytes.toString("latin1")).toBe(
    portalFile([FULL_HEADER, [...row(lost), "Kiosk", ""], [...row(small), "", ""], [...row(other), "", "kim@contoso.com"]]),
  );
});

test("a double click edits a cell, and Escape leaves it as it was", async ({ check }) => {
  await check.open();
  await check.check([mixed], 3);
  await check.cell("48271905", "tag").dblclick();
  await check.editor("48271905", "tag").fill("Kiosk");
  await check.editor("48271905", "tag").press("Escape");
  await expect(check.cell("48271905", "tag")).toHaveText("");
  await expect(check.cell("48271905", "tag")).toBeFocused();
});

test("a group tag and a user for all that are ticked", async ({ check, t }) => {
  await check.open();
  await check.check([collected("three.csv", [{ serial: "A-1" }, { serial: "A-2" }, { serial: "A-3" }])], 3);
  await check.tick("A-1");
  await check.tick("A-3");
  await check.command("bulk").click();
  const dialog = check.dialog("bulk-title", { count: 2 });
  await dialog.getByRole("textbox", { name: t("bulk-tag-value"), exact: true }).fill("Sales");
  await dialog.getByRole("checkbox", { name: t("bulk-user") }).check();
  await dialog.getByRole("textbox", { name: t("bulk-user-value"), exact: true }).fill("sam@contoso.com");
  await dialog.getByRole("button", { name: t("bulk-apply"), exact: true }).click();
  await expect(check.notices).toContainText(t("bulk-done", { count: 2 }));

  await expect(check.cell("A-1", "tag")).toHaveText("Sales");
  await expect(check.cell("A-2", "tag")).toHaveText("");
  await expect(check.cell("A-3", "user")).toHaveText("sam@contoso.com");
  await check.command("undo").click();
  await expect(check.cell("A-1", "tag")).toHaveText("");
  await expect(check.cell("A-3", "user")).toHaveText("");
});

test("what is left out is not exported, and can be taken in again", async ({ check, t }) => {
  const devices: Device[] = [{ serial: "A-1" }, { serial: "A-2" }];
  await check.open();
  await check.check([collected("two.csv", devices)], 2);
  await check.tick("A-2");
  await check.command("exclude-selected").click();
  await check.expectTile("summary-devices", 1);
  const [file] = await check.export("intune");
  expect(file?.bytes.toString("latin1")).toBe(portalFile([HEADER, row({ serial: "A-1" })]));

  await check.filterBy("severity", t("filter-severity-excluded"));
  await check.expectStatus("A-2", t("status-excluded"));
  await check.tick("A-2");
  await check.command("include-selected").click();
  await check.expectTile("summary-devices", 2);
});

test("of two group tags for one device the reader chooses", async ({ check, t }) => {
  const device: Device = { serial: "BOTH-0001" };
  const site = (name: string, tag: string) => table(name, [FULL_HEADER, [...row(device), tag, ""]]);
  await check.open();
  await check.check([site("amsterdam.csv", "Office"), site("utrecht.csv", "Kiosk")], 1);
  const details = await check.openDetails(device.serial);
  await expect(details.getByText("G1", { exact: true })).toBeVisible();
  await details.getByRole("button", { name: t("diag-group-tag-conflict.fix", { choice: "Kiosk" }) }).first().click();
  await expect(details.getByText("G1", { exact: true })).toBeHidden();
  await expect(check.cell(device.serial, "tag")).toHaveText("Kiosk");
  const [file] = await check.export("intune");
  expect(file?.bytes.toString("latin1")).toBe(portalFile([FULL_HEADER.slice(0, 4), [...row(device), "Kiosk"]]));
});

test("a hash in the wrong alphabet, without padding, broken over lines: repaired, and written whole", async ({ check }) => {
  const hash = hardwareHash(other);
  const wrapped = `${hash.slice(0, 2000)} ${hash.slice(2000)}`;
  const url = hash.replaceAll("+", "-").replaceAll("/", "_");
  const devices = [
    ["XYZ-0003", "", wrapped],
    ["SHORT-1", "", hardwareHash({ serial: "SHORT-1" }).replace(/A+$/, "")],
    ["URL-1", "", hardwareHash({ serial: "URL-1" }).replaceAll("+", "-").replaceAll("/", "_")],
  ];
  expect(url).not.toBe(hash);
  await check.open();
  await check.check([table("repairable.csv", [HEADER, ...devices])], 3);
  await check.command("fix-all", { count: 3 }).click();
  const [file] = await check.export("intune");
  expect(file?.bytes.toString("latin1")).toBe(
    portalFile([HEADER, row(other), row({ serial: "SHORT-1" }), row({ serial: "URL-1" })]),
  );
});
