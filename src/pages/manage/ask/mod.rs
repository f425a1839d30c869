//! What is about to be asked: what may be chosen, who is asked and who can't be, what goes and what stays, and the confirmation.

mod choices;
mod confirm;
pub mod outlook;

use leptos::prelude::*;
use lifecycle::action::Action;

use super::view::{Asked, Given, use_manage_view};
use super::words;
use crate::components::{Dialog, DialogShape, live};
use crate::i18n::use_i18n;
use crate::pages::devices::use_tenant_view;
use crate::queries::{OrderPlan, plan_order};
use crate::t;
use crate::tenant::use_tenant;
pub use choices::{WipeChoices, wipe_choices};

/// What is filled in. It is a handle: copies are the same form.
#[derive(Clone, Copy)]
struct Form {
    /// What is asked, with what was chosen.
    action: RwSignal<Action>,
    /// The code that unlocks a Mac.
    code: RwSignal<String>,
    /// Why, for a second administrator.
    reason: RwSignal<String>,
    /// The number of devices, typed.
    typed: RwSignal<String>,
    /// What it comes to.
    plan: Memo<OrderPlan>,
    /// What it is for.
    given: StoredValue<Given>,
    /// The orders that there are already, by their devices; none: it is new.
    orders: StoredValue<Vec<(String, u32)>>,
}

/// The fly-out.
#[component]
pub fn AskDialog() -> impl IntoView {
    let i18n = use_i18n();
    let view = use_manage_view();
    let title = move || {
        let asked = view.asked.get();
        asked.map_or_else(String::new, |asked| {
            t!(
                i18n,
                "ask-title",
                action = words::action_name(i18n, asked.action),
                count = asked.devices.len()
            )
        })
    };
    view! {
        <Dialog open=view.asking shape=DialogShape::FlyOut title=Signal::derive(title)>
            {live(move || view.asked.get().map(|asked| view! { <Ask asked /> }))}
        </Dialog>
    }
}

#[component]
fn Ask(asked: Asked) -> impl IntoView {
    let tenant = use_tenant();
    let now = use_tenant_view().now;
    let Asked { action, code, devices, given } = asked;
    let seqs = match &given {
        Given::New => Vec::new(),
        Given::Again(seqs) | Given::Released(seqs) => seqs.clone(),
    };
    let action = RwSignal::new(action);
    let orders = StoredValue::new(devices.iter().cloned().zip(seqs.iter().copied()).collect());
    let devices = StoredValue::new(devices);
    let plan = Memo::new(move |_| {
        let (server, action) = (tenant.server.get(), action.get());
        tenant.records.with(|records| {
            let (server, now) = (server.as_deref(), now.get_untracked());
            devices.with_value(|ids| plan_order(records, server, ids, action, now, &seqs))
        })
    });
    let form = Form {
        action,
        code: RwSignal::new(code),
        reason: RwSignal::new(String::new()),
        typed: RwSignal::new(String::new()),
        plan,
        given: StoredValue::new(given),
        orders,
    };
    view! {
        <div class="dialog-body ask">
            {choices::view(form, devices)}
            {outlook::view(form)}
            {confirm::view(form)}
        </div>
    }
}
