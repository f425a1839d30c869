import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { build, type Format } from "esbuild";

import { serve } from "../../../examples/serve.mjs";
import { collected } from "../fixtures/files.ts";
import { Checker, expect, PACKAGE, test } from "./harness.ts";

type Case = { element: string; from: string; format: Format; about: string };

const CASES: Case[] = [
  { element: "muster-csv-check", from: "muster-widget", format: "esm", about: "as a module, with the other files beside it" },
  { element: "muster-register", from: "muster-widget/muster-register.js", format: "esm", about: "as a module, with the other files beside it" },
  // A classic script doesn't know where it lies.
  { element: "muster-csv-check", from: "muster-widget", format: "iife", about: "as a classic script, with the other files where `assets` says" },
];

for (const { element, from, format, about } of CASES) {
  test(`<${element}> works in a bundle, ${about}`, async ({ page, hosts, offences, t }) => {
    const folder = mkdtempSync(join(tmpdir(), "muster-bundle-"));
    mkdirSync(join(folder, "node_modules"));
    symlinkSync(PACKAGE, join(folder, "node_modules/muster-widget"));
    writeFileSync(join(folder, "page.js"), `import ${JSON.stringify(from)};\ndocument.title = "Bundled";\n`);
    const { warnings } = await build({
      absWorkingDir: folder,
      entryPoints: ["page.js"],
      outfile: "site/assets/bundle.js",
      bundle: true,
      minify: true,
      format,
      logLevel: "silent",
    });
    const site = join(folder, "site");
    const isModule = format === "esm";
    if (isModule) cpSync(PACKAGE, join(site, "assets"), { recursive: true });
    const assets = isModule ? "" : ` assets="${hosts.packaged}/"`;
    const script = isModule ? `<script type="module" src="assets/bundle.js">` : `<script defer src="assets/bundle.js">`;
    writeFileSync(
      join(site, "page.html"),
      `<!doctype html><html lang="en"><head><meta charset="utf-8"><title></title>${script}</script></head><body><main><${element}${assets}></${element}></main></body></html>`,
    );
    // The host asks for the script of the package, which a bundle has in itself.
    cpSync(join(PACKAGE, "muster-widget.js"), join(site, "muster-widget.js"));
    const host = await serve({ folder: site, ports: [0, 0] });
    try {
      // Of a script that doesn't know where it lies esbuild warns, and it is right.
      expect(warnings.map(({ id }) => id)).toEqual(isModule ? [] : ["empty-import-meta"]);
      await page.goto(`${host.packaged}/page.html`);
      await expect(page).toHaveTitle("Bundled");
      const checker = new Checker(page, page.locator(element), t);
      await checker.choose([collected("one.csv", [{ serial: "BUNDLED-1" }])]);
      await checker.expectDevices(1);
      await expect(checker.row("BUNDLED-1")).toBeVisible();
    } finally {
      await host.stop();
      rmSync(folder, { recursive: true });
    }
    const foreign = offences.splice(0).filter((offence) => !offence.startsWith(`request: ${host.packaged}/`));
    expect(foreign).toEqual([]);
  });
}
