//! An entity as a client sees it.

use serde::ser::{Error, Serialize, SerializeMap, Serializer};
use serde_json::value::RawValue;

use super::managed_devices::MANAGED_DEVICES;
use super::property::{Entity, Kind, Property, Told};
use crate::clock::Timestamp;
use crate::http::context::Version;
use crate::http::page::Selection;
use crate::store::Result;
use crate::store::sql::{Cell, Row};

/// The moment of what never was.
const NEVER: &str = "0001-01-01T00:00:00Z";
/// The moment of what has no end.
const FOREVER: &str = "9999-12-31T23:59:59Z";

/// An entity of a row, in a version. Nothing of the row is copied.
pub struct Shown<'a, 'r> {
    /// Its kind.
    pub entity: &'a Entity,
    /// The row: a number, and the properties behind it: all, or those that are told in this way.
    pub row: &'a Row<'r>,
    /// Which properties the row has.
    pub columns: Columns,
    /// The version.
    pub version: Version,
    /// Where its type is described, where it is shown by itself; in lists that isn't said.
    pub context: Option<&'a str>,
    /// Whether its type is told with it.
    pub typed: bool,
    /// What of it a client has selected.
    pub selection: Option<&'a Selection>,
}

impl Shown<'_, '_> {
    /// The type that is told with it, if any is. Beta has a narrower one for managed devices with Windows.
    fn kind(&self) -> Result<Option<&'static str>> {
        if self.version == Version::Beta && self.entity.kind == MANAGED_DEVICES.kind {
            let is_system = |property: &Property| property.column == "operating_system";
            let place = self.entity.properties.iter().position(is_system);
            if let Some(place) = place
                && self.row.cell(place + 1)? == Cell::Text("Windows")
            {
                return Ok(Some("windowsManagedDevice"));
            }
        }
        Ok(self.typed.then_some(self.entity.kind))
    }
}

impl Serialize for Shown<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        if let Some(context) = self.context {
            map.serialize_entry("@odata.context", context)?;
        }
        if let Some(kind) = self.kind().map_err(S::Error::custom)? {
            map.serialize_entry("@odata.type", &format_args!("#microsoft.graph.{kind}"))?;
        }
        let mut index = 0;
        for property in self.entity.properties {
            let is_here = self.columns.has(property, self.version);
            index += usize::from(is_here);
            let is_selected = || self.selection.is_some_and(|selection| selection.names(property.name));
            if property.is_in(self.version) && (property.told != Told::Asked || is_selected()) {
                let hidden = property.told == Told::Alone && self.context.is_none();
                let cell = if hidden || !is_here {
                    Cell::Null
                } else {
                    self.row.cell(index).map_err(S::Error::custom)?
                };
                map.serialize_entry(property.name, &Value { property, cell, version: self.version })?;
            }
        }
        map.end()
    }
}

/// Which properties are asked for: to ask for those that nobody is told takes time for each row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Columns {
    /// All, whatever is told of them.
    All,
    /// Those that an entity of a list tells, where nothing is selected.
    Listed,
    /// Those that an entity by itself tells, where nothing is selected.
    Alone,
}

impl Columns {
    /// Whether a property is among them.
    pub fn has(self, property: &Property, version: Version) -> bool {
        match self {
            Columns::All => true,
            Columns::Listed => property.is_in(version) && property.told == Told::Always,
            Columns::Alone => property.is_in(version) && property.told != Told::Asked,
        }
    }
}

/// A property's value.
struct Value<'r> {
    property: &'static Property,
    cell: Cell<'r>,
    version: Version,
}

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        match (self.property.kind, self.cell) {
            (Kind::Word(both, beta), Cell::Text(word))
                if !both.contains(&word) && (self.version == Version::V1 || !beta.contains(&word)) =>
            {
                // A member that the version doesn't have, or this property of a column that two have.
                let known = ["unknownFutureValue", "unknown"].into_iter().find(|known| both.contains(known));
                serializer.serialize_str(known.unwrap_or(both[0]))
            }
            (Kind::Text | Kind::Word(..), Cell::Text(text)) => serializer.serialize_str(text),
            (Kind::Flag | Kind::Bool, Cell::Integer(number)) => serializer.serialize_bool(number != 0),
            (Kind::Flag, Cell::Null) => serializer.serialize_bool(false),
            (Kind::Number | Kind::MaybeNumber, Cell::Integer(number)) => serializer.serialize_i64(number),
            (Kind::Number, Cell::Null) => serializer.serialize_i64(0),
            (Kind::Moment | Kind::Since | Kind::Until, Cell::Integer(moment)) => {
                serializer.collect_str(&Timestamp(moment))
            }
            (Kind::Since, Cell::Null) => serializer.serialize_str(NEVER),
            (Kind::Until, Cell::Null) => serializer.serialize_str(FOREVER),
            (Kind::Word(both, _), Cell::Null) => serializer.serialize_str(both[0]),
            (Kind::List | Kind::Object, Cell::Text(json)) => {
                serde_json::from_str::<&RawValue>(json).map_err(S::Error::custom)?.serialize(serializer)
            }
            (Kind::List, Cell::Null) => serializer.collect_seq(std::iter::empty::<()>()),
            (_, Cell::Null) => serializer.serialize_none(),
            (kind, _) => {
                Err(S::Error::custom(format!("{} holds something else than {kind:?}", self.property.column)))
            }
        }
    }
}
