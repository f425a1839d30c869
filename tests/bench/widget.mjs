// How soon a page with the widget takes a file, and how soon it shows what is in one, beside a page that reads it by PapaParse into a
// table and checks nothing. Called by `cargo xtask bench widget`: `node tests/bench/widget.mjs OPTIONS`, with OPTIONS as JSON.

import { readFileSync } from "node:fs";

import { chromium } from "@playwright/test";

import { serve } from "../../examples/serve.mjs";

/** @type {{ folder: string, executable: string, rounds: number, files: [string, string][] }} */
const options = JSON.parse(process.argv[2] ?? "{}");

const PAGE = (body) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Bench</title></head><body>${body}</body></html>`;

/** Scripts are added by the page itself, which takes the time from then on: until the drop zone or the field is drawn and listens. */
const WIDGET = PAGE(`<muster-csv-check></muster-csv-check><script>
  const start = performance.now();
  globalThis.ready = new Promise((done) => customElements.whenDefined("muster-csv-check").then(() => requestAnimationFrame(() => done(performance.now() - start))));
  document.head.append(Object.assign(document.createElement("script"), { type: "module", src: "http://127.0.0.1:8092/muster-widget.js" }));
  globalThis.input = () => document.querySelector("muster-csv-check").shadowRoot.querySelector("input[type=file]");
  // Until its rows are drawn.
  globalThis.shown = () => new Promise((done) => {
    input().addEventListener("change", () => { const at = performance.now();
      document.querySelector("muster-csv-check").addEventListener("muster-checked", () => requestAnimationFrame(() => done(performance.now() - at)), { once: true });
    }, { once: true, capture: true });
  });
</script>`);

const PAPAPARSE = PAGE(`<input type="file"><p></p><table><tbody></tbody></table><script>
  const start = performance.now();
  const script = Object.assign(document.createElement("script"), { src: "papaparse.js" });
  globalThis.ready = new Promise((done) => script.addEventListener("load", () => requestAnimationFrame(() => done(performance.now() - start))));
  document.head.append(script);
  globalThis.input = () => document.querySelector("input");
  globalThis.shown = () => new Promise((done) => {
    input().addEventListener("change", ({ target: { files: [file] } }) => {
      const [at, body] = [performance.now(), document.querySelector("tbody")];
      let rows = 0;
      body.replaceChildren();
      // As many rows as the widget draws, and the number of all.
      const chunk = ({ data }) => {
        for (const fields of data.slice(0, Math.max(0, 12 - rows))) {
          const row = body.insertRow();
          for (const field of fields) row.insertCell().textContent = field.slice(0, 40);
        }
        rows += data.length;
        document.querySelector("p").textContent = rows + " rows";
      };
      Papa.parse(file, { chunk, complete: () => requestAnimationFrame(() => done(performance.now() - at)) });
    }, { once: true });
  });
</script>`);

const hosts = await serve({
  folder: options.folder,
  ports: [0, 0],
  extra: {
    "/widget.html": WIDGET,
    "/papaparse.html": PAPAPARSE,
    "/papaparse.js": readFileSync("node_modules/papaparse/papaparse.min.js", "utf8"),
  },
});
const browser = await chromium.launch({ executablePath: options.executable, args: ["--no-sandbox", "--disable-gpu"] });
const median = (values) => Math.round(values.sort((a, b) => a - b)[Math.floor(values.length / 2)]);

console.log(`${"milliseconds, median".padEnd(24)} ${"widget".padStart(8)} ${"PapaParse".padStart(10)}`);
const ways = ["widget", "papaparse"];
const taken = { ready: { widget: [], papaparse: [] } };
for (const [name] of options.files) taken[name] = { widget: [], papaparse: [] };
for (let round = 0; round < options.rounds; round++) {
  for (const way of ways) {
    // A context of its own: nothing is in a cache.
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${hosts.examples}/${way}.html`);
    taken.ready[way].push(await page.evaluate(() => globalThis.ready));
    for (const [name, path] of options.files) {
      const shown = page.evaluate(() => globalThis.shown());
      const input = await page.evaluateHandle(() => globalThis.input());
      await input.setInputFiles(path);
      taken[name][way].push(await shown);
    }
    await context.close();
  }
}
for (const [name, of] of Object.entries(taken)) {
  console.log(`${name.padEnd(24)} ${String(median(of.widget)).padStart(8)} ${String(median(of.papaparse)).padStart(10)}`);
}
await browser.close();
await hosts.stop();
