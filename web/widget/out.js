// What goes out of the page, and the frame in which the element is where the page allows it no program.

async function download(files) {
  for (const file of files) {
    const link = make("a", { href: URL.createObjectURL(file), download: file.name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 120_000);
    // Browsers take several at the same moment for one.
    await new Promise((done) => setTimeout(done, 250));
  }
}

/** A frame of the widget's own origin, whose page allows what this one denies. `told` is told its events. */
function embedded(title, url, attributes, signal, told) {
  const frame = make("iframe", { title });
  const heard = ({ source, origin, data }) => {
    if (source !== frame.contentWindow || origin !== url.origin || data?.muster !== 1) return;
    if (data.event) told(data.event, data.detail);
  };
  addEventListener("message", heard, { signal });
  frame.addEventListener("load", () => frame.contentWindow.postMessage({ muster: 1, connect: attributes }, url.origin));
  frame.src = url;
  return frame;
}
