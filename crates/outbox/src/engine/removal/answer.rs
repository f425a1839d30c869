//! What it means that a step was not taken.

use graph::{Failure, Refusal, Transport, Verdict};
use lifecycle::removal::{Deed, Event, Fault};

use super::super::{pace, session::Session};
use crate::{Approval, Course, Environment, Millis, Storage, TroubleKind};

impl<S: Storage, T: Transport, E: Environment> Session<'_, S, T, E> {
    /// What a failure means for a step that was that far before it was sent. It is to be kept.
    pub fn step_refused(&mut self, at: usize, step: usize, before: Course, failure: &Failure) {
        let Some(deed) = self.deed(at, step).cloned() else { return };
        let refusal = match failure {
            Failure::Refused(refusal) => Some(refusal),
            Failure::Lost(_) | Failure::Unreadable { .. } => None,
        };
        self.note_step_failure(at, step, failure);
        match failure.verdict() {
            Verdict::Uncertain(_) => self.on_errand(at, step, |errand| errand.course = Course::Sent),
            // Nothing was done now; an earlier attempt may have got through all the same.
            Verdict::Retry(_) | Verdict::SignIn => self.on_errand(at, step, |errand| {
                errand.course = if before == Course::Sent { Course::Sent } else { Course::Again };
            }),
            Verdict::Approval => {
                self.await_approval(at, step, refusal.and_then(|it| it.approval_code.as_deref()));
            }
            Verdict::Justification => self.await_approval(at, step, None),
            Verdict::Rejected => self.step_rejected(at, step, &deed, refusal),
        }
    }

    fn await_approval(&mut self, at: usize, step: usize, code: Option<&str>) {
        let now = self.now();
        self.note(at, step, None, Event::AwaitsApproval);
        self.on_errand(at, step, |errand| {
            errand.course = Course::Approval;
            errand.due = if code.is_some() { now + pace::POLL } else { Millis::MAX };
            let known = errand.approval.take();
            errand.approval = code.map(|code| {
                let known = known.filter(|known| known.code == code);
                let expires = known.map(|known| known.expires).unwrap_or_default();
                Approval { code: code.to_owned(), expires, is_given: false }
            });
        });
    }

    fn step_rejected(&mut self, at: usize, step: usize, deed: &Deed, refusal: Option<&Refusal>) {
        let now = self.now();
        let status = refusal.map_or(0, |refusal| refusal.status);
        let request_id = refusal.and_then(|refusal| refusal.request_id.as_deref());
        // What isn't there needs no taking away; that it isn't, is for a look to say.
        let is_away = matches!(
            deed,
            Deed::DeleteFromIntune
                | Deed::DeleteFromAutopilot
                | Deed::DeleteFromEntra
                | Deed::UnassignUser
                | Deed::LeaveGroup(_)
        );
        if status == 404 && is_away {
            self.on_errand(at, step, |errand| {
                errand.course = Course::Taken;
                errand.due = now;
                errand.trouble = None;
            });
            return;
        }
        let is_approved = self.errand(at, step).is_some_and(|errand| errand.approval.is_some());
        let (fault, may_pass) = match (deed, status) {
            (_, 404) => (Fault::NoSuchRecord, false),
            (Deed::DeleteFromAutopilot, 400) => (Fault::StillManaged, self.was_proven(at, step)),
            (Deed::DeleteFromEntra, 403) if self.was_proven(at, step) => (Fault::StillRegistered, true),
            // The code was used, or isn't good any more.
            (_, 403) if is_approved => (Fault::NotApproved, false),
            (_, 401 | 403) => (Fault::NotAllowed, false),
            (_, status) => (Fault::Service(status), false),
        };
        let since = self.errand(at, step).and_then(|errand| errand.refused_since).unwrap_or(now);
        if may_pass && now - since < pace::PASSES_WITHIN {
            // Under the same id: an attempt that was on its way for long may be taken yet, and is then not done again. What is
            // refused no service remembers.
            self.on_errand(at, step, |errand| {
                errand.course = Course::Again;
                errand.refused_since = Some(since);
            });
        } else {
            self.step_ends(at, step, fault, TroubleKind::Rejected, request_id);
        }
    }

    /// Whether something that it needs was proven: then the service may only have yet to hear of it.
    fn was_proven(&self, at: usize, step: usize) -> bool {
        let needs = self.removal(at).and_then(|removal| removal.plan.steps.get(step)).map(|step| &step.needs);
        needs.is_some_and(|needs| {
            needs.iter().any(|need| {
                matches!(need, lifecycle::removal::Need::Proven(_) | lifecycle::removal::Need::Settled(_))
            })
        })
    }
}
