// The list of devices: of any number of them only those in sight are drawn.

const ROW = 36;
/** Browsers clamp the heights of elements; above this the place in the list follows the bar by its share. */
const TALLEST = 8_000_000;
const COLUMNS = ["serial", "manufacturer", "model", "group-tag", "user", "status"];

class List {
  #count = 0;
  #asked = 0;
  #rows = new Map();
  #t;

  /** `fetch(from, to)` gives rows; `open(at, row)` is called when one is chosen. */
  constructor(fetch, open, columns = COLUMNS) {
    this.fetch = fetch;
    this.open = open;
    this.columns = columns;
    this.head = make("div", { className: "row head", role: "row" });
    this.body = make("div", { className: "rows" });
    this.room = make("div", { className: "room" }, this.body);
    this.scroller = make("div", { className: "scroller", tabIndex: 0, role: "rowgroup" }, this.room);
    this.root = make("div", { className: "list", role: "table" }, make("div", { role: "rowgroup" }, this.head), this.scroller);
    this.root.part.add("list");
    this.scroller.addEventListener("scroll", () => this.draw());
  }

  speak(t) {
    this.#t = t;
    this.root.ariaLabel = t("devices");
    this.head.replaceChildren(
      ...this.columns.map((column) => make("span", { className: `cell ${column}`, role: "columnheader", textContent: t(column) })),
    );
  }

  /** There are so many rows now, and all that was known of them may have changed. */
  show(count) {
    this.#count = count;
    this.#rows.clear();
    this.root.ariaRowCount = `${count + 1}`;
    this.room.style.height = `${Math.min(count * ROW, TALLEST)}px`;
    return this.draw();
  }

  /** Which rows are in sight, and how far the first of them is scrolled out of it. */
  #sight() {
    const { scrollTop, clientHeight } = this.scroller;
    const full = this.#count * ROW;
    const real = full <= TALLEST ? scrollTop : (scrollTop / Math.max(1, TALLEST - clientHeight)) * (full - clientHeight);
    const from = Math.max(0, Math.min(Math.floor(real / ROW), this.#count - 1));
    const to = Math.min(this.#count, from + Math.ceil((clientHeight || 10 * ROW) / ROW) + 1);
    return [from, to, scrollTop - (real - from * ROW)];
  }

  async draw() {
    const [from, to, top] = this.#sight();
    const known = () => {
      for (let at = from; at < to; at++) if (!this.#rows.has(at)) return false;
      return true;
    };
    if (!known()) {
      const asked = ++this.#asked;
      const rows = await this.fetch(from, to);
      // Scrolled on meanwhile: what is in sight now was asked for later.
      if (asked !== this.#asked) return;
      if (this.#rows.size > 1000) this.#rows.clear();
      rows.forEach((row, index) => this.#rows.set(from + index, row));
    }
    this.body.style.transform = `translateY(${Math.max(0, top)}px)`;
    const focused = this.body.getRootNode().activeElement?.dataset?.at;
    const drawn = [];
    for (let at = from; at < to; at++) if (this.#rows.has(at)) drawn.push(this.#row(at, this.#rows.get(at)));
    this.body.replaceChildren(...drawn);
    if (focused) this.focus(focused);
  }

  focus(at) {
    this.body.querySelector(`[data-at="${+at}"]`)?.focus({ preventScroll: true });
  }

  #row(at, { cells, severity, problem, problems }) {
    const t = this.#t;
    const [serial, ...others] = cells;
    const open = make("button", { type: "button", className: "link", textContent: serial || "–" });
    open.dataset.at = at;
    open.addEventListener("click", () => this.open(at, serial));
    const more = problems > 1 ? ` (+${problems - 1} ${t("more")})` : "";
    const status = make("span", { className: `cell status ${severity ?? "ok"}`, role: "cell" });
    status.append(make("span", { className: "mark", ariaHidden: "true" }), problem ? problem + more : t("ready"));
    status.title = problem;
    const row = make(
      "div",
      { className: "row", role: "row", ariaRowIndex: `${at + 2}` },
      make("span", { className: "cell serial", role: "rowheader" }, open),
      ...others.map((text, index) => make("span", { className: `cell ${this.columns[index + 1]}`, role: "cell", textContent: text, title: text })),
      status,
    );
    row.part.add("row");
    return row;
  }
}
