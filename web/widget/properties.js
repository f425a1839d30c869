// Attributes that are properties too.

const attribute = (property) => property.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
const limit = (text) => (/^\d+$/.test(text ?? "") ? Number(text) : Infinity);

/** Gives an element properties for its attributes. `texts`: what each is when it is missing; `flags` are there or not; `limits` are numbers. */
function reflect(type, texts, flags, limits) {
  const define = (names, get, set) => {
    for (const name of names) {
      const own = { get() { return get(this, attribute(name), name); }, set(value) { set(this, attribute(name), value); } };
      Object.defineProperty(type.prototype, name, { ...own, configurable: true, enumerable: true });
    }
  };
  const write = (on, name, value) => on.setAttribute(name, value);
  define(Object.keys(texts), (on, attribute, name) => on.getAttribute(attribute) ?? texts[name], write);
  define(limits, (on, name) => limit(on.getAttribute(name)), write);
  define(flags, (on, name) => on.hasAttribute(name), (on, name, value) => on.toggleAttribute(name, Boolean(value)));
}

/** Takes over properties that were set before the script came. */
function adopt(element, ...names) {
  for (const name of names.flat()) {
    if (!Object.hasOwn(element, name)) continue;
    const value = element[name];
    delete element[name];
    element[name] = value;
  }
}

/** The language of an element: `en` or `nl`. */
function languageOf(element) {
  const wish = element.closest("[lang]")?.getAttribute("lang") || navigator.language;
  return wish.toLowerCase().startsWith("nl") ? "nl" : "en";
}

/** Where the package's files lie. */
const baseOf = ({ assets }) => new URL(assets || ".", assets ? document.baseURI : import.meta.url);

const DARK = "(prefers-color-scheme: dark)";

/** Draws something in the theme that an element has. */
function paint(root, { theme }) {
  root.classList.toggle("dark", theme === "dark" || (theme !== "light" && matchMedia(DARK).matches));
}
