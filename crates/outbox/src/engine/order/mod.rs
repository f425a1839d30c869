//! Asking managed devices to do something, and following it until it is seen to be done.

use graph::{
    Failure, Remote, Transport, Verdict,
    wire::{ActionState, ApprovalStatus, ManagedDevice, ManagementState},
};
use lifecycle::budget::Kind;

use super::{Stop, pace, session::Session};
use crate::{
    Action, Approval, Change, Environment, Managed, Millis, Order, PATIENCE, Seen, State, Storage, Trouble,
    TroubleKind,
    order::{destroys, ends_management, is_named},
};

/// How often is asked for what nothing is seen of, where it does no harm to ask again.
const ASKS: u32 = 5;

impl<S: Storage, T: Transport, E: Environment> Session<'_, S, T, E> {
    /// Sends an order, or sends it once more under its id to a service that remembers ids.
    pub async fn order(&mut self, at: usize) -> Result<(), Stop> {
        let was = self.intents[at].state;
        let Some(order) = self.order_of(at).cloned() else { return Ok(()) };
        let now = self.now();
        // What is under way already is no longer to be kept from being sent: it is only asked what became of it.
        if was == State::Waiting && order.expires.is_some_and(|expires| expires <= now) {
            self.intents[at].state = State::Expired;
            return self.keep(at, Vec::new()).await;
        }
        if was == State::Waiting && destroys(&order.remote) && self.is_spent(at) {
            return self.keep(at, Vec::new()).await;
        }
        self.mark_sent(at).await?;
        self.still_leads()?;
        let id = self.wire_id(at);
        match self.engine.client.ask_device(&id, &order.device, &order.remote, &order.warrant()).await {
            Ok(answer) => {
                self.went_well(at, &answer);
                self.taken_order(at, answer.request_id);
                self.keep(at, Vec::new()).await
            }
            Err(failure) => self.not_ordered(at, was, &failure).await,
        }
    }

    fn order_of(&self, at: usize) -> Option<&Order> {
        match &self.intents[at].action {
            Action::Order(order) => Some(order),
            _ => None,
        }
    }

    /// Whether the tenant's day has had as many of these as it may. Then it waits for the next one.
    fn is_spent(&mut self, at: usize) -> bool {
        let kind = self.order_of(at).and_then(|order| kind_of(&order.remote));
        let until = kind.and_then(|kind| self.spent_until(kind));
        if let Some(until) = until {
            self.intents[at].due = until;
        }
        until.is_some()
    }

    fn taken_order(&mut self, at: usize, request_id: Option<String>) {
        let now = self.now();
        let intent = &mut self.intents[at];
        intent.state = State::Accepted;
        intent.looks = 0;
        intent.request_id = request_id.or(intent.request_id.take());
        intent.due = now;
    }

    /// What a failure means for an order that was in that state before it was sent.
    async fn not_ordered(&mut self, at: usize, was: State, failure: &Failure) -> Result<(), Stop> {
        let refused = match failure {
            Failure::Refused(refused) => Some(refused),
            _ => None,
        };
        let code = refused.and_then(|refused| refused.approval_code.as_deref()).map(str::to_owned);
        let is_gone = failure.is_not_found();
        let stop = self.failed(at, failure);
        let now = self.now();
        let intent = &mut self.intents[at];
        let Action::Order(order) = &mut intent.action else { return Err(stop) };
        intent.state = match failure.verdict() {
            Verdict::Uncertain(_) => State::Sent,
            Verdict::Retry(_) | Verdict::SignIn => was,
            // It left on its own, or was taken out by an attempt of which nothing was heard.
            Verdict::Rejected if is_gone && ends_management(&order.remote) => {
                order.seen = Seen::Gone;
                intent.trouble = None;
                State::Done
            }
            Verdict::Rejected => State::Rejected,
            Verdict::Justification => State::Approval,
            Verdict::Approval => {
                if let Some(code) = code {
                    let known = order.approval.take().filter(|known| known.code == code);
                    let new = Approval { code, expires: String::new(), is_given: false };
                    order.approval = Some(Approval { is_given: false, ..known.unwrap_or(new) });
                }
                intent.due = now + pace::POLL;
                State::Approval
            }
        };
        self.keep(at, Vec::new()).await?;
        Err(stop)
    }

    /// Looks whether what waits for a second administrator was decided.
    pub async fn ask_approval(&mut self, at: usize) -> Result<(), Stop> {
        let Some(Some(code)) =
            self.order_of(at).map(|order| order.approval.as_ref().map(|approval| approval.code.clone()))
        else {
            // A person has to say why first.
            self.intents[at].due = Millis::MAX;
            return self.keep(at, Vec::new()).await;
        };
        self.still_leads()?;
        let found = match self.engine.client.approval_request(&code).await {
            Ok(answer) => {
                self.heard(&answer);
                answer.value
            }
            Err(failure) => return Err(self.hold(at, &failure).await),
        };
        let now = self.now();
        let since = self.intents[at].last_sent.unwrap_or(now);
        let poll = self.poll(None, since);
        let intent = &mut self.intents[at];
        let Action::Order(order) = &mut intent.action else { return Ok(()) };
        let approval =
            order.approval.get_or_insert(Approval { code, expires: String::new(), is_given: false });
        approval.expires = found.expiration_date_time.unwrap_or_default();
        match found.status {
            ApprovalStatus::Approved => {
                // With the code it is another request than the one that was held, so the same id serves.
                approval.is_given = true;
                intent.state = State::Waiting;
                intent.due = now;
                intent.trouble = None;
            }
            // It was used: by an attempt of which nothing was heard.
            ApprovalStatus::Completed => {
                intent.state = State::Accepted;
                intent.due = now;
                intent.trouble = None;
            }
            ApprovalStatus::Rejected | ApprovalStatus::Cancelled | ApprovalStatus::Expired => {
                intent.state = State::Rejected;
                intent.trouble = Some(Trouble {
                    at: now,
                    kind: TroubleKind::NotApproved,
                    status: 0,
                    code: found.status.as_str().to_owned(),
                    message: found.approval_justification.unwrap_or_default(),
                    request_id: intent.request_id.clone(),
                });
            }
            ApprovalStatus::Unknown | ApprovalStatus::NeedsApproval | ApprovalStatus::Other(_) => {
                intent.due = now + poll;
            }
        }
        self.keep(at, Vec::new()).await
    }

    /// Reads the device: how far it is with what it was asked.
    pub async fn follow_order(&mut self, at: usize) -> Result<(), Stop> {
        let Some(order) = self.order_of(at).cloned() else { return Ok(()) };
        self.still_leads()?;
        let found = match self.engine.client.managed_device(&order.device).await {
            Ok(answer) => {
                self.went_well(at, &answer);
                Some(answer.value)
            }
            Err(failure) if failure.is_not_found() => None,
            Err(failure) => return Err(self.hold(at, &failure).await),
        };
        let intent = &self.intents[at];
        let seen = seen_of(&order.remote, intent.first_sent.unwrap_or(intent.made), found.as_ref());
        let change = match &found {
            Some(found) => Change::Managed(Managed::seen(found)),
            None => Change::DropManaged(order.device.clone()),
        };
        self.judge_order(at, seen);
        self.keep(at, vec![change]).await
    }

    fn judge_order(&mut self, at: usize, seen: Seen) {
        let now = self.now();
        let was_sent = self.intents[at].state == State::Sent;
        let since = self.intents[at].first_sent.unwrap_or(now);
        let poll = self.poll(None, since);
        let intent = &mut self.intents[at];
        let Action::Order(order) = &mut intent.action else { return };
        let (destroys, ends) = (destroys(&order.remote), ends_management(&order.remote));
        if seen != Seen::Nothing {
            order.seen = seen;
        }
        match seen {
            Seen::Gone if ends => intent.state = State::Done,
            // The record of a device that was done with stays for a moment; what is proven is that it went.
            Seen::Done if !ends => intent.state = State::Done,
            Seen::Gone | Seen::Failed | Seen::NotSupported | Seen::Canceled => {
                let kind = TroubleKind::Device;
                self.give_up(at, kind, "");
            }
            Seen::Done | Seen::Pending | Seen::Active => {
                intent.state = State::Accepted;
                intent.due = now + poll;
            }
            Seen::Nothing if !was_sent => intent.due = now + poll,
            Seen::Nothing if now < intent.last_sent.unwrap_or(now) + PATIENCE + pace::SETTLE => {
                intent.due = now + pace::SETTLE;
            }
            // There is no trace of it, and nothing of it can arrive any more.
            Seen::Nothing if !destroys && intent.looks + 1 < ASKS => {
                intent.looks += 1;
                intent.state = State::Waiting;
                intent.due = now;
            }
            // To ask for it again is for a person to decide.
            Seen::Nothing => self.give_up(at, TroubleKind::NotObserved, ""),
        }
    }
}

