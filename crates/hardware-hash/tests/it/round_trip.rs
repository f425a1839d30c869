//! What is written is what is read.

use hardware_hash::{
    Architecture, Builder, BusType, Capture, ChassisType, CoreClass, DeviceIdType, Disk, DiskMedia, DiskName,
    Display, DisplaySize, Enclosure, EndorsementKey, ErrorCorrection, GraphicsMemory, GraphicsName,
    MacAddress, Medium, Memory, NetworkAdapter, OfflineDeviceId, OsType, OutputTechnology, PowerRole,
    Processor, RawRecord, Record, Text, TextField, TooLarge, Uuid, Version, WideText, decode, examine, tag,
};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use crate::made_up;

const GIBIBYTE: u64 = 1 << 30;

fn version() -> impl Strategy<Value = Version> {
    any::<[u16; 4]>().prop_map(|[major, minor, build, revision]| Version { major, minor, build, revision })
}

fn known(number: u16) -> Option<u16> {
    (number != u16::MAX).then_some(number)
}

/// Any record without text.
fn plain_record() -> impl Strategy<Value = Record<'static>> {
    let gibibytes = || (0..u64::MAX / GIBIBYTE).prop_map(|count| count * GIBIBYTE);
    prop_oneof![
        (version(), version(), any::<u32>(), any::<i8>(), any::<[u8; 3]>()).prop_map(
            |(
                tool_version,
                os_version,
                seconds_since_2000,
                utc_offset_quarters,
                [os_type, architecture, schema],
            )| {
                Record::Capture(Capture {
                    tool_version,
                    os_version,
                    seconds_since_2000,
                    utc_offset_quarters,
                    os_type: OsType::from_code(os_type),
                    architecture: Architecture::from_code(architecture),
                    schema_version: schema,
                })
            }
        ),
        (any::<u8>(), any::<[u16; 3]>(), any::<bool>()).prop_map(
            |(code, [packages, cores, threads], hyperthreading)| {
                let architecture = Architecture::from_code(code);
                Record::Processor(Processor { architecture, packages, cores, threads, hyperthreading })
            }
        ),
        vec(any::<(u8, u16, u16)>(), 0..255).prop_map(|classes| {
            let class = |(efficiency_class, cores, threads)| CoreClass { efficiency_class, cores, threads };
            Record::CoreClasses(classes.into_iter().map(class).collect())
        }),
        (gibibytes(), gibibytes(), any::<[u16; 2]>(), any::<u8>()).prop_map(
            |(installed_bytes, maximum_bytes, [slots, arrays], code)| {
                let error_correction = ErrorCorrection::from_code(code);
                Record::Memory(Memory { installed_bytes, maximum_bytes, slots, arrays, error_correction })
            }
        ),
        (gibibytes(), any::<[u8; 2]>()).prop_map(|(capacity_bytes, [bus, media])| {
            let (bus, media) = (BusType::from_code(bus), DiskMedia::from_code(media));
            Record::Disk(Disk { capacity_bytes, bus, media })
        }),
        (any::<[u16; 4]>(), any::<u32>()).prop_map(|(numbers, output)| {
            let [width_mm, height_mm, width_px, height_px] = numbers.map(known);
            let output = OutputTechnology::from_code(output);
            Record::Display(Display { width_mm, height_mm, width_px, height_px, output })
        }),
        any::<[u16; 2]>().prop_map(|numbers| {
            let [width_mm, height_mm] = numbers.map(|number| known(number).map(|cm| u32::from(cm) * 10));
            Record::DisplaySize(DisplaySize { width_mm, height_mm })
        }),
        any::<[u8; 2]>().prop_map(|[chassis, role]| {
            let (chassis, power_role) = (ChassisType::from_code(chassis), PowerRole::from_code(role));
            Record::Enclosure(Enclosure { chassis, power_role })
        }),
        (any::<u8>(), any::<[u8; 32]>()).prop_map(|(id_type, id)| {
            Record::OfflineDeviceId(OfflineDeviceId { id_type: DeviceIdType::from_code(id_type), id })
        }),
        any::<[u8; 16]>().prop_map(|bytes| Record::Uuid(Uuid(bytes))),
        any::<[u64; 2]>().prop_map(|[dedicated_video_bytes, dedicated_system_bytes]| {
            Record::GraphicsMemory(GraphicsMemory { dedicated_video_bytes, dedicated_system_bytes })
        }),
    ]
}

/// Any record whose content is of bytes that live elsewhere, and those bytes.
fn borrowing_record(kind: usize, tag: u16, bytes: &[u8]) -> Record<'_> {
    match kind {
        0 => Record::DiskName(DiskName(Text::new(bytes))),
        1 => Record::SystemDisk(DiskName(Text::new(bytes))),
        2 => Record::EndorsementKey(EndorsementKey(bytes)),
        3 => Record::GraphicsName(GraphicsName(WideText::new(bytes))),
        4 => Record::NetworkAdapter(NetworkAdapter {
            medium: Medium::from_code(u32::from(tag)),
            mac: MacAddress([2, 0, 0, 0, 0, 1]),
            bus: WideText::new(bytes),
        }),
        5 => Record::Unknown(RawRecord { tag: tag.saturating_add(37), payload: bytes }),
        _ => Record::Text(TextField::ALL[usize::from(tag) % TextField::ALL.len()], Text::new(bytes)),
    }
}

