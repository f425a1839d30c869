import { defineConfig } from "@playwright/test";

import { chromium } from "./tests/e2e/harness/chromium.ts";

// `cargo xtask test` counts from the JSON report; people read the list.
const counted = process.env.PLAYWRIGHT_JSON_OUTPUT_FILE !== undefined;

export default defineConfig({
  testDir: "tests/e2e",
  globalSetup: "./tests/e2e/harness/samples.ts",
  outputDir: "test-results",
  workers: 2,
  // Time enough for a busy machine; what is fast does not wait for it.
  timeout: 60_000,
  expect: { timeout: 15_000 },
  fullyParallel: true,
  forbidOnly: process.env.CI !== undefined,
  reporter: counted ? [["list"], ["json"]] : [["list"]],
  use: {
    browserName: "chromium",
    locale: "en-GB",
    timezoneId: "Europe/Amsterdam",
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: chromium(),
      // Nothing but the app may ask the network for anything.
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
