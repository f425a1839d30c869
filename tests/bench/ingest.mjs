// How fast the built app checks files in Chromium, beside how fast the browser can read them at all, and beside what others
// do. Called by `cargo xtask bench ingest`: `node tests/bench/ingest.mjs OPTIONS`, with OPTIONS as JSON; prints JSON.

import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";

import { chromium } from "@playwright/test";

/** @type {{ dist: string, file: string, forms: Record<string, string>, rounds: number, executable: string, only?: string[], flags?: string }} */
const options = JSON.parse(process.argv[2] ?? "{}");

const TYPES = { ".html": "text/html", ".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm", ".css": "text/css", ".json": "application/json", ".svg": "image/svg+xml" };

/** The app as it was built, the page of the benchmark, and its peers: all on one origin, as a worker must be of the page's. */
async function serve() {
  const folders = [
    ["/dist/", options.dist],
    ["/bench/", import.meta.dirname ?? new URL(".", import.meta.url).pathname],
    ["/peers/", join(process.cwd(), "node_modules")],
  ];
  const server = createServer(async (request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? "/", "http://bench").pathname));
    const found = folders.find(([prefix]) => path.startsWith(prefix));
    if (found === undefined || path.includes("..")) return response.writeHead(404).end();
    const file = join(found[1], path.slice(found[0].length));
    const there = await stat(file).catch(() => undefined);
    if (there === undefined || !there.isFile()) return response.writeHead(404).end();
    response.writeHead(200, { "Content-Type": TYPES[extname(file)] ?? "application/octet-stream" });
    createReadStream(file).pipe(response);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, origin: `http://127.0.0.1:${server.address().port}` };
}

/** Where the built page says that its worker is. */
async function workerAddress(origin) {
  const page = await readFile(join(options.dist, "index.html"), "utf8");
  const content = /<meta name="muster:worker" content="([^"]+)"/.exec(page)?.[1];
  if (content === undefined) throw new Error("the built page does not say where its worker is");
  return `${origin}/dist/${content}`;
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

/** Checks the file in the app itself: when the first problem is seen, and how long the page stands still. Then has the files for Intune
 * composed, all of which are there before the first is offered: for how many rows, and how long that takes. */
async function inTheApp(browser, origin) {
  const page = await (await browser.newContext()).newPage();
  await page.addInitScript(() => {
    globalThis.longest = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) globalThis.longest = Math.max(globalThis.longest, entry.duration);
    }).observe({ type: "longtask" });
  });
  await page.goto(`${origin}/dist/index.html`);
  const input = page.locator("input[type=file]").first();
  await input.waitFor({ state: "attached" });
  // Nobody chooses a file the moment that the page is there.
  await page.waitForTimeout(2000);
  await page.evaluate(() => {
    globalThis.longest = 0;
    document.addEventListener("change", () => (globalThis.chosen = performance.now()), { capture: true, once: true });
    const seen = () => {
      if (document.querySelector(".cell-status .severity-error") === null) return requestAnimationFrame(seen);
      globalThis.first = performance.now();
    };
    seen();
  });
  await input.setInputFiles(options.file);
  await page.waitForFunction(() => globalThis.first !== undefined, undefined, { timeout: 600_000 });
  await page.getByRole("progressbar").waitFor({ state: "hidden", timeout: 600_000 });
  const whole = await page.evaluate(() => performance.now() - globalThis.chosen);
  const found = await page.evaluate(() => ({ first: globalThis.first - globalThis.chosen, longest: globalThis.longest }));
  found.mbps = (await stat(options.file)).size / 1e3 / whole;
  await page.evaluate(() => {
    const click = HTMLAnchorElement.prototype.click;
    HTMLAnchorElement.prototype.click = function () {
      globalThis.offered ??= performance.now();
      click.call(this);
    };
    document.addEventListener("click", () => (globalThis.pressed = performance.now()), { capture: true });
  });
  await page.getByRole("button", { name: "Export…" }).first().click();
  const dialog = page.getByRole("dialog");
  const outlook = await dialog.getByText(/^[\d,]+ devices? in [\d,]+ files?/).innerText();
  await dialog.getByRole("button", { name: "Save" }).click();
  await page.waitForFunction(() => globalThis.offered !== undefined, undefined, { timeout: 600_000 });
  found.composing = await page.evaluate(() => globalThis.offered - globalThis.pressed);
  found.composed = Number(/^[\d,]+/.exec(outlook)[0].replaceAll(",", ""));
  await page.context().close();
  return found;
}

