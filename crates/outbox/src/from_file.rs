//! Intents that came out of a file.
//!
//! A file can be opened in two places, and then two programs have the same intent, of which neither knows what the other one
//! does. It must be sent once all the same. Its id travels with it, and that settles it at a service that remembers ids: whoever
//! comes second is answered as the first was. So there an intent goes on by itself, as long as nothing of it can be older than
//! what the service remembers; and nothing of it can be older than the intent.
//!
//! Any other service would do it twice. Nor would a look there help: what the other place is about to send, nobody sees. Only a
//! person knows whether there is another place. So what isn't over is held ([`State::Held`]), with all that is known of it, until
//! the service has turned out to be one that remembers, or a person has said that it is to be sent from here. What was held goes
//! on as what it was: what may have been sent is looked for before it is sent again.
//!
//! Whoever made the file may have confirmed that something is destroyed; who opens it has not. So what destroys waits for a word of
//! theirs at any service, whatever the file says of when it was confirmed: orders, rules and removals until they are released, and the
//! steps of a removal until they are confirmed again. What a file says was seen gone is looked for again before anything hangs on it.
//! Decisions about what others ask for are left out.
//!
//! What the service has taken, and is only followed, isn't held: it changes nothing. Removals are, as they go on from one step to
//! the next, and so are changes of registered devices, as some must be asked for once more until they are to be seen: by then the
//! other place may have changed the same device again.

use std::collections::BTreeSet;

use lifecycle::limits::CONFIRMATION_KEEPS;
use lifecycle::removal::Event;

use crate::{Action, Course, Intent, Millis, Removal, State, destroys};

impl Intent {
    /// The intent as it goes on where it came out of a file at that moment.
    #[must_use]
    pub fn from_file(mut self, now: Millis) -> Intent {
        // Nothing comes from the future, whatever the file says.
        self.made = self.made.min(now);
        let only_followed = !matches!(self.action, Action::Removal(_) | Action::Update(_));
        let is_followed = self.state == State::Accepted && only_followed;
        if !self.is_over() && !is_followed {
            self.state = State::Held;
        }
        match &mut self.action {
            Action::Order(order) if destroys(&order.remote) => {
                let most = now + CONFIRMATION_KEEPS * 1000;
                order.expires = Some(order.expires.map_or(most, |expires| expires.min(most)));
            }
            Action::Removal(removal) if self.state == State::Held => unproven(removal, now),
            _ => {}
        }
        self
    }

    /// Whether a person who opened the file has to release it, at any service. What a removal destroys is confirmed again.
    #[must_use]
    pub fn needs_release(&self) -> bool {
        match &self.action {
            Action::Order(order) => destroys(&order.remote),
            Action::Rule(_) | Action::Decision(_) | Action::Removal(_) => true,
            Action::Register { .. } | Action::Update(_) => false,
        }
    }

    /// Whether it is left out where a file is opened: who decides about what others ask for decides for themselves.
    #[must_use]
    pub fn stays_behind(&self) -> bool {
        matches!(self.action, Action::Decision(_)) && !self.is_over() && self.state != State::Accepted
    }

    /// Whether another version of it is about the same: the id is a text, and a file may say anything under it.
    #[must_use]
    pub fn is_same_wish(&self, other: &Intent) -> bool {
        let serials = |intent: &Intent| -> Vec<(String, (u32, u32))> {
            intent.rows().iter().map(|row| (row.serial.clone(), row.span)).collect()
        };
        match (&self.action, &other.action) {
            (Action::Register { .. }, Action::Register { .. }) => serials(self) == serials(other),
            (Action::Order(one), Action::Order(two)) => one.device == two.device && one.remote == two.remote,
            (Action::Removal(one), Action::Removal(two)) => one.plan == two.plan,
            (one, two) => one == two,
        }
    }

    /// It is to go on from here: a person says so, or nobody has to. What destroys is confirmed by that.
    #[must_use]
    pub fn released(mut self, now: Millis) -> Intent {
        if self.state == State::Held {
            self.state = match &self.action {
                Action::Order(order) if order.approval.as_ref().is_some_and(|it| !it.is_given) => {
                    State::Approval
                }
                // Each of its steps knows how far it is.
                Action::Removal(_) => State::Waiting,
                _ if self.first_sent.is_some() => State::Sent,
                _ => State::Waiting,
            };
            self.due = now;
            if let Action::Order(order) = &mut self.action
                && destroys(&order.remote)
            {
                order.expires = Some(now + CONFIRMATION_KEEPS * 1000);
            }
        }
        self
    }

    /// Whether it has come further than another version of it. Of two that are as far, neither has.
    #[must_use]
    pub fn is_further_than(&self, other: &Intent) -> bool {
        self.reach() > other.reach()
    }

    /// How far it is, to be compared: first what is certain, then how much was tried.
    fn reach(&self) -> (u8, usize, Option<Millis>) {
        let state = match self.state {
            // To be held says nothing of how far it is.
            State::Waiting | State::Held if self.first_sent.is_none() => 0,
            State::Withdrawn | State::Expired => 1,
            State::Waiting | State::Held | State::Sent => 2,
            State::Approval => 3,
            State::Accepted => 4,
            State::Rejected => 5,
            State::Done => 6,
        };
        let parts = match &self.action {
            Action::Register { rows, .. } => rows.iter().filter(|row| row.status.is_final()).count(),
            Action::Removal(removal) => {
                let begun = removal.errands.iter().filter(|errand| errand.course != Course::Open).count();
                removal.observed.entries.len() + begun
            }
            Action::Update(_) | Action::Order(_) | Action::Rule(_) | Action::Decision(_) => 0,
        };
        (state, parts, self.last_sent)
    }
}

/// What was confirmed elsewhere is not confirmed here, and what was seen there is to be seen once more.
fn unproven(removal: &mut Removal, now: Millis) {
    let seconds = now / 1000;
    removal.observed.back_since = Some(seconds);
    let mut unseen = BTreeSet::new();
    for entry in &mut removal.observed.entries {
        entry.at = entry.at.min(seconds);
        let is_seen = match &entry.event {
            Event::LookedById { found } => !found,
            Event::LookedBySerial { .. } | Event::DeviceDone => true,
            _ => false,
        };
        // As if it had been taken a moment ago: what is gone is found to be, and what isn't is a person's to send again.
        if let (true, Some(errand)) = (is_seen, removal.errands.get_mut(entry.step)) {
            (errand.course, errand.due) = (Course::Taken, now);
            unseen.insert(entry.step);
        }
    }
    removal.observed.entries.retain(|entry| {
        let is_void = matches!(
            entry.event,
            Event::Confirmed { .. }
                | Event::LookedById { .. }
                | Event::LookedBySerial { .. }
                | Event::DeviceDone
        );
        !is_void
    });
    for step in unseen {
        removal.observed.add(step, seconds, None, Event::Accepted);
    }
}
