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
//! theirs at any service, whatever the file says of when it was confirmed: an order, a rule and an approval until they are released,
//! the steps of a removal until they are confirmed again.
//!
//! What the service has taken, and is only followed, isn't held: it changes nothing. Removals are, as they go on from one step to
//! the next, and so are changes of registered devices, as some must be asked for once more until they are to be seen: by then the
//! other place may have changed the same device again.

use lifecycle::limits::CONFIRMATION_KEEPS;

use crate::{Action, Course, Intent, Millis, Ruling, State, destroys};

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
            Action::Removal(removal) => removal.observed.back_since = Some(now / 1000),
            _ => {}
        }
        self
    }

    /// Whether a person who opened the file has to release it, at any service. What a removal destroys is confirmed again.
    #[must_use]
    pub fn needs_release(&self) -> bool {
        match &self.action {
            Action::Order(order) => destroys(&order.remote),
            Action::Rule(_) => true,
            Action::Decision(decision) => decision.ruling == Ruling::Approve,
            Action::Register { .. } | Action::Update(_) | Action::Removal(_) => false,
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
