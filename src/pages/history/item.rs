//! An entry of the history.

use leptos::prelude::*;
use outbox::Entry;

use crate::format;
use crate::i18n::I18n;
use crate::pages::devices::platform;
use crate::queries::HistoryFilter;
use crate::t;

/// How many devices of an entry are named.
const NAMED: usize = 5;

/// What happened, to which device, by whom.
pub fn item(i18n: I18n, entry: &Entry, filter: &HistoryFilter) -> AnyView {
    let serials = filter.serials(entry);
    let device = match (entry.name.as_str(), serials.as_slice()) {
        (_, [_, _, ..]) => devices(i18n, &serials),
        ("", [serial]) => (*serial).to_owned(),
        // Of a clean-up rule it is the platform.
        (name, [] | [""]) => platform(i18n, name),
        (name, [serial]) => format!("{name} ({serial})"),
    };
    let what = t!(i18n, &format!("history-what-{}", entry.what));
    let happened = t!(i18n, &format!("history-happened-{}", entry.happened.key()));
    let by = (!entry.by.is_empty()).then(|| t!(i18n, "history-by", name = entry.by.as_str()));
    let status = (entry.status > 0).then(|| t!(i18n, "history-status", status = entry.status.to_string()));
    let code = (!entry.code.is_empty()).then(|| entry.code.clone());
    let id = entry.request_id.as_deref().filter(|id| !id.is_empty());
    let id = id.map(|id| format!("{}: {id}", t!(i18n, "request-id")));
    let more: Vec<String> = [by, status, code, id].into_iter().flatten().collect();
    view! {
        <li>
            <span class="secondary">{format::exactly(i18n.language(), entry.at / 1000)}</span>
            <strong class="mono">{device}</strong>
            <span>{what} " – " {happened}</span>
            <span class="secondary">{more.join(" · ")}</span>
        </li>
    }
    .into_any()
}

/// Several devices: the first ones by their serial numbers.
fn devices(i18n: I18n, serials: &[&str]) -> String {
    let first = serials[..serials.len().min(NAMED)].join(", ");
    t!(
        i18n,
        "history-devices",
        count = serials.len(),
        more = serials.len().saturating_sub(NAMED),
        first = first
    )
}
