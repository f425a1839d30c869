import { existsSync, writeFileSync } from "node:fs";

import type { Locator } from "@playwright/test";

import { shrink } from "../harness/picture.ts";
import { expect, test as base } from "../harness/tenant.ts";
import { LANGUAGES, type Language } from "../harness/texts.ts";
import { RegisterPanel } from "../pages/register-panel.ts";

/** Where the pictures of the guide and of the README are. */
export const PICTURES = "docs/screenshots";

/** High enough for each part of a page that a chapter shows. */
const TALL = 1_600;

type Fixtures = {
  register: RegisterPanel;
  /**
   * Takes the picture of a chapter, of the page or of a part of it. It is written when UPDATE_SCREENSHOTS=1 asks for it, in English;
   * otherwise it has to be there.
   */
  picture: (name: string, part?: Locator) => Promise<void>;
};

/** A chapter of the guide, done in the browser beside a real server. */
export const test = base.extend<Fixtures>({
  viewport: { width: 1200, height: 760 },
  register: async ({ page, t }, use) => use(new RegisterPanel(page, t)),
  picture: async ({ page, language }, use) =>
    use(async (name, part) => {
      await expect(part ?? page.getByRole("main")).toBeVisible();
      const path = `${PICTURES}/${name}.png`;
      if (process.env.UPDATE_SCREENSHOTS === undefined) return expect(existsSync(path), `${path}: UPDATE_SCREENSHOTS=1 writes it`).toBe(true);
      if (language !== "en") return;
      // What was said a moment ago doesn't lie over the page.
      const notices = page.locator("[role=log]");
      const show = (visibility: string) => notices.evaluateAll((logs, visibility) => logs.forEach((log) => (log.style.visibility = visibility)), visibility);
      await show("hidden");
      // A part is seen whole only where the page is as high.
      const viewport = page.viewportSize();
      if (part !== undefined && viewport !== null) await page.setViewportSize({ ...viewport, height: TALL });
      writeFileSync(path, shrink(await (part ?? page).screenshot({ animations: "disabled" })));
      if (viewport !== null) await page.setViewportSize(viewport);
      await show("");
    }),
});

/** Does a chapter's job in every language. */
export function inEachLanguage(job: () => void): void {
  for (const language of Object.keys(LANGUAGES) as Language[]) {
    test.describe(language, () => {
      test.describe.configure({ timeout: 60_000 });
      test.use({ language });
      job();
    });
  }
}

export { expect } from "../harness/test.ts";
