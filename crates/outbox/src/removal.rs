//! Taking a device out: its plan, what was observed of it, and how far each step is on the wire.

use graph::{Remote, Warrant, wire};
use lifecycle::action::{Obliteration, Wipe};
use lifecycle::budget::Kind;
use lifecycle::removal::{
    Deed, Entry, Event, Fault, Observed, Plan, StepState, Wait, is_complete, may_send, states,
};

use crate::{Approval, Millis, Trouble};

/// A device that is taken out, by a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Removal {
    /// The device's name, to show.
    pub name: String,
    /// Its serial number, to show.
    pub serial: String,
    /// Why, for a second administrator; empty: nobody has asked yet.
    pub reason: String,
    /// The digits by which a Mac is unlocked after its wipe, where the plan has such a one.
    pub unlock_code: Option<String>,
    /// The plan.
    pub plan: Plan,
    /// What was observed and answered. Only added to.
    pub observed: Observed,
    /// How far each step of the plan is on the wire, in their order.
    pub errands: Vec<Errand>,
}

/// How far a step is on the wire. What it has come to is in [`Removal::observed`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Errand {
    /// The id under which it goes out, a GUID. It gets a new one when it is sent anew: after a refusal, or after it was seen
    /// not to have happened.
    pub id: String,
    /// How far it is.
    pub course: Course,
    /// Nothing is done before this moment.
    pub due: Millis,
    /// When it was first sent under its id.
    pub first_sent: Option<Millis>,
    /// When it was last sent.
    pub last_sent: Option<Millis>,
    /// Since when it is refused for a reason that may pass.
    pub refused_since: Option<Millis>,
    /// Attempts in a row that failed.
    pub failures: u32,
    /// How often it was looked at in vain for traces of it.
    pub looks: u32,
    /// The approval that it needs, where it does.
    pub approval: Option<Approval>,
    /// What stands in the way, or stood last.
    pub trouble: Option<Trouble>,
}

/// How far a step is on the wire.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Course {
    /// Nothing of it was sent under its id.
    #[default]
    Open,
    /// Sent, and nothing heard: it may have arrived.
    Sent,
    /// Sent, and nothing was done: it is sent again when it may be.
    Again,
    /// A second administrator must approve.
    Approval,
    /// Taken by the service, and followed until it is seen.
    Taken,
    /// It failed. A person decides.
    Failed,
}

impl Errand {
    /// A step that goes out under this id.
    #[must_use]
    pub fn new(id: String) -> Errand {
        Errand {
            id,
            course: Course::Open,
            due: 0,
            first_sent: None,
            last_sent: None,
            refused_since: None,
            failures: 0,
            looks: 0,
            approval: None,
            trouble: None,
        }
    }

    /// It begins anew, under another id.
    pub(crate) fn renew(&mut self, id: String, course: Course) {
        *self = Errand { course, last_sent: self.last_sent, looks: self.looks, ..Errand::new(id) };
    }
}

impl Removal {
    /// A plan of which nothing was done yet. Each step goes out under one of the ids, of which there are as many.
    #[must_use]
    pub fn new(plan: Plan, ids: impl IntoIterator<Item = String>) -> Removal {
        let errands: Vec<Errand> = ids.into_iter().take(plan.steps.len()).map(Errand::new).collect();
        Removal {
            name: String::new(),
            serial: plan.serial.clone().unwrap_or_default(),
            reason: String::new(),
            unlock_code: None,
            plan,
            observed: Observed::default(),
            errands,
        }
    }

    /// How far each step is, as a person is told. Of a step that has to be sent again, what stands against that.
    #[must_use]
    pub fn states(&self, now: Millis) -> Vec<StepState> {
        let seconds = now / 1000;
        let mut states = states(&self.plan, &self.observed, seconds);
        for (at, errand) in self.errands.iter().enumerate().take(states.len()) {
            if let StepState::Waiting { on: Wait::Approval, until, .. } = &mut states[at] {
                // As the service says it, or not at all.
                *until = errand.approval.as_ref().and_then(|approval| graph::seconds(&approval.expires));
            }
            if self.is_over_the_day(at, now) && !states[at].is_done() {
                let until = Some(errand.due / 1000);
                states[at] = StepState::Waiting { on: Wait::Allowance, since: seconds, until };
                continue;
            }
            if states[at].is_done() || !self.is_to_go_again(at) {
                continue;
            }
            states[at] = match self.stands_against(at, now) {
                Some(state) => state,
                None => StepState::Waiting {
                    on: Wait::Attempt,
                    since: errand.last_sent.unwrap_or(now) / 1000,
                    until: Some(errand.due / 1000),
                },
            };
        }
        states
    }

    /// Why the last attempt at a step was refused, where it is a reason that passes, so that it is tried again by itself.
    #[must_use]
    pub fn passing(&self, at: usize) -> Option<Fault> {
        self.errands.get(at)?.refused_since?;
        match self.plan.steps.get(at)?.deed {
            Deed::DeleteFromAutopilot => Some(Fault::StillManaged),
            Deed::DeleteFromEntra => Some(Fault::StillRegistered),
            _ => None,
        }
    }

