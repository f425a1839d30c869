//! The only place that talks to the service: a worker of its own, in every tab, of which one at a time sends.
//!
//! The page keeps intents in the storage and says so; the worker of the tab that leads moves them along
//! ([`outbox::Engine`]), and every page reads the storage again when it is told. So it doesn't matter which tab sends, nor
//! whether one is closed meanwhile.

#[cfg(feature = "sync")]
mod environment;
#[cfg(feature = "sync")]
mod fetch;
#[cfg(feature = "page")]
mod handle;
mod ids;
#[cfg(feature = "sync")]
mod office;
#[cfg(feature = "sync")]
mod serve;
#[cfg(feature = "sync")]
mod signals;

#[cfg(feature = "page")]
pub use handle::{Standstill, SyncHandle};
pub use ids::new_id;
#[cfg(feature = "page")]
pub(crate) use ids::random;
#[cfg(feature = "sync")]
pub use serve::serve;

/// Milliseconds since 1970-01-01T00:00:00Z.
#[must_use]
#[expect(clippy::cast_possible_truncation, reason = "whole milliseconds")]
pub fn now() -> outbox::Millis {
    js_sys::Date::now() as outbox::Millis
}

/// The channel by which tabs ask whichever leads for something.
const CHANNEL: &str = "muster sync";
/// On the channel: a person wants to know now.
const REFRESH: &str = "refresh";
