import { collected } from "../fixtures/files.ts";
import { CheckPage } from "../pages/check-page.ts";
import { WorkspaceFile } from "../pages/workspace-file.ts";
import { expect, inEachLanguage, test } from "./chapter.ts";

const PASSPHRASE = "mast gull tar barley";

inEachLanguage(() => {
  test("a workspace goes to another computer", async ({ browser, baseURL, check, locale, page, picture, t }) => {
    const other = await browser.newContext({ baseURL, locale });
    const old = new WorkspaceFile(await other.newPage(), t);
    const before = new CheckPage(old.page, t);
    await before.open();
    await before.check([collected("site-a.csv", [{ serial: "LAPTOP-101" }, { serial: "LAPTOP-102" }])], 2);
    await before.expectKept();
    await old.go("settings");
    const file = await old.save(PASSPHRASE);
    await other.close();

    const here = new WorkspaceFile(page, t);
    await here.open("settings");
    const dialog = await here.look(file, PASSPHRASE);
    await expect(dialog).toContainText(t("wsfile-inside", { file: "saved.muster" }), { timeout: 30_000 });
    await picture("workspace-file");
    await dialog.getByRole("button", { name: t("wsfile-take-in"), exact: true }).click();
    await expect(dialog).toBeHidden();
    await check.go("check");
    await check.expectSerials(["LAPTOP-101", "LAPTOP-102"]);
  });
});
