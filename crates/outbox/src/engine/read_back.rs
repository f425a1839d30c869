//! What is done when it is read back as it was to become.

use graph::Transport;

use super::{pace, session::Session};
use crate::{Environment, PATIENCE, State, Storage, TroubleKind};

/// How often is asked for what isn't to be seen afterwards.
const ASKS: u32 = 3;

impl<S: Storage, T: Transport, E: Environment> Session<'_, S, T, E> {
    /// How far an intent is that was looked for; it does no harm to ask for it once more.
    pub fn judge_read_back(&mut self, at: usize, is_seen: bool) {
        let now = self.now();
        let asked = self.intents[at].first_sent.unwrap_or(now);
        let poll = self.poll(None, asked);
        let intent = &mut self.intents[at];
        if is_seen {
            intent.state = State::Done;
        } else if intent.state == State::Sent {
            intent.due = now + pace::SETTLE;
            // Nothing of it can arrive any more after that time: it is asked for once more then.
            if now >= intent.last_sent.unwrap_or(now) + PATIENCE + pace::SETTLE {
                intent.looks += 1;
                intent.state = State::Waiting;
                intent.due = now;
                if intent.looks >= ASKS {
                    self.give_up(at, TroubleKind::NotObserved, "");
                }
            }
        } else if now - asked < pace::SEEN_WITHIN {
            intent.due = now + poll;
        } else {
            self.give_up(at, TroubleKind::NotObserved, "");
        }
    }
}
