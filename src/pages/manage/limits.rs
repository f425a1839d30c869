//! What the organisation itself allows in a day: a wire to stumble over before too much is gone.

use leptos::prelude::*;
use lifecycle::budget::{Kind, Tripwire};

use crate::i18n::use_i18n;
use crate::preferences::{self, Preference};
use crate::queries::{read_tripwire, write_tripwire};
use crate::t;

/// What is allowed in a day.
pub fn tripwire() -> Tripwire {
    read_tripwire(preferences::read(Preference::Tripwire).as_deref())
}

/// Where it is changed.
#[component]
pub fn LimitsCard() -> impl IntoView {
    let i18n = use_i18n();
    let field = |kind: Kind| {
        let id = format!("limit-{}", kind.key());
        let hint = format!("{id}-hint");
        let change = move |text: String| {
            let number = text.trim().parse::<usize>().ok();
            let mut limits = tripwire();
            match kind {
                Kind::Wipe => limits.wipes = number,
                Kind::Retire => limits.retires = number,
                Kind::Delete => limits.deletes = number,
            }
            preferences::write(Preference::Tripwire, Some(&write_tripwire(limits)));
        };
        view! {
            <div class="field">
                <label for=id.clone()>{i18n.says(label(kind))}</label>
                <input
                    id=id
                    class="input"
                    type="number"
                    min="0"
                    max=kind.cap()
                    step="1"
                    aria-describedby=hint.clone()
                    prop:value=tripwire().of(kind).map_or_else(String::new, |most| most.to_string())
                    on:change:target=move |input| change(input.target().value())
                />
                <p id=hint class="secondary">{move || t!(i18n, "limit-hint", most = kind.cap())}</p>
            </div>
        }
        .into_any()
    };
    view! {
        <section class="card">
            <h2>{i18n.says("limits")}</h2>
            <p class="secondary">{i18n.says("limits-hint")}</p>
            <div class="limits">{Kind::ALL.map(field).into_iter().collect::<Vec<AnyView>>()}</div>
        </section>
    }
}

fn label(kind: Kind) -> &'static str {
    match kind {
        Kind::Wipe => "limit-wipe",
        Kind::Retire => "limit-retire",
        Kind::Delete => "limit-delete",
    }
}
