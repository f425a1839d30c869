//! A managed device as the rules see it: with what is known of it elsewhere, and what it was asked for before.

use std::collections::{HashMap, HashSet};

use graph::seconds;
use lifecycle::action::{ActionState, Device, Join, ManagementState, Pending, Platform, pending};
use outbox::{Action, Intent, Managed, Order, RemoteAction, Seen, State, asked, is_named, serial_key};

use crate::tenant::Records;

/// Seconds by which the clocks of this computer and of the service may differ.
const CLOCKS: i64 = 300;

/// What is known beside the list of managed devices, to be looked up for many of them.
pub struct Around {
    /// The device ids that the directory knows.
    entra: HashSet<String>,
    /// The ids of managed devices, and the serial numbers, that are registered with Autopilot.
    registered: HashSet<String>,
    /// The places of the orders to each device, the oldest first; none that was taken back.
    orders: HashMap<String, Vec<usize>>,
}

impl Around {
    /// What is known of the tenant whose service that is.
    #[must_use]
    pub fn of(records: &Records, server: Option<&str>) -> Around {
        let entra = records.objects.iter().map(|object| object.device_id.to_lowercase());
        let registered = records.devices.iter().flat_map(|it| [it.intune_id.clone(), serial_key(&it.serial)]);
        let mut orders: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, intent) in records.intents.iter().enumerate() {
            if let Some(order) = order_to(intent, server) {
                orders.entry(order.device.clone()).or_default().push(at);
            }
        }
        let known = |id: &String| !id.is_empty();
        Around {
            entra: entra.filter(known).collect(),
            registered: registered.filter(known).collect(),
            orders,
        }
    }

    /// The same without the orders of those numbers.
    pub(super) fn without(mut self, records: &Records, seqs: &[u32]) -> Around {
        for places in self.orders.values_mut() {
            places.retain(|at| !seqs.contains(&records.intents[*at].seq));
        }
        self
    }

    /// The places of the orders to a device, the oldest first.
    pub(super) fn orders(&self, device: &str) -> &[usize] {
        self.orders.get(device).map(Vec::as_slice).unwrap_or_default()
    }
}

/// The order that an intent is, if it is one to a device of that service and wasn't taken back.
pub(super) fn order_to<'i>(intent: &'i Intent, server: Option<&str>) -> Option<&'i Order> {
    let counts = intent.state != State::Withdrawn && server.is_none_or(|server| server == intent.server);
    match &intent.action {
        Action::Order(order) if counts => Some(order),
        _ => None,
    }
}

/// The results that a device may have of an order, by their places, the last first. Only those that were asked for since the order was
/// sent: a device keeps what it was asked before.
pub(super) fn results_of(intent: &Intent, order: &Order, actions: &[RemoteAction]) -> Vec<usize> {
    let Some(sent) = intent.first_sent else { return Vec::new() };
    let since = sent / 1000 - CLOCKS;
    let is_its = |at: &usize| {
        let action = &actions[*at];
        is_named(&order.remote, &action.name) && seconds(&action.started).is_none_or(|at| at >= since)
    };
    (0..actions.len()).rev().filter(is_its).collect()
}

/// How far an action is, as the rules know it.
pub(super) fn reported_state(action: &RemoteAction) -> ActionState {
    ActionState::from_name(action.state.as_str())
}

/// The device as the rules see it; `None`: they know no such device.
#[must_use]
pub fn life_of(records: &Records, around: &Around, managed: &Managed) -> Option<Device> {
    let traits = managed.traits()?;
    let is_windows = traits.platform == Platform::Windows;
    let is_registered = managed.is_registered == Some(true)
        || around.registered.contains(&managed.id)
        || (is_windows && around.registered.contains(&serial_key(&managed.serial)));
    Some(Device {
        is_knox: traits.platform == Platform::Android && managed.manufacturer.eq_ignore_ascii_case("samsung"),
        // Every Windows device has been seen to be called so; RT ended before Windows 10.
        is_rt: is_windows && traits.version < (10, 0, 0) && managed.kind.eq_ignore_ascii_case("windowsRT"),
        join: Join::from_name(&managed.join),
        was_joined_at_setup: is_windows && is_registered,
        state: ManagementState::from_name(managed.state.as_str()),
        is_in_entra: around.entra.contains(&managed.entra_id.to_lowercase()),
        is_in_autopilot: is_registered,
        is_user_gone: records.people.is_gone(&managed.user_id),
        last_contact: seconds(&managed.last_sync),
        pending: pending_of(records, around, managed),
        ..Device::of(traits)
    })
}

/// What the device was asked for and hasn't ended: what the service reports, and what is on its way from here.
fn pending_of(records: &Records, around: &Around, managed: &Managed) -> Vec<Pending> {
    let reported = |action: &RemoteAction| {
        let since = seconds(&action.started).unwrap_or_default();
        pending(&action.name, reported_state(action), since)
    };
    let mut found: Vec<Pending> = managed.actions.iter().filter_map(reported).collect();
    for intent in around.orders(&managed.id).iter().map(|at| &records.intents[*at]) {
        let Action::Order(order) = &intent.action else { continue };
        if !intent.is_over() && results_of(intent, order, &managed.actions).is_empty() {
            let is_issued = order.seen == Seen::Active;
            found.push(Pending { action: asked(&order.remote), since: intent.made / 1000, is_issued });
        }
    }
    found
}