/// What the service says of what a device was asked. Only of what was asked since it was sent: a device keeps what it was asked
/// before.
pub(super) fn seen_of(remote: &Remote, sent: Millis, found: Option<&ManagedDevice>) -> Seen {
    let Some(device) = found else { return Seen::Gone };
    // Clocks differ by some minutes.
    let since = sent - pace::CLOCKS;
    let result = device
        .device_action_results
        .iter()
        .filter(|result| is_named(remote, &result.action_name))
        .rfind(|result| millis(&result.start_date_time).is_none_or(|started| started >= since));
    let by_result = result.map(|result| match result.action_state {
        ActionState::Pending => Seen::Pending,
        ActionState::Active => Seen::Active,
        ActionState::Done => Seen::Done,
        ActionState::Failed => Seen::Failed,
        ActionState::NotSupported => Seen::NotSupported,
        ActionState::Canceled => Seen::Canceled,
        ActionState::None | ActionState::Other(_) => Seen::Nothing,
    });
    // Lists of results have been seen to be empty while the state told all.
    let by_state =
        match (remote, &device.management_state) {
            (Remote::Wipe(_), ManagementState::WipePending)
            | (Remote::Retire, ManagementState::RetirePending)
            | (Remote::Delete, ManagementState::DeletePending) => Seen::Pending,
            (Remote::Wipe(_), ManagementState::WipeIssued)
            | (Remote::Retire, ManagementState::RetireIssued) => Seen::Active,
            (Remote::Wipe(_), ManagementState::WipeFailed)
            | (Remote::Retire, ManagementState::RetireFailed) => Seen::Failed,
            (Remote::Wipe(_), ManagementState::WipeCanceled)
            | (Remote::Retire, ManagementState::RetireCanceled) => Seen::Canceled,
            _ => Seen::Nothing,
        };
    by_result.filter(|seen| *seen != Seen::Nothing).unwrap_or(by_state)
}

/// As what it is counted among what a tenant may ask for in a day.
pub(super) fn kind_of(remote: &Remote) -> Option<Kind> {
    match remote {
        Remote::Wipe(_) => Some(Kind::Wipe),
        Remote::Retire => Some(Kind::Retire),
        Remote::Delete => Some(Kind::Delete),
        Remote::Restart | Remote::Sync | Remote::FreshStart { .. } => None,
    }
}

/// A moment as the service writes it, in milliseconds since 1970.
fn millis(text: &str) -> Option<Millis> {
    graph::seconds(text).filter(|seconds| *seconds > 0).map(|seconds| seconds * 1000)
}
