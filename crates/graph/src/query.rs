//! Parts of addresses.

use std::fmt::Write;

/// The longest piece of a serial number that is asked for: longer ones were answered with 400.
const PROBE: usize = 20;

/// A text as an `OData` literal.
#[must_use]
pub fn literal(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// A text as the value in a query.
#[must_use]
pub fn percent_encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let written = write!(out, "%{byte:02X}");
            debug_assert!(written.is_ok(), "a string takes any text");
        }
    }
    out
}

/// The piece of a serial number by which to look for it: its longest run of letters and digits. The service refuses
/// hyphens, long texts and what stands behind a space, and whatever it finds is compared here anyway. `None`: there is
/// no such piece.
#[must_use]
pub fn serial_probe(serial: &str) -> Option<&str> {
    let runs = serial.split(|c: char| !c.is_ascii_alphanumeric());
    let longest = runs.fold("", |longest, run| if run.len() > longest.len() { run } else { longest });
    let probe = &longest[..longest.len().min(PROBE)];
    (!probe.is_empty()).then_some(probe)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_double_their_quotes() {
        for (text, wanted) in [("", "''"), ("a", "'a'"), ("O'Neil", "'O''Neil'"), ("''", "''''''")] {
            assert_eq!(literal(text), wanted);
        }
    }

    #[test]
    fn everything_but_the_unreserved_is_encoded() {
        for (text, wanted) in [("a-b._~", "a-b._~"), ("a b&c", "a%20b%26c"), ("é", "%C3%A9"), ("'", "%27")] {
            assert_eq!(percent_encoded(text), wanted);
        }
    }

    #[test]
    fn probes_are_what_the_service_takes() {
        for (serial, wanted) in [
            ("ABC123", Some("ABC123")),
            ("5CG-1234567-X", Some("1234567")),
            ("VMware-56 4d 8f", Some("VMware")),
            ("0123-4567", Some("0123")),
            ("ABCDEFGHIJKLMNOPQRSTUVWXYZ", Some("ABCDEFGHIJKLMNOPQRST")),
            ("é-é", None),
            ("", None),
        ] {
            assert_eq!(serial_probe(serial), wanted, "{serial}");
        }
    }
}
