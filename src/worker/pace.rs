//! Whether to read on.

use std::{
    cell::{Cell, RefCell},
    task::{Poll, Waker},
};

/// Whether to read on, or to wait until somebody says so.
#[derive(Default)]
pub struct Pace {
    paused: Cell<bool>,
    waker: RefCell<Option<Waker>>,
}

impl Pace {
    /// Reads no further for now.
    pub fn pause(&self) {
        self.paused.set(true);
    }

    /// Goes on.
    pub fn resume(&self) {
        self.paused.set(false);
        if let Some(waker) = self.waker.borrow_mut().take() {
            waker.wake();
        }
    }

    /// Whether nothing is to be read for now.
    pub fn is_paused(&self) -> bool {
        self.paused.get()
    }

    /// Waits until there is reading to be done.
    pub async fn wait(&self) {
        std::future::poll_fn(|context| {
            if !self.is_paused() {
                return Poll::Ready(());
            }
            *self.waker.borrow_mut() = Some(context.waker().clone());
            Poll::Pending
        })
        .await;
    }
}
