import { readFileSync } from "node:fs";

import { expect, type Locator } from "@playwright/test";

import { AppPage } from "./app-page.ts";

/** How long a key may take to make on a busy machine, in milliseconds. */
const KEY = 30_000;

/** Settings: saving the workspace to a file, and opening one. */
export class WorkspaceFile extends AppPage {
  get card(): Locator {
    return this.main.getByRole("region", { name: this.t("wsfile"), exact: true });
  }

  dialog(key: "wsfile-save-title" | "wsfile-open-title"): Locator {
    return this.page.getByRole("dialog", { name: this.t(key), exact: true });
  }

  /** Saves everything under a passphrase; the file. */
  async save(passphrase: string): Promise<Buffer> {
    await this.card.getByRole("button", { name: this.t("wsfile-save"), exact: true }).click();
    const dialog = this.dialog("wsfile-save-title");
    await dialog.getByLabel(this.t("wsfile-passphrase"), { exact: true }).fill(passphrase);
    await dialog.getByLabel(this.t("wsfile-again"), { exact: true }).fill(passphrase);
    const [download] = await Promise.all([
      this.page.waitForEvent("download", { timeout: KEY }),
      dialog.getByRole("button", { name: this.t("wsfile-save-confirm"), exact: true }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^muster-\d{4}-\d\d-\d\d\.muster$/);
    return readFileSync(await download.path());
  }

  /** Chooses a file, and looks inside with a passphrase. */
  async look(bytes: Buffer, passphrase: string): Promise<Locator> {
    const buffer = { name: "saved.muster", mimeType: "application/octet-stream", buffer: bytes };
    await this.card.getByTestId("choose-workspace").setInputFiles(buffer);
    const dialog = this.dialog("wsfile-open-title");
    await dialog.getByLabel(this.t("wsfile-passphrase"), { exact: true }).fill(passphrase);
    await dialog.getByRole("button", { name: this.t("wsfile-look"), exact: true }).click();
    return dialog;
  }

  /** Opens a file as one of both ways. */
  async take(bytes: Buffer, passphrase: string, way: "wsfile-add" | "wsfile-replace"): Promise<void> {
    const dialog = await this.look(bytes, passphrase);
    await dialog.getByRole("radio", { name: this.t(way), exact: true }).check({ timeout: KEY });
    await dialog.getByRole("button", { name: this.t("wsfile-take-in"), exact: true }).click();
    await expect(dialog).toBeHidden({ timeout: KEY });
  }

  async expectRefused(dialog: Locator, key: string): Promise<void> {
    await expect(dialog.getByRole("alert")).toHaveText(`${this.t(key)} ${this.t("wsfile-not-opened")}`, { timeout: KEY });
  }
}
