// <muster-csv-check>: what it is, see docs/widget.md.

const sheet = new CSSStyleSheet();
sheet.replaceSync(CSS);

/** How many diagnostics are told in an event. */
const TOLD = 10_000;

/** Attributes that are properties too: see `reflect`. */
const PROPERTIES = { theme: "auto", target: "intune", groupTag: "", assignedUser: "", label: "", name: "", assets: "" };
const MARKS = ["required", "readonly"];
const LIMITS = ["maxFiles", "maxBytes"];

class MusterCsvCheck extends HTMLElement {
  static formAssociated = true;
  static observedAttributes = ["lang", "theme", "target", "group-tag", "assigned-user", "readonly", "label", "required"];

  #internals = this.attachInternals();
  #engine = null;
  #work = Promise.resolve();
  #overview = null;
  #busy = 0;
  /** How often everything was forgotten: files that were to be read then are not any more. */
  #round = 0;
  #stopped = false;
  #opened = null;
  #disabled = false;
  #formed = 0;
  #unlisten = new AbortController();
  /** Whether somebody came near. */
  #met = false;
  #ui;

  constructor() {
    super();
    this.#draw(this.attachShadow({ mode: "open", delegatesFocus: true }));
  }

  get form() { return this.#internals.form; }
  get validity() { return this.#internals.validity; }
  get validationMessage() { return this.#internals.validationMessage; }
  get willValidate() { return this.#internals.willValidate; }
  checkValidity() { return this.#internals.checkValidity(); }
  reportValidity() { return this.#internals.reportValidity(); }
  /** What is known of the devices as a whole; `null` before the first file. */
  get summary() { return this.#overview && summary(this.#overview); }

  get #language() { return languageOf(this); }
  #t = (name) => TEXTS[this.#language][name];

  connectedCallback() {
    adopt(this, Object.keys(PROPERTIES), MARKS, LIMITS);
    this.#unlisten = new AbortController();
    const { signal } = this.#unlisten;
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.#paint(), { signal });
    this.#speak();
    this.#paint();
    this.#validate();
  }

  disconnectedCallback() {
    this.#unlisten.abort();
    // An element that is only moved keeps what it knows.
    queueMicrotask(() => this.isConnected || this.#close());
  }

  attributeChangedCallback(name, before, now) {
    if (before === now || !this.isConnected) return;
    if (name === "theme") this.#paint();
    else if (name === "lang" || name === "label") this.#speak();
    else if (name === "readonly" || name === "required") this.#show();
    else this.#change("aim", ...this.#aim());
  }

  formDisabledCallback(disabled) {
    this.#disabled = disabled;
    this.#show();
  }

  formResetCallback() { this.reset(); }

  /** Checks files, one after the other, and adds them to those that were checked before. */
  async check(files) {
    const list = Array.from(files);
    if (this.#disabled || !list.length) return null;
    this.#say("");
    const { maxFiles, maxBytes } = this;
    if (list.length + (this.#overview?.files.length ?? 0) > maxFiles) {
      return this.#fail("too-many-files", this.#t("too-many")), null;
    }
    const taken = list.filter((file) => {
      if (file.size > maxBytes) this.#fail("too-large", `${this.#t("too-large")} ${file.name}`, file.name);
      return file.size <= maxBytes;
    });
    this.#stopped = false;
    this.#busy++;
    this.#show();
    // One after the other: what is told of these files has nothing of those behind them.
    const round = this.#round;
    const work = this.#work.catch(() => {}).then(async () => {
      await this.#read(taken, round);
      return this.#changed("checked");
    });
    this.#work = work;
    try {
      return await work;
    } catch (error) {
      if (error.name !== "AbortError") this.#fail("failed", `${error.message}`);
      return null;
    }
  }

  async #read(files, round) {
    try {
      if (round !== this.#round) throw gone();
      const engine = this.#started();
      let number = 0;
      for (const file of files) {
        if (engine !== this.#engine) throw gone();
        number++;
        const path = file.webkitRelativePath || file.name || "devices.csv";
        this.#progress = (bytes, more) => {
          if (more) this.#look().catch(() => {});
          const detail = { file: path, bytes, size: file.size, number, files: files.length };
          this.#ui.progress.value = file.size ? bytes / file.size : 1;
          this.#emit("muster-progress", detail);
        };
        this.#ui.status.textContent = `${this.#t("checking")} ${path} (${number}/${files.length})`;
        this.#progress(0);
        if (this.#stopped) break;
        await engine.call("check", file, path);
      }
      // What can be done again is done with all of it.
      this.#overview = JSON.parse(await engine.call("overview"));
    } finally {
      this.#busy--;
      this.#show();
    }
  }
  #progress = () => {};

  /** Shows as much as is there of a file that is being read. */
  async #look() {
    const engine = this.#engine;
    const overview = JSON.parse(await engine.call("overview"));
    if (engine !== this.#engine || !this.#busy) return;
    this.#overview = overview;
    this.#show();
    await this.#ui.list.show(overview.listed);
  }

  /** The files for a target, once none is being read. */
  async export(target = this.target) {
    await this.#work.catch(() => {});
    const files = await this.#started().call("export", target);
    return files.map(([name, blob]) => new File([blob], name, { type: "text/csv" }));
  }

  /** Forgets every file. */
  reset() {
    this.#close();
    this.#say("");
    this.#show();
    this.#validate();
  }

  #started() {
    if (this.#engine) return this.#engine;
    const engine = new Client(baseOf(this), ({ bytes, more }) => this.#progress(bytes, more), (kind, text) => this.#lost(kind, text));
    this.#engine = engine;
    const quiet = () => {};
    engine.call("speak", this.#language).catch(quiet);
    engine.call("aim", ...this.#aim()).catch(quiet);
    return engine;
  }

  #close() {
    this.#engine?.close();
    this.#engine = this.#overview = this.#opened = null;
    this.#round++;
    this.#formed++;
    this.#internals.setFormValue(null);
    this.#ui.search.value = "";
    this.#ui.chips.dataset.severity = "";
    this.#ui.details.hidden = true;
  }

  #lost(kind, text) {
    this.#close();
    this.#show();
    this.#validate();
    this.#fail(kind === "denied" ? "wasm-denied" : kind, this.#t(kind), undefined, text);
    this.#ui.offers.hidden = false;
    this.#ui.frame.hidden = kind === "crashed";
  }

  #aim() { return [this.target, this.groupTag, this.assignedUser]; }

  /** Changes something, and shows what came of it. */
  async #change(call, ...args) {
    if (!this.#engine) return;
    try {
      await this.#engine.call(call, ...args);
      // The host is told once all is read.
      if (this.#overview) await (this.#busy ? this.#look() : this.#changed("changed"));
    } catch (error) {
      if (error.name !== "AbortError") this.#fail("failed", error.message);
    }
  }

  async #changed(cause) {
    const engine = this.#engine;
    if (!engine) return null;
    const [overview, report] = await Promise.all([engine.call("overview"), engine.call("report", TOLD)]);
    if (engine !== this.#engine) return null;
    this.#overview = JSON.parse(overview);
    const detail = { cause, summary: summary(this.#overview), ...JSON.parse(report) };
    detail.complete = detail.diagnostics.length < TOLD;
    this.#show();
    this.#validate();
    this.#fill();
    await this.#ui.list.show(this.#overview.listed).catch(() => {});
    if (this.#opened !== null) await this.#problems(this.#opened).catch(() => {});
    this.#emit("muster-checked", detail);
    return detail;
  }

  /** What a form sends: the files for the target, under the element's name. */
  async #fill() {
    const formed = ++this.#formed;
    if (!this.form || !this.name) return;
    try {
      const files = await this.export();
      if (formed !== this.#formed) return;
      const data = new FormData();
      files.forEach((file) => data.append(this.name, file, file.name));
      this.#internals.setFormValue(data);
      this.#emit("muster-form-ready", { files: files.length });
    } catch {
      // The engine has ended, or a file is not what it was: whoever exports is told.
    }
  }

  #validate() {
    const [overview, { choose }] = [this.#overview, this.#ui];
    const set = (flag, text) => this.#internals.setValidity(flag ? { [flag]: true } : {}, text && this.#t(text), choose);
    if (this.#busy) set("customError", "busy");
    else if (this.required && !overview?.devices) set("valueMissing", "missing");
    else if (overview && overview.ready < overview.devices) set("customError", "unready");
    else set("");
  }

  #fail(code, message, file, reason) {
    this.#say(message);
    this.#emit("muster-error", { code, message, file, reason });
  }

  #say(message) {
    this.#ui.alert.textContent = message;
    this.#ui.offers.hidden = true;
  }

  #emit(name, detail) {
    return this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable: true }));
  }

  #draw(shadow) {
    shadow.adoptedStyleSheets = [sheet];
    const change = (call, ...args) => this.#change(call, ...args);
    this.#ui = controls({
      check: (files) => this.check(files),
      drop: async (transfer) => {
        try {
          await this.check(await dropped(transfer));
        } catch (error) {
          this.#fail("unreadable", `${error.message}`);
        }
      },
      stop: () => this.#stop(),
      retry: () => (this.#say(""), this.#started()),
      frame: () => this.#embed(),
      filter: () => this.#filter(),
      change,
      reset: () => this.reset(),
      save: () => this.#save(),
      rows: async (from, to) => JSON.parse(await this.#engine.call("rows", from, to)),
      open: (at, serial) => this.#open(at, serial),
    });
    shadow.append(this.#ui.root);
    // Who comes near may bring a file: the engine is there then, and nobody else has fetched it.
    const meet = () => {
      if (!this.#met) this.#started();
      this.#met = true;
    };
    for (const name of ["pointerenter", "focusin", "dragenter"]) this.#ui.root.addEventListener(name, meet);
  }

  #paint() { paint(this.#ui.root, this); }

  #speak() {
    speak(this.#ui, this.#t, this.#language, this.label);
    this.#show();
    this.#change("speak", this.#language);
  }

  get #still() { return this.readonly || this.#disabled; }

  #show() {
    const [ui, overview, busy] = [this.#ui, this.#overview, this.#busy > 0];
    ui.choose.disabled = this.#disabled;
    ui.progress.hidden = ui.stop.hidden = !busy;
    ui.result.hidden = !overview;
    if (busy) this.#validate();
    else ui.status.textContent = overview?.summary ?? "";
    if (overview) show(ui, this.#t, overview, this.#language, this.target, this.#still, busy);
  }

  async #filter() {
    const { search, chips, details, list } = this.#ui;
    details.hidden = true;
    this.#opened = null;
    try {
      await this.#engine?.call("filter", search.value, chips.dataset.severity);
      this.#overview = JSON.parse(await this.#engine.call("overview"));
      list.scroller.scrollTop = 0;
      this.#show();
      await list.show(this.#overview.listed);
    } catch {
      // The engine has ended, and with it the list.
    }
  }

  /** Reads no further; what was read before is kept. */
  #stop() {
    this.#stopped = true;
    this.#engine?.call("stop").catch(() => {});
    this.#say(this.#t("stopped"));
  }

  async #save() {
    try {
      const { target } = this;
      const files = await this.export(target);
      if (!files.length) return this.#fail("nothing-to-export", this.#t("nothing"));
      // The host may take them itself.
      if (!this.#emit("muster-exported", { target, files })) return;
      await download(files);
      this.#ui.status.textContent = `${this.#t("exported")} ${files.map(({ name }) => name).join(", ")}`;
    } catch (error) {
      if (error.name !== "AbortError") this.#fail("not-exported", error.message);
    }
  }

  async #open(at, serial) {
    this.#opened = { at, serial };
    await this.#problems(this.#opened).catch(() => {});
    this.#ui.details.querySelector("button")?.focus();
  }

  /** What is said about the device that is open, and what can be done about it. */
  async #problems({ at, serial }) {
    const [t, { details }] = [this.#t, this.#ui];
    const [[row], problems] = (await Promise.all([this.#engine.call("rows", at, at + 1), this.#engine.call("problems", at)])).map(JSON.parse);
    const on = {
      close: () => {
        details.hidden = true;
        this.#opened = null;
        this.#ui.list.focus(at);
      },
      fix: (problem, fix) => this.#change("fix", at, problem, fix),
      set: (tag, value) => this.#change("set", at, tag, value),
      leaveOut: () => this.#change("leaveOut", at),
    };
    // Another device stands there now: it was left out, or the filter lets it through no more.
    if (!row || row.cells[0] !== serial) return on.close();
    explain(details, t, row, problems, this.#still || this.#busy ? null : on, on.close);
  }

  /** The same in a frame of the widget's own origin, whose page allows what this one denies. */
  #embed() {
    const attributes = Object.fromEntries(this.getAttributeNames().map((name) => [name, this.getAttribute(name)]));
    const [title, url] = [this.label || this.#t("label"), new URL("frame.html", baseOf(this))];
    const told = (name, detail) => this.#emit(name, detail);
    // What is in it has a name of its own.
    this.#ui.root.ariaLabel = null;
    this.#ui.root.replaceChildren(embedded(title, url, { ...attributes, lang: this.#language }, this.#unlisten.signal, told));
  }
}

const summary = ({ devices, ready, errors, warnings, infos, safeFixes, files }) => ({ devices, ready, errors, warnings, infos, safeFixes, files: files.length });

reflect(MusterCsvCheck, PROPERTIES, MARKS, LIMITS);

// Another copy of this script may have been first.
if (!customElements.get("muster-csv-check")) customElements.define("muster-csv-check", MusterCsvCheck);

export { MusterCsvCheck };
