// The checker in a frame, for pages that deny what it needs. The page that holds the frame speaks with it by messages, and only if
// its origin stands in `muster-frame.json`: see docs/widget.md.

import "./muster-widget.js";

const early = [];
let take = (event) => early.push(event);
addEventListener("message", (event) => take(event));

const style = new CSSStyleSheet();
style.replaceSync("body { margin: 0; }");
document.adoptedStyleSheets = [style];

/** Only whole origins count: no pattern, no "null". */
const isOrigin = (text) => URL.canParse(text) && new URL(text).origin === text;

const allowed = new Set([location.origin]);
try {
  const { origins } = await (await fetch("./muster-frame.json", { cache: "no-cache" })).json();
  origins.filter(isOrigin).forEach((origin) => allowed.add(origin));
} catch (error) {
  console.error("muster-frame.json can't be read: no other origin is allowed", error);
}

const checker = document.querySelector("muster-csv-check");
const ATTRIBUTES = ["lang", "theme", "target", "max-files", "max-bytes", "group-tag", "assigned-user", "readonly", "label"];
const EVENTS = ["muster-progress", "muster-checked", "muster-exported", "muster-error"];
const CALLS = { check: (files) => checker.check(files), export: (target) => checker.export(target), reset: () => checker.reset() };
let host = null;

const tell = (message) => parent.postMessage({ muster: 1, ...message }, host);

for (const name of EVENTS) checker.addEventListener(name, ({ detail }) => host && tell({ event: name, detail }));

take = async ({ source, origin, data }) => {
  if (source !== parent || !allowed.has(origin) || data?.muster !== 1) return;
  if (data.connect) {
    host = origin;
    for (const name of ATTRIBUTES) {
      const value = data.connect[name];
      if (typeof value === "string") checker.setAttribute(name, value);
    }
    tell({ ready: true });
  } else if (host === origin && Object.hasOwn(CALLS, data.call)) {
    try {
      tell({ id: data.id, ok: await CALLS[data.call](...(data.args ?? [])) });
    } catch (error) {
      tell({ id: data.id, error: `${error.message}` });
    }
  }
};
early.splice(0).forEach(take);
