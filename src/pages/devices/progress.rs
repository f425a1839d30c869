//! Registrations under way, and what became of each device of them.

use std::rc::Rc;

use device_csv::order::sort_by_key;
use leptos::prelude::*;
use outbox::{Action, Intent, Row, RowStatus, State};

use super::view::use_tenant_view;
use super::words::{self, Problem};
use crate::components::{Button, Icon, IconView, Look, live, when};
use crate::format;
use crate::i18n::use_i18n;
use crate::queries::{refusal, retries, tally};
use crate::t;
use crate::tasks::{put_away, release, retry_failed, withdraw};
use crate::tenant::{Records, use_tenant};

/// Devices of a registration that are listed one by one. All of them are on the page Devices.
const MOST_ROWS: usize = 100;

/// The registrations that weren't put away.
#[component]
pub fn Registrations() -> impl IntoView {
    let i18n = use_i18n();
    let tenant = use_tenant();
    let is_listed = |intent: &&Intent| matches!(intent.action, Action::Register { .. });
    let count = Memo::new(move |_| {
        let listed = |records: &Rc<Records>| records.intents.iter().filter(is_listed).count();
        tenant.records.with(|records| listed(records) + records.damaged.len())
    });
    view! {
        <section class="card registrations" aria-label=i18n.says("registrations")>
            <h2 class="small-head">{i18n.says("registrations")}</h2>
            <Show
                when=when(move || { count.get() > 0 })
                fallback=move || view! { <p class="secondary">{i18n.says("registrations-none")}</p> }
            >
                {live(move || damaged(&tenant.records.get().damaged))}
                <Progress from=0 rows=false />
            </Show>
        </section>
    }
}

/// How far registrations are, the newest first: those whose number is `from` or above.
#[component]
pub fn Progress(
    /// The number of the first.
    from: u64,
    /// Whether their devices are listed.
    rows: bool,
) -> impl IntoView {
    let tenant = use_tenant();
    live(move || {
        let records = tenant.records.get();
        let retries = retries(&records, None);
        let wanted = |intent: &&Intent| {
            u64::from(intent.seq) >= from && matches!(intent.action, Action::Register { .. })
        };
        records
            .intents
            .iter()
            .rev()
            .filter(wanted)
            .map(|intent| {
                let again = retries.iter().find(|(seq, _)| *seq == intent.seq);
                registration(intent, again.map(|(_, serials)| serials.clone()), rows)
            })
            .collect::<Vec<AnyView>>()
    })
}

fn registration(intent: &Intent, again: Option<Vec<String>>, rows: bool) -> AnyView {
    let (i18n, tenant, view) = (use_i18n(), use_tenant(), use_tenant_view());
    let (seq, made, tally) = (intent.seq, intent.made / 1000, tally(intent));
    let state = t!(i18n, &format!("intent-{}", intent_key(intent.state)));
    let elapsed = (!intent.is_over()).then(|| {
        view! { <span class="elapsed secondary">{live(move || format::elapsed(view.now.get() - made))}</span> }
    });
    let trouble = intent.trouble.as_ref().filter(|_| intent.state != State::Done);
    let trouble =
        trouble.map(|trouble| Problem::of_trouble(i18n, trouble).view(i18n, tenant.workspace.toasts));
    let retry = again.map(|serials| {
        let label = t!(i18n, "retry-failed", count = serials.len());
        let press = move |()| retry_failed(tenant, seq, Some(serials.clone()));
        button(label, Icon::Redo, Callback::new(press))
    });
    let ask = (intent.state == State::Approval).then(|| {
        let press = move |()| retry_failed(tenant, seq, None);
        button(t!(i18n, "ask-again"), Icon::Redo, Callback::new(press))
    });
    let release = (intent.state == State::Held).then(|| {
        button(t!(i18n, "held-release"), Icon::Sync, Callback::new(move |()| release(tenant, vec![seq])))
    });
    let take_back = intent.can_be_withdrawn().then(|| {
        button(t!(i18n, "withdraw"), Icon::Undo, Callback::new(move |()| withdraw(tenant, vec![seq])))
    });
    let away = intent.is_over().then(|| {
        button(t!(i18n, "put-away"), Icon::Close, Callback::new(move |()| put_away(tenant, vec![seq])))
    });
    let list = rows.then(|| list(intent));
    view! {
        <section class="registration">
            <p class="registration-head">
                <strong>{words::title(i18n, intent)}</strong>
                <span class="secondary">{format::moment(i18n.language(), made)}</span>
                {elapsed}
            </p>
            <progress aria-hidden="true" max=tally.all value=tally.done></progress>
            <p role="status">
                {state} " "
                {t!(i18n, "intent-tally", done = tally.done, all = tally.all, failed = tally.failed)}
            </p>
            {trouble}
            <div class="actions">{retry} {ask} {release} {take_back} {away}</div>
            {list}
        </section>
    }
    .into_any()
}

