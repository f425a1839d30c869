//! One removal, step by step, with what a person can do, and its receipt.

use leptos::prelude::*;
use lifecycle::removal::{StepState, Wait};
use outbox::{Course, Errand, Intent, State};
use wasm_bindgen::JsCast;

use super::{receipt, words};
use crate::components::{Button, Icon, IconView, Look, live, when};
use crate::i18n::use_i18n;
use crate::pages::actions::{put_away_reason, why};
use crate::pages::devices::{Problem, fact, use_tenant_view};
use crate::queries::{Word, to_confirm, words_for};
use crate::t;
use crate::tasks::{put_away, say_of_removal, withdraw};
use crate::tenant::use_tenant;

/// A removal that is looked at. It is a handle: copies are the same one. Each part of the view follows what it shows alone, so
/// that what is focused stays, whatever else is heard.
#[derive(Clone, Copy)]
struct Open {
    seq: u32,
    intent: Memo<Option<Intent>>,
    states: Memo<Vec<StepState>>,
}

impl Open {
    /// Something of the removal, as long as it is there.
    fn of<V>(self, look: impl FnOnce(&Intent, &outbox::Removal) -> Option<V>) -> Option<V> {
        self.intent.with(|intent| intent.as_ref().and_then(|intent| look(intent, intent.removal()?)))
    }

    /// How far a step is on the wire.
    fn errand<V>(self, at: usize, look: impl FnOnce(&Errand) -> Option<V>) -> Option<V> {
        self.of(|_, removal| removal.errands.get(at).and_then(look))
    }

    /// What a person can say of a step.
    fn words(self, at: usize) -> Vec<Word> {
        let state = self.states.with(|states| states.get(at).cloned());
        state.and_then(|state| self.of(|_, it| Some(words_for(it, at, &state)))).unwrap_or_default()
    }
}

/// One removal, step by step, and its receipt.
pub fn view(seq: u32) -> AnyView {
    let (i18n, tenant) = (use_i18n(), use_tenant());
    let now = use_tenant_view().now;
    let intent = Memo::new(move |_| {
        tenant.records.with(|records| records.intents.iter().find(|intent| intent.seq == seq).cloned())
    });
    let states = Memo::new(move |_| {
        let now = now.get() * 1000;
        intent.with(|intent| {
            intent.as_ref().and_then(Intent::removal).map(|it| it.states(now)).unwrap_or_default()
        })
    });
    let open = Open { seq, intent, states };
    let count = states.with_untracked(Vec::len);
    let steps = (0..count).map(|at| step(open, at)).collect::<Vec<AnyView>>();
    let unconfirmed = Memo::new(move |_| {
        let states = open.states.get();
        open.of(|_, removal| Some(to_confirm(removal, &states))).unwrap_or_default()
    });
    let confirm = move || {
        let unconfirmed = unconfirmed.get();
        (!unconfirmed.is_empty()).then(|| {
            let label = t!(i18n, "remove-confirm-again", count = unconfirmed.len());
            button(label, Icon::Success, Look::Primary, move || {
                stay(seq);
                say_of_removal(tenant, seq, unconfirmed.clone(), Word::Confirm);
            })
        })
    };
    let is_unsent = move || {
        let is_unsent = open.of(|intent, removal| {
            let is_unsent = removal.errands.iter().all(|errand| errand.last_sent.is_none());
            Some(is_unsent && intent.can_be_withdrawn())
        });
        is_unsent == Some(true)
    };
    let back =
        move || button(t!(i18n, "take-back"), Icon::Undo, Look::Subtle, move || withdraw(tenant, vec![seq]));
    let is_over = move || open.of(|intent, _| Some(intent.is_over())) == Some(true);
    let counted = move || open.of(|intent, _| put_away_reason(i18n, intent, now.get()));
    let away = move || {
        let (label, reason) = (i18n.signal("put-away"), Signal::derive(counted));
        let on_press = Callback::new(move |()| put_away(tenant, vec![seq]));
        view! { <Button label icon=Icon::Close look=Look::Subtle reason on_press /> }.into_any()
    };
    let is_asked = |errand: &Errand| errand.course == Course::Approval && errand.approval.is_none();
    let wants_why = move || open.of(|_, removal| Some(removal.errands.iter().any(is_asked))) == Some(true);
    let trouble = move || {
        let trouble = open.of(|intent, _| intent.trouble.clone().filter(|_| intent.state != State::Done));
        trouble.map(|it| Problem::of_trouble(i18n, &it).view(i18n, tenant.workspace.toasts))
    };
    view! {
        <div class="removal">
            <div class="no-print removal-steps">
                {live(trouble)}
                <ol class="steps" id=place(seq) tabindex="-1">
                    {steps}
                </ol>
                <Show when=when(wants_why)>{why(seq)}</Show>
                <div class="actions">
                    {live(confirm)} <Show when=when(is_unsent)>{back()}</Show>
                    <Show when=when(is_over)>{away()}</Show>
                </div>
            </div>
            {receipt::view(seq, intent)}
        </div>
    }
    .into_any()
}

