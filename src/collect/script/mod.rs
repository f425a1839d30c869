//! Scripts for PowerShell, one file a way.
//!
//! They run in Windows PowerShell 5.1, which is on every device, and in PowerShell 7. Each is one block, `& { … }`:
//! pasted into a prompt it runs as one command, so that an error stops all of it and a question for a password does
//! not swallow the lines behind it. No string is in double quotes, so that nothing in any is ever expanded.

pub(super) mod active_directory;
pub(super) mod by_hand;
mod common;
pub(super) mod flash_drive;
mod writer;

pub(super) use writer::Writer;
