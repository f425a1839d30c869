//! Everything that the fixture says.

use std::fmt::Write as _;

use hardware_hash::{Builder, Identity, Record, Text, TextField, examine};
use insta::assert_snapshot;

use crate::{fixture_text, made_up};

fn listing(text: &str) -> String {
    let hash = examine(text.as_bytes()).content.expect("the hash is valid");
    hash.records().fold(String::new(), |mut lines, record| {
        writeln!(lines, "{:>2} {record:?}", record.tag()).expect("a string takes everything");
        lines
    })
}

#[test]
fn every_record_of_the_fixture_is_understood() {
    assert_snapshot!(listing(fixture_text()), @r#"
     1 Capture(Capture { tool_version: Version { major: 10, minor: 0, build: 26100, revision: 1 }, os_version: Version { major: 10, minor: 0, build: 26100, revision: 1234 }, seconds_since_2000: 757479845, utc_offset_quarters: 4, os_type: Windows, architecture: X64, schema_version: 9 })
     2 Processor(Processor { architecture: X64, packages: 1, cores: 4, threads: 8, hyperthreading: true })
     5 Memory(Memory { installed_bytes: 17179869184, maximum_bytes: 34359738368, slots: 2, arrays: 1, error_correction: None })
     3 Text(ProcessorVendor, "GenuineIntel")
     4 Text(ProcessorBrand, "Contoso CPU 1000")
     6 Disk(Disk { capacity_bytes: 549755813888, bus: Nvme, media: SolidState })
     7 DiskName(DiskName("0000_0000_0000_0001.|CONTOSO SSD 512|"))
     8 NetworkAdapter(NetworkAdapter { medium: Ethernet, mac: MacAddress(02-00-00-…), bus: "PCI" })
     9 Display(Display { width_mm: Some(309), height_mm: Some(174), width_px: Some(1920), height_px: Some(1080), output: Internal })
    27 DisplaySize(DisplaySize { width_mm: Some(310), height_mm: Some(170) })
    10 Enclosure(Enclosure { chassis: Notebook, power_role: Mobile })
    13 Text(Tpm, "TPM-Version:2.0 -Level:0-Revision:1.38-VendorID:'TEST'-Firmware:1.1")
    25 EndorsementKey(EndorsementKey(256 bytes))
    11 OfflineDeviceId(OfflineDeviceId { id_type: TpmEndorsementKey, .. })
    12 Uuid(Uuid([51, 34, 17, 0, 85, 68, 119, 102, 136, 153, 170, 187, 204, 221, 238, 255]))
    14 Text(Serial, "TEST-0001")
    15 Text(FirmwareVendor, "Contoso Firmware")
    16 Text(Manufacturer, "Contoso")
    17 Text(Model, "Contoso Book 1")
    18 Text(Sku, "CB1-SKU")
    19 Text(Family, "Contoso Book")
    23 Text(SystemVersion, "v1")
    20 Text(BoardManufacturer, "Contoso Boards")
    21 Text(BoardModel, "CB1")
    22 Text(BoardVersion, "A00")
    24 Text(ProductKeyId, "0000000000000")
    26 Text(ProductKeyPart, "[TH]X00-00000")
    28 SystemDisk(DiskName("0000_0000_0000_0001.|CONTOSO SSD 512|"))
    "#);
}

#[test]
fn every_record_of_a_made_up_device_is_understood() {
    assert_snapshot!(listing(&made_up(7).to_text()), @r#"
     1 Capture(Capture { tool_version: Version { major: 10, minor: 0, build: 26100, revision: 1 }, os_version: Version { major: 10, minor: 0, build: 26100, revision: 1234 }, seconds_since_2000: 757382820, utc_offset_quarters: 4, os_type: Windows, architecture: X64, schema_version: 9 })
     2 Processor(Processor { architecture: X64, packages: 1, cores: 10, threads: 12, hyperthreading: true })
    34 CoreClasses([CoreClass { efficiency_class: 0, cores: 8, threads: 8 }, CoreClass { efficiency_class: 1, cores: 2, threads: 4 }])
     5 Memory(Memory { installed_bytes: 17179869184, maximum_bytes: 68719476736, slots: 2, arrays: 1, error_correction: None })
     3 Text(ProcessorVendor, "GenuineIntel")
     4 Text(ProcessorBrand, "Contoso CPU 1000 @ 1.70GHz")
     6 Disk(Disk { capacity_bytes: 512174850048, bus: Nvme, media: SolidState })
     7 DiskName(DiskName("0000_0000_0000_0007.|CONTOSO SSD 512|"))
     8 NetworkAdapter(NetworkAdapter { medium: Ethernet, mac: MacAddress(02-00-00-…), bus: "PCI" })
     8 NetworkAdapter(NetworkAdapter { medium: Native80211, mac: MacAddress(02-01-00-…), bus: "PCI" })
     9 Display(Display { width_mm: Some(309), height_mm: Some(174), width_px: Some(1920), height_px: Some(1080), output: Internal })
    27 DisplaySize(DisplaySize { width_mm: Some(310), height_mm: Some(170) })
    10 Enclosure(Enclosure { chassis: Notebook, power_role: Mobile })
    13 Text(Tpm, "TPM-Version:2.0 -Level:0-Revision:1.38-VendorID:'TEST'-Firmware:1.1")
    25 EndorsementKey(EndorsementKey(256 bytes))
    11 OfflineDeviceId(OfflineDeviceId { id_type: TpmEndorsementKey, .. })
    12 Uuid(Uuid([192, 0, 0, 0, 0, 0, 0, 64, 128, 0, 0, 0, 0, 0, 0, 7]))
    14 Text(Serial, "TEST-0000007")
    15 Text(FirmwareVendor, "Contoso Firmware")
    16 Text(Manufacturer, "Contoso")
    17 Text(Model, "Contoso Book 1")
    18 Text(Sku, "CB1-SKU")
    19 Text(Family, "Contoso Book")
    23 Text(SystemVersion, "SMBIOS_STRING_INDEX_0")
    20 Text(BoardManufacturer, "Contoso Boards")
    21 Text(BoardModel, "CB1")
    22 Text(BoardVersion, "A00")
    24 Text(ProductKeyId, "0000000000007")
    26 Text(ProductKeyPart, "[TH]X00-00000")
    28 SystemDisk(DiskName("0000_0000_0000_0007.|CONTOSO SSD 512|"))
    29 GraphicsMemory(GraphicsMemory { dedicated_video_bytes: 134217728, dedicated_system_bytes: 0 })
    30 GraphicsName(GraphicsName("Contoso|Contoso Graphics"))
    "#);
}

#[test]
fn the_fixture_is_clean() {
    let examination = examine(fixture_text().as_bytes());
    assert_eq!(examination.repairs, []);
    assert_eq!(examination.canonical().as_deref(), Some(fixture_text()));
    assert_eq!((examination.characters, examination.bytes), (4000, 3000));
    assert_eq!(format!("{:?}", examination.content), "Ok(HardwareHash(28 records, 907 bytes))");
}

#[test]
fn what_rules_and_merging_need_of_the_fixture() {
    let hash = examine(fixture_text().as_bytes()).content.expect("the fixture is valid");
    let tuple = hash.tuple();
    assert_eq!([tuple.manufacturer, tuple.model, tuple.serial], ["Contoso", "Contoso Book 1", "TEST-0001"]);
    // 2024-01-02T03:04:05Z, at +01:00.
    assert_eq!(hash.captured_unix(), Some(1_704_164_645));
    assert_eq!(hash.capture().and_then(|capture| capture.utc_offset_minutes()), Some(60));
    assert_eq!(hash.os_build(), Some(26100));
    assert_eq!(hash.product_key_id().as_deref(), Some("0000000000000"));
    assert_eq!(hash.findings(), []);
    assert_eq!(hash.device_id_matches_key(), Some(true));
    assert!(!hash.is_virtual_machine());
    assert_eq!(
        hash.uuid().map(|uuid| uuid.to_string()).as_deref(),
        Some("00112233-4455-6677-8899-AABBCCDDEEFF")
    );
    let adapters: Vec<String> = hash.network_adapters().map(|adapter| adapter.mac.to_string()).collect();
    assert_eq!(adapters, ["02-00-00-00-00-01"]);
    let disk = hash.disk_names().next().expect("it has a disk");
    assert_eq!(
        [disk.serial(), disk.product(), disk.vendor()],
        ["0000_0000_0000_0001.", "CONTOSO SSD 512", ""]
    );
    let tpm = hash.tpm().expect("it has a TPM");
    assert_eq!(
        [tpm.version, tpm.level, tpm.revision, tpm.vendor, tpm.firmware].map(Option::unwrap_or_default),
        ["2.0", "0", "1.38", "TEST", "1.1"]
    );
    let digest = hash.endorsement_key().expect("it has a key").digest();
    assert_eq!(hash.identity(), Some(Identity::EndorsementKey(digest)));
}

/// The builder writes, byte for byte, what the fixture holds, so it follows the layout of another writer.
#[test]
fn the_fixture_is_built_again_from_its_records() {
    let hash = examine(fixture_text().as_bytes()).content.expect("the fixture is valid");
    let typed = hash.records().fold(Builder::new(), |builder, record| builder.push(&record));
    assert_eq!(typed.build().map(|hash| hash.to_text()).as_deref(), Ok(fixture_text()));
    let raw = Builder::from_hash(&hash);
    assert_eq!(raw.build().map(|hash| hash.to_text()).as_deref(), Ok(fixture_text()));
}

#[test]
fn made_up_devices_differ_and_stay_the_same() {
    let hashes: Vec<_> = [0, 1, 65_536, u32::MAX].map(made_up).into();
    for (at, hash) in hashes.iter().enumerate() {
        assert_eq!(hash.findings(), [], "device {at} lacks something");
        assert!(!hash.records().any(|record| matches!(record, Record::Unknown(_))));
        for other in &hashes[at + 1..] {
            assert_ne!(hash.identity(), other.identity());
            assert_ne!(hash.tuple().serial, other.tuple().serial);
            assert_ne!(hash.uuid(), other.uuid());
            assert_ne!(hash.captured_unix(), other.captured_unix());
        }
    }
    assert_eq!(made_up(1), hashes[1]);
    assert_eq!(made_up(1).named_clock_mhz(), Some(1700));
    assert_eq!(made_up(1).core_classes().len(), 2);
    assert!(made_up(1).text(TextField::SystemVersion).is_some_and(Text::is_blank));
    assert_eq!(made_up(1).value(TextField::SystemVersion), None);
}
