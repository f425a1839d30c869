//! Receipts on paper: a sheet for each, or as many as it takes.

use leptos::prelude::*;
use lifecycle::removal::receipt;
use outbox::Intent;

use super::receipt::{content, head};
use super::view::{RemoveView, use_remove_view};
use crate::components::live;
use crate::format;
use crate::i18n::use_i18n;
use crate::preferences::{self, Preference};
use crate::t;
use crate::tenant::use_tenant;

/// Prints the receipts of these removals.
pub fn print(view: RemoveView, seqs: Vec<u32>) {
    view.printed.set(seqs);
    // By the next frame the sheets are there.
    request_animation_frame(|| {
        // Where the browser can't print, it says so itself.
        let _ = window().print();
    });
}

/// What is being printed. It isn't seen on the screen, and gone afterwards.
pub fn view() -> AnyView {
    let view = use_remove_view();
    let after = window_event_listener(leptos::ev::afterprint, move |_| view.printed.set(Vec::new()));
    on_cleanup(move || after.remove());
    live(move || sheets(&view.printed.get()))
}

fn sheets(seqs: &[u32]) -> AnyView {
    let (i18n, tenant) = (use_i18n(), use_tenant());
    let records = tenant.records.get_untracked();
    let now = format::now();
    let domains = preferences::read(Preference::Domains).filter(|it| !it.trim().is_empty());
    let organisation = domains.or_else(|| tenant.server.get_untracked()).unwrap_or_default();
    let moment = format::moment(i18n.language(), now);
    let find = |seq: &u32| records.intents.iter().find(|it| it.seq == *seq).and_then(Intent::removal);
    let sheets = seqs.iter().filter_map(find).enumerate().map(|(at, removal)| {
        let (organisation, moment) = (organisation.as_str(), moment.as_str());
        let said = t!(
            i18n,
            "receipt-sheet",
            organisation = organisation,
            moment = moment,
            number = at + 1,
            all = seqs.len()
        );
        view! {
            <section class="receipt sheet">
                <p>{said}</p>
                <h3>{head(i18n, &removal.name, &removal.serial)}</h3>
                {content(i18n, &removal.plan, &receipt(&removal.plan, &removal.observed, now), &removal.states(now * 1000), true)}
            </section>
        }
        .into_any()
    });
    sheets.collect::<Vec<AnyView>>().into_any()
}
