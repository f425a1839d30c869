import { expect, type Locator, type Page } from "@playwright/test";

import type { Texts } from "../harness/texts.ts";

/** The fly-out that registers devices of the set, and then says how far they are. */
export class RegisterPanel {
  constructor(
    readonly page: Page,
    readonly t: Texts,
  ) {}

  get dialog(): Locator {
    return this.page.getByRole("dialog", { name: this.t("register-title"), exact: true });
  }

  confirm(count: number): Locator {
    return this.dialog.getByRole("button", { name: this.t("register-confirm", { count }), exact: true });
  }

  override(key: "register-tag" | "register-user"): Locator {
    return this.dialog.getByRole("textbox", { name: this.t(key), exact: true });
  }

  /** What is said of a device once it is on its way. */
  device(serial: string): Locator {
    return this.dialog.getByRole("listitem").filter({ has: this.page.getByText(serial, { exact: true }) });
  }

  async expectUnderway(count: number): Promise<void> {
    await expect(this.dialog).toContainText(this.t("intent-register", { count }));
    await expect(this.dialog).toContainText(this.t("register-background"));
  }
}
