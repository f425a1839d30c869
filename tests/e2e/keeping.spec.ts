import type { Locator, Page } from "@playwright/test";

import { collected, FULL_HEADER, portalFile, row, sample, type TestFile } from "./fixtures/files.ts";
import type { Device } from "./fixtures/hash.ts";
import { expectStored } from "./harness/offline.ts";
import { startServer, type Server } from "./harness/server.ts";
import { expect, test as base } from "./harness/test.ts";
import { LANGUAGES, type Language } from "./harness/texts.ts";
import { CheckPage } from "./pages/check-page.ts";

const devices: Device[] = [{ serial: "KEEP-1" }, { serial: "KEEP-2" }];
const kept = collected("kept.csv", devices, { encoding: "utf16le" });
const tagged = portalFile([FULL_HEADER.slice(0, 4), [...row({ serial: "KEEP-1" }), "Kiosk"], [...row({ serial: "KEEP-2" }), ""]]);

/** A site that a test may stop. */
const test = base.extend<{ ownSite: Server }>({
  ownSite: async ({}, use) => {
    const server = await startServer();
    await use(server);
    await server.stop();
  },
});

for (const language of Object.keys(LANGUAGES) as Language[]) {
  test.describe(`${language}, without a network`, () => {
    test.use({ language, baseURL: async ({ ownSite }, use) => use(ownSite.address) });

    test("files are checked, mended, kept over a reload and exported", async ({ check, context, page, ownSite, t }) => {
      await check.open();
      await expectStored(page);
      await ownSite.stop();
      await context.setOffline(true);

      await check.check([kept], 2);
      await check.edit("KEEP-1", "tag", "Kiosk");
      await expect(check.cell("KEEP-1", "tag")).toHaveText("Kiosk");
      await check.reload();
      await expect(check.cell("KEEP-1", "tag")).toHaveText("Kiosk");
      const [before] = await check.export("intune");
      expect(before?.bytes.toString("latin1")).toBe(tagged);

      await check.command("undo").click();
      await expect(check.cell("KEEP-1", "tag")).toHaveText("");
      await check.reload();
      await expect(check.cell("KEEP-1", "tag")).toHaveText("");
      await check.command("redo").click();
      await expect(check.cell("KEEP-1", "tag")).toHaveText("Kiosk");

      const details = await check.openDetails("KEEP-2");
      await expect(details).toContainText(t("hash-network-adapter"));
    });
  });
}

test("a tab that crashes loses nothing", async ({ check, context, page, t }) => {
  await check.open();
  await check.check([kept], 2);
  await check.edit("KEEP-1", "tag", "Kiosk");
  await expect(check.cell("KEEP-1", "tag")).toHaveText("Kiosk");
  await check.expectKept();
  const crashed = page.waitForEvent("crash");
  const debugging = await context.newCDPSession(page);
  debugging.send("Page.crash").catch(() => undefined);
  await crashed;

  const again = new CheckPage(await context.newPage(), t);
  await again.open();
  await expect(again.cell("KEEP-1", "tag")).toHaveText("Kiosk");
  const [file] = await again.export("intune");
  expect(file?.bytes.toString("latin1")).toBe(tagged);
});

test("sets stand side by side: begun, named, switched, deleted", async ({ check, page, t }) => {
  await check.open();
  await check.check([kept], 2);
  await rename(check, "Amsterdam");
  await check.sets(t("set-new"));
  await expect(check.main).toContainText(t("check-lead"));
  await check.check([collected("other.csv", [{ serial: "OTHER-1" }])], 1);
  await rename(check, "Utrecht");

  await check.sets(t("set-open", { name: "Amsterdam", devices: 2 }));
  await check.expectSerials(["KEEP-1", "KEEP-2"]);
  await check.reload();
  await check.expectSerials(["KEEP-1", "KEEP-2"]);

  await check.sets(t("set-delete"));
  const dialog = check.dialog("set-delete-title");
  await expect(dialog).toContainText(t("set-delete-body", { name: "Amsterdam", devices: 2 }));
  await dialog.getByRole("button", { name: t("set-delete-confirm"), exact: true }).click();
  await expect(check.notices).toContainText(t("set-deleted", { name: "Amsterdam" }));
  await check.expectSerials(["OTHER-1"]);
  await check.reload();
  await check.expectSerials(["OTHER-1"]);
});