/// Registrations and changes whose records can't be read any more.
fn damaged(seqs: &[u32]) -> Vec<AnyView> {
    let (i18n, tenant) = (use_i18n(), use_tenant());
    let one = |seq: &u32| {
        let seq = *seq;
        let away = Callback::new(move |()| put_away(tenant, vec![seq]));
        let away = button(t!(i18n, "put-away"), Icon::Close, away);
        view! {
            <section class="registration">
                <p class="status-line">
                    <span class="severity-error">
                        <IconView icon=Icon::Error />
                    </span>
                    <strong>{t!(i18n, "intent-damaged", number = seq)}</strong>
                </p>
                <p>{t!(i18n, "intent-damaged-advice")}</p>
                <div class="actions">{away}</div>
            </section>
        }
        .into_any()
    };
    seqs.iter().map(one).collect()
}

fn button(label: String, icon: Icon, on_press: Callback<()>) -> AnyView {
    view! { <Button label=Signal::stored(label) icon look=Look::Subtle on_press /> }.into_any()
}

/// A name for a state of an intent.
pub fn intent_key(state: State) -> &'static str {
    match state {
        State::Waiting => "waiting",
        State::Sent => "sent",
        State::Accepted => "accepted",
        State::Approval => "approval",
        State::Rejected => "rejected",
        State::Done => "done",
        State::Withdrawn => "withdrawn",
        State::Expired => "expired",
        State::Held => "held",
    }
}

/// The devices, those first that need a look.
fn list(intent: &Intent) -> AnyView {
    let i18n = use_i18n();
    let mut rows: Vec<&Row> = intent.rows().iter().collect();
    sort_by_key(&mut rows, |row| match row.status {
        RowStatus::Failed { .. } => 0,
        RowStatus::Waiting | RowStatus::Pending => 1,
        RowStatus::Complete { .. } => 2,
    });
    let more = rows.len().saturating_sub(MOST_ROWS);
    let more = (more > 0).then(|| t!(i18n, "rows-more", count = more));
    let rows = rows.into_iter().take(MOST_ROWS).map(|row| device(intent, row)).collect::<Vec<AnyView>>();
    view! {
        <ul class="registration-rows">{rows}</ul>
        <p class="secondary">{more}</p>
    }
    .into_any()
}

fn device(intent: &Intent, row: &Row) -> AnyView {
    let (i18n, tenant, view) = (use_i18n(), use_tenant(), use_tenant_view());
    let (class, icon, key) = match &row.status {
        RowStatus::Failed { .. } => ("severity-error", Icon::Error, "failed"),
        _ if intent.is_over() && !row.status.is_final() => ("severity-warning", Icon::Warning, "over"),
        RowStatus::Waiting => ("secondary", Icon::Info, "waiting"),
        RowStatus::Pending => ("severity-info", Icon::Sync, "pending"),
        RowStatus::Complete { observed: false, .. } => ("severity-info", Icon::Sync, "complete"),
        RowStatus::Complete { observed: true, .. } => ("severity-none", Icon::Success, "observed"),
    };
    let since = row.since / 1000;
    let elapsed = matches!(row.status, RowStatus::Pending).then(|| {
        view! { <span class="elapsed secondary">{live(move || format::elapsed(view.now.get() - since))}</span> }
    });
    let is_failed = matches!(row.status, RowStatus::Failed { .. });
    let problem = refusal(intent, row)
        .filter(|_| is_failed)
        .map(|error| Problem::of_row(i18n, intent, row, error).view(i18n, tenant.workspace.toasts));
    let name = if row.serial.is_empty() { t!(i18n, "serial-none") } else { row.serial.clone() };
    view! {
        <li>
            <span class=class>
                <IconView icon />
            </span>
            <span class="mono">{name}</span>
            <span>{t!(i18n, &format!("row-{key}"))}</span>
            {elapsed}
            {problem}
        </li>
    }
    .into_any()
}
