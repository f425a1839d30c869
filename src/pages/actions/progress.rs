//! How far an action is, what happens next and by when, and what a person can do about it.

use leptos::prelude::*;
use lifecycle::action::Action;
use outbox::{Action as Wish, Intent, Order, State, TroubleKind};

use super::list::title;
use super::view::use_actions_view;
use crate::components::{Button, Icon, IconView, Look, live};
use crate::format;
use crate::i18n::{I18n, use_i18n};
use crate::pages::approvals::take_back_by_code;
use crate::pages::devices::{Problem, use_tenant_view};
use crate::pages::manage::{Asked, Given, chosen, stage_look, stage_words, use_manage_view};
use crate::queries::{ActionLine, Expiry, Stage, can_be_asked_again, expiry, is_counted, seconds};
use crate::t;
use crate::tasks::{justify, order_again, put_away, withdraw};
use crate::tenant::{Records, use_tenant};

/// An action in full, as an item of a list.
pub fn progress(records: &Records, line: &ActionLine) -> AnyView {
    let (i18n, tenant) = (use_i18n(), use_tenant());
    let now = use_tenant_view().now;
    let (class, icon) = stage_look(line.stage);
    let intent = line.own.and_then(|at| records.intents.get(at));
    let order = intent.and_then(order_of);
    let asked = line.asked;
    let elapsed = (line.stage.is_open() && asked > 0).then(|| {
        view! { <span class="elapsed secondary">{live(move || format::elapsed(now.get() - asked))}</span> }
    });
    let choices: Vec<AnyView> = line
        .action
        .map(|action| chosen(i18n, action))
        .unwrap_or_default()
        .into_iter()
        .map(|text| view! { <li class="secondary">{text}</li> }.into_any())
        .collect();
    let facts = facts(i18n, records, line, intent);
    let trouble = intent.and_then(|intent| intent.trouble.as_ref()).filter(|_| line.stage != Stage::Done);
    let trouble =
        trouble.map(|trouble| Problem::of_trouble(i18n, trouble).view(i18n, tenant.workspace.toasts));
    let hint = t!(i18n, &format!("stage-{}-hint", line.stage.key()));
    let deeds = intent.zip(order).map(|(intent, order)| deeds(records, line, intent, order));
    view! {
        <li class="action-progress">
            <p class="registration-head">
                <span class=class>
                    <IconView icon />
                </span>
                <strong>{title(i18n, line)} ": " {stage_words(i18n, line.stage)}</strong>
                {elapsed}
            </p>
            <ul class="chosen">{choices}</ul>
            <p class="secondary">{hint}</p>
            <dl class="facts">{facts}</dl>
            {trouble}
            {deeds}
        </li>
    }
    .into_any()
}

fn order_of(intent: &Intent) -> Option<&Order> {
    match &intent.action {
        Wish::Order(order) => Some(order),
        _ => None,
    }
}

/// When it was asked, and what happens until when.
fn facts(i18n: I18n, records: &Records, line: &ActionLine, intent: Option<&Intent>) -> Vec<AnyView> {
    let now = use_tenant_view().now;
    let mut found: Vec<AnyView> = Vec::new();
    let mut add = |label: &'static str, value: String| {
        found.push(view! { <dt>{t!(i18n, label)}</dt> <dd>{value}</dd> }.into_any());
    };
    let moment = |seconds: i64| format::moment(i18n.language(), seconds);
    // A wait of seconds would be over by the minute that is shown.
    let exactly = |seconds: i64| format::exactly(i18n.language(), seconds);
    if line.asked > 0 {
        add("fact-asked", moment(line.asked));
    }
    add("fact-by", t!(i18n, if intent.is_some() { "asked-here" } else { "asked-elsewhere" }));
    let Some(intent) = intent else {
        if line.heard > 0 {
            add("fact-heard", moment(line.heard));
        }
        return found;
    };
    if let Some(sent) = intent.first_sent {
        add("fact-sent", moment(sent / 1000));
    }
    if line.heard > 0 {
        add("fact-heard", moment(line.heard));
    }
    let order = order_of(intent);
    if line.stage == Stage::Waiting {
        let until = records.status.until / 1000;
        let is_throttled =
            records.status.trouble.as_ref().is_some_and(|trouble| trouble.kind == TroubleKind::Throttled);
        let due = (intent.due / 1000).max(until);
        if due > now.get_untracked() {
            add(if is_throttled { "fact-throttled" } else { "fact-next" }, exactly(due));
        }
    }
    if matches!(line.stage, Stage::Waiting | Stage::Approval | Stage::Expired)
        && let Some((at, why)) = expiry(intent)
    {
        let why = match why {
            Expiry::Day => "expires-day",
            Expiry::Silence => "expires-silence",
        };
        add("fact-expires", t!(i18n, why, moment = moment(at)));
    }
    let is_followed = matches!(line.stage, Stage::Sent | Stage::Approval | Stage::Pending | Stage::Active);
    let look = (intent.due / 1000).max(records.status.until / 1000);
    // The end of time: a person has to do something first.
    if is_followed && look > now.get_untracked() && intent.due < i64::MAX {
        add("fact-look", exactly(look));
    }
    let within = line.action.and_then(Action::arrives_within);
    if matches!(line.stage, Stage::Pending | Stage::Active)
        && let Some((within, sent)) = within.zip(intent.first_sent)
    {
        let by = sent / 1000 + within;
        let is_late = now.get_untracked() > by;
        add(if is_late { "fact-late" } else { "fact-expected" }, moment(by));
    }
    if let Some(approval) = order.and_then(|order| order.approval.as_ref())
        && line.stage == Stage::Approval
    {
        add("fact-approval", approval.code.clone());
        if let Some(expires) = seconds(&approval.expires) {
            add("fact-approval-expires", moment(expires));
        }
    }
    if let Some(reason) = order.map(|order| order.reason.as_str()).filter(|reason| !reason.is_empty()) {
        add("fact-reason", reason.to_owned());
    }
    found
}

