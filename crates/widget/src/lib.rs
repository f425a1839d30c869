//! The engine of `<muster-csv-check>`, the checker as an element of any web page.
//!
//! It runs in a worker and holds everything that thinks: files are read and judged here, fixes and edits made, files composed. The
//! element (`web/widget`) draws what it says and sends what its user does. Numbers and texts cross as JSON, files as `Blob`s.
//!
//! It is fetched by whoever opens a page with the element, so it is small: archives are unpacked by a second program of the same
//! crate (`archives`), which most never need. A third one (`registrar`) is for `<muster-register>`: it registers what the checker
//! exports, by the outbox's own engine.

#[cfg(feature = "archives")]
mod archives;
#[cfg(feature = "engine")]
mod book;
#[cfg(feature = "engine")]
mod engine;
#[cfg(feature = "register")]
mod kept;
#[cfg(feature = "register")]
mod registrar;
#[cfg(feature = "engine")]
mod shown;
#[cfg(feature = "register")]
mod told;

#[cfg(feature = "archives")]
pub use archives::unpack;
#[cfg(feature = "engine")]
pub use book::Book;
#[cfg(feature = "engine")]
pub use engine::Engine;
#[cfg(feature = "register")]
pub use kept::{Keeper, Kept, Record};
#[cfg(feature = "register")]
pub use registrar::Registrar;
