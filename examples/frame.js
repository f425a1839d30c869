// Speaks with the checker in the frame. Its origin is written out: an answer of any other one is not looked at, and nothing is
// said to any other one.

const CHECKER = "http://127.0.0.1:8092";
const frame = document.querySelector("iframe");
const status = document.querySelector("[role=status]");

addEventListener("message", ({ source, origin, data }) => {
  if (source !== frame.contentWindow || origin !== CHECKER || data?.muster !== 1) return;
  if (data.ready) status.textContent = "The checker is ready.";
  if (data.event === "muster-checked") status.textContent = `${data.detail.summary.ready} of ${data.detail.devices} devices are ready.`;
});

const connect = () => frame.contentWindow.postMessage({ muster: 1, connect: { target: "partner-center" } }, CHECKER);
frame.addEventListener("load", connect);
