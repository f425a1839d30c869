//! Any `$filter`: no panic, a value for each placeholder, and a statement that the database takes.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    muster_server::hold_filter(text);
});