/// What a person can do about an order.
fn deeds(records: &Records, line: &ActionLine, intent: &Intent, order: &Order) -> AnyView {
    let (i18n, tenant, manage) = (use_i18n(), use_tenant(), use_manage_view());
    let now = use_tenant_view().now;
    let seq = intent.seq;
    let take_back = intent
        .can_be_withdrawn()
        .then(|| button(i18n, "take-back", Icon::Undo, None, move || withdraw(tenant, vec![seq])));
    let again = can_be_asked_again(line, intent).then(|| {
        let action = line.action.unwrap_or(Action::Sync);
        let (device, code) = (order.device.clone(), order.unlock_code().to_owned());
        let reason = line.at.is_none().then(|| t!(i18n, "life-why-not-not-listed"));
        button(i18n, "try-again", Icon::Redo, reason, move || {
            if action.is_destructive() {
                let (code, devices) = (code.clone(), vec![device.clone()]);
                manage.ask(Asked { action, code, devices, given: Given::Again(vec![seq]) });
            } else {
                order_again(tenant, vec![seq], "", |_| ());
            }
        })
    });
    let held = (intent.state == State::Held).then(|| {
        let action = line.action.unwrap_or(Action::Sync);
        let (device, code) = (order.device.clone(), order.unlock_code().to_owned());
        button(i18n, "held-release", Icon::Sync, None, move || {
            let (code, devices) = (code.clone(), vec![device.clone()]);
            manage.ask(Asked { action, code, devices, given: Given::Released(vec![seq]) });
        })
    });
    let away = intent.is_over().then(|| {
        let reason = put_away_reason(i18n, intent, now.get_untracked());
        button(i18n, "put-away", Icon::Close, reason, move || put_away(tenant, vec![seq]))
    });
    let waits = order.approval.as_ref().filter(|_| line.stage == Stage::Approval);
    let call_off = waits.and_then(|approval| take_back_by_code(records, &approval.code));
    view! { <div class="actions">{take_back} {call_off} {again} {held} {away}</div> }.into_any()
}

/// Why an intent that is over can't be put away yet, if it can't.
pub fn put_away_reason(i18n: I18n, intent: &Intent, now: i64) -> Option<String> {
    is_counted(intent, now).then(|| t!(i18n, "put-away-counted"))
}

fn button(
    i18n: I18n,
    label: &'static str,
    icon: Icon,
    reason: Option<String>,
    press: impl Fn() + Send + Sync + 'static,
) -> AnyView {
    let on_press = Callback::new(move |()| press());
    view! { <Button label=i18n.signal(label) icon look=Look::Subtle reason=Signal::stored(reason) on_press /> }
        .into_any()
}

/// Asks a person why those of the actions are asked for that wait for that. What is being typed stays as long as they wait, whatever
/// else is heard meanwhile.
pub fn whys(is_meant: impl Fn(&ActionLine) -> bool + Send + Sync + 'static) -> AnyView {
    let (tenant, view) = (use_tenant(), use_actions_view());
    let wanted = Memo::new(move |_| {
        let (records, lines) = (tenant.records.get(), view.lines.get());
        let meant =
            lines.iter().filter(|line| is_meant(line)).filter_map(|line| records.intents.get(line.own?));
        meant.filter(|intent| intent.wants_reason()).map(|intent| intent.seq).collect::<Vec<u32>>()
    });
    live(move || wanted.get().into_iter().map(why).collect::<Vec<AnyView>>())
}

/// Asks a person why, and sends it again with that.
pub fn why(seq: u32) -> AnyView {
    let (i18n, tenant) = (use_i18n(), use_tenant());
    let reason = RwSignal::new(String::new());
    let empty = move || reason.with(|reason| reason.trim().is_empty()).then(|| t!(i18n, "why-empty"));
    let id = format!("why-{seq}");
    view! {
        <div class="field">
            <label for=id.clone()>{i18n.says("why")}</label>
            <textarea
                id=id
                class="input"
                rows="2"
                maxlength=lifecycle::limits::JUSTIFICATION
                prop:value=move || reason.get()
                on:input:target=move |input| reason.set(input.target().value())
            ></textarea>
            <div class="actions">
                <Button
                    label=i18n.signal("why-send")
                    look=Look::Primary
                    reason=Signal::derive(empty)
                    on_press=move |()| justify(tenant, seq, reason.get_untracked().trim().to_owned())
                />
            </div>
        </div>
    }
    .into_any()
}
