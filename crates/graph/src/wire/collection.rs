//! Collections and their pages.

use serde::{Deserialize, Serialize};

/// A page of a collection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Collection<T> {
    /// Where the type of the items is described.
    #[serde(rename = "@odata.context", default, skip_serializing_if = "Option::is_none")]
    pub context: Option<String>,
    /// How many items all pages have, where that was asked for.
    #[serde(rename = "@odata.count", default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u64>,
    /// The items.
    pub value: Vec<T>,
    /// Where the next page is, an absolute address to be followed as it stands; `None`: this was the last.
    #[serde(rename = "@odata.nextLink", default, skip_serializing_if = "Option::is_none")]
    pub next_link: Option<String>,
}

/// An item of a list of changes: as it is now, or that it is no more.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Changed<T> {
    /// Why it is no more, where it isn't.
    #[serde(rename = "@removed", default)]
    pub removed: Option<Removed>,
    /// The item; of one that is no more the id alone.
    #[serde(flatten)]
    pub item: T,
}

/// Why an item is no more.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Removed {
    /// `changed`: it can be restored. `deleted`: it can't.
    #[serde(deserialize_with = "super::null_as_default")]
    pub reason: String,
}
