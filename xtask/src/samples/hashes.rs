//! Hashes that were damaged on their way, and hashes that lack something.

use hardware_hash::{Builder, Capture, OsType, TextField, tag};

use super::{
    Sample, damage,
    device::{device, hash, recaptured, serial, text, virtual_machine},
    table::{BASE, file},
};

pub fn samples() -> Vec<Sample> {
    repairable().into_iter().chain(damaged()).chain(incomplete()).chain(unusual()).collect()
}

/// A table with these hashes, for devices from that number on.
fn table(first: u32, hashes: &[String]) -> String {
    let rows = (first..).zip(hashes).map(|(number, hash)| format!("{},,{hash}", serial(number)));
    file(BASE, rows)
}

/// A table of devices from that number on, each changed in its own way.
fn devices(first: u32, changes: &[fn(Builder) -> Builder]) -> String {
    let hashes: Vec<String> =
        (first..).zip(changes).map(|(number, change)| text(&change(device(number)))).collect();
    table(first, &hashes)
}

fn repairable() -> Vec<Sample> {
    let broken_over_rows = |text: &str| {
        let (first, second) = text.split_at(2_000);
        format!("{first}\r\n{second}")
    };
    let spaced = |text: &str| {
        let (first, second) = text.split_at(1_000);
        format!("{first} \u{200B}{second}")
    };
    let url_safe = hash(311).replace('+', "-").replace('/', "_");
    let full = hash(313);
    vec![
        Sample::one(
            "hashes/wrapped.csv",
            table(301, &[broken_over_rows(&hash(301)), spaced(&hash(302))]),
            "A hash that a mail program broke over two lines, and one with spaces in it: both verify without them.",
            &["hash-whitespace"],
        ),
        Sample::one(
            "hashes/repairable.csv",
            table(311, &[url_safe, hash(312) + "==", full.trim_end_matches('A').to_owned()]),
            "Another base64 alphabet, padding that does not belong there, zeros lost at the end: the digest tells \
             that the repaired hash is the right one.",
            &["hash-url-alphabet", "hash-padding", "hash-length"],
        ),
    ]
}

fn damaged() -> Vec<Sample> {
    let at = |number: u32| device(number);
    vec![
        Sample::one(
            "hashes/damaged.csv",
            table(
                321,
                &[
                    hash(321).replacen('A', "*", 1),
                    damage::something_else(),
                    hash(323)[..1_200].to_owned(),
                    damage::record_too_long(&at(324)),
                    damage::without_trailer(&at(325)),
                    damage::bit_flipped(&at(326)),
                    damage::with_tail(&at(327)),
                ],
            ),
            "A character that is not base64; something else; cut off; a record too long; no trailer; one bit \
             changed; something behind the end. None can be mended: capture those devices again.",
            &[
                "hash-not-base64",
                "hash-magic",
                "hash-truncated",
                "hash-structure",
                "hash-trailer",
                "hash-digest",
                "hash-tail",
            ],
        ),
        Sample::one(
            "hashes/of-old-tools.csv",
            table(
                331,
                &[damage::of_old_tool(), text(&recaptured(&at(332), |c| c.os_version.build = 14_393))],
            ),
            "The short hash of early tools, and one made by a Windows from before version 1703.",
            &["hash-too-small", "windows-too-old"],
        ),
    ]
}

fn incomplete() -> Vec<Sample> {
    vec![
        Sample::one(
            "hashes/incomplete.csv",
            devices(
                341,
                &[
                    |device| device.without(TextField::Manufacturer.tag()),
                    |device| device.without(TextField::Serial.tag()),
                    |device| device.without(tag::UUID),
                    |device| device.without(tag::NETWORK_ADAPTER),
                    |device| device.without(tag::DISK_NAME).without(tag::SYSTEM_DISK),
                ],
            ),
            "Hashes without manufacturer, serial, UUID, network adapter, disk: the service refuses the first two.",
            &["hash-no-manufacturer", "hash-no-serial", "hash-no-uuid", "hash-no-network", "hash-no-disk"],
        ),
        Sample::one(
            "hashes/no-tpm.csv",
            devices(
                351,
                &[|device| {
                    device
                        .without(TextField::Tpm.tag())
                        .without(tag::ENDORSEMENT_KEY)
                        .without(tag::OFFLINE_DEVICE_ID)
                }],
            ),
            "A device without a TPM: it can be registered, but not set up without a user.",
            &["hash-no-tpm"],
        ),
    ]
}

fn unusual() -> Vec<Sample> {
    vec![
        Sample::one(
            "hashes/windows-pe.csv",
            devices(361, &[|device| recaptured(&device, |capture| capture.os_type = OsType::WindowsPe)]),
            "Captured in Windows PE, where parts of a device can't be seen.",
            &["hash-windows-pe"],
        ),
        Sample::one(
            "hashes/clock.csv",
            devices(
                371,
                &[
                    // 2099-01-01 and 2019-01-01, both at noon UTC.
                    |device| captured_at(&device, 4_070_952_000),
                    |device| captured_at(&device, 1_546_344_000),
                ],
            ),
            "Captured in the future, by a clock that was wrong, and years ago.",
            &["capture-in-future", "capture-old"],
        ),
        Sample::one(
            "hashes/virtual-machine.csv",
            table(381, &[text(&virtual_machine(381))]),
            "A virtual machine.",
            &["virtual-machine"],
        ),
    ]
}

/// The device, captured at that time in seconds since 1970.
fn captured_at(device: &Builder, unix: i64) -> Builder {
    recaptured(device, |capture| capture.seconds_since_2000 = Capture::seconds_from_unix(unix))
}
