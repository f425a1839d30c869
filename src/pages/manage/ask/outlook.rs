//! Who is asked and who can't be, what goes and what stays, and what to be warned of.

use leptos::prelude::*;
use lifecycle::effects::{Line, Outcome};
use lifecycle::texts::Text;
use lifecycle::warning::Warning;

use super::{Form, words};
use crate::components::{Icon, IconView, live};
use crate::i18n::use_i18n;
use crate::queries::{Group, OrderPlan};
use crate::t;

/// Such warnings that aren't folded.
const FEW_WARNINGS: usize = 3;

/// What it comes to.
pub(super) fn view(form: Form) -> AnyView {
    live(move || {
        let plan = form.plan.get();
        let (who, cannot) = (who(&plan), cannot(&plan));
        let (effects, warnings) = (effects(&plan), warnings(&plan));
        view! {
            {who}
            {cannot}
            {warnings}
            {effects}
        }
    })
}

/// Who is asked.
fn who(plan: &OrderPlan) -> AnyView {
    let i18n = use_i18n();
    let count = plan.can.len();
    let more = (count > 1).then(|| view! { <p class="secondary">{t!(i18n, "ask-each")}</p> });
    let names: Vec<String> = plan.can.iter().map(|target| target.name.clone()).collect();
    let names = match names.as_slice() {
        [] => ().into_any(),
        [one] => view! { <p class="mono">{one.clone()}</p> }.into_any(),
        _ => list(&names, t!(i18n, "ask-names")),
    };
    view! {
        <div role="status" class="outlook">
            <p>
                <strong>{t!(i18n, "ask-who", count = count)}</strong>
            </p>
            {names}
            {more}
        </div>
    }
    .into_any()
}

/// Who can't be asked, by reason.
fn cannot(plan: &OrderPlan) -> AnyView {
    let i18n = use_i18n();
    if plan.cannot.is_empty() {
        return ().into_any();
    }
    let reasons = plan.cannot.iter().map(|(why, names)| {
        let names = list(names, t!(i18n, "ask-left-count", count = names.len()));
        view! { <li>{words::impossible(i18n, *why)} {names}</li> }.into_any()
    });
    view! {
        <section class="ask-left">
            <h3>{t!(i18n, "ask-left")}</h3>
            <ul>{reasons.collect::<Vec<AnyView>>()}</ul>
        </section>
    }
    .into_any()
}

/// Names, folded.
fn list(names: &[String], summary: String) -> AnyView {
    let names = names.iter().map(|name| view! { <li>{name.clone()}</li> }.into_any());
    view! {
        <details>
            <summary>{summary}</summary>
            <ul class="names mono" tabindex="0">{names.collect::<Vec<AnyView>>()}</ul>
        </details>
    }
    .into_any()
}

/// What to be warned of: first of all devices alike, then of some of them.
pub fn warnings(plan: &OrderPlan) -> AnyView {
    let i18n = use_i18n();
    if plan.warnings.is_empty() {
        return ().into_any();
    }
    let all = plan.can.len();
    let (of_all, of_some): (Vec<_>, Vec<_>) = plan.warnings.iter().partition(|(_, names)| names.len() == all);
    let of_all = of_all.into_iter().map(|it| warning(it, false)).collect::<Vec<AnyView>>();
    // Those alike are told together, so that no other one is hidden by them.
    let mut kinds: Vec<Vec<&(Warning, Vec<String>)>> = Vec::new();
    for one in of_some {
        match kinds.iter_mut().find(|alike| alike[0].0.key() == one.0.key()) {
            Some(alike) => alike.push(one),
            None => kinds.push(vec![one]),
        }
    }
    let of_some = kinds.into_iter().map(|alike| {
        let shown = alike.iter().take(FEW_WARNINGS).map(|it| warning(it, true)).collect::<Vec<AnyView>>();
        let rest = alike.get(FEW_WARNINGS..).unwrap_or_default();
        let folded = rest.iter().map(|it| warning(it, true)).collect::<Vec<AnyView>>();
        let folded = (!rest.is_empty()).then(|| {
            view! {
                <li>
                    <details>
                        <summary>{t!(i18n, "ask-warnings-alike", count = rest.len())}</summary>
                        <ul class="warnings">{folded}</ul>
                    </details>
                </li>
            }
        });
        view! {
            {shown}
            {folded}
        }
        .into_any()
    });
    let of_some = of_some.collect::<Vec<AnyView>>();
    view! {
        <section>
            <h3>{t!(i18n, "ask-warnings")}</h3>
            <ul class="warnings">{of_all} {of_some}</ul>
        </section>
    }
    .into_any()
}

/// A warning, with the devices that it is of where it isn't of all.
fn warning((warning, names): &(Warning, Vec<String>), is_of_some: bool) -> AnyView {
    let i18n = use_i18n();
    let of = is_of_some.then(|| match names.as_slice() {
        [one] => one.clone(),
        names => t!(i18n, "ask-left-count", count = names.len()),
    });
    let of = of.map(|of| view! { <span class="secondary">" ("{of}")"</span> });
    view! {
        <li>
            <span class="severity-warning">
                <IconView icon=Icon::Warning />
            </span>
            <span>{words::warning(i18n, *warning)} {of}</span>
        </li>
    }
    .into_any()
}

/// What goes and what stays, for each group of devices to which the same happens.
pub fn effects(plan: &OrderPlan) -> AnyView {
    let i18n = use_i18n();
    let groups: Vec<&Group> = plan.groups.iter().filter(|group| !group.lines.is_empty()).collect();
    let table = |lines: &[Line]| lines.iter().map(line).collect::<Vec<AnyView>>();
    let shown = match groups.as_slice() {
        [] => return ().into_any(),
        [one] if plan.groups.len() == 1 => view! { <dl class="effects">{table(&one.lines)}</dl> }.into_any(),
        groups => {
            let group = |group: &&Group| {
                let summary = match group.names.as_slice() {
                    [one] => one.clone(),
                    names => t!(i18n, "ask-group", name = names[0].as_str(), count = names.len() - 1),
                };
                view! {
                    <details class="effects-group">
                        <summary>{summary}</summary>
                        <dl class="effects">{table(&group.lines)}</dl>
                    </details>
                }
                .into_any()
            };
            groups.iter().map(group).collect::<Vec<AnyView>>().into_any()
        }
    };
    view! {
        <section>
            <h3>{t!(i18n, "ask-effects")}</h3>
            {shown}
        </section>
    }
    .into_any()
}

/// A kind of data, and what becomes of it.
fn line(line: &Line) -> AnyView {
    let i18n = use_i18n();
    let effects = line.effects.iter().map(|effect| {
        let (class, icon) = match effect.outcome() {
            Outcome::Lost => ("severity-error", Icon::Delete),
            Outcome::Kept => ("severity-none", Icon::Success),
            Outcome::Changed => ("severity-warning", Icon::Warning),
            Outcome::None => ("secondary", Icon::Info),
        };
        view! {
            <span class="effect">
                <span class=class>
                    <IconView icon />
                </span>
                <span>{i18n.text(&effect.text_id(), &[])}</span>
            </span>
        }
        .into_any()
    });
    view! {
        <dt>{i18n.text(&line.kind.text_id(), &[])}</dt>
        <dd>{effects.collect::<Vec<AnyView>>()}</dd>
    }
    .into_any()
}
