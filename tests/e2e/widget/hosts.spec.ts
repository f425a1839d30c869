
import { readFileSync } from "node:fs";
import { resolve } from "node:path";

import { serve } from "../../../examples/serve.mjs";
import { expectAccessible } from "../harness/axe.ts";
import { HEADER, row, sample, table } from "../fixtures/files.ts";
import { Checker, expect, listen, PACKAGE, test } from "./harness.ts";

const good = table("good.csv", [HEADER, row({ serial: "HOST-1" }), row({ serial: "HOST-2" })]);
const bad = table("bad.csv", [HEADER, row({ serial: "HOST-3" }), ["HOST-4", "", "T0"]]);

for (const colorScheme of ["light", "dark"] as const) {
  for (const path of ["plain.html", "strict.html", "react/index.html"]) {
    test(`${path} works and is accessible, ${colorScheme}`, async ({ open, page }) => {
      await page.emulateMedia({ colorScheme });
      const checker = await open(path);
      await expectAccessible(page);
      await checker.choose([good, bad]);
      await checker.expectDevices(4);
      await expectAccessible(page);
      await checker.root.getByRole("button", { name: "HOST-4", exact: true }).click();
      await expect(checker.root.locator(".details")).toContainText("[X11]");
      await expectAccessible(page);
      const file = await checker.save();
      expect(file.bytes.toString("latin1").split("\r\n")).toHaveLength(5);
    });
  }

  test(`a page that denies WebAssembly says so, and has it in a frame, ${colorScheme}`, async ({ open, page, hosts, offences, t }) => {
    await page.emulateMedia({ colorScheme });
    const checker = await open("denied.html");
    const errors = await listen(checker.root, "muster-error");
    await checker.choose([good]);
    await expect(checker.root.getByRole("alert")).toHaveText(t("widget-denied"));
    await expectAccessible(page);
    expect((await errors()).map(({ code }) => code)).toContain("wasm-denied");
    const checked = await listen(checker.root, "muster-checked");
    await checker.button("widget-frame").click();
    const frame = page.frameLocator("muster-csv-check iframe");
    const inner = new Checker(page, frame.locator("muster-csv-check"), t);
    await inner.choose([good]);
    await inner.expectDevices(2);
    await expectAccessible(page);
    // Its events are those of the element.
    await expect.poll(async () => (await checked()).map(({ devices }) => devices)).toEqual([2]);
    expect(hosts.packaged).not.toBe(hosts.examples);
    expect(offences.splice(0).filter((offence) => !/unsafe-eval|WebAssembly/.test(offence))).toEqual([]);
  });

  test(`frame.html works and is accessible, ${colorScheme}`, async ({ page, hosts, t }) => {
    await page.emulateMedia({ colorScheme });
    await page.goto(`${hosts.examples}/frame.html`);
    await expect(page.locator("[role=status]")).toHaveText("The checker is ready.");
    const inner = new Checker(page, page.frameLocator("iframe").locator("muster-csv-check"), t);
    await inner.choose([good, bad]);
    await inner.expectDevices(4);
    await expect(page.locator("main > [role=status]")).toHaveText("3 of 4 devices are ready.");
    // What the page asked for.
    await expect(inner.button("widget-partner-center")).toBeVisible();
    await expectAccessible(page);
  });
}

test("archives are unpacked under the strictest policy too", async ({ open }) => {
  const checker = await open("strict.html");
  await checker.choose([sample("archives/all-sites.zip")]);
  await expect(checker.root.getByRole("listitem").filter({ hasText: "all-sites.zip/" }).first()).toBeVisible();
});

test("messages of an origin that is not on the list do nothing", async ({ page, hosts, offences }) => {
  // The same page from another port: another origin, which nobody allowed.
  const text = readFileSync(resolve(import.meta.dirname, "foreign.html"), "utf8").replaceAll("http://127.0.0.1:8092", hosts.packaged);
  const other = await serve({ folder: PACKAGE, ports: [0, 0], extra: { "/foreign.html": text } });
  const foreign = other.examples;
  const results: Record<string, unknown[]> = {};
  for (const origin of [hosts.examples, foreign]) {
    await page.goto(`${origin}/foreign.html`);
    const frame = page.frames().find((frame) => frame.url().endsWith("frame.html"));
    await frame?.waitForFunction(() => customElements.get("muster-csv-check") !== undefined);
    const arrived = frame?.evaluate(
      () =>
        new Promise<void>((done) => {
          let count = 0;
          addEventListener("message", () => ++count === 3 && done());
        }),
    );
    const heard = await page.evaluateHandle((packaged) => {
      const heard: unknown[] = [];
      addEventListener("message", ({ data }) => heard.push(data));
      const frame = document.querySelector("iframe")?.contentWindow;
      frame?.postMessage({ muster: 1, connect: { label: "Ours", onclick: "alert(1)", id: "x" } }, packaged);
      frame?.postMessage({ muster: 1, id: 7, call: "reset" }, packaged);
      frame?.postMessage({ muster: 1, id: 8, call: "remove" }, packaged);
      return heard;
    }, hosts.packaged);
    await arrived;
    // What the frame says now comes behind what it answered, if it answered anything.
    await frame?.evaluate(() => parent.postMessage("last", "*"));
    await expect.poll(async () => (await heard.jsonValue()).at(-1)).toBe("last");
    results[origin] = (await heard.jsonValue()).slice(0, -1);
    const label = await frame?.locator("muster-csv-check").getAttribute("label");
    expect(label).toBe(origin === hosts.examples ? "Ours" : null);
    expect(await frame?.locator("[onclick], #x").count()).toBe(0);
  }
  await other.stop();
  expect(offences.splice(0)).toEqual([`request: ${foreign}/foreign.html`]);
  expect(results[foreign]).toEqual([]);
  expect(results[hosts.examples]).toEqual([
    { muster: 1, ready: true },
    { muster: 1, id: 7 },
  ]);
});

test("a page with styles and prototypes of its own changes nothing, and keeps them", async ({ open, page }) => {
  const checker = await open("rude.html");
  await checker.choose([good]);
  await checker.expectDevices(2);
  const choose = checker.button("widget-choose");
  await expect(choose).toBeVisible();
  expect(await choose.evaluate((element) => getComputedStyle(element).fontSize)).toBe("14px");
  expect(await choose.evaluate((element) => getComputedStyle(element).letterSpacing)).toBe("normal");
  expect(await page.evaluate(() => [window.make, document.styleSheets.length, document.adoptedStyleSheets.length])).toEqual([
    "the page's own",
    1,
    0,
  ]);
  const file = await checker.save();
  expect(file.bytes.toString("latin1").split("\r\n")).toHaveLength(4);
});

declare global {
  interface Window {
    make: unknown;
  }
}
