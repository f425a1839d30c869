//! The browser application: an offline-first console for the life of managed Windows devices.
//!
//! `app` is the shell, `pages` has a file for each route, `components` what pages are made of, `tasks` what changes
//! something, `queries` what only looks. Beneath them lie `ingest` (files in, through a worker), `store` (what is
//! kept in the browser) and `compose` (files out).

pub mod app;
pub mod collect;
pub mod components;
pub mod compose;
pub mod format;
pub mod i18n;
pub mod ingest;
pub mod pages;
pub mod preferences;
pub mod queries;
pub mod route;
pub mod store;
pub mod tasks;
pub mod theme;
pub mod wire;
pub mod worker;
pub mod workspace;

#[cfg(all(test, target_arch = "wasm32"))]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
