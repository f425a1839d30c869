import { CollectPage } from "../pages/collect-page.ts";
import { expect, inEachLanguage, test } from "./chapter.ts";

inEachLanguage(() => {
  test("hashes are collected by a script that has one's own values", async ({ page, picture, t }) => {
    const collect = new CollectPage(page, t);
    await collect.openWay("directory");
    await collect.fill("collect-machines", "DESK-101\nDESK-102\nLAPTOP-7");
    await collect.fill("collect-folder", String.raw`\\files\hwid`);
    await collect.fill("collect-tag", "Sales");
    await expect(collect.result("collect-hashes.ps1")).toContainText("'LAPTOP-7'");
    await page.getByRole("main").evaluate((main) => main.scrollTo(0, 300));
    await picture("collect");
    const { name } = await collect.downloaded();
    expect(name).toBe("collect-hashes.ps1");
    await page.getByRole("link", { name: t("collect-next-link") }).click();
    await expect(collect.main.getByRole("heading", { level: 1, name: t("page-check"), exact: true })).toBeVisible();
  });
});
