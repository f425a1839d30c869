import { sample } from "./fixtures/files.ts";
import { startService } from "./harness/service.ts";
import { expect, test } from "./harness/test.ts";
import type { AppPage } from "./pages/app-page.ts";
import type { CheckPage } from "./pages/check-page.ts";
import { DevicesPage } from "./pages/devices-page.ts";

// The pictures of the README. They are written only when asked for, by UPDATE_SCREENSHOTS=1.
test.skip(process.env.UPDATE_SCREENSHOTS === undefined, "UPDATE_SCREENSHOTS=1 writes them");

const SAMPLES = [
  "forms/utf-16-from-the-script.csv",
  "forms/saved-by-dutch-excel.csv",
  "forms/quotes-deleted-blindly.csv",
  "forms/report-export.csv",
  "serials/changed-by-a-spreadsheet.csv",
  "serials/of-another-device.csv",
  "hashes/damaged.csv",
  "sets/same-device-twice/monday.csv",
  "sets/same-device-twice/wednesday.csv",
  "sets/two-sites/amsterdam.csv",
  "sets/two-sites/utrecht.csv",
];

test.use({ viewport: { width: 1440, height: 900 }, language: "en" });

test.beforeEach(async ({ page }) => {
  await page.clock.setFixedTime("2026-11-21T10:00:00Z");
});

/** Takes in the samples, and waits until no notice lies over the page. */
async function fill(check: CheckPage): Promise<void> {
  await check.open();
  await check.drop(...SAMPLES.map(sample));
  const close = check.notices.getByRole("button");
  await close.first().click();
  await expect(close).toHaveCount(0);
  await check.main.evaluate((main) => main.scrollTo(0, 0));
}

async function shoot({ page }: AppPage, name: string): Promise<void> {
  await page.screenshot({ path: `docs/screenshots/${name}.png`, animations: "disabled" });
}

test("check-merge.png", async ({ check }) => {
  await fill(check);
  await shoot(check, "check-merge");
});

test("details.png", async ({ check }) => {
  await fill(check);
  await check.openDetails("4711");
  await check.details("4711").scrollIntoViewIfNeeded();
  await shoot(check, "details");
});

test("export.png", async ({ check }) => {
  await fill(check);
  await check.openExport();
  await shoot(check, "export");
});

test("dark.png", async ({ check }) => {
  await fill(check);
  await check.chooseTheme("dark");
  await shoot(check, "dark");
});

test.describe("in Dutch", () => {
  test.use({ language: "nl" });

  test("dutch.png", async ({ check }) => {
    await fill(check);
    await shoot(check, "dutch");
  });
});

test.describe("320 pixels wide", () => {
  test.use({ viewport: { width: 320, height: 720 } });

  test("narrow.png", async ({ check }) => {
    await fill(check);
    await shoot(check, "narrow");
  });
});

test.describe("with a service", () => {
  test.use({
    baseURL: async ({}, use) => {
      const service = await startService({ demo: true });
      await use(service.address);
      await service.stop();
    },
  });

  test("devices.png", async ({ page, t }) => {
    const devices = new DevicesPage(page, t);
    await devices.open("devices");
    await devices.bar("ready-for-user").click();
    await devices.openDetails("DEMO-0003");
    await shoot(devices, "devices");
  });
});
