//! Texts, prefixes, and the numbers and names taken from texts.

use hardware_hash::{
    Builder, Capture, DiskName, HardwareHash, Text, TextField, Tpm, WideText, looks_like_hash,
    looks_like_windows_hash,
};

use crate::{fixture_text, made_up};

#[test]
fn texts_end_at_nul_and_are_read_in_either_encoding() {
    let cases: [(&[u8], &str, bool); 12] = [
        (b"Contoso\0", "Contoso", false),
        (b"Contoso", "Contoso", false),
        (b"A\0B\0", "A", false),
        (b"", "", true),
        (b"\0rest", "", true),
        (b" \t\0", " \t", true),
        (b"SMBIOS_STRING_INDEX_0\0", "SMBIOS_STRING_INDEX_0", true),
        (b"SMBIOS_STRING_INDEX_01\0", "SMBIOS_STRING_INDEX_01", false),
        (b"None\0", "None", true),
        (b"Nonesuch\0", "Nonesuch", false),
        ("Müller\0".as_bytes(), "Müller", false),
        (b"M\xfcller \x80\x81\x9f\xff\0", "Müller €\u{81}Ÿÿ", false),
    ];
    for (payload, text, blank) in cases {
        let read = Text::new(payload);
        assert_eq!(read.to_str(), text);
        assert_eq!(read.is_blank(), blank, "{text:?}");
        assert_eq!(read.value().is_none(), blank, "{text:?}");
        assert_eq!(read.payload(), payload);
        assert_eq!(read.to_string(), text);
    }
}

#[test]
fn wide_texts() {
    let cases: [(Vec<u8>, &str); 5] = [
        (WideText::encode("PCI\0"), "PCI"),
        (WideText::encode("Contoso|Grafik ä 😀"), "Contoso|Grafik ä 😀"),
        (vec![b'A', 0, 0x00, 0xd8, b'B', 0], "A\u{fffd}B"),
        (vec![b'A', 0, b'B'], "A"),
        (vec![], ""),
    ];
    for (payload, text) in cases {
        assert_eq!(WideText::new(&payload).to_string(), text);
    }
}

#[test]
fn tpm_texts() {
    let none = [None; 5];
    let cases = [
        (
            "TPM-Version:2.0 -Level:0-Revision:1.38-VendorID:'STM '-Firmware:65794.0",
            [Some("2.0"), Some("0"), Some("1.38"), Some("STM"), Some("65794.0")],
        ),
        ("TPM-Version:1.2-VendorID:'IFX'", [Some("1.2"), None, None, Some("IFX"), None]),
        ("-Firmware:7.2-TPM-Version:2.0", [Some("2.0"), None, None, None, Some("7.2-")]),
        ("TPM-Version: -Level:-Revision:", none),
        ("something else", none),
        ("", none),
    ];
    for (text, parts) in cases {
        let tpm = Tpm::new(Text::new(text.as_bytes()));
        let found = [tpm.version, tpm.level, tpm.revision, tpm.vendor, tpm.firmware];
        assert_eq!(found.each_ref().map(Option::as_deref), parts, "{text}");
        assert_eq!(tpm.text.to_str(), text);
    }
}

#[test]
fn disk_names() {
    let cases = [
        (" S1 |P 1|V", ["S1", "P 1", "V"], false),
        ("|Virtual Disk|Msft    ", ["", "Virtual Disk", "Msft"], false),
        ("S1", ["S1", "", ""], false),
        ("S|P|V|more", ["S", "P", "V|more"], false),
        ("| |", ["", "", ""], true),
        ("", ["", "", ""], true),
    ];
    for (text, parts, blank) in cases {
        let name = DiskName(Text::new(text.as_bytes()));
        assert_eq!([name.serial(), name.product(), name.vendor()], parts, "{text:?}");
        assert_eq!(name.is_blank(), blank, "{text:?}");
    }
}

#[test]
fn clocks_in_names() {
    let cases = [
        ("Contoso CPU @ 1.70GHz", Some(1700)),
        ("Contoso CPU @ 2GHz", Some(2000)),
        ("Contoso CPU @ 3.1 GHz", Some(3100)),
        ("Contoso CPU @ 800MHz", Some(800)),
        ("Contoso CPU @ 1.2345GHz", Some(1234)),
        ("Contoso CPU", None),
        ("Contoso CPU @ fast", None),
        ("Contoso CPU @ GHz", None),
        ("Contoso CPU @ +1GHz", None),
        ("Contoso CPU @ 99999999999GHz", None),
    ];
    for (name, mhz) in cases {
        let hash = Builder::new().text(TextField::ProcessorBrand, name).build().expect("it fits");
        assert_eq!(hash.named_clock_mhz(), mhz, "{name}");
    }
}

#[test]
fn offsets_from_utc() {
    let cases: [(i8, Option<i16>); 7] = [
        (0, Some(0)),
        (-28, Some(-420)),
        (8, Some(120)),
        (56, Some(840)),
        (-56, Some(-840)),
        (57, None),
        // Written by an old tool that counted otherwise.
        (120, None),
    ];
    let capture = made_up(1).capture().expect("it has one");
    for (utc_offset_quarters, minutes) in cases {
        assert_eq!(Capture { utc_offset_quarters, ..capture }.utc_offset_minutes(), minutes);
    }
}

#[test]
fn moments_outside_the_range_become_the_nearest() {
    let cases = [(946_684_799, 0), (946_684_800, 0), (946_684_801, 1), (i64::MAX, u32::MAX), (i64::MIN, 0)];
    for (unix, seconds) in cases {
        assert_eq!(Capture::seconds_from_unix(unix), seconds);
    }
}

#[test]
fn prefixes() {
    let cases = [
        (fixture_text(), true, true),
        ("  T0FzAAEAHAAAAAoA", true, true),
        ("T0Gabcd", true, false),
        ("T0H", true, false),
        ("T0D", false, false),
        ("T0I", false, false),
        ("t0E", false, false),
        ("T0", false, false),
        ("", false, false),
        ("4N7T0E2", false, false),
    ];
    for (text, hash, windows_hash) in cases {
        assert_eq!(looks_like_hash(text.as_bytes()), hash, "{text}");
        assert_eq!(looks_like_windows_hash(text.as_bytes()), windows_hash, "{text}");
    }
    for number in 0..300 {
        let text = made_up(number).to_text();
        assert!(looks_like_windows_hash(text.as_bytes()));
    }
}

#[test]
fn logs_do_not_hold_what_identifies_a_device() {
    let hash: HardwareHash = made_up(0x0102_0304);
    let listing: Vec<_> = hash.records().collect();
    let printed =
        format!("{hash:?} {listing:?} {:?} {:?}", Builder::from_hash(&hash), hash.raw_records().next());
    assert!(printed.contains("MacAddress(02-00-01-…)"), "{printed}");
    assert!(printed.contains("EndorsementKey(256 bytes)"), "{printed}");
    assert!(!printed.contains("02-00-01-02"), "{printed}");
    assert!(!printed.contains(&hash.to_text()[..40]), "{printed}");
}