test("a set without a name is not saved", async ({ check, t }) => {
  await check.open();
  await check.check([kept], 2);
  await check.sets(t("set-rename"));
  const dialog = check.dialog("set-rename-title");
  const name = dialog.getByRole("textbox", { name: t("set-name"), exact: true });
  await name.fill(" ");
  await name.press("Enter");
  await expect(dialog.getByRole("alert")).toHaveText(t("set-name-empty"));
});

test("two tabs on one set follow each other", async ({ check, context, t }) => {
  await check.open();
  await check.check([kept], 2);
  const other = new CheckPage(await context.newPage(), t);
  await other.open();
  await other.edit("KEEP-1", "tag", "Kiosk");
  await expect(check.cell("KEEP-1", "tag")).toHaveText("Kiosk");
});

test("a file is taken out of the set", async ({ check, page, t }) => {
  await check.open();
  await check.check([kept, collected("other.csv", [{ serial: "OTHER-1" }])], 3);
  const file = await check.file(kept.name);
  await file.getByRole("button", { name: t("file-remove", { file: kept.name }) }).click();
  await check.expectSerials(["OTHER-1"]);
  await check.reload();
  await check.expectSerials(["OTHER-1"]);
});

test("everything on this computer is cleared", async ({ check, page, t }) => {
  await check.open();
  await check.check([kept], 2);
  await check.go("settings");
  await expect(check.main).toContainText(t("settings-set-facts", { devices: 2, files: 1, modified: "" }));
  await check.main.getByRole("button", { name: t("settings-clear") }).click();
  await check.dialog("settings-clear-title").getByRole("button", { name: t("settings-clear-confirm"), exact: true }).click();
  await expect(check.notices).toContainText(t("settings-cleared"));
  await check.go("check");
  await expect(check.main).toContainText(t("check-lead"));
  await page.reload();
  await expect(check.main).toContainText(t("check-lead"));
});

/** Ways in which a browser keeps nothing, and what is said about each. */
const REFUSALS: [string, string, (page: Page) => Promise<void>][] = [
  ["storage is refused", "storage-refused", refuse],
  ["storage is full", "storage-full", fill],
];

for (const [name, notice, prepare] of REFUSALS) {
  test(`${name}: it is said, and the work goes on`, async ({ check, page, t }) => {
    await prepare(page);
    await check.open();
    await check.check([kept], 2);
    await expect(check.main).toContainText(t(notice));
    await check.edit("KEEP-1", "tag", "Kiosk");
    await expect(check.cell("KEEP-1", "tag")).toHaveText("Kiosk");
    await expect(await check.openDetails("KEEP-2")).toContainText(t("hash-network-adapter"));
    const [file] = await check.export("intune");
    expect(file?.bytes.toString("latin1")).toBe(tagged);
  });
}

/** An archive with two files, of two devices each. */
const archive = sample("archives/all-sites.zip");
const members = ["all-sites.zip/amsterdam.csv", "all-sites.zip/utrecht.csv"];

