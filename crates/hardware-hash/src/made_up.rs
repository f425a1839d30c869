//! A whole made-up device, with every kind of record that a current tool writes.

use crate::container::sha256;
use crate::record::{
    Capture, CoreClass, Disk, DiskName, Display, DisplaySize, Enclosure, EndorsementKey, GraphicsMemory,
    GraphicsName, MacAddress, Memory, NetworkAdapter, OfflineDeviceId, Processor, Record, TextField, Uuid,
    Version,
};
use crate::{
    Architecture, Builder, BusType, ChassisType, DeviceIdType, DiskMedia, ErrorCorrection, Medium, OsType,
    OutputTechnology, PowerRole, Text, WideText,
};

const GIBIBYTE: u64 = 1 << 30;

/// 2024-01-01T00:00:00Z.
const FIRST_CAPTURE_UNIX: i64 = 1_704_067_200;

const SECONDS_BETWEEN_CAPTURES: i64 = 60;

impl Builder {
    /// A made-up notebook: device `number` of a maker that does not exist. Its serial, UUID, addresses, disk
    /// serial and endorsement key are its own; each is captured a minute after the one before.
    ///
    /// It is the same for the same number every time. Use [`set`](Builder::set), [`text`](Builder::text) and
    /// [`without`](Builder::without) to make it special.
    #[must_use]
    pub fn made_up(number: u32) -> Builder {
        let endorsement_key = made_up_key(number);
        let disk_name = format!("0000_0000_{:04X}_{:04X}.|CONTOSO SSD 512|", number >> 16, number & 0xffff);
        let version = |revision| Version { major: 10, minor: 0, build: 26100, revision };
        let pci = WideText::encode("PCI\0");
        let graphics_name = WideText::encode("Contoso|Contoso Graphics");
        let [n0, n1, n2, n3] = number.to_be_bytes();

        Builder::new()
            .push(&Record::Capture(Capture {
                tool_version: version(1),
                os_version: version(1234),
                seconds_since_2000: Capture::seconds_from_unix(
                    FIRST_CAPTURE_UNIX + i64::from(number) * SECONDS_BETWEEN_CAPTURES,
                ),
                utc_offset_quarters: 4,
                os_type: OsType::Windows,
                architecture: Architecture::X64,
                schema_version: 9,
            }))
            .push(&Record::Processor(Processor {
                architecture: Architecture::X64,
                packages: 1,
                cores: 10,
                threads: 12,
                hyperthreading: true,
            }))
            .push(&Record::CoreClasses(vec![
                CoreClass { efficiency_class: 0, cores: 8, threads: 8 },
                CoreClass { efficiency_class: 1, cores: 2, threads: 4 },
            ]))
            .push(&Record::Memory(Memory {
                installed_bytes: 16 * GIBIBYTE,
                maximum_bytes: 64 * GIBIBYTE,
                slots: 2,
                arrays: 1,
                error_correction: ErrorCorrection::None,
            }))
            .text(TextField::ProcessorVendor, "GenuineIntel")
            .raw(TextField::ProcessorBrand.tag(), &brand("Contoso CPU 1000 @ 1.70GHz"))
            .push(&Record::Disk(Disk {
                capacity_bytes: 477 * GIBIBYTE,
                bus: BusType::Nvme,
                media: DiskMedia::SolidState,
            }))
            .push(&Record::DiskName(DiskName(Text::new(disk_name.as_bytes()))))
            .push(&Record::NetworkAdapter(NetworkAdapter {
                medium: Medium::Ethernet,
                mac: MacAddress([2, 0, n0, n1, n2, n3]),
                bus: WideText::new(&pci),
            }))
            .push(&Record::NetworkAdapter(NetworkAdapter {
                medium: Medium::Native80211,
                mac: MacAddress([2, 1, n0, n1, n2, n3]),
                bus: WideText::new(&pci),
            }))
            .push(&Record::Display(Display {
                width_mm: Some(309),
                height_mm: Some(174),
                width_px: Some(1920),
                height_px: Some(1080),
                output: OutputTechnology::Internal,
            }))
            .push(&Record::DisplaySize(DisplaySize { width_mm: Some(310), height_mm: Some(170) }))
            .push(&Record::Enclosure(Enclosure {
                chassis: ChassisType::Notebook,
                power_role: PowerRole::Mobile,
            }))
            .text(TextField::Tpm, "TPM-Version:2.0 -Level:0-Revision:1.38-VendorID:'TEST'-Firmware:1.1")
            .push(&Record::EndorsementKey(EndorsementKey(&endorsement_key)))
            .push(&Record::OfflineDeviceId(OfflineDeviceId {
                id_type: DeviceIdType::TpmEndorsementKey,
                id: EndorsementKey(&endorsement_key).digest(),
            }))
            .push(&Record::Uuid(Uuid([0xc0, 0, 0, 0, 0, 0, 0, 0x40, 0x80, 0, 0, 0, n0, n1, n2, n3])))
            .text(TextField::Serial, &format!("TEST-{number:07}"))
            .text(TextField::FirmwareVendor, "Contoso Firmware")
            .text(TextField::Manufacturer, "Contoso")
            .text(TextField::Model, "Contoso Book 1")
            .text(TextField::Sku, "CB1-SKU")
            .text(TextField::Family, "Contoso Book")
            .text(TextField::SystemVersion, "SMBIOS_STRING_INDEX_0")
            .text(TextField::BoardManufacturer, "Contoso Boards")
            .text(TextField::BoardModel, "CB1")
            .text(TextField::BoardVersion, "A00")
            .text(TextField::ProductKeyId, &format!("{number:013}"))
            .text(TextField::ProductKeyPart, "[TH]X00-00000")
            .push(&Record::SystemDisk(DiskName(Text::new(format!("{disk_name}\0").as_bytes()))))
            .push(&Record::GraphicsMemory(GraphicsMemory {
                dedicated_video_bytes: GIBIBYTE / 8,
                dedicated_system_bytes: 0,
            }))
            .push(&Record::GraphicsName(GraphicsName(WideText::new(&graphics_name))))
    }
}

/// 256 bytes that differ for every number, as the modulus of a key would.
fn made_up_key(number: u32) -> Vec<u8> {
    (0..8_u8).flat_map(|part| sha256(&[&number.to_be_bytes()[..], &[part]].concat())).collect()
}

/// The text in a field of 48 bytes, as the processor's name stands.
fn brand(text: &str) -> [u8; 48] {
    let mut field = [0; 48];
    field[..text.len()].copy_from_slice(text.as_bytes());
    field
}
