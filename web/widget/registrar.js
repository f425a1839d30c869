// The registrar's worker. `cargo xtask widget` puts the glue in front of this file, which makes `Registrar` and `__wbg_init` known,
// and these lines:
//   const WASM = "….wasm";
//   const DIGESTS = { name: "sha384-…" };
//
// The element sends { base, server, persist } first, then { id, call, args } each; the answer is { id, ok } or { id, error }. Unasked
// it says { ready } or { failed }, { told } when something has changed, { queued } as long as another page registers with what is
// kept, { storage } when that fails, and { ask } for a token, which the element brings by the call "token".

/** How long an answer may take, in milliseconds. */
const PATIENCE = 120_000;

let registrar, start;
const early = [];

/** The token that holds now. It is here, and on its way to the service, and nowhere else. */
let token;
let asked = 0;
const awaited = new Map();

/** Asks the element for a token; `again`: the last one was refused. */
const ask = (again) =>
  new Promise((resolve) => {
    const ask = ++asked;
    awaited.set(ask, resolve);
    self.postMessage({ ask, again });
  });

/** Carries a request. A token that is refused is asked for once more, as nothing was done then. */
async function send(method, address, headers, body) {
  // Addresses of further pages come from the service: nobody else gets the token.
  const own = new URL(address).origin === new URL(start.server).origin;
  // What is to be sent is marked as such by now.
  tell();
  for (let again = false; ; again = true) {
    if (own) token ??= await ask(again);
    // Where the host has a provider and no token comes, somebody has to sign in.
    if (own && token === false) return (token = undefined), [401, [], new Uint8Array()];
    const answer = await fetch(address, {
      method,
      headers: [...headers, ...(own && token ? [["Authorization", `Bearer ${token}`]] : [])],
      body,
      credentials: "omit",
      cache: "no-store",
      redirect: "error",
      referrerPolicy: "no-referrer",
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (answer.status === 401) token = undefined;
    if (answer.status === 401 && own && !again) continue;
    return [answer.status, [...answer.headers], new Uint8Array(await answer.arrayBuffer())];
  }
}

const opened = () =>
  new Promise((done, fail) => {
    const open = indexedDB.open("muster-register", 1);
    open.onupgradeneeded = () => open.result.createObjectStore("records");
    open.onsuccess = () => done(open.result);
    open.onerror = () => fail(open.error);
  });

const finished = (transaction) =>
  new Promise((done, fail) => {
    transaction.oncomplete = done;
    transaction.onabort = transaction.onerror = () => fail(transaction.error ?? new Error("IndexedDB"));
  });

/** What was kept, names and bytes in turn, and what keeps more. */
async function storage({ server }) {
  const database = await opened();
  const transaction = database.transaction("records");
  const store = transaction.objectStore("records");
  const all = IDBKeyRange.bound([server], [server, []]);
  const [names, values] = [store.getAllKeys(all), store.getAll(all)];
  await finished(transaction);
  const keep = (records) => {
    const transaction = database.transaction("records", "readwrite", { durability: "strict" });
    const store = transaction.objectStore("records");
    for (let at = 0; at < records.length; at += 2) {
      const key = [server, records[at]];
      if (records[at + 1]) store.put(records[at + 1], key);
      else store.delete(key);
    }
    return finished(transaction);
  };
  return { keep, records: names.result.flatMap(([, name], at) => [name, values.result[at]]) };
}

let last, next;
const tell = () => {
  const told = registrar.told(next);
  if (told !== last) self.postMessage({ told: (last = told) });
};

/** Does what is due, over and over, as long as there is something. */
let bell = () => {};
async function run() {
  for (;;) {
    let rung = false;
    const rings = new Promise((ring) => (bell = () => ((rung = true), ring())));
    try {
      next = await registrar.turn();
    } catch (error) {
      if (error instanceof WebAssembly.RuntimeError) return self.postMessage({ failed: "crashed" });
      self.postMessage({ storage: `${error?.message ?? error}` });
      next = Date.now() + registrar.patience;
    }
    tell();
    if (rung) continue;
    if (next === undefined) {
      // A token isn't kept for longer than it is needed.
      token = undefined;
      await rings;
    } else {
      const wait = Math.min(Math.max(0, next - Date.now()), 2 ** 31 - 1);
      let timer;
      await Promise.race([rings, new Promise((done) => (timer = setTimeout(done, wait)))]);
      clearTimeout(timer);
    }
  }
}

const CALLS = {
  token(ask, value) {
    awaited.get(ask)?.(value);
    awaited.delete(ask);
  },
  /** Registers the devices of files; how many were under way or registered already. */
  async add(files) {
    await registrar.forget(true);
    let left = 0;
    for (const file of files) left += await registrar.add(new Uint8Array(await file.arrayBuffer()));
    return left;
  },
  /** How many devices of files would be registered. */
  async countNew(files) {
    let count = 0;
    for (const file of files) count += registrar.countNew(new Uint8Array(await file.arrayBuffer()));
    return count;
  },
  rows: (from, to) => registrar.rows(from, to),
};

async function answer({ id, call, args }) {
  try {
    self.postMessage({ id, ok: await (CALLS[call]?.(...args) ?? registrar[call](...args)) });
  } catch (error) {
    self.postMessage({ id, error: `${error?.message ?? error}` });
  }
  // What was asked for may be due at once.
  if (call === "token" || call === "rows" || call === "countNew") return;
  tell();
  bell();
}

async function begin() {
  const url = new URL(WASM, start.base);
  try {
    const module = fetch(url, { integrity: DIGESTS[WASM], credentials: "same-origin" });
    await __wbg_init({ module_or_path: module });
    const { keep, records } = start.persist ? await storage(start) : { records: [] };
    registrar = new Registrar(start.server, send, keep, records);
  } catch (error) {
    const text = `${error?.message ?? error}`;
    const denied = error instanceof WebAssembly.CompileError && /unsafe-eval|security policy/i.test(text);
    return self.postMessage({ failed: denied ? "denied" : "failed", text });
  }
  self.postMessage({ ready: true });
  tell();
  early.splice(0).forEach(answer);
  await run();
}

self.addEventListener("message", ({ data }) => {
  if (data.base) {
    start = data;
    if (!start.persist || !navigator.locks) return begin();
    // One at a time works with what is kept; the lock goes with the worker.
    self.postMessage({ queued: true });
    navigator.locks.request(`muster-register ${start.server}`, () => (self.postMessage({ queued: false }), begin()));
  } else if (registrar) answer(data);
  else early.push(data);
});
self.addEventListener("online", () => registrar?.hurry().then(() => bell()));
