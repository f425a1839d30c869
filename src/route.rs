//! Which page is shown, by the fragment of the address: `#/check`.
//!
//! The fragment, not the path: it never reaches a server, so the app works from any folder of any static host and
//! with no network, and a reload never asks for a file that isn't there.

use gloo::events::EventListener;
use leptos::prelude::*;

/// A page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Route {
    /// Check & merge.
    #[default]
    Check,
    /// Devices.
    Devices,
    /// Managed devices.
    Manage,
    /// Device actions.
    Actions,
    /// Remove devices.
    Remove,
    /// Checklists.
    Checklists,
    /// History.
    History,
    /// Clean-up rules.
    Cleanup,
    /// Approvals.
    Approvals,
    /// Collect.
    Collect,
    /// Settings.
    Settings,
}

impl Route {
    /// Every page, in the order of the navigation.
    pub const ALL: [Route; 11] = [
        Route::Check,
        Route::Devices,
        Route::Manage,
        Route::Actions,
        Route::Remove,
        Route::Cleanup,
        Route::Approvals,
        Route::Checklists,
        Route::History,
        Route::Collect,
        Route::Settings,
    ];

    /// What a link to it holds.
    #[must_use]
    pub fn href(self) -> &'static str {
        match self {
            Route::Check => "#/check",
            Route::Devices => "#/devices",
            Route::Manage => "#/manage",
            Route::Actions => "#/actions",
            Route::Remove => "#/remove",
            Route::Checklists => "#/checklists",
            Route::History => "#/history",
            Route::Cleanup => "#/cleanup",
            Route::Approvals => "#/approvals",
            Route::Collect => "#/collect",
            Route::Settings => "#/settings",
        }
    }

    /// The message with its name.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Route::Check => "page-check",
            Route::Devices => "page-devices",
            Route::Manage => "page-manage",
            Route::Actions => "page-actions",
            Route::Remove => "page-remove",
            Route::Checklists => "page-checklists",
            Route::History => "page-history",
            Route::Cleanup => "page-cleanup",
            Route::Approvals => "page-approvals",
            Route::Collect => "page-collect",
            Route::Settings => "page-settings",
        }
    }

    /// Goes there.
    pub fn go(self) {
        let gone = window().location().set_hash(self.href());
        debug_assert!(gone.is_ok(), "a page may go to its own fragments");
    }

    fn from_fragment(fragment: &str) -> Route {
        Route::ALL.into_iter().find(|route| route.href() == fragment).unwrap_or_default()
    }
}

fn current() -> Route {
    window().location().hash().map_or_else(|_| Route::default(), |fragment| Route::from_fragment(&fragment))
}

/// The page of the address, followed as long as the app lives.
pub fn use_route() -> ReadSignal<Route> {
    let (route, set_route) = signal(current());
    let listener = StoredValue::new_local(EventListener::new(&window(), "hashchange", move |_| {
        set_route.set(current());
    }));
    on_cleanup(move || listener.dispose());
    route
}

#[cfg(test)]
mod tests {
    use super::Route;

    #[test]
    fn every_link_leads_to_its_page_and_anything_else_to_the_first() {
        for route in Route::ALL {
            assert_eq!(Route::from_fragment(route.href()), route);
        }
        for unknown in ["", "#", "#/", "#/nowhere", "#/check/x", "check"] {
            assert_eq!(Route::from_fragment(unknown), Route::Check, "{unknown}");
        }
    }
}
