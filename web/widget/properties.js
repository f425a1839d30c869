// Attributes that are properties too.

const attribute = (property) => property.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
const limit = (text) => (/^\d+$/.test(text ?? "") ? Number(text) : Infinity);

/** Gives an element properties for its attributes. `texts`: what each is when it is missing; `flags` are there or not; `limits` are numbers. */
function reflect({ prototype }, texts, flags, limits) {
  const define = (name, get, set) => Object.defineProperty(prototype, name, { get, set });
  const write = (name) => function (value) { this.setAttribute(attribute(name), value); };
  for (const name in texts) define(name, function () { return this.getAttribute(attribute(name)) ?? texts[name]; }, write(name));
  for (const name of limits) define(name, function () { return limit(this.getAttribute(attribute(name))); }, write(name));
  for (const name of flags) define(name, function () { return this.hasAttribute(name); }, function (value) { this.toggleAttribute(name, Boolean(value)); });
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
  return /^nl/i.test(element.closest("[lang]")?.getAttribute("lang") || navigator.language) ? "nl" : "en";
}

/** Where the package's files lie. */
const baseOf = ({ assets }) => new URL(assets || ".", assets ? document.baseURI : import.meta.url);


/** Draws something in the theme that an element has. */
function paint(root, { theme }) {
  root.classList.toggle("dark", theme === "dark" || (theme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches));
}
