//! The few choices that must be known before the first paint: language, theme and the like. They are kept in local
//! storage, which can be read at once, unlike the database.

/// A choice that is remembered on this computer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preference {
    /// The tag of the chosen language.
    Language,
    /// The key of the chosen theme.
    Theme,
    /// The id of the set that was open last.
    Set,
    /// The key of the portal that sets are checked for.
    Target,
    /// The organisation's verified domains, as they were typed.
    Domains,
    /// Who checks devices before they are handed over, as they call themselves.
    Checker,
    /// The columns of the list of registered devices, a bit each.
    Columns,
    /// The columns of the list of managed devices, a bit each.
    ManagedColumns,
    /// How much the organisation itself allows to be wiped, retired and deleted in a day.
    Tripwire,
}

impl Preference {
    const ALL: [Preference; 9] = [
        Preference::Language,
        Preference::Theme,
        Preference::Set,
        Preference::Target,
        Preference::Domains,
        Preference::Checker,
        Preference::Columns,
        Preference::ManagedColumns,
        Preference::Tripwire,
    ];

    fn key(self) -> &'static str {
        match self {
            Preference::Language => "muster.language",
            Preference::Theme => "muster.theme",
            Preference::Set => "muster.set",
            Preference::Target => "muster.target",
            Preference::Domains => "muster.domains",
            Preference::Checker => "muster.checker",
            Preference::Columns => "muster.columns",
            Preference::ManagedColumns => "muster.managed-columns",
            Preference::Tripwire => "muster.tripwire",
        }
    }
}

/// Local storage; `None` where the browser refuses it, and then choices last until the page is left.
fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}

/// What was chosen, if anything was.
#[must_use]
pub fn read(preference: Preference) -> Option<String> {
    storage()?.get_item(preference.key()).ok().flatten()
}

/// Remembers a choice; `None` forgets it.
pub fn write(preference: Preference, value: Option<&str>) {
    let Some(storage) = storage() else { return };
    // A full or refused storage loses only the memory of the choice, not the choice.
    let _ = match value {
        Some(value) => storage.set_item(preference.key(), value),
        None => storage.remove_item(preference.key()),
    };
}

/// Forgets every choice.
pub fn clear() {
    for preference in Preference::ALL {
        write(preference, None);
    }
}
