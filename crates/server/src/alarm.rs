//! Sleep that can be cut short.

use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Ringing {
    #[default]
    No,
    Once,
    /// For good: the server goes down.
    Forever,
}

/// What wakes the thread that does what is due.
#[derive(Default)]
pub struct Alarm {
    ringing: Mutex<Ringing>,
    changed: Condvar,
}

impl Alarm {
    /// Wakes the sleeper, or keeps it from falling asleep once.
    pub fn ring(&self) {
        let mut ringing = self.ringing.lock().unwrap_or_else(PoisonError::into_inner);
        if *ringing == Ringing::No {
            *ringing = Ringing::Once;
        }
        self.changed.notify_all();
    }

    /// Wakes the sleeper for good.
    pub fn stop(&self) {
        *self.ringing.lock().unwrap_or_else(PoisonError::into_inner) = Ringing::Forever;
        self.changed.notify_all();
    }

    /// Sleeps until it rings or that much time has passed (`None`: until it rings); `false`: it rings for good.
    pub fn sleep(&self, longest: Option<Duration>) -> bool {
        let ringing = self.ringing.lock().unwrap_or_else(PoisonError::into_inner);
        let is_silent = |ringing: &mut Ringing| *ringing == Ringing::No;
        let mut ringing = match longest {
            Some(longest) => {
                let woken = self.changed.wait_timeout_while(ringing, longest, is_silent);
                woken.unwrap_or_else(PoisonError::into_inner).0
            }
            None => self.changed.wait_while(ringing, is_silent).unwrap_or_else(PoisonError::into_inner),
        };
        if *ringing == Ringing::Once {
            *ringing = Ringing::No;
        }
        *ringing != Ringing::Forever
    }
}
