import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import { expect, PACKAGE, test } from "./harness.ts";

const read = (name: string) => readFileSync(join(PACKAGE, name), "utf8");

test("the package holds what is named here, and nothing else", () => {
  const said = execFileSync("npm", ["pack", "--dry-run", "--json"], { cwd: PACKAGE, encoding: "utf8", env: { ...process.env, npm_config_update_notifier: "false" }, stdio: ["ignore", "pipe", "ignore"] });
  const [{ name, files }] = JSON.parse(said);
  expect(name).toBe("muster-widget");
  expect(files.map(({ path }: { path: string }) => path).sort()).toEqual([
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "custom-elements.json",
    "frame.html",
    "muster-archives.wasm",
    "muster-en.ftl",
    "muster-engine-plain.js",
    "muster-engine-plain.wasm",
    "muster-engine.js",
    "muster-engine.wasm",
    "muster-frame.js",
    "muster-frame.json",
    "muster-nl.ftl",
    "muster-register.d.ts",
    "muster-register.js",
    "muster-registrar.js",
    "muster-registrar.wasm",
    "muster-widget.d.ts",
    "muster-widget.js",
    "package.json",
  ]);
  expect(JSON.parse(read("package.json"))).toMatchObject({
    license: "MIT OR Apache-2.0",
    type: "module",
    exports: { ".": "./muster-widget.js", "./*": "./*" },
    customElements: "./custom-elements.json",
  });
  expect(JSON.parse(read("muster-frame.json"))).toEqual({ origins: [] });
});

test("its declarations fit pages that are written in TypeScript", () => {
  const folder = mkdtempSync(join(tmpdir(), "muster-types-"));
  try {
    mkdirSync(join(folder, "node_modules"));
    symlinkSync(PACKAGE, join(folder, "node_modules/muster-widget"));
    copyFileSync(resolve(import.meta.dirname, "types.ts"), join(folder, "page.ts"));
    writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
    for (const modules of [{ module: "nodenext" }, { module: "esnext", moduleResolution: "bundler" }]) {
      const compilerOptions = { noEmit: true, strict: true, target: "es2022", types: [], ...modules };
      writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["page.ts"] }));
      const said = spawnSync(resolve("node_modules/.bin/tsc"), [], { cwd: folder, encoding: "utf8" });
      expect(said.stdout).toBe("");
      expect(said.status).toBe(0);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("each digest in a script is that of the file that it fetches", () => {
  let digests = 0;
  for (const script of ["muster-widget.js", "muster-engine.js", "muster-engine-plain.js", "muster-register.js", "muster-registrar.js"]) {
    for (const [, name = "", digest] of read(script).matchAll(/"([\w-]+\.\w+)":"(sha384-[^"]+)"/g)) {
      const bytes = readFileSync(join(PACKAGE, name));
      expect(digest, name).toBe(`sha384-${createHash("sha384").update(bytes).digest("base64")}`);
      digests++;
    }
  }
  expect(digests).toBe(14);
});

test("what was changed on the way is refused", async ({ place, page, offences, t }) => {
  for (const [name, type] of [
    ["muster-engine.js", "text/javascript"],
    ["muster-engine.wasm", "application/wasm"],
    ["muster-en.ftl", "text/plain"],
  ]) {
    await page.route(`**/${name}`, async (route) => {
      const answer = await route.fetch();
      const body = Buffer.concat([await answer.body(), Buffer.from(type === "application/wasm" ? [0, 1, 0] : "\n")]);
      await route.fulfill({ response: answer, body });
    });
    const checker = await place();
    await checker.root.evaluate((element: any) => element.export().catch(() => {}));
    await expect(checker.root.getByRole("alert")).toHaveText(t("widget-failed"));
    await page.unroute(`**/${name}`);
    // Once it is whole again, it works.
    await checker.button("widget-retry").click();
    await checker.choose([{ name: "empty.csv", bytes: Buffer.from("Device Serial Number,Windows Product ID,Hardware Hash\r\nONE-1,,\r\n") }]);
    await checker.expectDevices(1);
  }
  expect(offences.splice(0).every((offence) => /integrity|digest|Failed to load resource/i.test(offence))).toBe(true);
});

for (const [at, script, hooks] of [
  [0, "muster-widget", ["formDisabledCallback", "formResetCallback"]],
  [1, "muster-register", []],
] as [number, string, string[]][]) {
  test(`every attribute, property, method, event and part of ${script}.js is documented`, async ({ page, hosts }) => {
    const [docs, types] = [read("README.md"), read(`${script}.d.ts`)];
    const [{ attributes, members, events, cssParts, cssProperties, tagName }] = JSON.parse(read("custom-elements.json")).modules[at].declarations;
    const names = (list: { name: string }[]) => list.map(({ name }) => name);
    for (const name of [...names(attributes), ...names(members), ...names(events), ...names(cssParts), ...names(cssProperties)]) {
      expect(docs, `docs/widget.md: ${name}`).toContain(`\`${name}`);
    }
    for (const name of [...names(members), ...names(events)]) expect(types, `${script}.d.ts: ${name}`).toContain(name);
    await page.goto(`${hosts.examples}/bare.html`);
    await page.addScriptTag({ type: "module", url: `${hosts.packaged}/${script}.js` });
    await page.waitForFunction((name) => customElements.get(name) !== undefined, tagName);
    const own: string[] = await page.evaluate((name) => {
      const element = document.createElement(name);
      return [...Object.getOwnPropertyNames(Object.getPrototypeOf(element)), ...Object.keys(element), ...(element.constructor as any).observedAttributes];
    }, tagName);
    const called = ["constructor", "connectedCallback", "disconnectedCallback", "attributeChangedCallback", ...hooks];
    // Every form control has these.
    const ofControls = at === 0 ? ["form", "validity", "validationMessage", "willValidate", "checkValidity", "reportValidity"] : [];
    const known = new Set([...names(attributes), ...names(members), ...attributes.flatMap(({ fieldName }: any) => fieldName ?? []), ...called, ...ofControls]);
    expect(own.filter((name) => !known.has(name))).toEqual([]);
    for (const name of [...own, ...ofControls].filter((name) => !called.includes(name) && !name.includes("-") && name !== "lang")) {
      expect(types, `${script}.d.ts: ${name}`).toMatch(new RegExp(`\\b${name}\\b`));
    }
  });
}
