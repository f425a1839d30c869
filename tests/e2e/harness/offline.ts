import { expect, type Page } from "@playwright/test";

/** Waits until the whole app is stored on this computer. */
export async function expectStored(page: Page): Promise<void> {
  await expect(page.locator("html")).toHaveAttribute("data-offline", "ready");
}

/** Waits until a newer version is stored and waits for consent. */
export async function expectUpdateReady(page: Page): Promise<void> {
  await expect(page.locator("html")).toHaveAttribute("data-update", "ready");
}

/** The build that the page belongs to. */
export async function build(page: Page): Promise<string | null> {
  return page.locator('meta[name="muster:build"]').getAttribute("content");
}
