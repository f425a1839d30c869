import { readFile } from "node:fs/promises";

import { expect, type Locator } from "@playwright/test";

import { AppPage } from "./app-page.ts";

export type Way = "oem" | "configmgr" | "directory" | "hand" | "flash";

/** Collect: the ways to obtain hashes, each with its script or letter and its steps. */
export class CollectPage extends AppPage {
  async openWay(way: Way): Promise<void> {
    await this.open("collect");
    await this.choose(way);
  }

  async choose(way: Way): Promise<void> {
    await this.way(way).check();
  }

  way(way: Way): Locator {
    return this.page.getByRole("radio", { name: this.t(`collect-${way}`), exact: true });
  }

  /** The field with this label, such as `collect-machines`. */
  field(label: string): Locator {
    return this.main.getByRole("textbox", { name: this.t(label) });
  }

  /** Fills in a field and leaves it, as its problems are shown from then on. */
  async fill(label: string, text: string): Promise<void> {
    await this.field(label).fill(text);
    await this.field(label).blur();
  }

  /** The script or letter. */
  result(fileName: string): Locator {
    return this.page.getByRole("region", { name: fileName });
  }

  button(label: string): Locator {
    return this.main.getByRole("button", { name: this.t(label), exact: true });
  }

  /** What the copy button puts on the clipboard. */
  async copied(): Promise<string> {
    await this.button("collect-copy").click();
    await expect(this.page.getByRole("log")).toContainText(this.t("collect-copied"));
    return this.page.evaluate(() => navigator.clipboard.readText());
  }

  /** The file that the download button saves. */
  async downloaded(): Promise<{ name: string; bytes: Buffer }> {
    const [download] = await Promise.all([
      this.page.waitForEvent("download"),
      this.button("collect-download").click(),
    ]);
    return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
  }
}
