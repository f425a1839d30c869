import { expect, type Locator } from "@playwright/test";

import { DevicesPage } from "./devices-page.ts";

/** What a device can be asked, as the texts name it. */
export type Asked = "restart" | "sync" | "wipe" | "retire" | "delete" | "fresh-start";

/** How far an action is, as the texts name it. */
export type Stage = "failed" | "expired" | "approval" | "waiting" | "sent" | "pending" | "active" | "done" | "canceled";

/** Managed devices, and the fly-out in which is confirmed what they are asked. */
export class ManagePage extends DevicesPage {
  action(asked: Asked): string {
    return this.t(`life-action-${asked}`);
  }

  /** The button that asks the device whose details are shown. */
  ask(details: Locator, asked: Asked): Locator {
    return details.getByRole("button", { name: this.t("ask-more", { action: this.action(asked) }), exact: true });
  }

  /** The button that asks the ticked devices. */
  askTicked(asked: Asked): Locator {
    return this.command(this.t("ask-more", { action: this.action(asked) }));
  }

  async tick(name: string): Promise<void> {
    await this.grid.getByRole("checkbox", { name: this.t("select-device", { serial: name }), exact: true }).check();
  }

  get dialog(): Locator {
    return this.page.getByRole("dialog");
  }

  confirm(asked: Asked, count = 1): Locator {
    return this.dialog.getByRole("button", { name: this.t("ask-confirm", { action: this.action(asked), count }), exact: true });
  }

  option(key: string): Locator {
    return this.dialog.getByRole("checkbox", { name: this.t(`life-wipe-${key}`), exact: true });
  }

  /** Asks one device for something, and confirms it. */
  async order(name: string, asked: Asked, choose?: () => Promise<void>): Promise<void> {
    await this.ask(await this.openDetails(name), asked).click();
    await choose?.();
    await this.confirm(asked).click();
    await expect(this.dialog).toBeHidden();
  }

  async expectStage(name: string, asked: Asked, stage: Stage): Promise<void> {
    const words = this.t("state-more", { state: this.action(asked), more: this.t(`stage-${stage}`) });
    await expect(this.row(name)).toContainText(words, { timeout: 30_000 });
  }

  /** Looks at once, instead of when it is time to. */
  async refresh(): Promise<void> {
    await this.command(this.t("refresh")).click();
  }
}
