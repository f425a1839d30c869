import { expect, type Locator } from "@playwright/test";

import { ManagePage, type Asked, type Stage } from "./manage-page.ts";

/** Device actions: what devices were asked, and what became of it. */
export class ActionsPage extends ManagePage {
  override get grid(): Locator {
    return this.main.getByRole("grid", { name: this.t("page-actions") });
  }

  /** The actions of a kind that a device was asked for. */
  rows(name: string, asked: Asked): Locator {
    const cell = (text: string) => this.page.getByRole("gridcell", { name: text, exact: true });
    return this.grid.getByRole("row").filter({ has: cell(name) }).filter({ has: cell(this.action(asked)) });
  }

  /** Waits until the action is that far, and looks for it again and again. */
  async expectActionAt(name: string, asked: Asked, stage: Stage): Promise<void> {
    const row = this.rows(name, asked).first();
    await expect(async () => {
      await this.refresh();
      await expect(row).toContainText(this.t(`stage-${stage}`), { timeout: 1_000, ignoreCase: true });
    }).toPass({ timeout: 45_000 });
  }

  async openAction(name: string, asked: Asked): Promise<Locator> {
    await this.rows(name, asked).first().getByRole("gridcell").nth(1).click();
    const details = this.details(name);
    await expect(details).toBeVisible();
    return details;
  }
}