proptest! {
    #[test]
    fn records_come_back_in_their_order(
        plain in vec(plain_record(), 0..6),
        bytes in vec((0_usize..9, any::<u16>(), vec(any::<u8>(), 0..80)), 0..8),
        borrowing_first: bool,
    ) {
        let borrowing = bytes.iter().map(|(kind, tag, bytes)| borrowing_record(*kind, *tag, bytes));
        let records: Vec<Record> = if borrowing_first {
            borrowing.chain(plain.iter().cloned()).collect()
        } else {
            plain.iter().cloned().chain(borrowing).collect()
        };
        let builder = records.iter().fold(Builder::new(), |builder, record| builder.push(record));
        let size: usize = 4 + records.iter().map(|record| 4 + record.payload().len()).sum::<usize>();
        match builder.build() {
            Ok(hash) => {
                prop_assert!(size <= 2964);
                prop_assert!(hash.records().eq(records));
                prop_assert_eq!(decode(&hash.encode()), Ok(hash.clone()));
                let examination = examine(hash.to_text().as_bytes());
                prop_assert_eq!(examination.content, Ok(hash));
                prop_assert!(examination.repairs.is_empty());
            }
            Err(TooLarge) => prop_assert!(size > 2964),
        }
    }

    #[test]
    fn bytes_of_unknown_meaning_come_back(records in vec((any::<u16>(), vec(any::<u8>(), 0..60)), 0..40)) {
        let raw = || records.iter().map(|(tag, payload)| RawRecord { tag: *tag, payload });
        let builder = raw().fold(Builder::new(), |builder, raw| builder.raw(raw.tag, raw.payload));
        let hash = builder.build().expect("forty of them fit");
        prop_assert!(hash.raw_records().eq(raw()));
        prop_assert_eq!(decode(&hash.encode()), Ok(hash.clone()));
        prop_assert_eq!(Builder::from_hash(&hash).build(), Ok(hash));
    }

    #[test]
    fn texts_come_back_to_the_letter(field in select(&TextField::ALL[..]), text in "[^\0]{0,60}") {
        let hash = Builder::made_up(3).text(field, &text).build().expect("it fits");
        prop_assert_eq!(hash.text(field).map(|read| read.to_string()), Some(text));
    }

    #[test]
    fn made_up_devices_come_back(number: u32) {
        let hash = made_up(number);
        prop_assert_eq!(decode(&hash.encode()), Ok(hash.clone()));
        prop_assert_eq!(examine(hash.to_text().as_bytes()).content, Ok(hash));
    }
}

#[test]
fn records_fit_to_the_last_byte() {
    let fitting = Builder::new().raw(99, &[1; 2956]);
    let hash = fitting.build().expect("2964 bytes fit");
    assert_eq!(decode(&hash.encode()), Ok(hash.clone()));
    assert_eq!(examine(hash.to_text().as_bytes()).content, Ok(hash));
    assert_eq!(Builder::new().raw(99, &[1; 2957]).build(), Err(TooLarge));
    assert_eq!(Builder::new().raw(99, &vec![1; 70_000]).build(), Err(TooLarge));
}

#[test]
fn known_tags_with_other_lengths_are_kept_as_bytes() {
    for (tag, usual) in
        [(1, 24), (2, 12), (5, 21), (6, 12), (8, 22), (9, 12), (10, 5), (11, 42), (12, 16), (27, 4), (29, 18)]
    {
        for length in [0, usual - 1, usual + 1] {
            let payload = vec![0; length];
            let hash = Builder::new().raw(tag, &payload).build().expect("it fits");
            let unknown: Vec<RawRecord> = hash.unknown_records().collect();
            assert_eq!(unknown, [RawRecord { tag, payload: &payload }], "tag {tag} of {length} bytes");
        }
    }
}

#[test]
fn every_number_of_a_list_comes_back() {
    for code in 0..=u8::MAX {
        assert_eq!(Architecture::from_code(code).code(), code);
        assert_eq!(OsType::from_code(code).code(), code);
        assert_eq!(ErrorCorrection::from_code(code).code(), code);
        assert_eq!(BusType::from_code(code).code(), code);
        assert_eq!(DiskMedia::from_code(code).code(), code);
        assert_eq!(ChassisType::from_code(code).code(), code);
        assert_eq!(PowerRole::from_code(code).code(), code);
        assert_eq!(DeviceIdType::from_code(code).code(), code);
        assert_eq!(Medium::from_code(u32::from(code)).code(), u32::from(code));
        assert_eq!(OutputTechnology::from_code(u32::from(code)).code(), u32::from(code));
    }
    assert_eq!(BusType::from_code(17).to_string(), "NVMe");
    assert_eq!(BusType::from_code(99), BusType::Other(99));
    assert_eq!(BusType::from_code(99).to_string(), "99");
    assert_eq!(OutputTechnology::from_code(0x8000_0000), OutputTechnology::Internal);
}

#[test]
fn setting_a_record_keeps_its_place() {
    let hash = Builder::made_up(1).text(TextField::Serial, "OTHER").build().expect("it fits");
    let tags = |hash: &hardware_hash::HardwareHash| hash.raw_records().map(|raw| raw.tag).collect::<Vec<_>>();
    assert_eq!(tags(&hash), tags(&made_up(1)));
    assert_eq!(hash.serial().as_deref(), Some("OTHER"));
    let without = Builder::made_up(1).without(tag::NETWORK_ADAPTER).build().expect("it fits");
    assert_eq!(without.network_adapters().count(), 0);
    assert_eq!(tags(&without).len(), tags(&made_up(1)).len() - 2);
}