test("a file that found no room is asked for again, and known by its content", async ({ check, page, t }) => {
  await fillWithFiles(page);
  await check.open();
  await check.drop(archive);
  await check.expectChecked(2, 4);
  await check.reload();
  const file = members[0]!;
  const wanted = await check.file(file);
  await expect(wanted).toContainText(t("file-wanted", { file }));
  const panel = await check.openExport();
  await panel.button("export-save").click();
  await expect(panel.dialog).toBeHidden();
  await expect(check.notices).toContainText(t("export-source-missing", { file }));

  await chooseAgain(check, wanted, kept);
  await expect(check.notices).toContainText(t("file-not-recognised", { file }));
  await expect(wanted).toContainText(t("file-wanted", { file }));

  // The archive that it was in brings it back, and the other one with it.
  await chooseAgain(check, wanted, archive);
  for (const file of members) await expect(check.notices).toContainText(t("file-recognised", { file }));
  const found = await check.file(file);
  await expect(found).toBeVisible();
  await expect(found).not.toContainText(t("file-wanted", { file }));
  const [out] = await check.export("intune");
  expect(out?.bytes.toString("latin1").split("\r\n")).toHaveLength(1 + 4 + 1);
});

test("a file that found no room and is dropped again is the same file", async ({ check, page, t }) => {
  await fillWithFiles(page);
  await check.open();
  await check.drop(archive);
  await check.expectChecked(2, 4);
  await check.reload();
  await expect(await check.file(members[0]!)).toContainText(t("file-wanted", { file: members[0]! }));
  await check.drop(archive);
  for (const file of members) await expect(check.notices).toContainText(t("file-recognised", { file }));
  await check.expectTile("summary-devices", 4);
  await check.expectTile("summary-duplicates", 0);
});

test("sets are opened, renamed and deleted where it is said what is kept", async ({ check, page, t }) => {
  await check.open();
  await check.check([kept], 2);
  await rename(check, "Amsterdam");
  await check.sets(t("set-new"));
  await check.check([collected("other.csv", [{ serial: "OTHER-1" }])], 1);
  await rename(check, "Utrecht");

  await check.go("settings");
  await expect(check.main).toContainText(t("settings-set-facts", { devices: 1, files: 1, modified: "" }));
  const press = (id: string, name: string) => check.main.getByRole("button", { name: t(id, { name }), exact: true }).click();
  await press("settings-set-rename", "Amsterdam");
  const renaming = check.dialog("set-rename-title");
  await expect(renaming.getByRole("textbox")).toHaveValue("Amsterdam");
  await renaming.getByRole("textbox").fill("Rotterdam");
  await page.keyboard.press("Enter");
  await press("settings-set-delete", "Utrecht");
  const deleting = check.dialog("set-delete-title");
  await expect(deleting).toContainText(t("set-delete-body", { name: "Utrecht", devices: 1 }));
  await deleting.getByRole("button", { name: t("set-delete-confirm"), exact: true }).click();
  await expect(check.main.getByRole("link", { name: "Utrecht" })).toHaveCount(0);
  await check.main.getByRole("link", { name: "Rotterdam" }).click();
  await check.expectSerials(["KEEP-1", "KEEP-2"]);
});

test("what is shown and ticked is as it was after a look at another page", async ({ check, t }) => {
  await check.open();
  await check.check([collected("some.csv", [{ serial: "AWAY-1" }, { serial: "AWAY-2" }, { serial: "OTHER-3" }])], 3);
  await check.main.getByRole("searchbox").fill("away");
  await check.expectSerials(["AWAY-1", "AWAY-2"]);
  await check.tick("AWAY-2");
  await check.openDetails("AWAY-1");
  await check.go("settings");
  await check.go("check");
  await check.expectSerials(["AWAY-1", "AWAY-2"]);
  await expect(check.main.getByRole("searchbox")).toHaveValue("away");
  await expect(check.row("AWAY-2")).toHaveAttribute("aria-selected", "true");
  await expect(check.details("AWAY-1")).toBeVisible();
});

async function chooseAgain(check: CheckPage, wanted: Locator, file: TestFile): Promise<void> {
  const button = wanted.getByRole("button", { name: check.t("file-choose-again") });
  const [chooser] = await Promise.all([check.page.waitForEvent("filechooser"), button.click()]);
  await chooser.setFiles({ name: file.name, mimeType: "text/csv", buffer: file.bytes });
}

