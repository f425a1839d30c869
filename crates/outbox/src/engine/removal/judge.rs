//! What a look says of a step.

use graph::{
    Transport,
    wire::{self, ApprovalStatus, OperationApprovalRequest, beta, text},
};
use lifecycle::removal::{Deed, Event, Fault, Proof, Step, StepState, states};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{
    super::{order::seen_of, pace, session::Session},
    look::{Seen as Sighted, Sight, with_serial},
};
use crate::{
    Change, Course, DirectoryObject, Environment, Managed, Millis, PATIENCE, Seen, Storage, Trouble,
    TroubleKind,
};

/// How often a step is sent of which there is no trace, where it does no harm to send it again.
const SENDS: u32 = 5;

impl<S: Storage, T: Transport, E: Environment> Session<'_, S, T, E> {
    /// Notes what was seen for a step. Whether its record is gone by its id, and has to be searched for by its serial number.
    pub(super) fn saw(
        &mut self,
        at: usize,
        step: usize,
        sight: &Sight,
        seen: &Sighted,
        changes: &mut Vec<Change>,
    ) -> bool {
        self.on_errand(at, step, |errand| errand.failures = 0);
        let request_id = seen.request_id.as_deref();
        if let Sight::Approval(_) = sight {
            let request = read(seen.value.as_ref()).unwrap_or_default();
            self.saw_approval(at, step, request, request_id);
            return false;
        }
        if let Sight::Serial(_, serial) = sight {
            if let Some(found) = seen.value.as_ref().and_then(|value| with_serial(value, serial)) {
                self.looked(at, step, request_id, Event::LookedBySerial { found });
            }
            self.judge_step(at, step, false);
            return false;
        }
        let Some(plan) = self.removal(at).and_then(|removal| removal.plan.steps.get(step)).cloned() else {
            return false;
        };
        let has_trace = self.saw_record(at, step, &plan, seen, changes);
        let is_gone = seen.value.is_none() && matches!(plan.proof, Proof::Gone { serial: Some(_), .. });
        if !is_gone {
            self.judge_step(at, step, has_trace);
        }
        is_gone
    }

    fn looked(&mut self, at: usize, step: usize, request_id: Option<&str>, event: Event) {
        let now = self.now();
        if let Some(removal) = self.intents[at].removal_mut() {
            removal.look(step, now, request_id, event);
        }
    }

    /// Notes what was seen of a record. Whether there is a trace of what was sent.
    fn saw_record(
        &mut self,
        at: usize,
        step: usize,
        plan: &Step,
        seen: &Sighted,
        changes: &mut Vec<Change>,
    ) -> bool {
        let request_id = seen.request_id.as_deref();
        let id = plan.record.id.clone();
        let value = seen.value.as_ref();
        match &plan.deed {
            Deed::Wipe(_) | Deed::Retire | Deed::DeleteFromIntune => {
                let device: Option<wire::ManagedDevice> = read(value);
                changes.extend(device.as_ref().map(|device| Change::Managed(Managed::seen(device))));
                if value.is_none() {
                    changes.push(Change::DropManaged(id));
                }
                self.looked(at, step, request_id, Event::LookedById { found: value.is_some() });
                device.is_some_and(|device| self.saw_managed(at, step, &device, request_id))
            }
            Deed::DeleteFromAutopilot => {
                self.looked(at, step, request_id, Event::LookedById { found: value.is_some() });
                if value.is_none() {
                    changes.push(Change::DropDevice(id));
                }
                false
            }
            Deed::DeleteFromEntra | Deed::DisableInEntra => {
                let object: Option<wire::Device> = read(value);
                changes.extend(object.as_ref().map(|object| Change::Object(DirectoryObject::seen(object))));
                if value.is_none() {
                    changes.push(Change::DropObject(id));
                }
                self.looked(at, step, request_id, Event::LookedById { found: value.is_some() });
                let is_disabled = object.as_ref().is_some_and(|it| it.account_enabled == Some(false));
                if plan.deed == Deed::DisableInEntra && is_disabled {
                    self.looked(at, step, request_id, Event::ReadBack);
                } else if plan.deed == Deed::DisableInEntra && value.is_none() {
                    self.step_ends(at, step, Fault::NoSuchRecord, TroubleKind::Rejected, request_id);
                }
                is_disabled
            }
            Deed::UnassignUser | Deed::AssignUser(_) => {
                let device: Option<beta::WindowsAutopilotDeviceIdentity> = read(value);
                let user = device.as_ref().map(|found| text(found.v1.user_principal_name.as_ref()).trim());
                let is_as_wanted = match (&plan.deed, user) {
                    (Deed::AssignUser(wanted), Some(user)) => user.eq_ignore_ascii_case(wanted.trim()),
                    (Deed::UnassignUser, Some(user)) => user.is_empty(),
                    // What is registered no more has no user either.
                    (deed, None) => *deed == Deed::UnassignUser && value.is_none(),
                    _ => false,
                };
                if is_as_wanted {
                    self.looked(at, step, request_id, Event::ReadBack);
                } else if value.is_none() {
                    self.step_ends(at, step, Fault::NoSuchRecord, TroubleKind::Rejected, request_id);
                }
                is_as_wanted
            }
            Deed::LeaveGroup(group) => {
                let groups: Option<wire::Collection<wire::Group>> = read(value);
                let is_it = |found: &wire::Group| found.id.eq_ignore_ascii_case(&group.id);
                let is_member = match groups {
                    Some(groups) => groups.value.iter().any(is_it),
                    None => value.is_some(),
                };
                if !is_member {
                    self.looked(at, step, request_id, Event::ReadBack);
                }
                !is_member
            }
            _ => false,
        }
    }

    /// Notes what a managed device says of what it was asked. Whether there is a trace of that.
    fn saw_managed(
        &mut self,
        at: usize,
        step: usize,
        device: &wire::ManagedDevice,
        request_id: Option<&str>,
    ) -> bool {
        let Some(remote) = self.removal(at).and_then(|removal| removal.remote(step)) else { return false };
        let sent = self.errand(at, step).and_then(|errand| errand.first_sent).unwrap_or(0);
        let seen = seen_of(&remote, sent, Some(device));
        let is_deletion = self.deed(at, step) == Some(&Deed::DeleteFromIntune);
        let fault = match seen {
            Seen::Failed => Some(Fault::Device),
            Seen::NotSupported => Some(Fault::NotSupported),
            Seen::Canceled => Some(Fault::CalledOff),
            _ => None,
        };
        if let Some(fault) = fault.filter(|_| !is_deletion) {
            self.step_ends(at, step, fault, TroubleKind::Device, request_id);
        } else if seen == Seen::Done && !is_deletion {
            self.looked(at, step, request_id, Event::DeviceDone);
        }
        !matches!(seen, Seen::Nothing)
    }

    fn saw_approval(
        &mut self,
        at: usize,
        step: usize,
        request: OperationApprovalRequest,
        request_id: Option<&str>,
    ) {
        let now = self.now();
        let since = self.errand(at, step).and_then(|errand| errand.last_sent).unwrap_or(now);
        let poll = self.poll(None, since);
        self.on_errand(at, step, |errand| {
            errand.due = now + poll;
            if let Some(approval) = &mut errand.approval {
                approval.expires = request.expiration_date_time.clone().unwrap_or_default();
            }
        });
        match &request.status {
            // With the code it is another request than the one that was held, so the same id serves.
            ApprovalStatus::Approved => self.on_errand(at, step, |errand| {
                if let Some(approval) = &mut errand.approval {
                    approval.is_given = true;
                }
                errand.due = now;
                errand.trouble = None;
            }),
            // It was used: by an attempt of which nothing was heard.
            ApprovalStatus::Completed => self.step_taken(at, step, request_id),
            ApprovalStatus::Rejected | ApprovalStatus::Cancelled | ApprovalStatus::Expired => {
                let trouble = Trouble {
                    at: now,
                    kind: TroubleKind::NotApproved,
                    status: 0,
                    code: request.status.as_str().to_owned(),
                    message: request.approval_justification.unwrap_or_default(),
                    request_id: request_id.map(str::to_owned),
                };
                self.on_errand(at, step, |errand| {
                    errand.approval = None;
                    errand.trouble = Some(trouble);
                });
                self.step_ends(at, step, Fault::NotApproved, TroubleKind::NotApproved, request_id);
            }
            ApprovalStatus::Unknown | ApprovalStatus::NeedsApproval | ApprovalStatus::Other(_) => {}
        }
    }

    /// What comes of a step that was looked at.
    fn judge_step(&mut self, at: usize, step: usize, has_trace: bool) {
        let now = self.now();
        let Some(removal) = self.removal(at) else { return };
        let (Some(plan), Some(errand)) = (removal.plan.steps.get(step), removal.errands.get(step)) else {
            return;
        };
        let state = states(&removal.plan, &removal.observed, now / 1000).into_iter().nth(step);
        let (course, deed, proof) = (errand.course, plan.deed.clone(), plan.proof.clone());
        let sent = errand.last_sent.unwrap_or(now);
        if state.is_some_and(|state| matches!(state, StepState::Done { .. })) {
            self.on_errand(at, step, |errand| {
                errand.course = Course::Taken;
                errand.due = Millis::MAX;
                errand.trouble = None;
            });
            return;
        }
        let poll = self.poll(None, sent);
        match course {
            // A trace of it is as good as an answer.
            Course::Sent if has_trace => {
                self.step_taken(at, step, None);
                self.on_errand(at, step, |errand| errand.due = now + poll);
            }
            Course::Sent => self.without_trace(at, step, &deed, sent),
            Course::Taken => {
                // A device may be off for weeks; records go soon, or something is wrong.
                let is_overdue = proof != Proof::DeviceDone && now - sent >= pace::OVERDUE;
                let is_lazy = proof == Proof::ReadBack && now - sent >= pace::SEEN_WITHIN;
                if is_overdue {
                    self.step_ends(at, step, Fault::NotSeen, TroubleKind::NotObserved, None);
                } else if is_lazy {
                    // Some changes must be asked for once more.
                    self.send_step_again(at, step, Fault::NotSeen);
                } else {
                    self.on_errand(at, step, |errand| errand.due = now + poll);
                }
            }
            Course::Failed => {
                // After a day nobody expects it any more.
                let due = if now - sent < 86_400_000 { now + pace::SELDOM } else { Millis::MAX };
                self.on_errand(at, step, |errand| errand.due = due);
            }
            Course::Open | Course::Again | Course::Approval => {}
        }
    }

    /// Of a step that may have arrived there is nothing to be seen.
    fn without_trace(&mut self, at: usize, step: usize, deed: &Deed, sent: Millis) {
        let now = self.now();
        // A deregistered device is shown for a while.
        let shown = if *deed == Deed::DeleteFromAutopilot { pace::LINGERS } else { 0 };
        if now < sent + PATIENCE + pace::SETTLE + shown {
            self.on_errand(at, step, |errand| errand.due = now + pace::SETTLE);
        } else if matches!(deed, Deed::Wipe(_) | Deed::Retire) {
            // To ask for it again is for a person to decide.
            self.step_ends(at, step, Fault::NoAnswer, TroubleKind::NotObserved, None);
        } else {
            self.send_step_again(at, step, Fault::NoAnswer);
        }
    }

    /// Has a step sent again that was seen not to have happened: that often, and then no more.
    fn send_step_again(&mut self, at: usize, step: usize, fault: Fault) {
        let now = self.now();
        let looks = self.errand(at, step).map_or(0, |errand| errand.looks) + 1;
        if looks >= SENDS {
            return self.step_ends(at, step, fault, TroubleKind::NotObserved, None);
        }
        let id = self.engine.env.request_id();
        self.on_errand(at, step, |errand| {
            let approval = errand.approval.take().filter(|approval| approval.is_given);
            errand.renew(id, Course::Again);
            (errand.looks, errand.due, errand.approval) = (looks, now, approval);
        });
    }
}

fn read<V: DeserializeOwned>(value: Option<&Value>) -> Option<V> {
    value.and_then(|value| serde_json::from_value(value.clone()).ok())
}
