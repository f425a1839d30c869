//! What a person says of a removal, or of an order: each is a change of the intent, to be kept before anything comes of it.

use lifecycle::removal::{Event, StepState};

use crate::{Action, Course, Intent, Millis, Removal, State};

impl Intent {
    /// The removal that it is.
    #[must_use]
    pub fn removal(&self) -> Option<&Removal> {
        match &self.action {
            Action::Removal(removal) => Some(removal),
            _ => None,
        }
    }

    pub(crate) fn removal_mut(&mut self) -> Option<&mut Removal> {
        match &mut self.action {
            Action::Removal(removal) => Some(removal),
            _ => None,
        }
    }

    /// A person confirms steps that are destructive. Whether there was any to confirm.
    pub fn confirm(&mut self, steps: &[usize], by: &str, now: Millis) -> bool {
        self.say(now, |removal| {
            let states = removal.states(now);
            let is_open = |at: &&usize| states.get(**at).is_some_and(|state| !state.is_done());
            let confirmed: Vec<usize> = steps.iter().filter(is_open).copied().collect();
            for at in &confirmed {
                removal.observed.add(*at, now / 1000, None, Event::Confirmed { by: by.to_owned() });
            }
            !confirmed.is_empty()
        })
    }

    /// A person gives a step up. What was sent of it may still be done. Whether it could be given up.
    pub fn give_up(&mut self, step: usize, by: &str, now: Millis) -> bool {
        self.say(now, |removal| {
            let states = removal.states(now);
            let is_open = states
                .get(step)
                .is_some_and(|state| !state.is_done() && !matches!(state, StepState::GivenUp { .. }));
            if is_open {
                removal.observed.add(step, now / 1000, None, Event::GivenUp { by: by.to_owned() });
                // What may have arrived stays known as such: it isn't to be sent again unseen.
                if let Some(errand) = removal.errands.get_mut(step)
                    && !matches!(errand.course, Course::Sent | Course::Taken)
                {
                    errand.course = Course::Failed;
                }
            }
            is_open
        })
    }

    /// A person says that a step is done that only a person can do. Whether it is such a step, and its turn.
    pub fn say_done(&mut self, step: usize, by: &str, now: Millis) -> bool {
        self.say(now, |removal| {
            let is_by_hand = removal.plan.steps.get(step).is_some_and(|step| step.deed.is_by_hand());
            let is_its_turn = is_by_hand && removal.stands_against(step, now).is_none();
            if is_its_turn {
                removal.observed.add(step, now / 1000, None, Event::Word { by: by.to_owned() });
            }
            is_its_turn
        })
    }

    /// A person has a step tried again that failed or was given up, under a new id. What was sent and never heard of is looked
    /// for first. What a step needs has to hold once more: a confirmation that has expired doesn't. Whether it could be.
    pub fn retry(&mut self, step: usize, id: String, now: Millis) -> bool {
        self.say(now, |removal| {
            let is_over = removal
                .states(now)
                .get(step)
                .is_some_and(|state| matches!(state, StepState::Failed { .. } | StepState::GivenUp { .. }));
            let Some(errand) = removal.errands.get_mut(step).filter(|_| is_over) else { return false };
            let known = match errand.course {
                Course::Sent => Some(Event::Sent),
                Course::Taken => Some(Event::Accepted),
                _ => None,
            };
            if let Some(event) = known {
                // It was given up while it was under way, and goes on from there.
                errand.due = now;
                removal.observed.add(step, errand.last_sent.unwrap_or(now) / 1000, None, event);
            } else {
                errand.renew(id, Course::Again);
            }
            true
        })
    }

    /// A person says why it is asked for, to a second administrator. What waits for that goes on. Whether it counts: an order
    /// has to wait for it.
    pub fn justify(&mut self, reason: &str, now: Millis) -> bool {
        if self.wants_reason()
            && let Action::Order(order) = &mut self.action
        {
            reason.clone_into(&mut order.reason);
            self.state = State::Waiting;
            self.due = 0;
            self.trouble = None;
            return true;
        }
        self.say(now, |removal| {
            reason.trim().clone_into(&mut removal.reason);
            let waiting = removal
                .errands
                .iter_mut()
                .filter(|errand| errand.course == Course::Approval && errand.approval.is_none());
            for errand in waiting {
                errand.course = Course::Again;
                errand.due = now;
            }
            !removal.reason.is_empty()
        })
    }

    /// Something is said of the removal; if it counts, it is looked at what comes of it.
    fn say(&mut self, now: Millis, say: impl FnOnce(&mut Removal) -> bool) -> bool {
        let is_open = !matches!(self.state, State::Done | State::Withdrawn | State::Held);
        let counts = is_open && self.removal_mut().is_some_and(say);
        if counts {
            self.due = now;
            if self.state != State::Waiting {
                self.state = State::Accepted;
            }
        }
        counts
    }
}
