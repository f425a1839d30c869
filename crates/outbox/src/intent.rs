//! What somebody wants done.

use crate::{Decision, Millis, Order, Removal, RuleChange, Trouble, TroubleKind};

/// What somebody wants done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Intent {
    /// Its place in the order in which intents came up; its key in the storage.
    pub seq: u32,
    /// Its id, a GUID: the same from birth to end, and on the wire.
    pub id: String,
    /// Raised by every write. See [`crate::Storage::commit`].
    pub revision: u32,
    /// The service that it is meant for: never sent to another one.
    pub server: String,
    /// When it came up.
    pub made: Millis,
    /// What is to be done.
    pub action: Action,
    /// How far it is.
    pub state: State,
    /// Nothing is done before this moment.
    pub due: Millis,
    /// When it was first sent.
    pub first_sent: Option<Millis>,
    /// When it was last sent.
    pub last_sent: Option<Millis>,
    /// Attempts in a row that failed.
    pub failures: u32,
    /// How often a service without memory was looked at in vain for traces of it.
    pub looks: u32,
    /// What stands in the way, or stood last.
    pub trouble: Option<Trouble>,
    /// The id of the answer that took it, for support.
    pub request_id: Option<String>,
}

/// How far an intent is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// To be sent.
    Waiting,
    /// Sent, and nothing heard: it may have arrived.
    Sent,
    /// Taken by the service, and followed until it is seen.
    Accepted,
    /// A second administrator must approve.
    Approval,
    /// Refused; of a removal: it ends without all that it was for. Stays until a person puts it away.
    Rejected,
    /// Seen to be done.
    Done,
    /// Taken back by a person before it was sent.
    Withdrawn,
    /// Not sent in time. A person has to confirm it once more.
    Expired,
    /// It came from a file, and may have been sent from elsewhere. See `from_file`.
    Held,
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Register devices, with one call.
    Register {
        /// The devices.
        rows: Vec<Row>,
        /// The service's id of the call.
        import_id: Option<String>,
        /// At a service that forgets: import records of these devices that were there before anything was sent, and so
        /// are somebody else's.
        before: Vec<String>,
    },
    /// Change properties of a registered device.
    Update(Update),
    /// Have a managed device do something.
    Order(Order),
    /// Take a device out, by a plan.
    Removal(Removal),
    /// Make, change or delete a clean-up rule.
    Rule(RuleChange),
    /// Decide about what waits for a second administrator.
    Decision(Decision),
}

/// A change of a registered device's properties.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Update {
    /// The device's Autopilot id.
    pub device: String,
    /// Its serial number, to show.
    pub serial: String,
    /// The group tag that it gets.
    pub group_tag: Option<String>,
    /// The user that it gets.
    pub user: Option<String>,
}

/// A device that is to be registered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its serial number.
    pub serial: String,
    /// The group tag that it gets.
    pub group_tag: String,
    /// The user that it gets.
    pub user: String,
    /// Where it stands in the intent's payload: start and length.
    pub span: (u32, u32),
    /// How far it is.
    pub status: RowStatus,
    /// Since when.
    pub since: Millis,
    /// The service's id of its import record, as long as there is one.
    pub import: Option<String>,
}

/// How far the registration of a device is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowStatus {
    /// To be sent, or sent and nothing heard.
    Waiting,
    /// The service is at it.
    Pending,
    /// Registered.
    Complete {
        /// Its Autopilot id; empty where the service didn't say.
        device: String,
        /// Whether it was seen among the registered devices.
        observed: bool,
    },
    /// Not registered.
    Failed {
        /// The error's number.
        code: i32,
        /// The error's name. Go by this.
        name: String,
    },
}

impl RowStatus {
    /// Whether the service has said its last word.
    #[must_use]
    pub fn is_final(&self) -> bool {
        matches!(self, RowStatus::Complete { .. } | RowStatus::Failed { .. })
    }
}

impl Row {
    /// Moves on, and notes when.
    pub(crate) fn become_(&mut self, status: RowStatus, now: Millis) {
        if self.status != status {
            self.status = status;
            self.since = now;
        }
    }
}

impl Intent {
    /// One that has just come up. Its `seq` is given by who keeps it.
    #[must_use]
    pub fn new(id: String, server: &str, made: Millis, action: Action) -> Intent {
        Intent {
            seq: 0,
            id,
            revision: 0,
            server: server.to_owned(),
            made,
            action,
            state: State::Waiting,
            due: 0,
            first_sent: None,
            last_sent: None,
            failures: 0,
            looks: 0,
            trouble: None,
            request_id: None,
        }
    }

    /// Whether it can be taken back: the service has done nothing of it.
    #[must_use]
    pub fn can_be_withdrawn(&self) -> bool {
        match (self.state, &self.action) {
            // What was refused, for the moment or until it is approved, waits as if it had never been sent.
            (State::Held, _) | (State::Waiting, Action::Order(_)) => true,
            (State::Waiting, _) => self.first_sent.is_none(),
            // A person has to say why first. What was asked of a second administrator is taken back there.
            (State::Approval, Action::Order(order)) => order.approval.is_none(),
            _ => false,
        }
    }

    /// Whether it is an order that waits for a person to say why it is given.
    #[must_use]
    pub fn wants_reason(&self) -> bool {
        let is_asked =
            self.trouble.as_ref().is_some_and(|trouble| trouble.kind == TroubleKind::Justification);
        self.state == State::Approval && is_asked && matches!(self.action, Action::Order(_))
    }

    /// Whether nothing happens to it any more by itself.
    #[must_use]
    pub fn is_over(&self) -> bool {
        match self.state {
            State::Waiting | State::Sent | State::Accepted | State::Held => false,
            // Of an order it is looked what a second administrator decides.
            State::Approval => !matches!(self.action, Action::Order(_)),
            State::Rejected | State::Done | State::Withdrawn | State::Expired => true,
        }
    }

    /// The devices that it registers.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        match &self.action {
            Action::Register { rows, .. } => rows,
            Action::Update(_)
            | Action::Order(_)
            | Action::Removal(_)
            | Action::Rule(_)
            | Action::Decision(_) => &[],
        }
    }

    pub(crate) fn rows_mut(&mut self) -> &mut [Row] {
        match &mut self.action {
            Action::Register { rows, .. } => rows,
            Action::Update(_)
            | Action::Order(_)
            | Action::Removal(_)
            | Action::Rule(_)
            | Action::Decision(_) => &mut [],
        }
    }
}
