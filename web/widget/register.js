// <muster-register>: the checker, and beneath it what registers the devices that are ready. See docs/widget.md.

const registerSheet = new CSSStyleSheet();
registerSheet.replaceSync(REGISTER_CSS);

// What the checker says of files being read alone isn't all of it here.
for (const texts of Object.values(TEXTS)) texts.lead = texts["register-drop"];

/** Attributes that are the checker's too. */
const HANDED_ON = ["theme", "group-tag", "assigned-user", "readonly", "label", "max-files", "max-bytes", "assets"];
const PARTS = "root, drop, status, alert, search, list, row, details, button, choose, stop, fix-all, undo, redo, reset, export, filter, fix, save, leave-out, close, retry, frame";
const REGISTER_PROPERTIES = { theme: "auto", groupTag: "", assignedUser: "", label: "", assets: "", baseUrl: "" };
const FLAGS = ["readonly", "persist"];

class MusterRegister extends HTMLElement {
  static observedAttributes = ["lang", "base-url", "persist", ...HANDED_ON];

  /** Gives a token, or a promise of one, that the service takes. It is asked anew when one is refused. */
  tokenProvider = null;

  #checker = document.createElement("muster-csv-check");
  #client = null;
  #begun = null;
  #told = null;
  #asking = false;
  #opened = null;
  /** How many of the devices that are ready are neither registered nor under way; `null`: all are new. */
  #fresh = null;
  #counted = 0;
  #trouble;
  #unlisten = new AbortController();
  #ui;

  constructor() {
    super();
    const shadow = this.attachShadow({ mode: "open", delegatesFocus: true });
    shadow.adoptedStyleSheets = [sheet, registerSheet];
    this.#ui = registerControls({
      register: () => this.register(),
      call: (...call) => this.#call(...call),
      rows: async (from, to) => JSON.parse(await this.#client.call("rows", from, to)).map((row) => registerRow(this.#t, row)),
      open: (at) => this.#open(at),
    });
    this.#checker.setAttribute("exportparts", PARTS);
    this.#checker.addEventListener("muster-checked", () => this.#count());
    shadow.append(this.#checker, this.#ui.root);
  }

