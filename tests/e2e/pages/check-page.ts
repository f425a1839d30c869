import { expect, type Locator } from "@playwright/test";

import type { TestFile } from "../fixtures/files.ts";
import { AppPage } from "./app-page.ts";
import { ExportPanel, type ExportFormat } from "./export-panel.ts";

/** The columns of the grid; their place among the cells of a row. */
const COLUMNS = ["select", "status", "serial", "manufacturer", "model", "tag", "user", "captured", "file"] as const;
export type Column = (typeof COLUMNS)[number];

/** How long reading may take on a busy machine, in milliseconds. */
const READING = 40_000;

/** Check & merge: files in, problems with their fixes, the clean set out. */
export class CheckPage extends AppPage {
  readonly exporting = new ExportPanel(this.page, this.t);

  // --- Taking files in

  /** Drops files on the page, by the events of a real drag. */
  async drop(...files: TestFile[]): Promise<void> {
    const content = files.map(({ name, bytes }) => ({ name, base64: bytes.toString("base64") }));
    const dataTransfer = await this.page.evaluateHandle(async (content) => {
      const transfer = new DataTransfer();
      for (const { name, base64 } of content) {
        const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
        transfer.items.add(new File([bytes], name));
      }
      return transfer;
    }, content);
    await this.dropData(dataTransfer);
  }

  /** Drops what is in a `DataTransfer` of the page. */
  async dropData(dataTransfer: unknown): Promise<void> {
    const heading = this.main.getByRole("heading", { level: 1 });
    for (const type of ["dragenter", "dragover", "drop"]) {
      await heading.dispatchEvent(type, { dataTransfer });
    }
  }

  /** Drops files and waits until all are read; `devices` are in the set then. */
  async check(files: TestFile[], devices: number): Promise<void> {
    await this.drop(...files);
    await this.expectChecked(files.length, devices);
  }

  async expectChecked(files: number, devices: number): Promise<void> {
    await expect(this.notices).toContainText(this.t("check-done", { files, devices }), { timeout: READING });
  }

  /** Chooses files in the browser's own dialog. */
  async choose(...files: TestFile[]): Promise<void> {
    const [chooser] = await Promise.all([this.page.waitForEvent("filechooser"), this.add("add-files")]);
    await chooser.setFiles(files.map(({ name, bytes }) => ({ name, mimeType: "text/csv", buffer: bytes })));
  }

  /** Chooses files by where they are on the disk. */
  async choosePaths(paths: string[]): Promise<void> {
    const [chooser] = await Promise.all([this.page.waitForEvent("filechooser"), this.add("add-files")]);
    await chooser.setFiles(paths);
  }

  /** Opens the menu of ways to add files, and takes one. */
  async add(way: "add-files" | "add-folder" | "add-paste"): Promise<void> {
    await this.main.getByRole("button", { name: this.t("add"), exact: true }).click();
    await this.page.getByRole("menuitem", { name: this.t(way) }).click();
  }

  // --- The set

  get notices(): Locator {
    return this.page.getByRole("log", { name: this.t("notices") });
  }

  /** Waits until nothing is read any more. */
  async expectRead(): Promise<void> {
    await expect(this.progress).toBeHidden({ timeout: READING });
  }

  /** Waits until everything is kept. */
  async expectKept(): Promise<void> {
    await expect(this.main.getByText(this.t("set-kept"), { exact: true })).toBeVisible({ timeout: READING });
  }

  /** Loads the page anew, as a reader does who waits until everything is kept. */
  async reload(): Promise<void> {
    await this.expectKept();
    await this.page.reload();
  }

  get progress(): Locator {
    return this.main.getByRole("progressbar");
  }

  /** A button of the command bar, such as `undo`. */
  command(key: string, values?: Record<string, number>): Locator {
    return this.main.getByRole("group", { name: this.t("commands") }).getByRole("button", { name: this.t(key, values), exact: true });
  }

  dialog(key: string, values?: Record<string, number>): Locator {
    return this.page.getByRole("dialog", { name: this.t(key, values), exact: true });
  }

  /** A count of the summary: pressing it shows what it counts. */
  tile(key: string): Locator {
    return this.main.getByRole("region", { name: this.t("summary") }).getByRole("button", { name: this.t(key) });
  }

