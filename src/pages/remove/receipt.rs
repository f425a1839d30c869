//! The receipt of a removal: what was observed gone where and when, by which requests; and what is left where, and why.

use leptos::prelude::*;
use lifecycle::removal::{How, Plan, Receipt, StepState, receipt};
use lifecycle::texts::Text;
use outbox::{Intent, Removal, State};
use wasm_bindgen::JsValue;

use super::print::print;
use super::removal::button;
use super::view::use_remove_view;
use super::words;
use crate::components::{Icon, Look, live};
use crate::format;
use crate::i18n::{I18n, use_i18n};
use crate::pages::devices::use_tenant_view;
use crate::queries::{receipts_csv, receipts_json};
use crate::t;
use crate::tasks::export_receipts;
use crate::tenant::{Tenant, use_tenant};

/// The receipt of a removal as it stands.
pub fn view(seq: u32, intent: Memo<Option<Intent>>) -> AnyView {
    let i18n = use_i18n();
    let now = use_tenant_view().now;
    let whose = Memo::new(move |_| {
        intent.with(|intent| {
            let removal = intent.as_ref().and_then(Intent::removal);
            removal.map(|removal| (removal.name.clone(), removal.serial.clone())).unwrap_or_default()
        })
    });
    let receipt = Memo::new(move |_| {
        let now = now.get();
        intent.with(|intent| {
            let removal = intent.as_ref().and_then(Intent::removal)?;
            let receipt = receipt(&removal.plan, &removal.observed, now);
            Some((removal.plan.clone(), receipt, removal.states(now * 1000)))
        })
    });
    let view = use_remove_view();
    let own = button(t!(i18n, "receipt-print"), Icon::File, Look::Subtle, move || print(view, vec![seq]));
    let titled = move || whose.with(|(name, serial)| head(i18n, name, serial));
    let lines = move || {
        receipt.with(|it| it.as_ref().map(|(plan, it, states)| content(i18n, plan, it, states, false)))
    };
    view! {
        <section class="receipt" aria-label=i18n.says("receipt")>
            <h3>{live(titled)}</h3>
            {live(lines)}
            <div class="no-print">{exports(Some(seq), own)}</div>
        </section>
    }
    .into_any()
}

/// Of which device it is.
pub(super) fn head(i18n: I18n, name: &str, serial: &str) -> String {
    // One without a name is called by its serial number.
    t!(i18n, "receipt-of", name = name, serial = if name == serial { "" } else { serial })
}

/// What it says; of what isn't proven, on the screen, only what came to nothing: the rest stands above, with what can be done about it.
pub(super) fn content(
    i18n: I18n,
    plan: &Plan,
    receipt: &Receipt,
    states: &[StepState],
    on_paper: bool,
) -> AnyView {
    let words = receipt.done.iter().filter(|done| matches!(done.how, How::Word { .. })).count();
    let head = if receipt.is_complete {
        t!(i18n, "receipt-complete", words = words)
    } else {
        t!(i18n, "receipt-incomplete")
    };
    view! {
        <p>{t!(i18n, &format!("goal-{}", plan.goal.key()))}</p>
        <p>
            <strong>{head}</strong>
        </p>
        {done(i18n, receipt)}
        {open(i18n, plan, receipt, states, on_paper)}
        {left(i18n, receipt)}
    }
    .into_any()
}

fn done(i18n: I18n, receipt: &Receipt) -> AnyView {
    let rows = receipt.done.iter().map(|done| {
        let requests: Vec<&str> = done.requests.iter().map(|request| request.id.as_str()).collect();
        let requests =
            (!requests.is_empty()).then(|| t!(i18n, "receipt-requests", ids = requests.join(", ")));
        view! {
            <li>
                <strong>{words::deed(i18n, &done.deed)}</strong>
                <p class="mono record-id">{words::record(i18n, &done.record)}</p>
                <p>{how(i18n, &done.how)}</p>
                <p class="secondary record-id">{requests}</p>
            </li>
        }
        .into_any()
    });
    let rows = rows.collect::<Vec<AnyView>>();
    if rows.is_empty() {
        return view! { <p class="secondary">{t!(i18n, "receipt-nothing")}</p> }.into_any();
    }
    view! {
        <h4>{t!(i18n, "receipt-done")}</h4>
        <ul class="plain-list">{rows}</ul>
    }
    .into_any()
}

