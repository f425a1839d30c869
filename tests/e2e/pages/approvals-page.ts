import { expect, type Locator } from "@playwright/test";

import { DevicesPage } from "./devices-page.ts";

/** Approvals: what waits for a second administrator. */
export class ApprovalsPage extends DevicesPage {
  get waiting(): Locator {
    return this.main.getByRole("region", { name: this.t("approvals-waiting"), exact: true });
  }

  get over(): Locator {
    return this.main.getByRole("region", { name: this.t("approvals-over"), exact: true });
  }

  button(id: string): Locator {
    return this.main.getByRole("button", { name: this.t(id), exact: true });
  }

  /** Says who works here, and goes to the page. */
  async start(name: string): Promise<void> {
    await this.open("settings");
    await this.main.getByRole("textbox", { name: this.t("administrator"), exact: true }).fill(name);
    await this.main.getByRole("button", { name: this.t("administrator-save"), exact: true }).click();
    await this.expectReachable();
    // The badge is a part of the link's name.
    await this.page.goto("./#/approvals");
    await expect(this.main).toContainText(this.t("approvals-as", { name }));
  }
}
