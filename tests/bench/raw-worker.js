// Reads a file as fast as the browser can, into one buffer.
onmessage = async ({ data: file }) => {
  const reader = file.stream().getReader({ mode: "byob" });
  let buffer = new Uint8Array(4 * 1024 * 1024);
  for (;;) {
    const { value, done } = await reader.read(buffer);
    if (done) break;
    buffer = new Uint8Array(value.buffer);
  }
  postMessage("done");
};
postMessage("ready");
