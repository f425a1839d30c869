//! Time, chance and office in a browser.

use outbox::{Environment, Millis};

use super::{
    ids::{new_id, random},
    now,
    office::Office,
};

/// Time, chance and office.
pub struct Browser {
    pub office: Office,
}

impl Environment for Browser {
    fn now(&self) -> Millis {
        now()
    }

    fn chance(&self) -> u64 {
        u64::from_le_bytes(random())
    }

    fn request_id(&self) -> String {
        new_id()
    }

    fn leads(&self) -> bool {
        self.office.is_held()
    }
}
