// The element's side of the engine's worker.

/** Whether this browser runs WebAssembly with SIMD: see `web/simd.js`. */
const HAS_SIMD = globalThis.WebAssembly?.validate(
  Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11),
);

/** Pages may allow workers only to those who have a policy for them, of that name. */
let policy;
const trusted = (url) => {
  policy ??= globalThis.trustedTypes?.createPolicy("muster-widget", { createScriptURL: (known) => known }) ?? {};
  return policy.createScriptURL?.(`${url}`) ?? url;
};

class Client {
  #calls = new Map();
  #last = 0;
  #closed = false;
  #blob = null;
  #end = new AbortController();
  #worker;

  /** `fail` is told "denied", "failed" or "crashed", once; `progress` what the worker says unasked. */
  constructor(base, progress, fail, name = HAS_SIMD ? "muster-engine.js" : "muster-engine-plain.js", more) {
    this.#worker = this.#start(name, { base: `${base}`, ...more }, progress, (kind, text) => {
      if (this.#closed) return;
      this.close();
      fail(kind, text);
    });
    this.#worker.catch(() => {});
  }

  async #start(name, first, progress, fail) {
    // Whoever made this knows of it by now, and can be told of what fails at once.
    await null;
    if (this.#closed) return null;
    let worker;
    try {
      const url = new URL(name, first.base);
      if (url.origin === location.origin) {
        worker = new Worker(trusted(url), { type: "module" });
      } else {
        const answer = await fetch(url, { integrity: DIGESTS[name], credentials: "omit", signal: this.#end.signal });
        if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
        const script = new Blob([await answer.arrayBuffer()], { type: "text/javascript" });
        if (this.#closed) return null;
        this.#blob = URL.createObjectURL(script);
        worker = new Worker(trusted(this.#blob), { type: "module" });
      }
    } catch (error) {
      fail("failed", `${error?.message ?? error}`);
      return null;
    }
    worker.onmessage = ({ data }) => {
      if (data.ready) this.#release();
      else if (data.failed) fail(data.failed, data.text);
      else if (!data.id) progress(data);
      else {
        const call = this.#calls.get(data.id);
        this.#calls.delete(data.id);
        if ("error" in data) call?.reject(new Error(data.error));
        else call?.resolve(data.ok);
      }
    };
    worker.onerror = (event) => {
      event.preventDefault();
      fail("failed", event.message ?? "");
    };
    worker.postMessage(first);
    return worker;
  }

  async call(call, ...args) {
    const worker = await this.#worker;
    if (this.#closed || !worker) throw gone();
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      this.#calls.set(id, { resolve, reject });
      worker.postMessage({ id, call, args });
    });
  }

  /** Lets go of the script that the worker was started from. */
  #release() {
    if (this.#blob) URL.revokeObjectURL(this.#blob);
    this.#blob = null;
  }

  /** Ends the worker, whatever it is at. */
  close() {
    this.#closed = true;
    this.#end.abort();
    this.#release();
    this.#worker.then((worker) => worker?.terminate(), () => {});
    this.#calls.forEach(({ reject }) => reject(gone()));
    this.#calls.clear();
  }
}

const gone = () => new DOMException("the checker was closed", "AbortError");
