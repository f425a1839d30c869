//! Every action, asked from here or by whoever: one line each.

use device_csv::order::sort_by;
use graph::seconds;
use lifecycle::action::{Action, ActionState, reported};
use lifecycle::budget::Kind;
use lifecycle::limits::CONFIRMATION_KEEPS;
use outbox::{Action as Wish, Intent, Managed, Order, Seen, State, asked};

use super::budget::of_removal;
use super::device::{Around, reported_state, results_of};
use crate::components::Sort;
use crate::queries::tenant_devices::hash;
use crate::tenant::Records;

/// How far an action is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// It failed, or was refused.
    Failed,
    /// It wasn't sent in time. Nothing was done.
    Expired,
    /// It waits for a second administrator.
    Approval,
    /// It came out of a file, and waits for a person.
    Held,
    /// It waits to be sent.
    Waiting,
    /// It was sent, and nothing is known yet.
    Sent,
    /// The device hasn't heard of it.
    Pending,
    /// The device was told.
    Active,
    /// It is done.
    Done,
    /// Somebody called it off.
    Canceled,
    /// Nobody knows.
    Unknown,
}

impl Stage {
    /// Every stage, those first that a person has to look at.
    pub const ALL: [Stage; 11] = [
        Stage::Failed,
        Stage::Expired,
        Stage::Held,
        Stage::Approval,
        Stage::Waiting,
        Stage::Sent,
        Stage::Pending,
        Stage::Active,
        Stage::Done,
        Stage::Canceled,
        Stage::Unknown,
    ];

    /// The key by which its text is found.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Stage::Failed => "failed",
            Stage::Expired => "expired",
            Stage::Approval => "approval",
            Stage::Held => "held",
            Stage::Waiting => "waiting",
            Stage::Sent => "sent",
            Stage::Pending => "pending",
            Stage::Active => "active",
            Stage::Done => "done",
            Stage::Canceled => "canceled",
            Stage::Unknown => "unknown",
        }
    }

    /// Whether something may still come of it by itself.
    #[must_use]
    pub fn is_open(self) -> bool {
        use Stage::{Active, Approval, Held, Pending, Sent, Waiting};
        matches!(self, Approval | Held | Waiting | Sent | Pending | Active)
    }
}

/// How far an order is.
#[must_use]
pub fn stage(intent: &Intent, order: &Order) -> Stage {
    match (intent.state, order.seen) {
        (State::Held, _) => Stage::Held,
        (State::Waiting, _) => Stage::Waiting,
        (State::Sent, Seen::Nothing) => Stage::Sent,
        // That the record of a device is still there for a moment is no news for anybody.
        (State::Sent | State::Accepted, Seen::Active | Seen::Done) => Stage::Active,
        (State::Sent | State::Accepted, _) => Stage::Pending,
        (State::Approval, _) => Stage::Approval,
        (State::Rejected, Seen::Canceled) | (State::Withdrawn, _) => Stage::Canceled,
        (State::Rejected, _) => Stage::Failed,
        (State::Done, _) => Stage::Done,
        (State::Expired, _) => Stage::Expired,
    }
}

/// An action as the list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActionLine {
    /// The key by which the grid knows it.
    pub key: u64,
    /// The order from here that it is, by its place among the intents; `None`: somebody else asked.
    pub own: Option<usize>,
    /// The device, by its place among the records; `None`: it isn't listed any more.
    pub at: Option<usize>,
    /// The device's Intune id.
    pub device: String,
    /// What it is called.
    pub name: String,
    /// Its serial number.
    pub serial: String,
    /// What was asked; `None`: something of which the rules know nothing.
    pub action: Option<Action>,
    /// What was asked, as the service calls it; empty of an order.
    pub raw: String,
    /// How far it is.
    pub stage: Stage,
    /// When it was asked for, seconds; 0: nobody knows.
    pub asked: i64,
    /// When something was last heard of it, seconds; 0: never.
    pub heard: i64,
    /// Whether the same device was asked for the same from here once more since.
    pub was_repeated: bool,
}

/// Every action of the tenant whose service that is, the newest first. What was asked from here and what its device has of it are
/// one.
#[must_use]
pub fn action_lines(records: &Records, server: Option<&str>) -> Vec<ActionLine> {
    let around = Around::of(records, server);
    let mut lines = Vec::new();
    let mut claimed: Vec<(usize, usize)> = Vec::new();
    for (place, intent) in records.intents.iter().enumerate().rev() {
        let Wish::Order(order) = &intent.action else { continue };
        if server.is_some_and(|server| server != intent.server) {
            continue;
        }
        let at = records.managed.binary_search_by(|managed| managed.id.cmp(&order.device)).ok();
        let mut line = own(intent, order, place, at);
        line.was_repeated = around.orders(&order.device).iter().any(|later| {
            *later > place
                && matches!(&records.intents[*later].action, Wish::Order(other)
                if asked(&other.remote).is_kind(asked(&order.remote)))
        });
        if let Some((at, managed)) = at.map(|at| (at, &records.managed[at])) {
            // The newest order has the newest result, and each result is of one order.
            let left = |result: &usize| !claimed.contains(&(at, *result));
            let found = results_of(intent, order, &managed.actions);
            if let Some(result) = found.into_iter().find(left) {
                claimed.push((at, result));
                line.heard = seconds(&managed.actions[result].updated).unwrap_or_default();
            }
        }
        lines.push(line);
    }
    for (at, managed) in records.managed.iter().enumerate() {
        for result in (0..managed.actions.len()).filter(|result| !claimed.contains(&(at, *result))) {
            lines.push(by_others(managed, at, result));
        }
    }
    sort_by(&mut lines, |a, b| b.asked.cmp(&a.asked));
    lines
}

