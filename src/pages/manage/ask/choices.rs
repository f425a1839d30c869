//! What may be chosen for an action.

use leptos::prelude::*;
use lifecycle::action::{Action, Wipe, WipeOption, is_unlock_code};
use lifecycle::texts::Text;

use super::{Form, words};
use crate::components::{live, when};
use crate::i18n::use_i18n;
use crate::pages::devices::use_tenant_view;
use crate::queries::plan_order;
use crate::t;
use crate::tenant::use_tenant;

/// The choices that a person has, in order.
const OPTIONS: [WipeOption; 5] = [
    WipeOption::KeepEnrolment,
    WipeOption::KeepUserData,
    WipeOption::Protected,
    WipeOption::KeepEsim,
    WipeOption::UnlockCode,
];

/// What may be chosen; what is asked for once more stays as it was chosen.
pub fn view(form: Form, devices: StoredValue<Vec<String>>) -> AnyView {
    let i18n = use_i18n();
    let first = form.action.get_untracked();
    if form.again.is_some() {
        let chosen = words::chosen(i18n, first);
        let chosen = chosen.into_iter().map(|text| view! { <li>{text}</li> }).collect::<Vec<_>>();
        return view! { <ul class="chosen">{chosen}</ul> }.into_any();
    }
    match first {
        Action::Wipe(_) => view! {
            <fieldset class="choices">
                <legend>{i18n.says("ask-choices")}</legend>
                {OPTIONS.map(|option| choice(form, devices, option)).into_iter().collect::<Vec<AnyView>>()}
            </fieldset>
            <Show when=when(move || wipe(form).unlock_code)>
                {code(form)}
            </Show>
        }
        .into_any(),
        Action::FreshStart { .. } => {
            let is_kept = move || form.action.get() == Action::FreshStart { keep_user_data: true };
            view! {
                <fieldset class="choices">
                    <legend>{i18n.says("ask-choices")}</legend>
                    <label class="check-row">
                        <input
                            type="checkbox"
                            prop:checked=is_kept
                            on:change:target=move |change| {
                                let keep_user_data = change.target().checked();
                                form.action.set(Action::FreshStart { keep_user_data });
                            }
                        />
                        {live(move || i18n.text(&WipeOption::KeepUserData.text_id(), &[]))}
                    </label>
                </fieldset>
            }
            .into_any()
        }
        _ => ().into_any(),
    }
}

/// The wipe that is asked for.
fn wipe(form: Form) -> Wipe {
    match form.action.get() {
        Action::Wipe(wipe) => wipe,
        _ => Wipe::PLAIN,
    }
}

/// A choice for a wipe. It can be made where any of the devices has it, and says why where none has.
fn choice(form: Form, devices: StoredValue<Vec<String>>, option: WipeOption) -> AnyView {
    let (i18n, tenant) = (use_i18n(), use_tenant());
    let now = use_tenant_view().now;
    let why_not = Memo::new(move |_| {
        let server = tenant.server.get();
        let records = tenant.records.get();
        let alone = Action::Wipe(Wipe::with(option));
        let plan = devices
            .with_value(|ids| plan_order(&records, server.as_deref(), ids, alone, now.get_untracked()));
        let why = plan.cannot.first().filter(|_| plan.can.is_empty())?;
        Some(words::impossible(i18n, why.0))
    });
    let id = format!("wipe-{}", option.key());
    let hint = format!("{id}-why");
    view! {
        <label class="check-row" for=id.clone()>
            <input
                id=id.clone()
                type="checkbox"
                aria-disabled=move || why_not.with(Option::is_some).then_some("true")
                aria-describedby=hint.clone()
                prop:checked=move || wipe(form).has(option)
                on:click=move |event| {
                    if why_not.with_untracked(Option::is_some) {
                        event.prevent_default();
                    }
                }
                on:change:target=move |change| {
                    let on = change.target().checked();
                    form.action.update(|action| {
                        if let Action::Wipe(wipe) = action {
                            *wipe = words::with_option(*wipe, option, on);
                        }
                    });
                }
            />
            {live(move || i18n.text(&option.text_id(), &[]))}
        </label>
        <p id=hint class="secondary choice-why">{live(move || why_not.get())}</p>
    }
    .into_any()
}

/// The code that unlocks a Mac afterwards. Rule WP-9.
fn code(form: Form) -> AnyView {
    let i18n = use_i18n();
    let is_wrong = move || form.code.with(|code| !code.is_empty() && !is_unlock_code(code));
    view! {
        <div class="field">
            <label for="unlock-code">{i18n.says("ask-code")}</label>
            <input
                id="unlock-code"
                class="input"
                type="text"
                inputmode="numeric"
                autocomplete="off"
                maxlength="6"
                aria-describedby="unlock-code-hint"
                aria-invalid=move || is_wrong().then_some("true")
                prop:value=move || form.code.get()
                on:input:target=move |input| form.code.set(input.target().value())
            />
            <p id="unlock-code-hint" class="secondary">{i18n.says("ask-code-hint")}</p>
            <p class="field-error" role="alert">{live(move || is_wrong().then(|| t!(i18n, "ask-code-wrong")))}</p>
        </div>
    }
    .into_any()
}
