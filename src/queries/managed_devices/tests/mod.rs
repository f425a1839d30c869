//! Managed devices and what is asked of them, case by case.

mod actions;
mod again;
mod asking;
mod devices;

use graph::wire::{ActionState, ManagementState};
use outbox::{
    Action as Wish, Intent, Managed, Order, RemoteAction, Seen, State, Trouble, TroubleKind, remote,
};

use super::*;
use crate::tenant::Records;
use lifecycle::action::Action;

const SERVER: &str = "https://muster.example";
/// 2026-11-21T15:00:00Z, in seconds.
const NOW: i64 = 1_795_273_200;
const A_MINUTE_AGO: &str = "2026-11-21T14:59:00Z";
const AN_HOUR_AGO: &str = "2026-11-21T14:00:00Z";

fn managed(id: &str, system: &str) -> Managed {
    Managed {
        id: id.to_owned(),
        name: format!("PC-{id}"),
        serial: format!("SERIAL-{id}"),
        operating_system: system.to_owned(),
        os_version: if system == "Windows" { "10.0.22631.1" } else { "18.1" }.to_owned(),
        enrollment: String::new(),
        agent: "mdm".to_owned(),
        kind: String::new(),
        owner: "company".to_owned(),
        state: ManagementState::Managed,
        compliance: "compliant".to_owned(),
        is_supervised: true,
        entra_id: String::new(),
        join: String::new(),
        user_id: String::new(),
        user: "ann@contoso.com".to_owned(),
        user_name: String::new(),
        manufacturer: "Contoso".to_owned(),
        model: "Contoso Book".to_owned(),
        enrolled: String::new(),
        last_sync: AN_HOUR_AGO.to_owned(),
        certificate_until: String::new(),
        is_registered: None,
        actions: Vec::new(),
    }
}

fn result(name: &str, state: ActionState, started: &str) -> RemoteAction {
    RemoteAction {
        name: name.to_owned(),
        state,
        started: started.to_owned(),
        updated: A_MINUTE_AGO.to_owned(),
    }
}

/// An order of ten minutes ago, sent a second later unless it waits.
fn order(seq: u32, device: &str, action: Action, state: State, seen: Seen) -> Intent {
    let wish = Wish::Order(Order { seen, name: "PC".to_owned(), ..Order::new(device, remote(action, "")) });
    let mut intent = Intent::new(format!("intent-{seq}"), SERVER, (NOW - 600) * 1000, wish);
    let is_sent = !matches!(state, State::Waiting | State::Withdrawn | State::Expired);
    intent.seq = seq;
    intent.state = state;
    intent.first_sent = is_sent.then_some((NOW - 599) * 1000);
    intent
}

fn trouble(kind: TroubleKind) -> Trouble {
    let (code, message) = (String::new(), String::new());
    Trouble { at: (NOW - 60) * 1000, kind, status: 0, code, message, request_id: None }
}

fn records(managed: Vec<Managed>, intents: Vec<Intent>) -> Records {
    Records { intents, managed, ..Records::default() }
}
