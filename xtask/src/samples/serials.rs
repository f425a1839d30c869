//! Serials that are not what the hash says.

use hardware_hash::TextField;

use super::{
    Sample,
    device::{device, hash, hash_with_serial, serial, text},
    table::{BASE, file},
};

pub fn samples() -> Vec<Sample> {
    let nameless = device(202).without(TextField::Serial.tag());
    let shared = |number| format!("SHARED-1,,{}", hash_with_serial(number, "SHARED-1"));
    vec![
        Sample::one(
            "serials/missing.csv",
            file(BASE, [format!(",,{}", hash(201)), format!(",,{}", text(&nameless))]),
            "No serial: the first is taken from the hash, the second is not there either.",
            &["serial-from-hash", "serial-missing", "hash-no-serial"],
        ),
        Sample::one(
            "serials/changed-by-a-spreadsheet.csv",
            file(
                BASE,
                [
                    format!("4711,,{}", hash_with_serial(211, "0004711")),
                    format!("1.23457E+11,,{}", hash_with_serial(212, "123456789012")),
                    format!("4712.0,,{}", hash_with_serial(213, "4712")),
                ],
            ),
            "Leading zeros lost, rounded to a power of ten, decimals added: the hash has the right serial.",
            &["serial-leading-zeros", "serial-scientific", "serial-decimal"],
        ),
        Sample::one(
            "serials/retyped.csv",
            file(
                BASE,
                [
                    format!("{},,{}", serial(221).to_lowercase(), hash(221)),
                    format!("004713,,{}", hash_with_serial(222, "4713")),
                    format!(" {}\u{A0},,{}", serial(223), hash(223)),
                ],
            ),
            "Small letters, filled up with zeros, invisible spaces around it.",
            &["serial-case", "serial-padding", "surrounding-space"],
        ),
        Sample::one(
            "serials/of-another-device.csv",
            file(
                BASE,
                [format!("{},,{}", serial(232), hash(231)), format!("{},,{}", serial(231), hash(232))],
            ),
            "Two rows whose hashes were mixed up: nothing is guessed, the rows are shown.",
            &["serial-mismatch"],
        ),
        Sample::one(
            "serials/placeholders.csv",
            file(
                BASE,
                [
                    format!("To be filled by O.E.M.,,{}", hash(241)),
                    format!("Default string,,{}", hash_with_serial(242, "Default string")),
                ],
            ),
            "Serials that nobody filled in: the first is in the hash, the second is a placeholder there too.",
            &["serial-placeholder"],
        ),
        Sample::one(
            "serials/shared.csv",
            file(BASE, [shared(251), shared(252)]),
            "Two devices, told apart by their TPMs, with one serial.",
            &["serial-shared"],
        ),
    ]
}
