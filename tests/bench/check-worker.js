// The app's own worker, with an ear on the size of its memory: WebAssembly's never shrinks, so the last is the largest.
let memory;
for (const name of ["instantiate", "instantiateStreaming"]) {
  const original = WebAssembly[name];
  WebAssembly[name] = async (...args) => {
    const made = await original(...args);
    memory = (made.instance ?? made).exports.memory;
    return made;
  };
}
addEventListener("message", (event) => {
  if (event.data !== "memory") return;
  event.stopImmediatePropagation();
  postMessage(memory.buffer.byteLength);
});
await import(decodeURIComponent(location.search.slice(1)));
