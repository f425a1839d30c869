import { FULL_HEADER, HEADER, portalFile, row, table } from "../fixtures/files.ts";
import { hardwareHash, type Device } from "../fixtures/hash.ts";
import { LANGUAGES, type Language } from "../harness/texts.ts";
import { expect, test } from "./harness.ts";

const plain: Device = { serial: "AMS-0001" };
const zeros: Device = { serial: "000048271905", manufacturer: "Fabrikam", model: "Fabrikam Slate" };
const first = table("first.csv", [HEADER, row(plain)]);
const second = table("second.csv", [HEADER, ["48271905", "", hardwareHash(zeros)], row(plain)], { delimiter: ";" });

for (const language of Object.keys(LANGUAGES) as Language[]) {
  test.describe(language, () => {
    test.use({ language });

    test("files that are dropped are checked, mended and exported, to the byte", async ({ place, t }) => {
      const checker = await place({ lang: language });
      await checker.drop([first, second]);
      await checker.expectDevices(2);
      const lost = t("diag-serial-leading-zeros", { value: "48271905", wanted: zeros.serial });
      await expect(checker.row("48271905")).toContainText(lost);
      await checker.button("widget-fix-all", { count: 2 }).click();
      await expect(checker.row(zeros.serial)).toContainText(t("widget-ready"));
      const file = await checker.save();
      expect(file.bytes.toString("latin1")).toBe(portalFile([FULL_HEADER.slice(0, 3), row(plain), row(zeros)]));
    });
  });
}
