//! Records, one by one: from bytes to types and back.

mod capture;
mod disk;
mod display;
mod enclosure;
mod graphics;
mod ids;
mod memory;
mod network;
mod processor;
mod reader;
pub mod tag;
mod tpm;

pub use capture::{Capture, Version};
pub use disk::{Disk, DiskName};
pub use display::{Display, DisplaySize};
pub use enclosure::Enclosure;
pub use graphics::{GraphicsMemory, GraphicsName};
pub use ids::{EndorsementKey, OfflineDeviceId, Uuid};
pub use memory::Memory;
pub use network::{MacAddress, NetworkAdapter};
pub(crate) use processor::clock_mhz;
pub use processor::{CoreClass, Processor};
pub use tpm::Tpm;

use crate::{RawRecord, Text, WideText};

/// The records that hold one text each, by tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u16)]
pub enum TextField {
    /// Who made the processor, as it says: `GenuineIntel`.
    ProcessorVendor = 3,
    /// The processor's name.
    ProcessorBrand = 4,
    /// The TPM's description of itself; see [`Tpm`].
    Tpm = 13,
    /// The device's serial (SMBIOS type 1, offset 07h).
    Serial = 14,
    /// Who made the firmware.
    FirmwareVendor = 15,
    /// Who made the device (SMBIOS type 1, offset 04h).
    Manufacturer = 16,
    /// The model of the device (SMBIOS type 1, offset 05h).
    Model = 17,
    /// The order number of the device.
    Sku = 18,
    /// The family of the device.
    Family = 19,
    /// Who made the board.
    BoardManufacturer = 20,
    /// The model of the board.
    BoardModel = 21,
    /// The version of the board.
    BoardVersion = 22,
    /// The version of the device.
    SystemVersion = 23,
    /// The id of the product key in the firmware: 13 digits.
    ProductKeyId = 24,
    /// The part number of the product key: `[TH]X19-99481`.
    ProductKeyPart = 26,
    /// Languages, time zone and keyboards: `en-US|en-US|Pacific Standard Time|…`.
    Locale = 36,
}

impl TextField {
    /// Every one, by tag.
    pub const ALL: [TextField; 16] = [
        TextField::ProcessorVendor,
        TextField::ProcessorBrand,
        TextField::Tpm,
        TextField::Serial,
        TextField::FirmwareVendor,
        TextField::Manufacturer,
        TextField::Model,
        TextField::Sku,
        TextField::Family,
        TextField::BoardManufacturer,
        TextField::BoardModel,
        TextField::BoardVersion,
        TextField::SystemVersion,
        TextField::ProductKeyId,
        TextField::ProductKeyPart,
        TextField::Locale,
    ];

    /// The number of its record.
    #[must_use]
    pub fn tag(self) -> u16 {
        self as u16
    }

    fn from_tag(tag: u16) -> Option<TextField> {
        TextField::ALL.into_iter().find(|field| field.tag() == tag)
    }
}

