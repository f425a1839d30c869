//! Serials that say that there is none.

/// What firmware and people write where a serial should be, in lower case. The first lines come from the makers of
/// boards, the rest from inventories.
const PLACEHOLDERS: &[&str] = &[
    "default string",
    "system serial number",
    "chassis serial number",
    "base board serial number",
    "to be filled by o.e.m.",
    "to be filled by oem",
    "smbios_string_index_0",
    "not specified",
    "not applicable",
    "not available",
    "not defined",
    "invalid",
    "none",
    "null",
    "n/a",
    "na",
    "unknown",
    "serial number",
    "serialnumber",
    "oem",
    "o.e.m.",
    "empty",
    "0123456789",
    "123456789",
    "1234567890",
];

/// Whether a cleaned serial is one that many devices carry: a known placeholder, or one character over and over. One
/// outside ASCII is no placeholder but damage.
pub(crate) fn is_placeholder(serial: &str) -> bool {
    let mut characters = serial.chars();
    let Some(first) = characters.next() else { return false };
    (first.is_ascii() && characters.all(|c| c == first))
        || PLACEHOLDERS.iter().any(|known| known.eq_ignore_ascii_case(serial))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders() {
        for (serial, wanted) in [
            ("", false),
            ("5CG1234567", false),
            ("0", true),
            ("000000000000", true),
            ("XXXXXXX", true),
            ("Default string", true),
            ("DEFAULT STRING", true),
            ("System Serial Number", true),
            ("To Be Filled By O.E.M.", true),
            ("Not Specified", true),
            ("None", true),
            ("0123456789", true),
            ("123456789", true),
            ("SMBIOS_STRING_INDEX_0", true),
            ("N/A", true),
            ("Unknown", true),
            ("INVALID", true),
            ("Chassis Serial Number", true),
            ("0123456788", false),
            ("NONE1", false),
            ("\u{fffd}", false),
            ("\u{a0d}", false),
        ] {
            assert_eq!(is_placeholder(serial), wanted, "{serial}");
        }
    }
}