/// The id of the steps of a removal.
fn place(seq: u32) -> String {
    format!("removal-{seq}")
}

/// What was pressed goes with its being said: the focus stays at the steps.
fn stay(seq: u32) {
    let steps = document().get_element_by_id(&place(seq));
    if let Some(steps) = steps.and_then(|steps| steps.dyn_into::<web_sys::HtmlElement>().ok()) {
        // It is there: it was just pressed upon.
        let _ = steps.focus();
    }
}

fn step(open: Open, at: usize) -> AnyView {
    let (i18n, tenant) = (use_i18n(), use_tenant());
    let now = use_tenant_view().now;
    let seq = open.seq;
    let state = Memo::new(move |_| open.states.with(|states| states.get(at).cloned()));
    let is_open = move || state.with(|state| state.as_ref().is_some_and(|state| !state.is_done()));
    let step = open.of(|_, removal| removal.plan.steps.get(at).cloned());
    let Some(step) = step else { return ().into_any() };
    let (deed, record) = (step.deed, step.record);
    let icon = move || {
        let (class, icon) = words::look(&state.get()?);
        Some(view! {
            <span class=class>
                <IconView icon />
            </span>
        })
    };
    let said = move || {
        let state = state.get()?;
        open.of(|_, removal| Some(words::state(i18n, &removal.plan, at, &state)))
    };
    let passing = Memo::new(move |_| open.of(|_, removal| removal.passing(at)).filter(|_| is_open()));
    let left = move || match state.get()? {
        StepState::Waiting { on, until, .. } if !matches!(on, Wait::Step(_)) => {
            words::left(i18n, on, until, now.get())
        }
        _ => None,
    };
    let can = Memo::new(move |_| {
        open.words(at).into_iter().filter(|word| *word != Word::Confirm).collect::<Vec<Word>>()
    });
    let buttons = move || {
        let buttons = can.get().into_iter().map(|word| {
            let (id, icon) = match word {
                Word::Done => ("word-done", Icon::Success),
                Word::Again => ("word-again", Icon::Redo),
                Word::GiveUp | Word::Confirm => ("word-give-up", Icon::Close),
            };
            button(t!(i18n, id), icon, Look::Subtle, move || {
                stay(seq);
                say_of_removal(tenant, seq, vec![at], word);
            })
        });
        buttons.collect::<Vec<AnyView>>()
    };
    let code = Memo::new(move |_| {
        let code = open.errand(at, |errand| errand.approval.as_ref().map(|approval| approval.code.clone()));
        code.filter(|_| is_open())
    });
    let code = move || {
        let fact = |code| fact(i18n, tenant.workspace.toasts, "fact-approval", code, true);
        code.get().map(|code| view! { <dl class="facts">{fact(code)}</dl> })
    };
    // What passes by itself is none.
    let is_told = move || is_open() && passing.with(Option::is_none);
    let trouble = Memo::new(move |_| open.errand(at, |errand| errand.trouble.clone()).filter(|_| is_told()));
    let passing = move || passing.get().map(|why| words::fault(i18n, why));
    let trouble = move || {
        trouble.with(|it| {
            it.as_ref().map(|it| Problem::of_trouble(i18n, it).view(i18n, tenant.workspace.toasts))
        })
    };
    view! {
        <li>
            <strong>{live(move || words::deed(i18n, &deed))}</strong>
            <p class="mono record-id">{live(move || words::record(i18n, &record))}</p>
            <p class="status-line">
                {live(icon)} <span>{live(said)} " " {live(left)} " " {live(passing)}</span>
            </p>
            {live(trouble)}
            {live(code)}
            <div class="actions">{live(buttons)}</div>
        </li>
    }
    .into_any()
}

pub(super) fn button(
    label: String,
    icon: Icon,
    look: Look,
    press: impl Fn() + Send + Sync + 'static,
) -> AnyView {
    let on_press = Callback::new(move |()| press());
    view! { <Button label=Signal::stored(label) icon look on_press /> }.into_any()
}
