// The app's own worker, with an ear on the size of its memory and of the memory of those that help it.
import "./ear.js";

const helpers = new Set();
globalThis.Worker = class extends Worker {
  constructor(...args) {
    super(...args);
    helpers.add(this);
    // The app's own ear, which is put on later, hears nothing of it.
    this.addEventListener("message", (event) => {
      if (typeof event.data !== "number") return;
      event.stopImmediatePropagation();
      this.answer(event.data);
    });
  }
  terminate() {
    helpers.delete(this);
    super.terminate();
  }
};
const memoryOf = (worker) =>
  new Promise((resolve) => {
    worker.answer = resolve;
    worker.postMessage("memory");
  });
addEventListener("message", async (event) => {
  if (event.data !== "memory") return;
  event.stopImmediatePropagation();
  const all = await Promise.all([...helpers].map(memoryOf));
  postMessage(Math.max(globalThis.memoryBytes(), ...all));
});
await import(decodeURIComponent(location.search.slice(1)));
