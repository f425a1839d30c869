//! What was done to a set, step by step, and back.

use crate::{Code, Edit, FileId};

/// Why a step was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cause {
    /// One fix of a diagnostic.
    Fixed(Code),
    /// All safe fixes at once.
    SafeFixes,
    /// A person typed a value, or left a row out.
    ByHand,
    /// A person gave many devices the same value.
    Bulk,
    /// Rows were taken back to what their files say.
    Restored,
}

impl Cause {
    /// A name that stays the same for ever. A fix's code is apart.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Cause::Fixed(_) => "fixed",
            Cause::SafeFixes => "safe-fixes",
            Cause::ByHand => "by-hand",
            Cause::Bulk => "bulk",
            Cause::Restored => "restored",
        }
    }
}

/// One change in a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What was changed, and to what.
    pub edit: Edit,
    /// The same thing as it was before.
    pub before: Edit,
    /// The diagnostic that it mends, if it is a fix.
    pub code: Option<Code>,
}

/// Changes that are done and undone together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Why.
    pub cause: Cause,
    /// What, in order. Never empty in a history.
    pub changes: Vec<Change>,
}

/// The steps of a set: those done, and those undone that can be done again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    steps: Vec<Step>,
    done: usize,
}

impl History {
    /// A history as it was stored: all steps, of which the first `done` are in force.
    #[must_use]
    pub fn new(steps: Vec<Step>, done: usize) -> History {
        History { done: done.min(steps.len()), steps }
    }

    /// The steps in force, oldest first.
    #[must_use]
    pub fn done(&self) -> &[Step] {
        &self.steps[..self.done]
    }

    /// The steps that were undone, the next to be done again first.
    #[must_use]
    pub fn undone(&self) -> &[Step] {
        &self.steps[self.done..]
    }

    /// A new step: what was undone can no longer be done again.
    pub(super) fn push(&mut self, step: Step) {
        self.steps.truncate(self.done);
        self.steps.push(step);
        self.done += 1;
    }

    pub(super) fn back(&mut self) -> Option<&Step> {
        self.done = self.done.checked_sub(1)?;
        self.steps.get(self.done)
    }

    pub(super) fn forth(&mut self) -> Option<&Step> {
        let step = self.steps.get(self.done)?;
        self.done += 1;
        Some(step)
    }

    /// Forgets a file: changes to its rows have nothing left to change.
    pub(super) fn forget(&mut self, file: FileId) {
        let mut done = 0;
        let mut kept = Vec::with_capacity(self.steps.len());
        for (i, mut step) in self.steps.drain(..).enumerate() {
            step.changes.retain(|change| change.edit.row().file != file);
            if !step.changes.is_empty() {
                done += usize::from(i < self.done);
                kept.push(step);
            }
        }
        self.steps = kept;
        self.done = done;
    }
}
