//! Properties of entities: how the wire names them, which column holds them, what can be asked of them.

use crate::http::context::Version;
use crate::http::failure::Failure;

/// `eq`.
pub const EQ: u8 = 1;
/// `ne`.
pub const NE: u8 = 2;
/// `lt`, `le`, `gt` and `ge`.
pub const LT_GT: u8 = 4;
/// `contains(…)`.
pub const CONTAINS: u8 = 8;
/// `startswith(…)`.
pub const STARTS: u8 = 16;

/// What a property holds, and how the column has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A text, or null.
    Text,
    /// True or false; false where nothing is known.
    Flag,
    /// True, false or null.
    Bool,
    /// A number; 0 where nothing is known.
    Number,
    /// A number, or null.
    MaybeNumber,
    /// A moment, or null.
    Moment,
    /// A moment; where there was none, the first one that there is.
    Since,
    /// A moment; where there is none, the last one that there is.
    Until,
    /// A member of an enumeration: those of both versions, and those that only beta has.
    Word(&'static [&'static str], &'static [&'static str]),
    /// A JSON array, as it is shown; empty where nothing is known.
    List,
    /// A JSON object, as it is shown, or null.
    Object,
}

/// Where a property is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// Everywhere.
    Always,
    /// By the entity by itself: lists don't.
    Alone,
    /// Where it is selected by its name.
    Asked,
}

/// A property.
#[derive(Clone, Copy, Debug)]
pub struct Property {
    /// Its name on the wire.
    pub name: &'static str,
    /// Its column.
    pub column: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Whether only beta has it.
    pub is_beta: bool,
    /// Where it is told.
    pub told: Told,
    /// Whether a client may change it.
    pub is_writable: bool,
    /// Which filters it takes.
    pub filters: u8,
}

/// A property that takes no filter and that no client changes.
pub const fn property(name: &'static str, column: &'static str, kind: Kind) -> Property {
    Property { name, column, kind, is_beta: false, told: Told::Always, is_writable: false, filters: 0 }
}

impl Property {
    pub const fn filtered(self, filters: u8) -> Property {
        Property { filters, ..self }
    }

    pub const fn beta(self) -> Property {
        Property { is_beta: true, ..self }
    }

    pub const fn alone(self) -> Property {
        Property { told: Told::Alone, ..self }
    }

    pub const fn asked(self) -> Property {
        Property { told: Told::Asked, ..self }
    }

    pub const fn writable(self) -> Property {
        Property { is_writable: true, ..self }
    }

    /// Whether a version has it.
    pub fn is_in(&self, version: Version) -> bool {
        !self.is_beta || version == Version::Beta
    }
}

/// Which part of the service an entity is of: they differ in their errors, and in what a list takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Realm {
    /// `deviceManagement`.
    Intune,
    /// Users, groups and device objects.
    Directory,
}

/// A kind of entity.
#[derive(Debug)]
pub struct Entity {
    /// The last segment of its address.
    pub set: &'static str,
    /// Its address below the version.
    pub context: &'static str,
    /// What messages call one of it.
    pub noun: &'static str,
    /// The name of its type.
    pub kind: &'static str,
    /// The table.
    pub table: &'static str,
    /// Which rows of the table are shown.
    pub condition: &'static str,
    /// Its properties; each has a column of the same place in a question.
    pub properties: &'static [Property],
    /// How many a page has where nothing else is asked for.
    pub page: usize,
    /// How many it has at most.
    pub most: usize,
    /// Whether lists tell how many there are unasked.
    pub always_counts: bool,
    /// The column that `$search` looks in.
    pub searched: Option<&'static str>,
    /// Which part of the service it is of.
    pub realm: Realm,
}

impl Entity {
    /// Whether it is that kind.
    pub fn is(&self, other: &Entity) -> bool {
        std::ptr::eq(self, other)
    }

    /// 404: there is none with that id.
    pub fn not_found(&self) -> Failure {
        let code = match self.realm {
            Realm::Intune => "ResourceNotFound",
            Realm::Directory => "Request_ResourceNotFound",
        };
        Failure { code, ..Failure::not_found(self.noun) }
    }

    /// The property of that name, whatever its case.
    pub fn property(&self, name: &str, version: Version) -> Option<&'static Property> {
        let is_it =
            |property: &&Property| property.name.eq_ignore_ascii_case(name) && property.is_in(version);
        self.properties.iter().find(is_it)
    }
}
