//! Cells of a CSV file for people, who open it in a spreadsheet.

use std::borrow::Cow;

/// Characters with which a spreadsheet takes a cell for a formula. Source: OWASP, *CSV Injection*.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// A value as a cell of a CSV file that people open in a spreadsheet: a formula is made harmless by an apostrophe before
/// it, and quotes are put where needed.
pub fn cell(value: &str) -> Cow<'_, str> {
    let harmless =
        if value.starts_with(FORMULA) { Cow::Owned(format!("'{value}")) } else { Cow::Borrowed(value) };
    let spaced = value.starts_with(' ') || value.ends_with(' ');
    if spaced || harmless.contains([',', ';', '"', '\r', '\n', '\t']) {
        return Cow::Owned(format!("\"{}\"", harmless.replace('"', "\"\"")));
    }
    harmless
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells() {
        for (value, wanted) in [
            ("", ""),
            ("Kiosk", "Kiosk"),
            ("VMware, Inc.", "\"VMware, Inc.\""),
            ("15\" screen", "\"15\"\" screen\""),
            ("two\nlines", "\"two\nlines\""),
            ("a;b", "\"a;b\""),
            (" a", "\" a\""),
            ("=1+1", "'=1+1"),
            ("+31", "'+31"),
            ("-1", "'-1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "\"'\t=1\""),
            ("\r=1", "\"'\r=1\""),
            ("=HYPERLINK(\"a\",\"b\")", "\"'=HYPERLINK(\"\"a\"\",\"\"b\"\")\""),
            ("5-3", "5-3"),
        ] {
            assert_eq!(cell(value), wanted, "{value:?}");
        }
    }
}
