//! Which device a manufacturer, model and serial name, as far as hashes tell.

use std::collections::HashMap;

use hardware_hash::{Identity, Tuple};

use crate::Row;
use crate::check::is_placeholder;

/// The identities that go with the tuples of hashes.
#[derive(Default)]
pub(super) struct Names(HashMap<Tuple, Named>);

enum Named {
    One(Identity),
    /// Different devices with the same serial: the tuple tells nothing.
    Several,
}

impl Names {
    /// The identity that the hashes with this tuple have, if it is one.
    pub fn identity(&self, tuple: &Tuple) -> Option<&Identity> {
        match self.0.get(tuple)? {
            Named::One(identity) => Some(identity),
            Named::Several => None,
        }
    }

    /// Notes which identity the tuple of a row's hash goes with; gives the tuple if that is news.
    pub fn learn(&mut self, row: &Row) -> Option<Tuple> {
        let identity = row.identity()?;
        let tuple = comparable(row.summary()?.tuple.clone())?;
        match self.0.get(&tuple) {
            Some(Named::Several) => return None,
            Some(Named::One(known)) if known == identity => return None,
            Some(Named::One(_)) => self.0.insert(tuple.clone(), Named::Several),
            None => self.0.insert(tuple.clone(), Named::One(identity.clone())),
        };
        Some(tuple)
    }
}

impl Row {
    /// Which device the hash is of, if it can be used and says so.
    pub(super) fn identity(&self) -> Option<&Identity> {
        self.summary()?.identity.as_ref()
    }
}

/// The tuple without surrounding space, if it is enough to tell devices apart.
pub(super) fn comparable(tuple: Tuple) -> Option<Tuple> {
    let trimmed = |text: String| crate::clean(&text).into_owned();
    let tuple = Tuple {
        manufacturer: trimmed(tuple.manufacturer),
        model: trimmed(tuple.model),
        serial: trimmed(tuple.serial),
    };
    let complete = !tuple.manufacturer.is_empty() && !tuple.model.is_empty() && !tuple.serial.is_empty();
    (complete && !is_placeholder(&tuple.serial)).then_some(tuple)
}
