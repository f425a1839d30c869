// One device: what is said about it, and what can be done. `on` has what the controls do; without it, nothing can be changed.

function explain(details, t, row, problems, on, close) {
  const said = problems.map((problem, number) => {
    const place = make("span", { className: "soft", textContent: `[${problem.rule}] ${problem.place}` });
    const about = make("li", {}, severity(problem), ` ${problem.message} `, place);
    if (problem.help) about.append(make("p", { className: "soft", textContent: problem.help }));
    const fixes = problem.fixes.map((text, fix) => named("fix", text, () => on.fix(number, fix)));
    if (on && fixes.length) about.append(make("div", { className: "bar" }, ...fixes));
    return about;
  });
  const title = make("h3", { textContent: `${t("details")} ${row.cells[0]}` });
  const body = said.length ? make("ul", {}, ...said) : make("p", { textContent: t("no-problems") });
  const head = make("div", { className: "bar" }, title, named("close", t("close"), close));
  details.ariaLabel = title.textContent;
  details.replaceChildren(head, body, ...(on ? [values(t, row, on)] : []));
  details.hidden = false;
}

function values(t, { cells: [, , , tag, user] }, on) {
  const field = (name, value) => make("input", { name, value, autocomplete: "off", spellcheck: false });
  const [tagField, userField] = [field("tag", tag), field("user", user)];
  const save = async () => {
    // The first of them draws all this anew.
    const [newTag, newUser] = [tagField.value, userField.value];
    if (newTag !== tag) await on.set(true, newTag);
    if (newUser !== user) await on.set(false, newUser);
  };
  const labelled = (name, input) => make("label", {}, t(name), input);
  const buttons = [named("save", t("save"), save), named("leave-out", t("leave-out"), on.leaveOut)];
  return make("div", { className: "edit" }, labelled("group-tag", tagField), labelled("user", userField), ...buttons);
}

/** A button with a text. */
function named(part, text, act) {
  const made = button(part, act);
  made.textContent = text;
  return made;
}
