import { test as base } from "@playwright/test";

import { AppPage } from "../pages/app-page.ts";
import { CheckPage } from "../pages/check-page.ts";
import { guard, type Guard } from "./guard.ts";
import { startServer, type Server } from "./server.ts";
import { LANGUAGES, texts, type Language, type Texts } from "./texts.ts";

type Options = {
  /** The language of the browser; `test.use({ language: "nl" })`. */
  language: Language;
};

type Fixtures = {
  /** The app's texts in the language of the test. */
  t: Texts;
  /** Makes the test fail when a page logs an error, throws, or asks another host for anything. */
  guard: Guard;
  /** The app, opened by `app.open()`. */
  app: AppPage;
  /** The page Check & merge, opened by `check.open()`. */
  check: CheckPage;
};

type WorkerFixtures = {
  /** The built app at the root of its host, shared by the tests of a worker: never stop it. */
  site: Server;
};

export const test = base.extend<Options & Fixtures, WorkerFixtures>({
  language: ["en", { option: true }],
  locale: async ({ language }, use) => use(LANGUAGES[language]),
  site: [
    async ({}, use) => {
      const server = await startServer();
      await use(server);
      await server.stop();
    },
    { scope: "worker" },
  ],
  baseURL: async ({ site }, use) => use(site.address),
  t: async ({ language }, use) => use(texts(language)),
  guard: [
    async ({ context, baseURL }, use) => {
      const watching = guard(context, baseURL ?? "");
      await use(watching);
      base.expect(watching.unexpected(), "errors, exceptions and foreign requests").toEqual([]);
    },
    { auto: true },
  ],
  app: async ({ page, t }, use) => use(new AppPage(page, t)),
  check: async ({ page, t }, use) => use(new CheckPage(page, t)),
});

export { expect } from "@playwright/test";
