import { expect, type Locator, type Page } from "@playwright/test";

import type { Language, Texts } from "../harness/texts.ts";

export type Route =
  | "check"
  | "devices"
  | "manage"
  | "actions"
  | "remove"
  | "cleanup"
  | "approvals"
  | "checklists"
  | "history"
  | "collect"
  | "settings";
export type Theme = "system" | "light" | "dark" | "contrast";

/** The shell: what every page of the app has. */
export class AppPage {
  constructor(
    readonly page: Page,
    readonly t: Texts,
  ) {}

  /** Opens the app as a visitor does, at its start page or another. */
  async open(route?: Route): Promise<void> {
    await this.page.goto(route === undefined ? "./" : `./#/${route}`);
    await expect(this.main).toBeVisible();
  }

  get main(): Locator {
    return this.page.getByRole("main");
  }

  link(route: Route): Locator {
    const navigation = this.page.getByRole("navigation", { name: this.t("navigation") });
    return navigation.getByRole("link", { name: this.t(`page-${route}`), exact: true });
  }

  /** Follows the link to a page. */
  async go(route: Route): Promise<void> {
    await this.link(route).click();
    await expect(this.main.getByRole("heading", { level: 1, name: this.t(`page-${route}`), exact: true })).toBeVisible();
  }

  async chooseLanguage(language: Language): Promise<void> {
    await this.page.getByRole("combobox", { name: this.t("language"), exact: true }).selectOption(language);
    await expect(this.page.locator("html")).toHaveAttribute("lang", language);
  }

  async chooseTheme(theme: Theme): Promise<void> {
    await this.page.getByRole("combobox", { name: this.t("theme"), exact: true }).selectOption(theme);
  }
}