const { server, origin } = await serve();
const browser = await chromium.launch({ executablePath: options.executable, args: ["--no-sandbox", "--disable-gpu", `--js-flags=--max-old-space-size=8192 ${options.flags ?? ""}`] });
const worker = await workerAddress(origin);
/** A page of the benchmark. */
async function open() {
  const page = await browser.newPage();
  page.on("pageerror", (error) => console.error(String(error)));
  await page.goto(`${origin}/bench/page.html`);
  return page;
}
const page = await open();

/** No measurement takes as long. A page that has died of too much memory doesn't say so. */
const LONGEST_MS = 300_000;

/** One measurement: megabytes a second, and what else it says. Peers have a page to themselves, and may take it with them. */
async function measure(what, file, settings = {}) {
  const own = PEERS.includes(what) ? await open() : page;
  await own.locator("input").setInputFiles(file);
  const found = own.evaluate(([what, settings]) => globalThis.run(what, settings), [what, { worker, ...settings }]);
  let timer;
  const failed = new Promise((resolve) => {
    own.once("crash", () => resolve({ failed: "the page died" }));
    timer = setTimeout(resolve, LONGEST_MS, { failed: "it came to no end" });
  });
  const said = await Promise.race([found, failed]).catch((error) => ({ failed: String(error) }));
  clearTimeout(timer);
  if (own !== page) await own.close().catch(() => undefined);
  return said;
}
const PEERS = ["papaparse", "udsv"];

const cores = await page.evaluate(() => Math.min(8, navigator.hardwareConcurrency));
const WORK = [
  ["raw_one", "raw", options.file, { workers: 1 }],
  ["raw_all", "raw", options.file, { workers: cores }],
  ["check", "check", options.file],
  ["papaparse", "papaparse", options.file],
  ["udsv", "udsv", options.file],
  ...Object.entries(options.forms).map(([form, file]) => [`check_${form}`, "check", file]),
];
/** @type {Record<string, object[]>} */
const rounds = {};
for (let round = 0; round < options.rounds; round += 1) {
  // Interleaved, so that a slow minute of the machine is everybody's.
  for (const [name, what, file, settings] of WORK.filter(([name]) => options.only?.includes(name) ?? true)) {
    const found = await measure(what, file, settings);
    console.error(`${name}: ${JSON.stringify(found)}`);
    (rounds[name] ??= []).push(found);
  }
}
// Once: it takes a minute, and is so long that no slow moment counts for much.
if (options.only?.includes("huge") ?? true) {
  const found = await measure("check", options.file, { bytes: 12e9 });
  console.error(`huge: ${JSON.stringify(found)}`);
  rounds.huge = [found];
}
const app = {};
if (options.only?.includes("app") ?? true) {
  const all = [];
  for (let round = 0; round < options.rounds; round += 1) all.push(await inTheApp(browser, origin));
  console.error(`app: ${JSON.stringify(all)}`);
  for (const what of ["first", "longest", "mbps", "composing", "composed"]) app[what] = median(all.map((found) => found[what]));
}
await browser.close();
server.close();

const speeds = Object.fromEntries(
  Object.entries(rounds).map(([name, all]) => {
    // One that failed is no figure, however many others didn't.
    const failed = all.find(({ mbps }) => mbps === undefined);
    const memory = Math.max(...all.map(({ memory }) => memory ?? 0));
    return [name, failed ?? { ...all[0], memory, mbps: median(all.map(({ mbps }) => mbps)) }];
  }),
);
console.log(JSON.stringify({ cores, rounds: options.rounds, speeds, app }));