test("a connection to the storage that is lost in the middle costs nothing", async ({ check, page, t }) => {
  await watchDatabase(page);
  await check.open();
  await check.check([kept], 2);
  await check.expectKept();
  await loseDatabase(page);
  await expect(check.main).toContainText(t("storage-closed"));
  await check.edit("KEEP-1", "tag", "Kiosk");
  await check.drop(collected("later.csv", [{ serial: "LATER-1" }]));
  await check.expectSerials(["KEEP-1", "KEEP-2", "LATER-1"]);
  await check.main.getByRole("button", { name: t("storage-retry") }).click();
  await expect(check.notices).toContainText(t("storage-kept"));
  await check.reload();
  await expect(check.cell("KEEP-1", "tag")).toHaveText("Kiosk");
  await check.expectSerials(["KEEP-1", "KEEP-2", "LATER-1"]);
  expect((await check.export("intune"))[0]?.bytes.toString("latin1").split("\r\n")).toHaveLength(1 + 3 + 1);
});

test("a set that was begun without a connection is kept once there is one", async ({ check, page, t }) => {
  await watchDatabase(page);
  await check.open();
  await loseDatabase(page);
  await check.check([kept], 2);
  await check.edit("KEEP-1", "tag", "Kiosk");
  const [before] = await check.export("intune");
  expect(before?.bytes.toString("latin1")).toBe(tagged);
  await check.main.getByRole("button", { name: t("storage-retry") }).click();
  await expect(check.notices).toContainText(t("storage-kept"));
  await check.reload();
  await expect(check.cell("KEEP-1", "tag")).toHaveText("Kiosk");
  const [after] = await check.export("intune");
  expect(after?.bytes.toString("latin1")).toBe(tagged);
});

test("of two sets that are opened one after the other the last is shown, and files wait for it", async ({ check, t }) => {
  await check.open();
  await check.check([kept], 2);
  await rename(check, "Amsterdam");
  await check.sets(t("set-new"));
  await check.check([collected("other.csv", [{ serial: "OTHER-1" }])], 1);
  await check.expectKept();
  await check.sets(t("set-open", { name: "Amsterdam", devices: 2 }));
  await check.drop(collected("later.csv", [{ serial: "LATER-1" }]));
  await check.expectSerials(["KEEP-1", "KEEP-2", "LATER-1"]);
  await check.reload();
  await check.expectSerials(["KEEP-1", "KEEP-2", "LATER-1"]);
});

/** Remembers the page's database, for `loseDatabase`. */
async function watchDatabase(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const { open } = IDBFactory.prototype;
    IDBFactory.prototype.open = function (...request) {
      const opening = open.apply(this, request);
      opening.addEventListener("success", () => Object.assign(window, { watched: opening.result }));
      return opening;
    };
  });
}

/** What the page sees when the browser closes its database. */
async function loseDatabase(page: Page): Promise<void> {
  await page.evaluate(() => {
    const { watched } = window as unknown as { watched: IDBDatabase };
    watched.close();
    watched.dispatchEvent(new Event("close"));
  });
}

async function rename(check: CheckPage, name: string): Promise<void> {
  const { t } = check;
  await check.sets(t("set-rename"));
  const dialog = check.dialog("set-rename-title");
  await dialog.getByRole("textbox", { name: t("set-name"), exact: true }).fill(name);
  await dialog.getByRole("button", { name: t("set-save"), exact: true }).click();
  await expect(check.main).toContainText(name);
}

/** A browser that lets pages keep nothing. */
async function refuse(page: Page): Promise<void> {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException("denied", "SecurityError");
    };
  });
}

/** A browser with room for all but the files themselves. */
async function fillWithFiles(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function (value, ...key) {
      if (value instanceof Blob) throw new DOMException("no room", "QuotaExceededError");
      return put.call(this, value, ...key);
    };
  });
}

/** A browser without room. */
async function fill(page: Page): Promise<void> {
  await page.addInitScript(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException("no room", "QuotaExceededError");
    };
  });
}
