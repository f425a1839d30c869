//! What a device's hash says. The hash is read from its file when it is looked at, and not kept.

use device_csv::RowId;
use hardware_hash::HardwareHash;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::view::use_view;
use crate::components::live;
use crate::compose;
use crate::i18n::use_i18n;
use crate::queries::{FactGroup, hash_facts};
use crate::t;
use crate::workspace::{Workspace, use_workspace};

/// What there is to show.
enum Content {
    NoHash,
    Damaged,
    Reading,
    Unreadable,
    Hash(HardwareHash),
}

#[component]
pub fn HashDetails(#[prop(into)] row: Signal<Option<RowId>>) -> impl IntoView {
    let i18n = use_i18n();
    let workspace = use_workspace();
    let view = use_view();
    let content = RwSignal::new_local(Content::Reading);
    Effect::new(move || {
        let Some(row) = row.get() else { return };
        content.set(Content::Reading);
        spawn_local(async move {
            let found = read(workspace, row).await;
            // Somebody else may be looked at by now.
            if view.active.get_untracked() == Some(crate::queries::key(row)) {
                content.set(found);
            }
        });
    });
    view! {
        <section>
            <h3>{i18n.says("details-hash")}</h3>
            {live(move || {
                content
                    .with(|content| match content {
                        Content::NoHash => view! { <p class="secondary">{t!(i18n, "details-hash-none")}</p> }.into_any(),
                        Content::Damaged => view! { <p class="secondary">{t!(i18n, "details-hash-damaged")}</p> }.into_any(),
                        Content::Reading => view! { <p class="secondary">{t!(i18n, "details-hash-reading")}</p> }.into_any(),
                        Content::Unreadable => view! { <p class="secondary">{t!(i18n, "details-hash-unreadable")}</p> }.into_any(),
                        Content::Hash(hash) => {
                            let groups = i18n.with(|messages| hash_facts(hash, messages));
                            groups.into_iter().map(|group| view! { <Facts group /> }).collect_view().into_any()
                        }
                    })
            })}
        </section>
    }
}

async fn read(workspace: Workspace, row: RowId) -> Content {
    let found = workspace.set.with_untracked(|set| {
        let hash = set.row(row)?.hash.clone()?;
        Some((hash, set.file(row.file)?.encoding))
    });
    let Some((hash, encoding)) = found else { return Content::NoHash };
    // Why it can't be used is explained under the problems.
    if hash.content.is_err() {
        return Content::Damaged;
    }
    let Some(source) = workspace.source(row.file).await.ok().flatten() else { return Content::Unreadable };
    compose::read_hash(&source, &hash, encoding).await.map_or(Content::Unreadable, Content::Hash)
}

#[component]
fn Facts(group: FactGroup) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <h4>{t!(i18n, group.title)}</h4>
        <dl class="facts">
            {group
                .facts
                .into_iter()
                .map(|(label, value)| view! { <dt>{t!(i18n, label)}</dt> <dd>{value}</dd> })
                .collect_view()}
        </dl>
    }
}
