//! What comes from a worker while something else is waited for.

use std::{cell::RefCell, collections::VecDeque};

use super::worker_handle::Incoming;

/// What came and was not told yet. By default everything is told as it comes.
#[derive(Default)]
pub(super) struct Kept(RefCell<Option<VecDeque<Incoming>>>);

impl Kept {
    /// Keeps what comes from now on.
    pub fn begin(&self) {
        self.0.borrow_mut().get_or_insert_default();
    }

    /// Keeps what has come, or gives it back, where nothing is kept.
    pub fn keep(&self, incoming: Incoming) -> Option<Incoming> {
        match &mut *self.0.borrow_mut() {
            Some(kept) => {
                kept.push_back(incoming);
                None
            }
            None => Some(incoming),
        }
    }

    /// What came first. `None`: there is nothing, and nothing is kept from now on.
    pub fn next(&self) -> Option<Incoming> {
        let mut kept = self.0.borrow_mut();
        let next = kept.as_mut()?.pop_front();
        if next.is_none() {
            *kept = None;
        }
        next
    }

    /// Forgets what came: whoever said it is gone.
    pub fn forget(&self) {
        if let Some(kept) = &mut *self.0.borrow_mut() {
            kept.clear();
        }
    }

    /// How much there is.
    #[cfg(all(test, target_arch = "wasm32"))]
    pub fn len(&self) -> usize {
        self.0.borrow().as_ref().map_or(0, VecDeque::len)
    }
}