/// A record, as far as it is known what it holds.
///
/// Text borrows from the hash. Bytes whose meaning is not known are left out here, and kept in the hash.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Record<'a> {
    /// When the hash was made, and by what (1).
    Capture(Capture),
    /// The processors (2).
    Processor(Processor),
    /// Memory (5).
    Memory(Memory),
    /// A disk (6, several).
    Disk(Disk),
    /// A disk's name (7, several).
    DiskName(DiskName<'a>),
    /// A network adapter (8, several).
    NetworkAdapter(NetworkAdapter<'a>),
    /// A display (9, several).
    Display(Display),
    /// Shape and role (10).
    Enclosure(Enclosure),
    /// The offline device id (11).
    OfflineDeviceId(OfflineDeviceId),
    /// The UUID (12).
    Uuid(Uuid),
    /// The TPM's endorsement key (25).
    EndorsementKey(EndorsementKey<'a>),
    /// A display's size by its own account (27, several).
    DisplaySize(DisplaySize),
    /// The name of the disk that Windows starts from (28).
    SystemDisk(DiskName<'a>),
    /// A graphics adapter's memory (29, several).
    GraphicsMemory(GraphicsMemory),
    /// A graphics adapter's name (30, several).
    GraphicsName(GraphicsName<'a>),
    /// The kinds of cores, where there are several (34); 255 at most.
    CoreClasses(Vec<CoreClass>),
    /// A text (3, 4, 13 to 24, 26, 36).
    Text(TextField, Text<'a>),
    /// A record of an unknown tag, or of a known one with content that does not fit it.
    Unknown(RawRecord<'a>),
}

impl<'a> Record<'a> {
    /// Reads a record. It never fails: what is not understood is [`Record::Unknown`].
    #[must_use]
    pub fn from_raw(raw: RawRecord<'a>) -> Record<'a> {
        let payload = raw.payload;
        let record = match raw.tag {
            tag::CAPTURE => Capture::parse(payload).map(Record::Capture),
            tag::PROCESSOR => Processor::parse(payload).map(Record::Processor),
            tag::MEMORY => Memory::parse(payload).map(Record::Memory),
            tag::DISK => Disk::parse(payload).map(Record::Disk),
            tag::DISK_NAME => Some(Record::DiskName(DiskName(Text::new(payload)))),
            tag::NETWORK_ADAPTER => NetworkAdapter::parse(payload).map(Record::NetworkAdapter),
            tag::DISPLAY => Display::parse(payload).map(Record::Display),
            tag::ENCLOSURE => Enclosure::parse(payload).map(Record::Enclosure),
            tag::OFFLINE_DEVICE_ID => OfflineDeviceId::parse(payload).map(Record::OfflineDeviceId),
            tag::UUID => payload.try_into().ok().map(|bytes| Record::Uuid(Uuid(bytes))),
            tag::ENDORSEMENT_KEY => Some(Record::EndorsementKey(EndorsementKey(payload))),
            tag::DISPLAY_SIZE => DisplaySize::parse(payload).map(Record::DisplaySize),
            tag::SYSTEM_DISK => Some(Record::SystemDisk(DiskName(Text::new(payload)))),
            tag::GRAPHICS_MEMORY => GraphicsMemory::parse(payload).map(Record::GraphicsMemory),
            tag::GRAPHICS_NAME => Some(Record::GraphicsName(GraphicsName(WideText::new(payload)))),
            tag::CORE_CLASSES => processor::parse_core_classes(payload).map(Record::CoreClasses),
            other => TextField::from_tag(other).map(|field| Record::Text(field, Text::new(payload))),
        };
        record.unwrap_or(Record::Unknown(raw))
    }

    /// The number that says what it holds.
    #[must_use]
    pub fn tag(&self) -> u16 {
        match self {
            Record::Capture(_) => tag::CAPTURE,
            Record::Processor(_) => tag::PROCESSOR,
            Record::Memory(_) => tag::MEMORY,
            Record::Disk(_) => tag::DISK,
            Record::DiskName(_) => tag::DISK_NAME,
            Record::NetworkAdapter(_) => tag::NETWORK_ADAPTER,
            Record::Display(_) => tag::DISPLAY,
            Record::Enclosure(_) => tag::ENCLOSURE,
            Record::OfflineDeviceId(_) => tag::OFFLINE_DEVICE_ID,
            Record::Uuid(_) => tag::UUID,
            Record::EndorsementKey(_) => tag::ENDORSEMENT_KEY,
            Record::DisplaySize(_) => tag::DISPLAY_SIZE,
            Record::SystemDisk(_) => tag::SYSTEM_DISK,
            Record::GraphicsMemory(_) => tag::GRAPHICS_MEMORY,
            Record::GraphicsName(_) => tag::GRAPHICS_NAME,
            Record::CoreClasses(_) => tag::CORE_CLASSES,
            Record::Text(field, _) => field.tag(),
            Record::Unknown(raw) => raw.tag,
        }
    }

    /// Its content as bytes, without tag and length. Bytes of unknown meaning get their usual value.
    #[must_use]
    pub fn payload(&self) -> Vec<u8> {
        let mut to = Vec::new();
        match self {
            Record::Capture(capture) => capture.write(&mut to),
            Record::Processor(processor) => processor.write(&mut to),
            Record::Memory(memory) => memory.write(&mut to),
            Record::Disk(disk) => disk.write(&mut to),
            Record::NetworkAdapter(adapter) => adapter.write(&mut to),
            Record::Display(display) => display.write(&mut to),
            Record::Enclosure(enclosure) => enclosure.write(&mut to),
            Record::OfflineDeviceId(id) => id.write(&mut to),
            Record::Uuid(uuid) => to.extend(uuid.0),
            Record::EndorsementKey(key) => to.extend(key.0),
            Record::DisplaySize(size) => size.write(&mut to),
            Record::GraphicsMemory(memory) => memory.write(&mut to),
            Record::GraphicsName(name) => to.extend(name.0.payload()),
            Record::CoreClasses(classes) => processor::write_core_classes(classes, &mut to),
            Record::DiskName(name) | Record::SystemDisk(name) => to.extend(name.0.payload()),
            Record::Text(_, text) => to.extend(text.payload()),
            Record::Unknown(raw) => to.extend(raw.payload),
        }
        to
    }
}
