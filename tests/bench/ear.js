// An ear on the size of a worker's memory, put before the worker's own script: WebAssembly's never shrinks, so the last is the
// largest.
let memory;
for (const name of ["instantiate", "instantiateStreaming"]) {
  const original = WebAssembly[name];
  WebAssembly[name] = async (...args) => {
    const made = await original(...args);
    memory = (made.instance ?? made).exports.memory;
    return made;
  };
}
globalThis.memoryBytes = () => memory.buffer.byteLength;
