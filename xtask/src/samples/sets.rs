//! Files that belong together.

use super::{
    Sample,
    device::{device, recaptured, serial, text},
    table::{BASE, INTUNE, file, row, row_with, rows},
};

/// Two days in seconds.
const TWO_DAYS: u32 = 2 * 86_400;

pub fn samples() -> Vec<Sample> {
    let later = recaptured(&device(502), |capture| capture.seconds_since_2000 += TWO_DAYS);
    vec![
        Sample {
            files: vec![
                ("sets/same-device-twice/monday.csv", file(BASE, rows(501..=503)).into_bytes()),
                (
                    "sets/same-device-twice/wednesday.csv",
                    file(BASE, [format!("{},,{}", serial(502), text(&later)), row(504)]).into_bytes(),
                ),
            ],
            about: "One device in both files, with hashes that differ: the newest capture is kept.",
            shows: &["duplicate"],
        },
        Sample {
            files: vec![
                (
                    "sets/two-sites/amsterdam.csv",
                    file(INTUNE, [row_with(511, "Office", "kim@contoso.com"), row_with(512, "Office", "")])
                        .into_bytes(),
                ),
                (
                    "sets/two-sites/utrecht.csv",
                    file(INTUNE, [row_with(511, "Kiosk", "sam@contoso.com"), row_with(513, "Kiosk", "")])
                        .into_bytes(),
                ),
            ],
            about: "One device in both files, with another group tag and another user in each: you choose.",
            shows: &["duplicate", "group-tag-conflict", "user-conflict"],
        },
    ]
}
