import { expect, type Locator } from "@playwright/test";

import { AppPage } from "./app-page.ts";

/** States of a registration, as the texts name them. */
export type State = "registration-pending" | "registration-failed" | "ready-for-user" | "active" | "inactive";

/** How long a registration may take on a busy machine, in milliseconds. */
const REGISTRATION = 60_000;

/** Devices: what is registered, what is on its way, and what became of it. */
export class DevicesPage extends AppPage {
  /** A button of the command bar. */
  command(name: string | RegExp): Locator {
    return this.main.getByRole("group", { name: this.t("commands") }).getByRole("button", { name, exact: true });
  }

  // --- The list

  get grid(): Locator {
    return this.main.getByRole("grid", { name: this.t("grid") });
  }

  row(serial: string): Locator {
    return this.grid.getByRole("row").filter({ has: this.page.getByRole("gridcell", { name: serial, exact: true }) });
  }

  async expectState(serial: string, state: State): Promise<void> {
    await expect(this.row(serial)).toContainText(this.t(`state-${state}`), { timeout: REGISTRATION });
  }

  /** The serials in sight, in order. */
  async expectSerials(serials: string[]): Promise<void> {
    const cells = this.grid.getByRole("row").locator(".cell-serial[role=gridcell]");
    await expect.poll(() => cells.allInnerTexts()).toEqual(serials);
  }

  get search(): Locator {
    return this.main.getByRole("searchbox", { name: this.t("filter-search") });
  }

  /** The bar of a state: pressing it shows the devices that it counts. */
  bar(state: State): Locator {
    const chart = this.main.getByRole("group", { name: this.t("chart-states") });
    return chart.getByRole("button", { name: new RegExp(`^${this.t(`state-${state}`)}`) });
  }

  async expectCount(state: State, count: number): Promise<void> {
    await expect(this.bar(state)).toHaveText(`${this.t(`state-${state}`)}${count}`, { timeout: REGISTRATION });
  }

  // --- The details

  details(serial: string): Locator {
    return this.main.getByRole("complementary", { name: this.t("details", { serial }), exact: true });
  }

  async openDetails(serial: string): Promise<Locator> {
    await this.row(serial).getByRole("gridcell").nth(1).click();
    const details = this.details(serial);
    await expect(details).toBeVisible();
    return details;
  }

  /** The registrations that were made here. */
  get registrations(): Locator {
    return this.main.getByRole("region", { name: this.t("registrations") });
  }

  // --- The connection

  /** How the connection is, in the top bar. */
  get connection(): Locator {
    return this.page.getByRole("banner").getByRole("link");
  }

  async expectReachable(): Promise<void> {
    await expect(this.connection).toContainText(this.t("connection-reachable"), { timeout: REGISTRATION });
  }
}
