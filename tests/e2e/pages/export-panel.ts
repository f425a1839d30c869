import { readFile } from "node:fs/promises";

import { expect, type Download, type Locator, type Page } from "@playwright/test";

import type { TestFile } from "../fixtures/files.ts";
import type { Texts } from "../harness/texts.ts";

export type ExportFormat = "intune" | "partner-center" | "report" | "json";

/** How long writing a thousand devices may take on a busy machine, in milliseconds. */
const WRITING = 30_000;

/** The fly-out in which an export is chosen. */
export class ExportPanel {
  constructor(
    readonly page: Page,
    readonly t: Texts,
  ) {}

  get dialog(): Locator {
    return this.page.getByRole("dialog", { name: this.t("export-title"), exact: true });
  }

  /** What the export comes to, in words. */
  get outlook(): Locator {
    return this.dialog.getByRole("status");
  }

  button(key: string, values?: Record<string, number>): Locator {
    return this.dialog.getByRole("button", { name: this.t(key, values), exact: true });
  }

  async choose(format: ExportFormat): Promise<void> {
    await this.dialog.getByRole("radio", { name: this.t(`target-${format}`), exact: true }).check();
  }

  async scope(key: "export-scope-all" | "export-scope-shown" | "export-scope-selected", count = 0): Promise<void> {
    await this.dialog.getByRole("radio", { name: this.t(key, { count }), exact: true }).check();
  }

  async expectOutlook(rows: number, files: number): Promise<void> {
    await expect(this.outlook).toContainText(this.t("export-ready", { rows, files }));
  }

  /** Saves, and gives the files that were downloaded, in order. */
  async save(files = 1): Promise<TestFile[]> {
    const downloads: Download[] = [];
    const collect = (download: Download) => downloads.push(download);
    this.page.on("download", collect);
    await this.button("export-save").click();
    await expect(this.dialog).toBeHidden({ timeout: WRITING });
    await expect.poll(() => downloads.length, "files downloaded").toBe(files);
    this.page.off("download", collect);
    return Promise.all(downloads.map(content));
  }
}

async function content(download: Download): Promise<TestFile> {
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}
