// `cargo xtask widget` puts the files of this folder together into one script, `muster-widget.js`, and these lines in front:
//   const TEXTS = { en: { name: "text" }, nl: {} };
//   const DIGESTS = { name: "sha384-…" };
//   const CSS = "…";

/** An element with properties and children. Strings only ever become text. */
function make(name, properties = {}, ...children) {
  const { role, ...others } = properties;
  const element = Object.assign(document.createElement(name), others);
  if (role) element.setAttribute("role", role);
  element.append(...children);
  return element;
}

/** A button that does something. */
function button(part, act) {
  const element = make("button", { type: "button" });
  element.part.add("button", part);
  element.addEventListener("click", act);
  return element;
}

/** What files of devices, and archives of them, are called. */
const IS_TABLE = /\.(csv|txt|xml|zip)$/i;

/** The files of a drop, with those in its folders. Has to be called while the event is being told. */
function dropped(transfer) {
  const entries = Array.from(transfer.items ?? [], (item) => item.webkitGetAsEntry?.());
  if (!entries.some((entry) => entry?.isDirectory)) return Promise.resolve(Array.from(transfer.files));
  return Promise.all(entries.map((entry) => (entry ? below(entry, true) : []))).then((all) => all.flat());
}

async function below(entry, wanted) {
  if (entry.isFile) {
    return wanted || IS_TABLE.test(entry.name) ? [await new Promise((done, fail) => entry.file(done, fail))] : [];
  }
  const reader = entry.createReader();
  const found = [];
  for (;;) {
    const some = await new Promise((done, fail) => reader.readEntries(done, fail));
    if (!some.length) return found;
    for (const inner of some) found.push(...(await below(inner, false)));
  }
}
