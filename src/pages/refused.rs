//! Lists that the service doesn't let be read: which, why, what to do, and of when is what is shown.

use leptos::prelude::*;
use outbox::{Millis, Trouble};

use super::devices::Problem;
use crate::components::{Icon, IconView, live};
use crate::format;
use crate::i18n::use_i18n;
use crate::t;
use crate::tenant::{Records, use_tenant};

/// A list that a page shows something of, or depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadList {
    /// Managed devices.
    Managed,
    /// Device objects of the directory.
    Objects,
    /// Clean-up rules.
    Rules,
    /// Requests for approval.
    Approvals,
}

impl ReadList {
    /// What its texts begin with.
    fn key(self) -> &'static str {
        match self {
            ReadList::Managed => "managed",
            ReadList::Objects => "objects",
            ReadList::Rules => "rules",
            ReadList::Approvals => "approvals",
        }
    }

    /// Why it can't be read, and when it was read last.
    fn refused(self, records: &Records) -> Option<(&Trouble, Option<Millis>)> {
        let (refused, read) = match self {
            ReadList::Managed => (&records.lists.managed.refused, records.lists.managed.read),
            ReadList::Objects => (&records.lists.objects.refused, records.lists.objects.read),
            ReadList::Rules => (&records.rules.refused, records.rules.read),
            ReadList::Approvals => (&records.approvals.refused, records.approvals.read),
        };
        refused.as_ref().map(|trouble| (trouble, read))
    }
}

/// Those of the lists that can't be read.
pub fn refused(lists: &'static [ReadList]) -> AnyView {
    let (i18n, tenant) = (use_i18n(), use_tenant());
    let card = move |records: &Records, list: ReadList| {
        let (trouble, read) = list.refused(records)?;
        let key = list.key();
        let moment = read.map(|read| format::moment(i18n.language(), read / 1000));
        let old = moment.map(|moment| t!(i18n, "refused-old", moment = moment));
        Some(
            view! {
                <section class="card refused-list">
                    <p class="status-line">
                        <span class="severity-warning">
                            <IconView icon=Icon::Warning />
                        </span>
                        <strong>{t!(i18n, &format!("refused-{key}"))}</strong>
                    </p>
                    <p>{t!(i18n, &format!("refused-{key}-advice"))} " " {old}</p>
                    {Problem::of_trouble(i18n, trouble).view(i18n, tenant.workspace.toasts)}
                </section>
            }
            .into_any(),
        )
    };
    let cards = move || {
        let records = tenant.records.get();
        lists.iter().filter_map(|list| card(&records, *list)).collect::<Vec<AnyView>>()
    };
    view! { <div role="status">{live(cards)}</div> }.into_any()
}
