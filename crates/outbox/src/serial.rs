//! Serial numbers, which services write as they like.

/// Whether two serial numbers are the same: services change their case and the space around them.
#[must_use]
pub fn same_serial(one: &str, other: &str) -> bool {
    one.trim().eq_ignore_ascii_case(other.trim())
}

/// What the ways to write a serial number have in common: equal for two just when they are the same.
#[must_use]
pub fn serial_key(serial: &str) -> String {
    serial.trim().to_ascii_lowercase()
}