  async expectTile(key: string, count: number): Promise<void> {
    await expect(this.tile(key)).toHaveText(`${count.toLocaleString("en")}${this.t(key)}`);
  }

  /** Opens the menu of sets, and takes an entry. */
  async sets(entry: string | RegExp): Promise<void> {
    await this.main.getByRole("button", { name: this.t("set-switch"), exact: true }).click();
    await this.page.getByRole("menuitem", { name: entry }).click();
  }

  // --- Files

  /** A file in the list of files, which is opened for it. */
  async file(name: string): Promise<Locator> {
    const list = this.main.locator("details.files");
    if (!(await list.evaluate((element) => (element as HTMLDetailsElement).open))) {
      await list.locator("summary").click();
    }
    return list.getByRole("listitem").filter({ has: this.page.getByText(name, { exact: true }) });
  }

  // --- The grid

  get grid(): Locator {
    return this.main.getByRole("grid", { name: this.t("grid") });
  }

  row(serial: string): Locator {
    return this.grid.getByRole("row").filter({ has: this.page.getByRole("gridcell", { name: serial, exact: true }) });
  }

  cell(serial: string, column: Column): Locator {
    return this.row(serial).getByRole("gridcell").nth(COLUMNS.indexOf(column));
  }

  /** The serials in sight, in order. */
  async expectSerials(serials: string[]): Promise<void> {
    const rows = this.grid.getByRole("row").filter({ has: this.page.getByRole("gridcell") });
    await expect.poll(() => this.texts(rows, "serial")).toEqual(serials);
  }

  private async texts(rows: Locator, column: Column): Promise<string[]> {
    const cells = rows.locator(`[role=gridcell]:nth-child(${COLUMNS.indexOf(column) + 1})`);
    return cells.allInnerTexts();
  }

  async tick(serial: string): Promise<void> {
    await this.grid.getByRole("checkbox", { name: this.t("select-device", { serial }) }).check();
  }

  /** Types a value into a cell. */
  async edit(serial: string, column: "serial" | "tag" | "user", value: string): Promise<void> {
    await this.cell(serial, column).press("F2");
    const editor = this.editor(serial, column);
    await editor.fill(value);
    await editor.press("Enter");
  }

  editor(serial: string, column: Column): Locator {
    return this.grid.getByRole("textbox", { name: this.t("edit-label", { field: this.t(`column-${column}`), serial }) });
  }

  /** The state of a device in the grid: ready, or what is worst about it. */
  async expectStatus(serial: string, text: string): Promise<void> {
    await expect(this.cell(serial, "status")).toHaveText(text);
  }

  // --- The details

  details(serial: string): Locator {
    return this.main.getByRole("complementary", { name: this.t("details", { serial }), exact: true });
  }

  async openDetails(serial: string): Promise<Locator> {
    await this.cell(serial, "manufacturer").click();
    const details = this.details(serial);
    await expect(details).toBeVisible();
    return details;
  }

  /** What is said about the device of the open details, by its text. */
  problem(details: Locator, text: string): Locator {
    return details.getByRole("listitem").filter({ has: this.page.getByText(text, { exact: true }) });
  }

  // --- Filters

  get search(): Locator {
    return this.main.getByRole("searchbox", { name: this.t("filter-search") });
  }

  async filterBy(key: "severity" | "manufacturer" | "model" | "file", label: string): Promise<void> {
    await this.main.getByRole("combobox", { name: this.t(`filter-${key}`), exact: true }).selectOption({ label });
  }

  async expectShown(shown: number, total: number): Promise<void> {
    await expect(this.main.getByRole("search")).toContainText(this.t("filter-shown", { shown, total }));
  }

  // --- Export

  async openExport(): Promise<ExportPanel> {
    await this.command("export").click();
    await expect(this.exporting.dialog).toBeVisible();
    return this.exporting;
  }

  /** Exports in a format, in a known number of files: these, in order. */
  async export(format: ExportFormat, files = 1): Promise<TestFile[]> {
    const panel = await this.openExport();
    await panel.choose(format);
    return panel.save(files);
  }
}
