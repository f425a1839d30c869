// What the element is made of: the controls, and what they show of the set as a whole. `on` has what they do.

function controls(on) {
  const input = make("input", { type: "file", multiple: true, hidden: true, tabIndex: -1 });
  input.addEventListener("change", () => {
    const files = Array.from(input.files);
    input.value = "";
    on.check(files);
  });
  const ui = {
    title: make("h2"),
    lead: make("p", { className: "soft" }),
    choose: button("choose", () => input.click()),
    status: make("p", { role: "status" }),
    progress: make("progress", { max: 1, value: 0, hidden: true }),
    stop: button("stop", on.stop),
    alert: make("div", { className: "alert", role: "alert" }),
    retry: button("retry", on.retry),
    frame: button("frame", on.frame),
    files: make("ul"),
    filesTitle: make("h3"),
    chips: make("div", { className: "bar", role: "group" }),
    search: make("input", { type: "search" }),
    fixAll: button("fix-all", () => on.change("fixSafe")),
    undo: button("undo", () => on.change("undo", false)),
    redo: button("redo", () => on.change("undo", true)),
    reset: button("reset", on.reset),
    export: button("export", on.save),
    details: make("section", { className: "details", hidden: true }),
    list: new List(on.rows, on.open),
  };
  ui.chips.dataset.severity = "";
  for (const severity of ["all", "error", "warning", "info"]) {
    const chip = button("filter", () => {
      ui.chips.dataset.severity = severity === "all" ? "" : severity;
      on.filter();
    });
    chip.dataset.severity = severity;
    ui.chips.append(chip);
  }
  ui.search.addEventListener("input", on.filter);
  ui.drop = make("div", { className: "drop" }, ui.lead, ui.choose, input);
  ui.offers = make("div", { className: "bar", hidden: true }, ui.retry, ui.frame);
  const tools = make("div", { className: "bar" }, ui.fixAll, ui.undo, ui.redo, ui.reset, ui.export);
  const filters = make("div", { className: "bar" }, ui.chips, ui.search);
  ui.result = make("div", { hidden: true }, ui.filesTitle, ui.files, tools, filters, ui.list.root, ui.details);
  ui.root = make("section", { className: "root" }, ui.title, ui.drop, ui.status, ui.progress, ui.stop, ui.alert, ui.offers, ui.result);
  for (const part of ["root", "drop", "status", "alert", "details", "search"]) ui[part].part.add(part);
  ui.export.classList.add("main");
  const over = (is) => ui.drop.classList.toggle("over", is);
  ui.root.addEventListener("dragover", (event) => {
    event.preventDefault();
    over(true);
  });
  ui.root.addEventListener("dragleave", () => over(false));
  ui.root.addEventListener("drop", (event) => {
    event.preventDefault();
    over(false);
    on.drop(event.dataTransfer);
  });
  return ui;
}

/** Gives the controls their words, in a language. */
function speak(ui, t, language, label) {
  ui.root.lang = language;
  ui.title.textContent = ui.root.ariaLabel = label || t("label");
  for (const name of ["lead", "choose", "stop", "retry", "frame", "undo", "redo", "reset"]) ui[name].textContent = t(name);
  ui.filesTitle.textContent = t("files");
  ui.chips.ariaLabel = t("show");
  ui.search.ariaLabel = ui.search.placeholder = t("search");
  ui.progress.ariaLabel = t("checking");
  ui.list.speak(t);
}

/** Shows what the set is as a whole; `still`: nothing of it can be changed; `busy`: not now. */
function show(ui, t, overview, language, target, still, busy) {
  ui.export.textContent = t(target === "partner-center" ? "partner-center" : "intune");
  ui.fixAll.textContent = overview.fixAll;
  ui.fixAll.hidden = still || !overview.safeFixes;
  ui.undo.hidden = ui.redo.hidden = still || !(overview.canUndo || overview.canRedo);
  ui.fixAll.disabled = ui.export.disabled = busy;
  ui.undo.disabled = busy || !overview.canUndo;
  ui.redo.disabled = busy || !overview.canRedo;
  ui.reset.hidden = still;
  const counts = { all: overview.devices, error: overview.errors, warning: overview.warnings, info: overview.infos };
  for (const chip of ui.chips.children) {
    const { severity } = chip.dataset;
    chip.textContent = `${t(severity)} (${counts[severity].toLocaleString(language)})`;
    chip.ariaPressed = `${(ui.chips.dataset.severity || "all") === severity}`;
  }
  ui.files.replaceChildren(
    ...overview.files.map(({ path, says, problems }) => {
      const about = make("ul", {}, ...problems.map((problem) => make("li", {}, severity(problem), ` ${problem.message}`)));
      return make("li", {}, `${path}: ${says}`, ...(problems.length ? [about] : []));
    }),
  );
}

/** How bad something is, in words. */
const severity = ({ severity, label }) => make("span", { className: `label ${severity}`, textContent: `${label}:` });
