//! What is wanted.

use leptos::prelude::*;
use lifecycle::action::WipeOption;
use lifecycle::texts::Text;

use super::view::{Before, GoalForm, GoalKind, use_remove_view};
use crate::components::{live, when};
use crate::i18n::use_i18n;
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
                <div class="goal-choices">
                    {check("", |form| form.is_protected, |form, on| form.is_protected = on)}
                </div>
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

/// A check box; without a text of its own it is that of a wipe which goes on when power fails.
fn check(id: &'static str, is: fn(&GoalForm) -> bool, set: fn(&mut GoalForm, bool)) -> AnyView {
    let i18n = use_i18n();
    let view = use_remove_view();
    let label = move || match id {
        "" => i18n.text(&WipeOption::Protected.text_id(), &[]),
        id => t!(i18n, id),
    };
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
            {live(label)}
        </label>
    }
    .into_any()
}