  /** What is known of the devices as a whole; `null` before the first file. */
  get summary() { return this.#checker.summary; }
  /** How far registering is; `null` before it began. */
  get registration() { return this.#told && counts(this.#told, this.#begun); }
  check(files) { return this.#checker.check(files); }
  export(target = "intune") { return this.#checker.export(target); }
  /** Forgets every file. What is being registered goes on. */
  reset() {
    this.#checker.reset();
    this.#count();
  }

  get #language() { return languageOf(this); }
  #t = (name) => TEXTS[this.#language][name] ?? name;
  /** The service's address without version; `null`: there is none. */
  get #server() {
    if (!URL.canParse(this.baseUrl, document.baseURI) || !this.baseUrl) return null;
    const address = new URL(this.baseUrl, document.baseURI);
    if (!/^https?:$/.test(address.protocol)) return null;
    return (address.origin + address.pathname).replace(/\/+$/, "").replace(/\/(beta|v1\.0)$/, "");
  }

  connectedCallback() {
    adopt(this, Object.keys(REGISTER_PROPERTIES), FLAGS, LIMITS);
    this.#unlisten = new AbortController();
    const { signal } = this.#unlisten;
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.#paint(), { signal });
    this.#hand();
    this.#paint();
    this.#speak();
    if (this.persist) this.#started();
  }

  disconnectedCallback() {
    this.#unlisten.abort();
    // An element that is only moved goes on.
    queueMicrotask(() => this.isConnected || this.#close());
  }

  attributeChangedCallback(name, before, now) {
    if (before === now || !this.isConnected) return;
    if (name === "base-url" || name === "persist") {
      // What is under way goes on where it began.
      if (!open(this.#told)) this.#close();
      if (this.persist) this.#started();
      return this.#show();
    }
    this.#hand();
    this.#paint();
    this.#speak();
  }

  #hand() {
    for (const name of HANDED_ON) {
      const value = this.getAttribute(name);
      if (value === null) this.#checker.removeAttribute(name);
      else this.#checker.setAttribute(name, value);
    }
    this.#checker.lang = this.#language;
  }

  #paint() { paint(this.#ui.root, this); }

  #speak() {
    speakRegister(this.#ui, this.#t, this.#language);
    if (this.#told) this.#ui.list.show(this.#told.devices).catch(() => {});
    this.#show();
  }

  /** Registers the devices that are ready, once its user has agreed to it; `null`: nothing was sent. */
  async register() {
    const [server, devices] = [this.#server, this.#ready];
    if (!server || !devices || this.readonly || this.#asking) return null;
    this.#asking = true;
    try {
      const { persist } = this;
      if (!(await askRegister(this.#ui.ask, this.#t, this.#language, { devices, server, persist }))) return null;
      const files = await this.#checker.export("intune");
      const client = this.#started();
      if (!client || !files.length) return null;
      const left = await client.call("add", files);
      this.#fresh = 0;
      if (left) this.#ui.status.textContent = `${this.#t("register-left")} ${left}`;
      return this.registration;
    } catch (error) {
      if (error.name !== "AbortError") this.#fail("not-registered", this.#t("register-not-begun"), error.message);
      return null;
    } finally {
      this.#asking = false;
      this.#show();
    }
  }

  #started() {
    const server = this.#server;
    if (this.#client || !server) return this.#client;
    const { persist } = this;
    this.#begun = { server, persist };
    const client = new Client(
      baseOf(this),
      (data) => client === this.#client && this.#heard(data),
      (kind, text) => this.#lost(kind, text),
      "muster-registrar.js",
      { server, persist },
    );
    return (this.#client = client);
  }

  #close() {
    this.#client?.close();
    this.#client = this.#told = this.#begun = this.#opened = this.#trouble = this.#fresh = null;
    this.#counted++;
    this.#ui.details.hidden = true;
    this.#ui.ask.close();
    this.#show();
  }

  #lost(kind, text) {
    const wasOpen = open(this.#told) && !this.#begun?.persist;
    this.#close();
    // Nobody follows what was sent any more.
    const message = [this.#t(kind), wasOpen && this.#t("register-lost")].filter(Boolean).join(" ");
    this.#fail(kind === "denied" ? "wasm-denied" : kind, message, text);
  }

  async #call(...call) {
    try {
      await this.#client?.call(...call);
    } catch (error) {
      if (error.name !== "AbortError") this.#fail("not-kept", this.#t("register-not-stored"), error.message);
    }
  }

  /** What the registrar says unasked. */
  #heard(data) {
    if ("ask" in data) this.#bring(data.ask, data.again);
    else if ("told" in data) this.#progressed(JSON.parse(data.told));
    else if ("storage" in data) this.#fail("not-kept", this.#t("register-not-stored"), data.storage);
    else if ("queued" in data) set(this.#ui.status, data.queued ? this.#t("register-queued") : "");
  }

  /** Brings the host's token to the registrar, and leaves it nowhere. */
  async #bring(ask, again) {
    const client = this.#client;
    let token = null;
    if (this.tokenProvider) {
      try {
        token = await this.tokenProvider({ again });
      } catch {
        // What the host's sign-in says is the host's: it may hold anything.
      }
      if (typeof token !== "string" || !/^[\x21-\x7e]+$/.test(token)) token = false;
    }
    client?.call("token", ask, token).catch(() => {});
  }

  #progressed(told) {
    const before = this.#told;
    this.#told = told;
    // What is registered, has failed or was put away changes what is still to be registered.
    const settled = ({ devices, registered, failed, cancelled }) => `${[devices, registered, failed, cancelled]}`;
    if (before && settled(before) === settled(told)) this.#show();
    else this.#count();
    this.#ui.list.show(told.devices).catch(() => {});
    if (this.#opened !== null) this.#explain().catch(() => {});
    const kind = open(told) ? told.trouble?.kind : undefined;
    if (kind && kind !== this.#trouble) {
      this.#emit("muster-error", { code: kind, message: this.#t(`trouble-${kind}`), reason: told.trouble.message });
    }
    this.#trouble = kind;
    if (open(told)) this.#emit("muster-registering", this.registration);
    else if (open(before)) this.#over();
  }

  async #over() {
    const detail = this.registration;
    try {
      detail.results = JSON.parse(await this.#client.call("rows", 0, detail.devices));
      this.#emit("muster-registered", detail);
    } catch {
      // It was taken out meanwhile.
    }
  }

  #fail(code, message, reason) {
    this.#ui.alert.textContent = message;
    this.#emit("muster-error", { code, message, reason });
  }

  #emit(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  get #ready() { return this.#fresh ?? this.summary?.ready ?? 0; }

  /** Counts what can be registered that isn't yet. */
  async #count() {
    const [client, counted] = [this.#client, ++this.#counted];
    let fresh = null;
    try {
      if (client && this.#told?.devices && this.summary?.ready) fresh = await client.call("countNew", await this.#checker.export("intune"));
    } catch {
      // One of the two has ended: nothing is there any more, or all of it is new.
    }
    if (counted !== this.#counted) return;
    this.#fresh = fresh;
    this.#show();
  }

  #show() {
    const [ui, t, ready] = [this.#ui, this.#t, this.#ready];
    ui.register.textContent = `${t("register-button")} (${ready.toLocaleString(this.#language)})`;
    ui.register.disabled = !ready || this.#asking;
    ui.register.hidden = this.readonly || !this.#server;
    ui.lead.textContent = t(this.readonly ? "register-readonly" : this.#server ? "register-lead" : "register-no-server");
    if (this.#told) return showRegister(ui, t, this.#told, this.#language);
    for (const name of ["result", "progress", "next", "hurry", "cancel", "again", "forget"]) ui[name].hidden = true;
    set(ui.status, "");
  }

  async #open(at) {
    this.#opened = at;
    await this.#explain().catch(() => {});
    this.#ui.details.querySelector("button")?.focus();
  }

  async #explain() {
    const at = this.#opened;
    const [row] = JSON.parse(await this.#client.call("rows", at, at + 1));
    const close = () => {
      this.#opened = null;
      this.#ui.details.hidden = true;
      this.#ui.list.focus(at);
    };
    if (row && at === this.#opened) explainRegister(this.#ui.details, this.#t, row, close);
    else if (!row) close();
  }
}

/** Whether something is under way. */
const open = (told) => Boolean(told && told.waiting + told.sent);
const counts = ({ devices, waiting, sent, registered, failed, cancelled, next }, begun) => ({ devices, waiting, sent, registered, failed, cancelled, next, ...begun });

reflect(MusterRegister, REGISTER_PROPERTIES, FLAGS, LIMITS);

// Another copy of this script may have been first.
if (!customElements.get("muster-register")) customElements.define("muster-register", MusterRegister);

export { MusterRegister };
