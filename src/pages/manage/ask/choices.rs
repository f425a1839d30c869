//! What may be chosen for an action.

use leptos::prelude::*;
use lifecycle::action::{Action, Wipe, WipeOption, is_unlock_code};
use lifecycle::texts::Text;

use super::{Form, words};
use crate::components::{live, when};
use crate::i18n::use_i18n;
use crate::queries::why_none;
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
    if form.orders.with_value(|orders| !orders.is_empty()) {
        let chosen = words::chosen(i18n, first);
        let chosen = chosen.into_iter().map(|text| view! { <li>{text}</li> }).collect::<Vec<_>>();
        return view! { <ul class="chosen">{chosen}</ul> }.into_any();
    }
    match first {
        Action::Wipe(_) => wipe_choices(of_order(form, devices), &OPTIONS),
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

/// What may be chosen for a wipe, wherever one is asked for. It is a handle: copies are the same choices.
#[derive(Clone, Copy)]
pub struct WipeChoices {
    /// The wipe as it is chosen.
    pub wipe: Signal<Wipe>,
    /// Chooses something, or not.
    pub choose: Callback<(WipeOption, bool)>,
    /// Why none of the devices has such a choice; `None`: one has.
    pub why_not: Callback<WipeOption, Option<String>>,
    /// The code that unlocks a Mac.
    pub code: RwSignal<String>,
}

/// The choices of an order.
fn of_order(form: Form, devices: StoredValue<Vec<String>>) -> WipeChoices {
    let (i18n, tenant) = (use_i18n(), use_tenant());
    let why_not = move |option: WipeOption| {
        let server = tenant.server.get();
        let alone = Action::Wipe(Wipe::with(option));
        let why = tenant
            .records
            .with(|records| devices.with_value(|ids| why_none(records, server.as_deref(), ids, alone)));
        why.map(|why| words::no_choice(i18n, why))
    };
    let choose = move |(option, on): (WipeOption, bool)| {
        form.action.update(|action| {
            if let Action::Wipe(wipe) = action {
                *wipe = wipe.choose(option, on);
            }
        });
    };
    let wipe = move || match form.action.get() {
        Action::Wipe(wipe) => wipe,
        _ => Wipe::PLAIN,
    };
    WipeChoices {
        wipe: Signal::derive(wipe),
        choose: Callback::new(choose),
        why_not: Callback::new(why_not),
        code: form.code,
    }
}

/// The choices for a wipe, and where its code is filled in.
pub fn wipe_choices(choices: WipeChoices, options: &[WipeOption]) -> AnyView {
    let i18n = use_i18n();
    let options = options.iter().map(|option| choice(choices, *option)).collect::<Vec<AnyView>>();
    view! {
        <fieldset class="choices">
            <legend>{i18n.says("ask-choices")}</legend>
            {options}
        </fieldset>
        <Show when=when(move || choices.wipe.get().unlock_code)>{code(choices.code)}</Show>
    }
    .into_any()
}

/// A choice for a wipe. It can be made where any of the devices has it, and says why where none has.
fn choice(choices: WipeChoices, option: WipeOption) -> AnyView {
    let i18n = use_i18n();
    let why_not = Memo::new(move |_| choices.why_not.run(option));
    let id = format!("wipe-{}", option.key());
    let hint = format!("{id}-why");
    view! {
        <label class="check-row" for=id.clone()>
            <input
                id=id.clone()
                type="checkbox"
                aria-disabled=move || why_not.with(Option::is_some).then_some("true")
                aria-describedby=hint.clone()
                prop:checked=move || choices.wipe.get().has(option)
                on:click=move |event| {
                    if why_not.with_untracked(Option::is_some) {
                        event.prevent_default();
                    }
                }
                on:change:target=move |change| choices.choose.run((option, change.target().checked()))
            />
            {live(move || i18n.text(&option.text_id(), &[]))}
        </label>
        <p id=hint class="secondary choice-why">{live(move || why_not.get())}</p>
    }
    .into_any()
}

/// The code that unlocks a Mac afterwards. Rule WP-9.
fn code(code: RwSignal<String>) -> AnyView {
    let i18n = use_i18n();
    let is_wrong = move || code.with(|code| !code.is_empty() && !is_unlock_code(code));
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
                prop:value=move || code.get()
                on:input:target=move |input| code.set(input.target().value())
            />
            <p id="unlock-code-hint" class="secondary">{i18n.says("ask-code-hint")}</p>
            <p class="field-error" role="alert">{live(move || is_wrong().then(|| t!(i18n, "ask-code-wrong")))}</p>
        </div>
    }
    .into_any()
}
