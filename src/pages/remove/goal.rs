//! What is wanted.

use leptos::prelude::*;
use lifecycle::action::WipeOption;

use super::view::{Before, GoalForm, GoalKind, use_remove_view};
use crate::components::{live, when};
use crate::i18n::use_i18n;
use crate::pages::manage::{WipeChoices, no_choice, wipe_choices};
use crate::queries::{Impossible, no_wipe_option};
use crate::t;

pub fn view() -> AnyView {
    let i18n = use_i18n();
    let view = use_remove_view();
    let kinds = GoalKind::ALL.map(kind).into_iter().collect::<Vec<AnyView>>();
    let is = move |kind: GoalKind| when(move || view.form.with(|form| form.kind == Some(kind)));
    view! {
        <section class="card no-print" aria-label=i18n.says("remove-goal")>
            <h2>{i18n.says("remove-goal")}</h2>
            <fieldset class="choices goals">
                <legend class="visually-hidden">{i18n.says("remove-goal")}</legend>
                {kinds}
            </fieldset>
            <Show when=is(GoalKind::Remove)>
                <div class="goal-choices">
                    {check("remove-with-objects", |form| form.with_objects, |form, on| form.with_objects = on)}
                    <p class="secondary">{i18n.says("remove-with-objects-hint")}</p>
                </div>
            </Show>
            <Show when=is(GoalKind::Deregister)>
                <fieldset class="choices goal-choices">
                    <legend>{i18n.says("remove-before")}</legend>
                    {Before::ALL.map(before).into_iter().collect::<Vec<AnyView>>()}
                </fieldset>
                <div class="goal-choices">
                    {check("remove-with-object", |form| form.with_objects, |form, on| form.with_objects = on)}
                    <p class="secondary">{i18n.says("remove-with-object-hint")}</p>
                    {check("remove-by-partner", |form| form.by_partner, |form, on| form.by_partner = on)}
                    <p class="secondary">{i18n.says("remove-by-partner-hint")}</p>
                </div>
            </Show>
            <Show when=is(GoalKind::HandOver)>
                <div class="field goal-choices">
                    <label for="remove-to">{i18n.says("remove-to")}</label>
                    <input
                        id="remove-to"
                        class="input"
                        type="text"
                        autocomplete="off"
                        spellcheck="false"
                        prop:value=move || view.form.with(|form| form.to.clone())
                        on:change:target=move |change| {
                            view.form.update(|form| form.to = change.target().value());
                        }
                    />
                </div>
            </Show>
            <Show when=when(move || view.form.with(GoalForm::wipes))>
                <div class="goal-choices">{wipe_choices(of_goal(), &OPTIONS)}</div>
            </Show>
        </section>
    }
    .into_any()
}

fn kind(kind: GoalKind) -> AnyView {
    let i18n = use_i18n();
    let view = use_remove_view();
    view! {
        <label class="check-row goal">
            <input
                type="radio"
                name="remove-goal"
                prop:checked=move || view.form.with(|form| form.kind == Some(kind))
                on:change=move |_| {
                    view.form.update(|form| {
                        form.kind = Some(kind);
                        // What goes beside is said for each goal anew.
                        form.with_objects = false;
                    });
                    view.typed.set(String::new());
                }
            />
            <span>
                <strong>{live(move || t!(i18n, &format!("goal-{}", kind.key())))}</strong>
                <br />
                <span class="secondary">{live(move || t!(i18n, &format!("goal-{}-hint", kind.key())))}</span>
            </span>
        </label>
    }
    .into_any()
}

fn before(before: Before) -> AnyView {
    let i18n = use_i18n();
    let view = use_remove_view();
    view! {
        <label class="check-row">
            <input
                type="radio"
                name="remove-before"
                prop:checked=move || view.form.with(|form| form.before == before)
                on:change=move |_| view.form.update(|form| form.before = before)
            />
            {live(move || t!(i18n, &format!("before-{}", before.key())))}
        </label>
    }
    .into_any()
}

/// The choices that there are for the wipe of a device that goes: one that keeps what is on it would be none.
const OPTIONS: [WipeOption; 3] = [WipeOption::Protected, WipeOption::KeepEsim, WipeOption::UnlockCode];

/// What may be chosen for the wipe.
fn of_goal() -> WipeChoices {
    let (i18n, view) = (use_i18n(), use_remove_view());
    let why_not = move |option: WipeOption| {
        view.candidates
            .with(|candidates| no_wipe_option(candidates, option))
            .map(|why| no_choice(i18n, Impossible::Refused(why)))
    };
    let choose = move |(option, on): (WipeOption, bool)| {
        view.form.update(|form| form.wipe = form.wipe.choose(option, on));
    };
    WipeChoices {
        wipe: Signal::derive(move || view.form.with(|form| form.wipe)),
        choose: Callback::new(choose),
        why_not: Callback::new(why_not),
        code: view.code,
    }
}

/// A check box.
fn check(id: &'static str, is: fn(&GoalForm) -> bool, set: fn(&mut GoalForm, bool)) -> AnyView {
    let i18n = use_i18n();
    let view = use_remove_view();
    view! {
        <label class="check-row">
            <input
                type="checkbox"
                prop:checked=move || view.form.with(is)
                on:change:target=move |change| {
                    let on = change.target().checked();
                    view.form.update(|form| set(form, on));
                }
            />
            {i18n.says(id)}
        </label>
    }
    .into_any()
}
