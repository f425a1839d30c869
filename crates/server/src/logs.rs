//! The log: on standard error, without anything of a device.

use std::panic::PanicHookInfo;

use tracing_subscriber::fmt;

use crate::args::Log;

/// Starts it.
pub fn start(log: Log) {
    let builder = fmt().with_writer(std::io::stderr).with_target(false).with_ansi(false);
    match log {
        Log::Json => builder.json().flatten_event(true).init(),
        Log::Text => builder.init(),
    }
    std::panic::set_hook(Box::new(note_panic));
}

/// A message that was put together may hold a value; one that stands in the source holds none.
fn note_panic(panic: &PanicHookInfo<'_>) {
    let place = panic.location().map(ToString::to_string).unwrap_or_default();
    let message = panic.payload().downcast_ref::<&'static str>().copied().unwrap_or("see the source");
    tracing::error!(place, message, "a fault in the server");
}
