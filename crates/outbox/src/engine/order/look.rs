//! Looking how far orders are.

use graph::{
    Failure, MAX_BATCH, Transport, Version, approval_path, managed_path,
    wire::{ApprovalStatus, ManagedDevice, OperationApprovalRequest},
};

use super::{
    super::{
        Stop, pace,
        session::{Session, parsed},
        together::{Read, about},
    },
    seen_of,
};
use crate::{
    Action, Approval, Change, Environment, Managed, Millis, PATIENCE, Seen, State, Storage, Trouble,
    TroubleKind,
    order::{destroys, ends_management},
};

/// How often is asked for what nothing is seen of, where it does no harm to ask again.
const ASKS: u32 = 5;

impl<S: Storage, T: Transport, E: Environment> Session<'_, S, T, E> {
    /// Looks at the devices that the orders at those places are about, and at the requests for approval of those that wait for one.
    pub(super) async fn look_at_orders(&mut self, places: &[usize]) -> Result<(), Stop> {
        let (asked, unasked): (Vec<usize>, Vec<usize>) =
            places.iter().partition(|at| self.look_of(**at).is_some());
        // A person has to say why first.
        for at in &unasked {
            self.intents[*at].due = Millis::MAX;
        }
        self.keep_all(&unasked, Vec::new()).await?;
        for some in asked.chunks(MAX_BATCH) {
            self.look_at_some(some).await?;
        }
        Ok(())
    }

    /// Where it is to be seen how far an order is.
    fn look_of(&self, at: usize) -> Option<String> {
        let order = self.order_of(at)?;
        match self.intents[at].state {
            State::Approval => Some(approval_path(&order.approval.as_ref()?.code)),
            _ => Some(managed_path(&order.device)),
        }
    }

    async fn look_at_some(&mut self, places: &[usize]) -> Result<(), Stop> {
        self.still_leads()?;
        let urls = places.iter().filter_map(|at| self.look_of(*at)).collect();
        let results = match self.read_together(Version::Beta, urls).await {
            Ok(results) => results,
            // What is asked together is of the service as a whole.
            Err(failure) => return Err(self.out_of_order(&failure)),
        };
        let (before, mut changes, mut failed) = (self.status.failures, Vec::new(), Vec::new());
        for (at, result) in places.iter().zip(results) {
            let outcome = match self.intents[*at].state {
                State::Approval => self.saw_request(*at, result),
                _ => self.saw_device(*at, result, &mut changes),
            };
            if let Err(failure) = outcome {
                self.note_failure(*at, &failure);
                failed.push(failure);
            }
        }
        let stop = self.reached_but(before, failed);
        self.keep_apart(places, changes).await?;
        stop.map_or(Ok(()), Err)
    }

    fn saw_device(&mut self, at: usize, result: Read, changes: &mut Vec<Change>) -> Result<(), Failure> {
        let Some(order) = self.order_of(at).cloned() else { return Ok(()) };
        let found = match result {
            Ok(answer) => {
                let answer = about(parsed(answer), |found: &ManagedDevice| &found.id, &order.device)?;
                self.went_well(at, &answer);
                Some(answer.value)
            }
            Err(failure) if failure.is_not_found() => None,
            Err(failure) => return Err(failure),
        };
        let intent = &self.intents[at];
        let seen = seen_of(&order.remote, intent.first_sent.unwrap_or(intent.made), found.as_ref());
        changes.push(match &found {
            Some(found) => Change::Managed(Managed::seen(found)),
            None => Change::DropManaged(order.device),
        });
        self.judge_order(at, seen);
        Ok(())
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

    /// Whether what waits for a second administrator was decided.
    fn saw_request(&mut self, at: usize, result: Read) -> Result<(), Failure> {
        let approval = self.order_of(at).and_then(|order| order.approval.clone());
        let Some(Approval { code, .. }) = approval else { return Ok(()) };
        let answer = about(parsed(result?), |found: &OperationApprovalRequest| &found.id, &code)?;
        self.heard(&answer);
        let found = answer.value;
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
        Ok(())
    }
}
