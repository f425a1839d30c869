//! Which device a manufacturer, model and serial name, as far as hashes tell.

use std::borrow::Cow;

use hardware_hash::{Identity, Tuple};

use super::index::Index;
use super::table::Table;
use crate::check::is_placeholder;
use crate::{Row, RowId};

/// The identities that go with the tuples of hashes.
#[derive(Default)]
pub(super) struct Names(Index<Named>);

struct Named {
    /// The first row with the tuple, and its identity.
    row: RowId,
    /// Different devices have it: it tells nothing.
    several: bool,
}

/// A manufacturer, model and serial as they are compared.
#[derive(PartialEq, Eq, Hash)]
pub(super) struct Name<'a> {
    manufacturer: Cow<'a, str>,
    model: Cow<'a, str>,
    serial: Cow<'a, str>,
}

impl Names {
    /// A row whose hash has this tuple and says which device it is of, if all hashes with the tuple say the same.
    pub fn identified(&self, tuple: &Tuple, table: &Table) -> Option<RowId> {
        let name = Name::of(tuple)?;
        let named = self.0.get(&name, |named| named.has(&name, table));
        named.filter(|named| !named.several).map(|named| named.row)
    }

    /// Notes which identity the tuple of a row's hash goes with; gives the tuple if that is news.
    pub fn learn(&mut self, row: &Row, table: &Table) -> Option<Tuple> {
        let identity = row.identity()?;
        let name = Name::of(&row.summary()?.tuple)?;
        let new = Named { row: row.id, several: false };
        let (named, was_there) = self.0.get_or_insert(&name, |named| named.has(&name, table), new);
        if was_there {
            if named.several || table.row(named.row).and_then(Row::identity) == Some(identity) {
                return None;
            }
            named.several = true;
        }
        Some(name.into_tuple())
    }
}

impl Named {
    fn has(&self, name: &Name, table: &Table) -> bool {
        let tuple = table.row(self.row).and_then(Row::summary).map(|summary| &summary.tuple);
        tuple.and_then(Name::of).is_some_and(|own| own == *name)
    }
}

impl Row {
    /// Which device the hash is of, if it can be used and says so.
    pub(super) fn identity(&self) -> Option<&Identity> {
        self.summary()?.identity.as_ref()
    }
}

impl<'a> Name<'a> {
    /// Without surrounding space; `None`: it isn't enough to tell devices apart.
    pub fn of(tuple: &'a Tuple) -> Option<Name<'a>> {
        let name = Name {
            manufacturer: crate::clean(&tuple.manufacturer),
            model: crate::clean(&tuple.model),
            serial: crate::clean(&tuple.serial),
        };
        let complete = !name.manufacturer.is_empty() && !name.model.is_empty() && !name.serial.is_empty();
        (complete && !is_placeholder(&name.serial)).then_some(name)
    }

    /// The texts, to be kept.
    pub fn into_tuple(self) -> Tuple {
        Tuple {
            manufacturer: self.manufacturer.into_owned(),
            model: self.model.into_owned(),
            serial: self.serial.into_owned(),
        }
    }
}
