import { expect, type Locator } from "@playwright/test";

import { DevicesPage } from "./devices-page.ts";

/** A goal, as the texts name it. */
export type Goal = "remove" | "deregister" | "hand-over" | "lost";

/** Remove devices: which, what for, by which steps, and how far they are. */
export class RemovePage extends DevicesPage {
  section(id: string): Locator {
    return this.main.getByRole("region", { name: this.t(id), exact: true });
  }

  /** Chooses devices by a list of serial numbers. */
  async chooseList(list: string): Promise<void> {
    await this.section("remove-choose").getByText(this.t("remove-list"), { exact: true }).click();
    await this.main.getByRole("textbox", { name: this.t("remove-list-label") }).fill(list);
    await this.main.getByRole("button", { name: this.t("remove-list-find") }).click();
  }

  /** A device that was chosen. */
  chosen(name: string): Locator {
    return this.main.getByRole("list", { name: this.t("remove-devices") }).getByRole("listitem").filter({ hasText: name });
  }

  async openRecords(name: string): Promise<Locator> {
    await this.chosen(name).getByRole("button", { name: this.t("remove-records-of", { name }) }).click();
    const records = this.main.getByRole("region", { name: this.t("remove-records-of", { name }) });
    await expect(records).toBeVisible();
    return records;
  }

  goal(goal: Goal): Locator {
    return this.section("remove-goal").getByRole("radio", { name: this.t(`goal-${goal}`) });
  }

  /** What the device is to do before it is deregistered. */
  before(what: "wipe" | "retire" | "nothing"): Locator {
    return this.section("remove-goal").getByRole("radio", { name: this.t(`before-${what}`), exact: true });
  }

  /** Chooses devices by their serial numbers, once the page has heard of all of them. */
  async chooseSerials(serials: string[]): Promise<void> {
    await this.section("remove-choose").getByText(this.t("remove-list"), { exact: true }).click();
    await this.main.getByRole("textbox", { name: this.t("remove-list-label") }).fill(serials.join("\n"));
    await expect(async () => {
      await this.main.getByRole("button", { name: this.t("remove-list-find") }).click();
      const said = this.section("remove-choose").getByRole("status");
      await expect(said).toContainText(this.t("remove-list-found", { count: serials.length }), { timeout: 1_000 });
    }).toPass({ timeout: 60_000 });
  }

  /** Confirms what is planned, of so many devices. */
  async confirm(count: number): Promise<void> {
    if (count > 1) await this.typed.fill(String(count));
    await this.start(count).click();
    await expect(this.page.getByText(this.t("remove-kept", { count }))).toBeVisible();
  }

  /** The choice to take the object in Entra too. */
  get withObject(): Locator {
    return this.section("remove-goal").getByRole("checkbox", { name: this.t("remove-with-object"), exact: true });
  }

  /** Looks again and again until that holds. */
  async refreshUntil(holds: () => Promise<void>, timeout = 60_000): Promise<void> {
    await expect(async () => {
      await this.command(this.t("refresh")).click();
      await holds();
    }).toPass({ timeout });
  }

  /** Waits until so many of so many removals are complete. What may be looked at is looked at now. */
  async expectComplete(done: number, all: number, timeout = 60_000): Promise<void> {
    const said = this.section("remove-watch").getByRole("status");
    await this.refreshUntil(() => expect(said).toContainText(this.t("course-complete", { done, all }), { timeout: 2_000 }), timeout);
  }

  /** A step of the removal that is open, by what it does. */
  step(does: string): Locator {
    const steps = this.section("remove-watch").getByRole("listitem").and(this.page.locator("li:not(.receipt li)"));
    return steps.filter({ has: this.page.getByText(does, { exact: true }) }).last();
  }

  get plan(): Locator {
    return this.section("remove-plan");
  }

  get typed(): Locator {
    return this.main.locator("#remove-typed");
  }

  start(count: number): Locator {
    return this.main.getByRole("button", { name: this.t("remove-confirm", { count }), exact: true });
  }

  /** A removal that is kept. */
  removal(name: string): Locator {
    return this.main.getByRole("list", { name: this.t("remove-watch") }).getByRole("listitem").filter({ hasText: name }).first();
  }

  /** Waits until a removal is said to be that far; looks as often as it takes, and presses nothing. */
  async removalIs(name: string, said: string): Promise<void> {
    await expect(this.removal(name)).toContainText(said, { timeout: 60_000 });
  }

  async openRemoval(name: string): Promise<Locator> {
    await this.removal(name).getByRole("button", { name: this.t("remove-steps-show", { name }) }).click();
    const receipt = this.section("receipt");
    await expect(receipt).toBeVisible();
    return receipt;
  }
}
