//! What goes out, by what it is.

use graph::{Answer, Call, Failure, Transport, Warrant};

use super::{session::Session, together::Piece};
use crate::{Environment, Intent, Storage};

impl<S: Storage, T: Transport, E: Environment> Session<'_, S, T, E> {
    /// What is asked, and by what it is let through; `None`: nothing.
    pub fn call_of(&self, piece: Piece) -> Option<(Call, Warrant)> {
        match piece {
            Piece::Order(at) => self.order_call(at),
            Piece::Update(at) => self.update_call(at),
            Piece::Step(at, step) => self.step_call(at, step),
        }
    }

    /// The id under which it goes out.
    pub fn id_of(&self, piece: Piece) -> String {
        match piece {
            Piece::Order(at) | Piece::Update(at) => self.wire_id(at),
            Piece::Step(at, step) => self.step_id(at, step),
        }
    }

    /// Marks it as sent, if it may still go, and go today.
    pub fn mark_piece(&mut self, piece: Piece) -> bool {
        match piece {
            Piece::Order(at) => self.mark_order(at),
            Piece::Update(at) => {
                self.mark(at);
                true
            }
            Piece::Step(at, step) => self.mark_step(at, step),
        }
    }

    /// The service took it.
    pub fn piece_taken(&mut self, piece: Piece, answer: Answer<()>) {
        match piece {
            Piece::Order(at) => self.order_taken(at, answer),
            Piece::Update(at) => self.update_taken(at, answer),
            Piece::Step(at, step) => {
                self.heard(&answer);
                self.step_taken(at, step, answer.request_id.as_deref());
            }
        }
    }

    /// What a failure means for it, which was so before it was sent.
    pub fn piece_refused(&mut self, piece: Piece, was: &Intent, failure: &Failure) {
        match piece {
            Piece::Order(at) => self.order_refused(at, was.state, failure),
            Piece::Update(at) => self.update_refused(at, was.state, failure),
            Piece::Step(at, step) => {
                let before = was.removal().and_then(|removal| removal.errands.get(step));
                let before = before.map_or(crate::Course::Open, |errand| errand.course);
                self.step_refused(at, step, before, failure);
            }
        }
    }
}
