//! The guided path: its stations, the device's place on it, and what a person has checked. Rules REG-2, REG-12, REG-13.

use leptos::prelude::*;
use lifecycle::{Licence, Progress, Reached, Standing, Tick, path};

use super::view::use_tenant_view;
use crate::components::{Icon, IconView, live, when};
use crate::format;
use crate::i18n::use_i18n;
use crate::preferences::{self, Preference};
use crate::queries::{TenantLine, column};
use crate::t;
use crate::tasks::change_checks;
use crate::tenant::use_tenant;
use crate::wire::{Checks, Mark};

/// What can be checked, by its messages: in the order of the fields of [`Checks`].
const CHECKS: [&str; 3] = ["check-image", "check-licence", "check-delivered"];

#[component]
pub fn GuidedPath() -> impl IntoView {
    let i18n = use_i18n();
    let tenant = use_tenant();
    let view = use_tenant_view();
    let id = move || {
        let registered = |line: &TenantLine| line.device.map(|_| line.texts[column::AUTOPILOT].clone());
        view.active_line().as_ref().and_then(registered)
    };
    let checks = move || Some(tenant.records.get().checks.get(&id()?).cloned().unwrap_or_default());
    let stations = move || {
        let line = view.active_line()?;
        let standing = Standing { state: line.state, attention: line.attention };
        let checks = rules(&checks().unwrap_or_default());
        let stations = path(Reached::Registration(standing), &checks).map(|(station, progress)| {
            let (class, icon, key) = match progress {
                Progress::Done => ("severity-none", Icon::Success, "done"),
                Progress::Current => ("severity-info", Icon::Device, "current"),
                Progress::Ahead => ("secondary", Icon::Info, "ahead"),
                Progress::Blocked => ("severity-error", Icon::Error, "blocked"),
            };
            let here = matches!(progress, Progress::Current | Progress::Blocked);
            view! {
                <li class="station" aria-current=here.then_some("step")>
                    <span class=class>
                        <IconView icon />
                    </span>
                    <span>{t!(i18n, &format!("station-{}", station.key()))}</span>
                    <span class="visually-hidden">{t!(i18n, &format!("progress-{key}"))}</span>
                </li>
            }
            .into_any()
        });
        Some(stations.into_iter().collect::<Vec<AnyView>>())
    };
    let tick = move |at: usize, on: bool| {
        let Some(id) = untrack(id) else { return };
        let by = preferences::read(Preference::Checker).unwrap_or_default();
        let mark = on.then(|| Mark { at: format::now(), by });
        change_checks(tenant, id, move |checks| {
            let mark = mark.clone();
            match at {
                0 => checks.image = mark,
                1 => checks.licence = mark,
                _ => checks.delivered = mark,
            }
        });
    };
    view! {
        <section>
            <h3>{i18n.says("path")}</h3>
            <ol class="stations">{live(stations)}</ol>
            <Show
                when=when(move || checks().is_some())
                fallback=move || view! { <p class="secondary">{i18n.says("path-not-registered")}</p> }
            >
                {(0..CHECKS.len())
                    .map(|at| {
                        let mark = Signal::derive(move || checks().and_then(|checks| mark(&checks, at)));
                        view! { <Check at mark on_tick=move |on| tick(at, on) /> }
                    })
                    .collect_view()}
                <div class="field">
                    <label for="checker">{i18n.says("check-by")}</label>
                    <input
                        id="checker"
                        class="input"
                        type="text"
                        autocomplete="username"
                        spellcheck="false"
                        prop:value=preferences::read(Preference::Checker).unwrap_or_default()
                        on:change:target=move |change| {
                            preferences::write(Preference::Checker, Some(change.target().value().trim()));
                        }
                    />
                </div>
            </Show>
        </section>
    }
}

/// A check mark, with when it was made and by whom.
#[component]
fn Check(
    at: usize,
    #[prop(into)] mark: Signal<Option<Mark>>,
    #[prop(into)] on_tick: Callback<bool>,
) -> impl IntoView {
    let i18n = use_i18n();
    let made = move || {
        mark.get().map(|Mark { at, by }| {
            let moment = format::moment(i18n.language(), at);
            if by.is_empty() { moment } else { t!(i18n, "check-made", moment = moment, name = by) }
        })
    };
    view! {
        <label class="check-row">
            <input
                type="checkbox"
                prop:checked=move || mark.with(Option::is_some)
                on:change:target=move |change| on_tick.run(change.target().checked())
            />
            <span>{i18n.says(CHECKS[at])} " " <span class="secondary">{live(made)}</span></span>
        </label>
    }
}

fn mark(checks: &Checks, at: usize) -> Option<Mark> {
    match at {
        0 => checks.image.clone(),
        1 => checks.licence.clone(),
        _ => checks.delivered.clone(),
    }
}

/// What was checked, as the rules know it.
fn rules(checks: &Checks) -> lifecycle::Checks {
    let tick = |at| mark(checks, at).map(|Mark { at, by }| Tick { at, by });
    lifecycle::Checks {
        image: tick(0),
        // No directory is asked yet.
        licence: tick(1).map_or(Licence::Unknown, Licence::ByHand),
        delivered: tick(2),
    }
}