    /// Whether all that the plan is for is proven.
    #[must_use]
    pub fn is_complete(&self, now: Millis) -> bool {
        is_complete(&self.plan, &states(&self.plan, &self.observed, now / 1000))
    }

    /// Whether nothing stands against sending a step but that the day has had as many of its kind as it may.
    fn is_over_the_day(&self, at: usize, now: Millis) -> bool {
        let is_counted = self.plan.steps.get(at).is_some_and(|step| counted_as(&step.deed).is_some());
        // What failed is due later for that reason.
        let is_put_off = self.errands.get(at).is_some_and(|errand| {
            matches!(errand.course, Course::Open | Course::Again) && errand.failures == 0 && errand.due > now
        });
        is_counted && is_put_off && self.stands_against(at, now).is_none()
    }

    /// Whether the record of a step was looked at, and that is more than a minute ago.
    pub(crate) fn was_seen_long_ago(&self, at: usize, now: Millis) -> bool {
        let is_look = |entry: &&Entry| matches!(entry.event, Event::LookedById { .. });
        self.observed.of(at).rev().find(is_look).is_some_and(|entry| now / 1000 - entry.at > 60)
    }

    /// Whether a step was sent or held, and is to be sent again.
    fn is_to_go_again(&self, at: usize) -> bool {
        self.errands.get(at).is_some_and(|errand| match errand.course {
            Course::Again => true,
            Course::Approval => errand.approval.as_ref().is_some_and(|approval| approval.is_given),
            _ => false,
        })
    }

    /// What stands against sending a step now, whether it was sent before or not: all that it needs must hold at that moment.
    pub(crate) fn stands_against(&self, at: usize, now: Millis) -> Option<StepState> {
        let seconds = now / 1000;
        let errand = self.errands.get(at)?;
        if errand.course == Course::Open {
            return may_send(&self.plan, at, &self.observed, seconds).err();
        }
        // As if it had come to nothing: then only its needs speak.
        let mut observed = self.observed.clone();
        observed.add(at, seconds, None, Event::Failed(Fault::NoAnswer));
        may_send(&self.plan, at, &observed, seconds).err()
    }

    /// By what a step is let through.
    #[must_use]
    pub fn warrant(&self, at: usize) -> Warrant {
        match self.errands.get(at).and_then(|errand| errand.approval.as_ref()) {
            Some(approval) => Warrant::Code(approval.code.clone()),
            None if self.reason.is_empty() => Warrant::None,
            None => Warrant::Reason(self.reason.clone()),
        }
    }

    /// What a step asks of a managed device; `None`: something else.
    #[must_use]
    pub fn remote(&self, at: usize) -> Option<Remote> {
        match &self.plan.steps.get(at)?.deed {
            Deed::Wipe(wipe) => Some(Remote::Wipe(wipe_body(*wipe, self.unlock_code.clone()))),
            Deed::Retire => Some(Remote::Retire),
            Deed::DeleteFromIntune => Some(Remote::Delete),
            _ => None,
        }
    }

    /// Adds what was seen of a step. What was seen before in the same way, and was the same, is seen anew: the newest look of
    /// each kind tells.
    pub(crate) fn look(&mut self, at: usize, now: Millis, request_id: Option<&str>, event: Event) {
        let kind = std::mem::discriminant(&event);
        let entries = &mut self.observed.entries;
        let before = entries
            .iter()
            .rposition(|entry| entry.step == at && std::mem::discriminant(&entry.event) == kind);
        if let Some(before) = before.filter(|before| entries[*before].event == event) {
            entries.remove(before);
        }
        self.observed.add(at, now / 1000, request_id, event);
    }
}

/// As what a step is counted among what a tenant may ask for in a day; `None`: it isn't.
#[must_use]
pub fn counted_as(deed: &Deed) -> Option<Kind> {
    match deed {
        Deed::Wipe(_) => Some(Kind::Wipe),
        Deed::Retire => Some(Kind::Retire),
        Deed::DeleteFromIntune => Some(Kind::Delete),
        _ => None,
    }
}

/// The body that asks for a wipe. What wasn't chosen is left to the service.
#[must_use]
pub fn wipe_body(wipe: Wipe, unlock_code: Option<String>) -> wire::Wipe {
    let chosen = |is: bool| is.then_some(true);
    wire::Wipe {
        keep_enrollment_data: chosen(wipe.keep_enrolment),
        keep_user_data: chosen(wipe.keep_user_data),
        mac_os_unlock_code: unlock_code.filter(|_| wipe.unlock_code),
        persist_esim_data_plan: chosen(wipe.keep_esim),
        use_protected_wipe: chosen(wipe.protected),
        obliteration_behavior: wipe.obliteration.map(|how| obliteration_name(how).to_owned()),
    }
}

fn obliteration_name(how: Obliteration) -> &'static str {
    Obliteration::NAMES.into_iter().find(|(_, known)| *known == how).map_or("default", |(name, _)| name)
}
