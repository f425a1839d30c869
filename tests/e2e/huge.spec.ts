import { readFileSync } from "node:fs";

import type { Page } from "@playwright/test";

import { fleet, HEADER, row } from "./fixtures/files.ts";
import { expect, test } from "./harness/test.ts";

/** Bytes of the file. With `MUSTER_HUGE_BYTES=12000000000` it is as large as any that people have. */
const BYTES = Number(process.env["MUSTER_HUGE_BYTES"] ?? 150_000_000);

/** What a worker may take of the memory of a page, whatever the file. */
const MOST_MEMORY = 96 * 1024 * 1024;

const ROWS = 250;

/** Put before the app's own worker, which tells then how large its memory is. Its helpers are loaded without it. */
const EAR = `${readFileSync("tests/bench/ear.js", "utf8")}
addEventListener("message", (event) => {
  if (event.data !== "memory") return;
  event.stopImmediatePropagation();
  postMessage(globalThis.memoryBytes());
});
`;

// What it has stored is not asked of the network, where the ear is put on.
test.use({ serviceWorkers: "block" });

/** Has a worker of the app read a file that repeats a block of rows: how many rows it told of, whether in order, and in how much memory. */
async function read(page: Page, script: string | undefined, block: string, times: number) {
  return page.evaluate(
    async ({ script, header, block, times }) => {
      const meta = document.querySelector<HTMLMetaElement>("meta[name='muster:worker']");
      const address = new URL(meta?.content ?? "", document.baseURI).href;
      const worker = new Worker(script === undefined ? address : `${script}?${encodeURIComponent(address)}`, { type: "module" });
      const piece = new Blob([block]);
      const file = new File([header, ...Array.from({ length: times }, () => piece)], "huge.csv");
      // The worker's messages: an array of bytes and what goes with them; the bytes begin with a version and the number of what it is.
      const [READY, FAILED, DONE] = [0, 5, 6];
      // Packed rows have the number of rows before them in the file at their sixth byte, and how many they are at the fourteenth.
      const [BEFORE, COUNT] = [5, 13];
      let rows = 0;
      let isInOrder = true;
      const memory = await new Promise<number>((resolve, reject) => {
        worker.onerror = reject;
        worker.onmessage = ({ data }: MessageEvent<number | [Uint8Array, unknown?]>) => {
          if (typeof data === "number") return resolve(data);
          const [said, beside] = data;
          if (said[1] === READY) {
            const path = new TextEncoder().encode(file.name);
            worker.postMessage([new Uint8Array([1, 0, 0, path.length, ...path]), file]);
          } else if (said[1] === FAILED) {
            reject(new Error(new TextDecoder().decode(said)));
          } else if (said[1] === DONE) {
            worker.postMessage("memory");
          } else if (beside instanceof Uint8Array) {
            const numbers = new DataView(beside.buffer, beside.byteOffset);
            isInOrder &&= numbers.getUint32(BEFORE, true) === rows;
            rows += numbers.getUint32(COUNT, true);
          }
        };
      });
      worker.terminate();
      return { rows, isInOrder, memory };
    },
    { script, header: `${HEADER.join(",")}\r\n`, block, times },
  );
}

const block = () => fleet(ROWS).map((device) => `${row(device).join(",")}\r\n`).join("");

test("a file of any size is read to its end, in order and in little memory", async ({ check, page }) => {
  test.setTimeout(60_000 + BYTES / 50_000);
  await page.route("**/worker-*.js", async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: EAR + (await answer.text()) });
  });
  await check.open();
  const times = Math.ceil(BYTES / block().length);
  const found = await read(page, undefined, block(), times);
  expect(found).toMatchObject({ rows: times * ROWS, isInOrder: true });
  expect(found.memory).toBeLessThan(MOST_MEMORY);
});

test("where a worker can have no workers, it reads all of it", async ({ check, page }) => {
  const none = "globalThis.Worker = class { constructor() { throw new DOMException('no workers here'); } };";
  await page.route("**/without.js*", (route) =>
    route.fulfill({ body: `${EAR} ${none} await import(decodeURIComponent(location.search.slice(1)));`, contentType: "text/javascript" }),
  );
  await check.open();
  const times = Math.ceil(150_000_000 / block().length);
  expect(await read(page, "/without.js", block(), times)).toMatchObject({ rows: times * ROWS, isInOrder: true });
});

test("where no helper can be loaded, one worker reads all of it", async ({ check, page }) => {
  // Helpers are loaded by the worker, from where the worker is: there is nothing but for the page.
  await page.route("**/alone.js*", (route) => route.fulfill({ body: `${EAR} await import(decodeURIComponent(location.search.slice(1)));`, contentType: "text/javascript" }));
  await check.open();
  const times = Math.ceil(150_000_000 / block().length);
  expect(await read(page, "/alone.js", block(), times)).toMatchObject({ rows: times * ROWS, isInOrder: true });
});