fn own(intent: &Intent, order: &Order, place: usize, at: Option<usize>) -> ActionLine {
    ActionLine {
        key: hash(&intent.id),
        own: Some(place),
        at,
        device: order.device.clone(),
        name: if order.name.is_empty() { order.serial.clone() } else { order.name.clone() },
        serial: order.serial.clone(),
        action: Some(asked(&order.remote)),
        raw: String::new(),
        stage: stage(intent, order),
        asked: intent.made / 1000,
        heard: intent.trouble.as_ref().map_or(0, |trouble| trouble.at / 1000),
        was_repeated: false,
    }
}

/// Why an order isn't sent any more from some moment on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expiry {
    /// A person's word for it is a day old then.
    Day,
    /// The service had been silent for long by then.
    Silence,
}

/// From when on an order isn't sent any more, in seconds, and why; `None`: it is good for ever, or it is no order.
#[must_use]
pub fn expiry(intent: &Intent) -> Option<(i64, Expiry)> {
    let Wish::Order(Order { expires: Some(expires), .. }) = &intent.action else { return None };
    // It was confirmed a moment before it was made.
    let day = intent.made.saturating_add((CONFIRMATION_KEEPS - 60) * 1000);
    Some((expires / 1000, if *expires < day { Expiry::Silence } else { Expiry::Day }))
}

fn by_others(managed: &Managed, at: usize, result: usize) -> ActionLine {
    let action = &managed.actions[result];
    ActionLine {
        key: hash(&format!("{} {result} {} {}", managed.id, action.name, action.started)),
        own: None,
        at: Some(at),
        device: managed.id.clone(),
        name: if managed.name.is_empty() { managed.serial.clone() } else { managed.name.clone() },
        serial: managed.serial.clone(),
        action: reported(&action.name),
        raw: action.name.clone(),
        stage: match reported_state(action) {
            ActionState::Pending => Stage::Pending,
            ActionState::Active => Stage::Active,
            ActionState::Done => Stage::Done,
            ActionState::Failed | ActionState::NotSupported => Stage::Failed,
            ActionState::Canceled => Stage::Canceled,
            ActionState::Unknown => Stage::Unknown,
        },
        asked: seconds(&action.started).unwrap_or_default(),
        heard: seconds(&action.updated).unwrap_or_default(),
        was_repeated: false,
    }
}

/// Which actions are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ActionFilter {
    /// As far as one of these; none: all.
    pub stages: Vec<Stage>,
    /// Of these kinds, by their keys; none: all.
    pub kinds: Vec<String>,
    /// Of devices in whose names, serial numbers or ids all these words stand, in any case.
    pub text: String,
}

/// The keys of the actions that are shown, in order: by device, serial number, action, stage or moment.
#[must_use]
pub fn actions_shown(lines: &[ActionLine], filter: &ActionFilter, sort: Sort) -> Vec<u64> {
    let words = filter.text.to_lowercase();
    let words: Vec<&str> = words.split_whitespace().collect();
    let kind = |line: &ActionLine| line.action.map_or("other", Action::key);
    let has = |line: &ActionLine, word: &str| {
        [&line.name, &line.serial, &line.device].iter().any(|text| text.to_lowercase().contains(word))
    };
    let fits = |line: &&ActionLine| {
        (filter.stages.is_empty() || filter.stages.contains(&line.stage))
            && (filter.kinds.is_empty() || filter.kinds.iter().any(|wanted| wanted == kind(line)))
            && words.iter().all(|word| has(line, word))
    };
    let mut found: Vec<&ActionLine> = lines.iter().filter(fits).collect();
    sort_by(&mut found, |a, b| {
        let order = match sort.column {
            0 => a.name.cmp(&b.name),
            1 => kind(a).cmp(kind(b)),
            2 => a.stage.cmp(&b.stage),
            3 => a.serial.cmp(&b.serial),
            _ => a.asked.cmp(&b.asked),
        };
        if sort.ascending { order } else { order.reverse() }
    });
    found.into_iter().map(|line| line.key).collect()
}

/// Whether an order or a removal still counts against what may be asked for today (seconds), so that it has to stay.
#[must_use]
pub fn is_counted(intent: &Intent, now: i64) -> bool {
    const DAY: i64 = 86_400;
    let is_today = |sent: i64| (sent / 1000).div_euclid(DAY) == now.div_euclid(DAY);
    if matches!(intent.action, Wish::Removal(_)) {
        return of_removal(intent, now).iter().any(|asked| is_today(asked.at * 1000));
    }
    let Wish::Order(order) = &intent.action else { return false };
    Kind::of(asked(&order.remote)).is_some() && intent.last_sent.max(intent.first_sent).is_some_and(is_today)
}

/// The orders that can be put away without a loss at that moment (seconds): they are over, and nobody has to look at them or
/// counts them.
#[must_use]
pub fn actions_finished(records: &Records, lines: &[ActionLine], now: i64) -> Vec<u32> {
    let own = lines.iter().filter_map(|line| Some((line, &records.intents[line.own?])));
    let is_finished = |(line, intent): &(&ActionLine, &Intent)| {
        let is_seen = matches!(line.stage, Stage::Done | Stage::Canceled) || line.was_repeated;
        intent.is_over() && is_seen && !is_counted(intent, now)
    };
    own.filter(is_finished).map(|(_, intent)| intent.seq).collect()
}
