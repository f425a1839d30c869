// The engine's worker. `cargo xtask widget` puts the glue in front of this file, which makes `Engine` and `__wbg_init` known,
// that of the program for archives folded into `ARCHIVES`, and these lines:
//   const WASM = "….wasm";
//   const DIGESTS = { name: "sha384-…" };
//
// The element sends { base } first, the address of the folder that everything lies in: a worker of another origin is started from a
// blob, and doesn't know. Then { id, call, args } each; the answer is { id, ok } or { id, error }. Unasked it says { ready } or
// { failed }, and { bytes, more }: how much it has of the file that is being read, and whether there are more rows.

let base, engine;
const early = [];

const address = (name) => new URL(name, base);

/** Asks for a file of the package; what was changed on the way is refused. */
const get = async (name) => {
  const answer = await fetch(address(name), { integrity: DIGESTS[name], credentials: "same-origin" });
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
  return answer;
};

/** The texts of languages, each fetched once, and while the program still comes. */
const texts = {};
const textOf = (language) => {
  const text = async () => (await get(`muster-${language}.ftl`)).text();
  texts[language] ??= text().catch((error) => {
    delete texts[language];
    throw error;
  });
  return texts[language];
};

/** What is said before there are words for it would stay without them. */
let spoken;

const CALLS = {
  speak(language) {
    const before = spoken;
    spoken = Promise.all([textOf(language), before?.catch(() => {})]).then(([text]) => engine.speak(language, text));
    if (!before) spoken.catch((error) => self.postMessage({ failed: "failed", text: `${error?.message ?? error}` }));
    return spoken;
  },
  async check(blob, path) {
    try {
      if (await engine.check(blob, path)) return;
      for (const [inner, what] of await unpack(blob)) {
        const name = inner ? `${path}/${inner}` : path;
        if (typeof what === "string") engine.problem(name, what);
        else if (!(await engine.check(what, name))) engine.problem(name, "archive-unreadable");
      }
    } catch (error) {
      engine.unread(path, `${error?.message ?? error}`);
    }
  },
};

async function unpack(blob) {
  const { init, unpack } = ARCHIVES();
  await init({ module_or_path: get("muster-archives.wasm") });
  const found = [];
  unpack(blob, (path, what) => found.push([path, what]));
  return found;
}

async function answer({ id, call, args }) {
  try {
    if (call !== "speak") await spoken?.catch(() => {});
    self.postMessage({ id, ok: await (CALLS[call]?.(...args) ?? engine[call](...args)) });
  } catch (error) {
    self.postMessage({ id, error: `${error?.message ?? error}` });
    // After a trap nothing that is in memory can be trusted.
    if (error instanceof WebAssembly.RuntimeError) self.postMessage({ failed: "crashed" });
  }
}

async function start() {
  try {
    await __wbg_init({ module_or_path: get(WASM) });
    engine = new Engine((bytes, more) => self.postMessage({ bytes, more }));
    self.postMessage({ ready: true });
    early.splice(0).forEach(answer);
  } catch (error) {
    const text = `${error?.message ?? error}`;
    const denied = error instanceof WebAssembly.CompileError && /unsafe-eval|security policy/i.test(text);
    self.postMessage({ failed: denied ? "denied" : "failed", text });
  }
}

self.addEventListener("message", ({ data }) => {
  if (data.base) {
    base = data.base;
    start();
    return;
  }
  if (data.call === "speak") textOf(data.args[0]).catch(() => {});
  if (engine) answer(data);
  else early.push(data);
});
