//! Who works here, for the history and for marks.

use leptos::prelude::*;

use crate::preferences::{self, Preference};
use crate::tenant::Tenant;

/// Who works here: by the name that the service knows them by, or as they call themselves on this computer; empty: nobody has said.
#[must_use]
pub fn administrator(tenant: Tenant) -> String {
    let named = tenant.administrator.get_untracked();
    if named.is_empty() { preferences::read(Preference::Checker).unwrap_or_default() } else { named }
}
