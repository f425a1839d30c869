// The page of the benchmark: reads and checks the chosen file in different ways, one after the other.

const input = document.querySelector("input");

/** What a measurement says: how many megabytes (10^6 bytes) a second. */
const speed = (bytes, begin) => bytes / 1e6 / ((performance.now() - begin) / 1e3);

/** Reads a file to its end and does nothing with it, in so many workers. */
async function raw(file, { workers }) {
  const all = Array.from({ length: workers }, () => new Worker("raw-worker.js"));
  await Promise.all(all.map(answer));
  const begin = performance.now();
  const size = Math.ceil(file.size / workers);
  await Promise.all(
    all.map((worker, at) => {
      worker.postMessage(file.slice(at * size, Math.min(file.size, (at + 1) * size)));
      return answer(worker);
    }),
  );
  const mbps = speed(file.size, begin);
  for (const worker of all) worker.terminate();
  return { mbps };
}

const answer = (worker) =>
  new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = reject;
  });

// The worker's messages: an array of bytes and perhaps a file; the bytes begin with a version and the number of what it is.
const READY = 0;
const FAILED = 5;
const DONE = 6;

/** The app keeps its worker from one file to the next, and so does this: the browser has made fast code of it by then. */
const kept = {};

function workerAt(address) {
  kept[address] ??= new Promise((resolve, reject) => {
    const worker = new Worker(`check-worker.js?${encodeURIComponent(address)}`, { type: "module" });
    worker.onerror = reject;
    worker.onmessage = ({ data }) => data[0]?.[1] === READY && resolve(worker);
  });
  return kept[address];
}

/** Checks a file with the app's own worker, or one that is made of it many times over. */
async function check(chosen, { worker: address, bytes: wanted }) {
  const times = wanted === undefined ? 1 : Math.ceil(wanted / chosen.size);
  const file = times === 1 ? chosen : new File(Array.from({ length: times }, () => chosen), chosen.name);
  const worker = await workerAt(address);
  let mbps;
  let bytes = 0;
  const begin = performance.now();
  const memory = await new Promise((resolve, reject) => {
    worker.onerror = reject;
    worker.onmessage = ({ data }) => {
      if (typeof data === "number") return resolve(data);
      const [, what] = data[0];
      bytes += data[0].length + (data[1]?.length ?? 0);
      if (what === FAILED) {
        reject(new Error(new TextDecoder().decode(data[0])));
      } else if (what === DONE) {
        mbps = speed(file.size, begin);
        worker.postMessage("memory");
      }
    };
    const path = new TextEncoder().encode("work.csv");
    worker.postMessage([new Uint8Array([1, 0, 0, path.length, ...path]), file]);
  });
  return { mbps, memory, message_bytes: bytes, of_bytes: file.size };
}

/** PapaParse, streaming a `File` in chunks, as its documentation has it for files that don't fit the memory. */
async function papaparse(file) {
  await script("/peers/papaparse/papaparse.min.js");
  const begin = performance.now();
  let rows = 0;
  await new Promise((resolve, reject) => {
    globalThis.Papa.parse(file, { chunk: ({ data }) => void (rows += data.length), complete: resolve, error: reject });
  });
  return { mbps: speed(file.size, begin), rows };
}

/**
 * uDSV takes a text, and holds all rows: of half a billion characters, the most that V8 has room for, the page dies. Of a row without
 * its end it makes rows for ever.
 */
async function udsv(file) {
  await script("/peers/udsv/dist/uDSV.iife.min.js");
  const MOST = 100_000_000;
  const part = file.size > MOST ? file.slice(0, MOST) : file;
  const begin = performance.now();
  const all = await part.text();
  const text = all.slice(0, all.lastIndexOf("\n") + 1);
  const schema = globalThis.uDSV.inferSchema(text);
  const rows = globalThis.uDSV.initParser(schema).stringArrs(text).length;
  return { mbps: speed(part.size, begin), rows, of_bytes: part.size };
}

function script(address) {
  return new Promise((resolve, reject) => {
    if (document.querySelector(`script[src="${address}"]`) !== null) return resolve();
    const element = document.createElement("script");
    element.src = address;
    element.onload = resolve;
    element.onerror = () => reject(new Error(`no ${address}`));
    document.head.append(element);
  });
}

const WAYS = { raw, check, papaparse, udsv };

globalThis.run = async (what, settings) => {
  try {
    return await WAYS[what](input.files[0], settings);
  } catch (error) {
    return { failed: String(error?.message ?? error) };
  }
};
