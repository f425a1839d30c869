import { collected, fleet, FULL_HEADER, HEADER, portalFile, row, table } from "./fixtures/files.ts";
import { expect, test } from "./harness/test.ts";

test("the whole main job without a mouse", async ({ check, page, t }) => {
  const press = (...keys: string[]) => keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());
  await check.open();

  await check.main.getByRole("button", { name: t("add"), exact: true }).focus();
  await press("Enter");
  await expect(page.getByRole("menuitem", { name: t("add-files") })).toBeFocused();
  await press("ArrowDown", "ArrowDown", "Enter");
  const text = page.getByRole("textbox", { name: t("paste-label") });
  await text.focus();
  await page.keyboard.insertText(table("", [HEADER, row({ serial: "KEYS-1" }), row({ serial: "KEYS-2" }, "keys-2")]).bytes.toString());
  await press("Tab", "Enter");
  await check.expectChecked(1, 2);

  await check.grid.getByRole("button", { name: t("column-serial") }).focus();
  await press("Enter");
  await check.expectSerials(["KEYS-1", "keys-2"]);
  await check.grid.getByRole("checkbox", { name: t("select-device", { serial: "KEYS-1" }) }).focus();
  await press("Space");
  await expect(check.row("KEYS-1")).toHaveAttribute("aria-selected", "true");
  await press("Space", "End", "ArrowLeft", "ArrowLeft", "ArrowLeft", "F2");
  await expect(check.editor("KEYS-1", "tag")).toBeFocused();
  await page.keyboard.type("Kiosk");
  await press("Enter");
  await expect(check.cell("KEYS-1", "tag")).toHaveText("Kiosk");
  await expect(check.cell("KEYS-1", "tag")).toBeFocused();

  await press("ArrowDown", "Home", "ArrowRight", "Enter");
  const details = check.details("keys-2");
  await details.getByRole("button", { name: t("diag-serial-case.fix", { choice: "KEYS-2" }) }).focus();
  await press("Enter");
  await check.expectStatus("KEYS-2", t("status-ready"));

  await check.command("export").focus();
  await press("Enter");
  await expect(check.exporting.dialog).toBeVisible();
  await press("Escape");
  await expect(check.exporting.dialog).toBeHidden();
  await expect(check.command("export")).toBeFocused();
  const [file] = await check.export("intune");
  expect(file?.bytes.toString("latin1")).toBe(
    portalFile([FULL_HEADER.slice(0, 4), [...row({ serial: "KEYS-1" }), "Kiosk"], [...row({ serial: "KEYS-2" }), ""]]),
  );
});

test("the details are entered and left by keyboard", async ({ check, page, t }) => {
  await check.open();
  await check.check([collected("two.csv", [{ serial: "KEYS-1" }, { serial: "KEYS-2" }])], 2);
  for (const width of [1400, 1000, 320]) {
    await page.setViewportSize({ width, height: 700 });
    const cell = check.cell("KEYS-1", "status");
    await cell.focus();
    await page.keyboard.press("Enter");
    await expect(check.details("KEYS-1").getByRole("heading", { level: 2 })).toBeFocused();
    await page.keyboard.press("Tab");
    await expect(check.details("KEYS-1").getByRole("button", { name: t("close"), exact: true })).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(check.details("KEYS-1")).toBeHidden();
    await expect(cell).toBeFocused();
  }
});

test("a grid of 5,000 devices tells its true size and place wherever it is", async ({ check, page }) => {
  await check.open();
  await check.check([collected("fleet.csv", fleet(5000), { lineEnd: "\n" })], 5000);
  await expect(check.grid).toHaveAttribute("aria-rowcount", "5001");
  await expect(check.grid).toHaveAttribute("aria-colcount", "9");
  await check.cell("FLEET-00001", "serial").focus();
  await page.keyboard.press("Control+End");
  const last = check.row("FLEET-05000");
  await expect(last).toHaveAttribute("aria-rowindex", "5001");
  await expect(check.cell("FLEET-05000", "file")).toBeFocused();
  await expect(check.cell("FLEET-05000", "file")).toHaveAttribute("aria-colindex", "9");
  await page.keyboard.press("PageUp");
  await page.keyboard.press("Home");
  await page.keyboard.press("Control+Home");
  await expect(check.row("FLEET-00001")).toHaveAttribute("aria-rowindex", "2");
  expect(await check.grid.getByRole("row").count()).toBeLessThan(80);
});
