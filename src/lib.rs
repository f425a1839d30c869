//! The browser application: an offline-first console for the life of managed Windows devices.
//!
//! `app` is the shell, `pages` has a file for each route, `components` what pages are made of, `tasks` what changes
//! something, `queries` what only looks. Beneath them lie `ingest` (files in, through a worker), `store` (what is
//! kept in the browser) and `compose` (files out).
//!
//! The worker is a program of its own, built without the feature `page`: of these it has `wire` and `worker` alone.

#[cfg(feature = "page")]
pub mod app;
#[cfg(feature = "page")]
pub mod collect;
#[cfg(feature = "page")]
pub mod components;
#[cfg(feature = "compose")]
pub mod compose;
#[cfg(feature = "page")]
pub mod format;
#[cfg(feature = "page")]
pub mod i18n;
#[cfg(feature = "page")]
pub mod ingest;
#[cfg(feature = "page")]
pub mod pages;
#[cfg(feature = "page")]
pub mod preferences;
#[cfg(feature = "page")]
pub mod queries;
#[cfg(feature = "page")]
mod rehearsal;
#[cfg(feature = "page")]
pub mod route;
#[cfg(feature = "page")]
pub mod sealed;
#[cfg(any(feature = "page", feature = "sync"))]
pub mod store;
#[cfg(any(feature = "page", feature = "sync"))]
pub mod sync;
#[cfg(feature = "page")]
pub mod tasks;
#[cfg(feature = "page")]
pub mod tenant;
#[cfg(feature = "page")]
pub mod theme;
mod turn;
pub mod wire;
pub mod worker;
#[cfg(feature = "page")]
pub mod workspace;

#[cfg(all(test, target_arch = "wasm32"))]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
