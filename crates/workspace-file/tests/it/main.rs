//! Files of made-up workspaces, sealed by a real cipher.

mod header;
mod records;
mod sealed;