/// What isn't proven: how far it is, or why it came to nothing, and by whom.
fn open(i18n: I18n, plan: &Plan, receipt: &Receipt, states: &[StepState], on_paper: bool) -> Option<AnyView> {
    let rows = receipt.open.iter().filter_map(|open| {
        let state = states.get(open.step).unwrap_or(&open.state);
        let is_told = on_paper || matches!(state, StepState::GivenUp { .. } | StepState::Failed { .. });
        is_told.then(|| {
            view! {
                <li>
                    <strong>{words::deed(i18n, &open.deed)}</strong>
                    <p class="mono record-id">{words::record(i18n, &open.record)}</p>
                    <p>{words::state(i18n, plan, open.step, state)}</p>
                </li>
            }
            .into_any()
        })
    });
    let rows = rows.collect::<Vec<AnyView>>();
    let any = !rows.is_empty();
    let shown = view! {
        <h4>{t!(i18n, "receipt-open")}</h4>
        <ul class="plain-list">{rows}</ul>
    };
    any.then(|| shown.into_any())
}

fn left(i18n: I18n, receipt: &Receipt) -> Option<AnyView> {
    let rows = receipt.left.iter().map(|left| {
        view! {
            <li>
                <span class="mono record-id">{words::record(i18n, &left.record)}</span>
                <p>{i18n.text(&left.why.text_id(), &[])}</p>
            </li>
        }
        .into_any()
    });
    let rows = rows.collect::<Vec<AnyView>>();
    let shown = view! {
        <h4>{t!(i18n, "receipt-left")}</h4>
        <ul class="plain-list">{rows}</ul>
    };
    (!receipt.left.is_empty()).then(|| shown.into_any())
}

fn how(i18n: I18n, how: &How) -> String {
    let moment = |at: i64| format::moment(i18n.language(), at);
    match how {
        How::Gone { by_id, by_serial: Some(by_serial) } => {
            t!(i18n, "how-gone-both", moment = moment(*by_id), searched = moment(*by_serial))
        }
        How::Gone { by_id, by_serial: None } => t!(i18n, "how-gone", moment = moment(*by_id)),
        How::DeviceDone(at) => t!(i18n, "how-device-done", moment = moment(*at)),
        How::ReadBack(at) => t!(i18n, "how-read-back", moment = moment(*at)),
        How::Accepted(at) => t!(i18n, "how-accepted", moment = moment(*at)),
        How::Word { at, by } if by.is_empty() => t!(i18n, "how-word", moment = moment(*at)),
        How::Word { at, by } => t!(i18n, "how-word-by", moment = moment(*at), by = by.as_str()),
    }
}

/// The buttons that write receipts: of one removal, or of all; after the one that prints.
pub fn exports(seq: Option<u32>, print: AnyView) -> AnyView {
    let (i18n, tenant) = (use_i18n(), use_tenant());
    let (csv, json) = match seq {
        Some(_) => ("receipt-csv", "receipt-json"),
        None => ("receipts-csv", "receipts-json"),
    };
    view! {
        <div class="actions">
            {print}
            {button(t!(i18n, csv), Icon::Download, Look::Subtle, move || export(tenant, seq, false))}
            {button(t!(i18n, json), Icon::Download, Look::Subtle, move || export(tenant, seq, true))}
        </div>
    }
    .into_any()
}

fn export(tenant: Tenant, seq: Option<u32>, is_json: bool) {
    let records = tenant.records.get_untracked();
    let wanted = |it: &&Intent| it.state != State::Withdrawn && seq.is_none_or(|seq| it.seq == seq);
    let removals: Vec<&Removal> = records.intents.iter().filter(wanted).filter_map(Intent::removal).collect();
    let now = format::now();
    let (name, text) = if is_json {
        ("receipts.json", receipts_json(&removals, now, &iso))
    } else {
        ("receipts.csv", receipts_csv(&removals, now, &iso))
    };
    export_receipts(tenant, name, text, removals.len());
}

/// A moment that sorts and is the same everywhere.
fn iso(seconds: i64) -> String {
    #[expect(clippy::cast_precision_loss, reason = "moments are far below 2^53")]
    let millis = (seconds * 1000) as f64;
    js_sys::Date::new(&JsValue::from_f64(millis)).to_iso_string().into()
}
