// What <muster-register> is made of beside the checker: the controls, and what they show of a registration. `on` has what they do.

const REGISTER_COLUMNS = ["serial", "group-tag", "user", "status"];
/** The states of devices, in the order in which they are told. */
const STATES = ["registered", "failed", "sent", "waiting", "cancelled"];

function registerControls(on) {
  const ui = {
    title: make("h2"),
    lead: make("p", { className: "soft" }),
    register: button("register", on.register),
    status: make("p", { role: "status" }),
    progress: make("progress", { max: 1, value: 0, hidden: true }),
    next: make("p", { className: "soft", hidden: true }),
    alert: make("div", { className: "alert", role: "alert" }),
    hurry: button("hurry", () => on.call("hurry")),
    cancel: button("cancel", () => on.call("cancel")),
    again: button("again", () => on.call("again")),
    forget: button("forget", () => on.call("forget", false)),
    details: make("section", { className: "details", hidden: true }),
    list: new List(on.rows, on.open, REGISTER_COLUMNS),
    // What is asked before anything is sent.
    ask: make("dialog"),
  };
  ui.register.classList.add("main");
  const bar = make("div", { className: "bar" }, ui.register, ui.hurry, ui.cancel, ui.again, ui.forget);
  ui.result = make("div", { hidden: true }, ui.list.root, ui.details);
  ui.root = make("section", { className: "root register" }, ui.title, ui.lead, bar, ui.status, ui.progress, ui.next, ui.alert, ui.result, ui.ask);
  ui.root.part.add("root", "registration");
  ui.status.part.add("status");
  ui.alert.part.add("alert");
  ui.details.part.add("details");
  return ui;
}

function speakRegister(ui, t, language) {
  ui.root.lang = language;
  ui.title.textContent = ui.root.ariaLabel = ui.progress.ariaLabel = t("register-title");
  ui.hurry.textContent = t("register-hurry");
  ui.forget.textContent = t("register-forget");
  ui.list.speak(t);
}

/** Shows how far a registration is. */
function showRegister(ui, t, told, language) {
  const { devices, waiting, sent, canCancel, canRetry, trouble, next } = told;
  const number = (count) => count.toLocaleString(language);
  const open = waiting + sent;
  ui.result.hidden = !devices;
  ui.progress.hidden = !open;
  ui.progress.value = devices ? (devices - open) / devices : 0;
  const counts = STATES.filter((state) => told[state]).map((state) => `${t(`register-${state}`)}: ${number(told[state])}`);
  set(ui.status, counts.join(" · "));
  ui.next.hidden = !open || next === null;
  const moment = new Date(next ?? 0).toLocaleTimeString(language);
  ui.next.textContent = `${t(trouble ? "register-next-try" : "register-next-look")} ${moment}`;
  ui.hurry.hidden = !open || !trouble || trouble.kind === "throttled";
  ui.cancel.hidden = !canCancel;
  ui.cancel.textContent = `${t("register-cancel")} (${number(canCancel)})`;
  ui.again.hidden = !canRetry;
  ui.again.textContent = `${t("register-again")} (${number(canRetry)})`;
  ui.forget.hidden = open > 0 || !devices;
  set(ui.alert, open && trouble ? aboutTrouble(t, trouble).join(" ") : "");
}

/** What is said once is not said anew. */
const set = (element, text) => {
  if (element.textContent !== text) element.textContent = text;
};

/** What stands in the way, what to do, and what the other side says. */
function aboutTrouble(t, { kind, message, requestId }) {
  return [t(`trouble-${kind}`), t(`trouble-${kind}-advice`), message, requestId && `${t("register-request")} ${requestId}`].filter(Boolean);
}

/** A device as a row of the list. */
function registerRow(t, { serial, groupTag, user, state, error, trouble }) {
  const why = error ? t(`refusal-${error}`) : trouble && t(`trouble-${trouble.kind}`);
  const severity = { failed: "error", registered: null }[state];
  const problem = state === "failed" && why ? `${t("register-failed")}: ${why}` : t(`register-${state}`);
  return { cells: [serial, groupTag, user], severity: severity === undefined ? "sent" : severity, problem, problems: 1 };
}

/** One device: what became of it, and what to do. */
function explainRegister(details, t, { serial, state, error, advice, detail, trouble }, close) {
  const said = [t(`register-${state}`)];
  if (error) said.push(t(`refusal-${error}`), t(`advice-${advice}`), detail);
  // What stood in the way of one that came through in the end is of no use to anybody.
  else if (trouble && state !== "registered") said.push(...aboutTrouble(t, trouble));
  const title = make("h3", { textContent: `${t("details")} ${serial}` });
  details.ariaLabel = title.textContent;
  const lines = said.filter(Boolean).map((textContent) => make("p", { textContent }));
  details.replaceChildren(make("div", { className: "bar" }, title, named("close", t("close"), close)), ...lines);
  details.hidden = false;
}

/** Asks before anything is sent; whether it is wanted. */
function askRegister(dialog, t, language, { devices, server, persist }) {
  const title = make("h3", { textContent: t("register-ask") });
  const facts = make("dl");
  for (const [name, value] of [["register-devices", devices.toLocaleString(language)], ["register-at", server]]) {
    facts.append(make("dt", { className: "label", textContent: t(name) }), make("dd", { textContent: value }));
  }
  const about = make("p", { textContent: t(persist ? "register-kept" : "register-not-kept") });
  return new Promise((resolve) => {
    const yes = named("confirm", `${t("register-button")} (${devices.toLocaleString(language)})`, () => dialog.close("yes"));
    yes.classList.add("main");
    const bar = make("div", { className: "bar" }, yes, named("decline", t("register-decline"), () => dialog.close()));
    dialog.replaceChildren(title, facts, about, bar);
    dialog.ariaLabel = title.textContent;
    dialog.returnValue = "";
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
    dialog.showModal();
  });
}
