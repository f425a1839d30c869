// Starts a worker, a module worker: the one that reads files, or the one that talks to the service.
//
// `cargo xtask finish-dist` puts lines in front of this file:
//   const GLUE = "./….js";
//   const WASM = "./….wasm";
// The one that reads files is there twice. Then `simd.js` comes first, and each of these is one of two addresses.
//
// The page may post as soon as the worker exists, but the WebAssembly listens only once it has been compiled:
// what comes earlier is kept and handed over in order.

const early = [];
const keep = (event) => early.push(event);
self.addEventListener("message", keep);

const { default: init } = await import(GLUE);
await init({ module_or_path: new URL(WASM, import.meta.url) });

self.removeEventListener("message", keep);
for (const { data, ports } of early) {
  self.dispatchEvent(new MessageEvent("message", { data, ports: [...ports] }));
}
