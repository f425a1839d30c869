//! A verified hash and what it says.

use std::borrow::Cow;
use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;

use crate::container::{Index, records, records_from, verify};
use crate::record::{
    Capture, CoreClass, Disk, DiskName, Display, DisplaySize, Enclosure, EndorsementKey, GraphicsMemory,
    GraphicsName, Memory, NetworkAdapter, OfflineDeviceId, Processor, Record, TextField, Tpm, Uuid,
    clock_mhz, tag,
};
use crate::{BLOB_LEN, Error, RawRecord, TRAILER_LEN, Text};

/// A hash whose structure and digest are right.
///
/// It holds the bytes as they are, so that nothing is lost, and reads records from them when asked. Where a
/// record is absent, or its content does not fit it, the method for it gives `None` or nothing.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct HardwareHash {
    /// From the magic up to and including the trailer.
    bytes: Vec<u8>,
    /// Where the records are: it follows from the bytes.
    index: Index,
}

/// Verifies the bytes of a hash: magic, lengths, every record's frame, trailer, SHA-256, and that nothing but
/// zeros follows. How many zeros makes no difference.
///
/// # Errors
/// What is wrong first: see [`Error`]. Never [`Error::NotBase64`].
pub fn decode(blob: &[u8]) -> Result<HardwareHash, Error> {
    let total = verify(blob, blob.len())?;
    Ok(HardwareHash::from_verified(blob[..total + TRAILER_LEN].to_vec(), total))
}

/// The contents of the records of a tag, where they fit it.
macro_rules! all {
    ($self:ident, $tag:ident, $variant:ident) => {
        $self.raw_records_from(tag::$tag).filter(|raw| raw.tag == tag::$tag).filter_map(|raw| {
            match Record::from_raw(raw) {
                Record::$variant(content) => Some(content),
                _ => None,
            }
        })
    };
}

impl HardwareHash {
    /// Takes verified bytes over. `total` is what [`verify`] gave for them.
    pub(crate) fn from_verified(mut bytes: Vec<u8>, total: usize) -> HardwareHash {
        bytes.truncate(total + TRAILER_LEN);
        HardwareHash { index: Index::of(&bytes), bytes }
    }

    /// Takes other verified bytes in the place of its own.
    pub(crate) fn refill(&mut self, bytes: &[u8]) {
        self.bytes.clear();
        self.bytes.extend_from_slice(bytes);
        self.index = Index::of(bytes);
    }

    /// The usable endorsement key in bytes whose records are framed right.
    pub(crate) fn key_in(bytes: &[u8]) -> Option<EndorsementKey<'_>> {
        let raw = records(bytes).find(|raw| raw.tag == tag::ENDORSEMENT_KEY)?;
        Some(EndorsementKey(raw.payload)).filter(|key| key.is_usable())
    }

    /// All 3000 bytes, zeros at the end included.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let mut blob = Vec::with_capacity(BLOB_LEN);
        blob.extend(&self.bytes);
        blob.resize(BLOB_LEN, 0);
        blob
    }

    /// The text as it goes into a file: 4000 characters of base64, without padding.
    #[must_use]
    pub fn to_text(&self) -> String {
        STANDARD_NO_PAD.encode(self.encode())
    }

    /// The records as bytes, in their order.
    pub fn raw_records(&self) -> impl Iterator<Item = RawRecord<'_>> + Clone {
        records(&self.bytes)
    }

    /// The records from the first of a tag on.
    fn raw_records_from(&self, tag: u16) -> impl Iterator<Item = RawRecord<'_>> + Clone {
        records_from(&self.bytes, self.index.first(tag))
    }

    /// The records, in their order.
    pub fn records(&self) -> impl Iterator<Item = Record<'_>> + Clone {
        self.raw_records().map(Record::from_raw)
    }

    /// A text as it stands, blank or not; `None`: the record is absent.
    #[must_use]
    pub fn text(&self, field: TextField) -> Option<Text<'_>> {
        let raw = self.raw_records_from(field.tag()).find(|raw| raw.tag == field.tag())?;
        Some(Text::new(raw.payload))
    }

    /// A text to the letter; `None`: the record is absent or [blank](Text::is_blank).
    #[must_use]
    pub fn value(&self, field: TextField) -> Option<Cow<'_, str>> {
        self.text(field)?.value()
    }

    /// The device's serial, to the letter; `None`: absent or blank.
    #[must_use]
    pub fn serial(&self) -> Option<Cow<'_, str>> {
        self.value(TextField::Serial)
    }

    /// Who made the device, to the letter; `None`: absent or blank.
    #[must_use]
    pub fn manufacturer(&self) -> Option<Cow<'_, str>> {
        self.value(TextField::Manufacturer)
    }

    /// The model, to the letter; `None`: absent or blank.
    #[must_use]
    pub fn model(&self) -> Option<Cow<'_, str>> {
        self.value(TextField::Model)
    }

    /// The id of the product key in the firmware, normally 13 digits; `None`: absent or blank.
    #[must_use]
    pub fn product_key_id(&self) -> Option<Cow<'_, str>> {
        self.value(TextField::ProductKeyId)
    }

    /// When the hash was made, and by what.
    #[must_use]
    pub fn capture(&self) -> Option<Capture> {
        all!(self, CAPTURE, Capture).next()
    }

    /// When the hash was made by the device's clock, in seconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub fn captured_unix(&self) -> Option<i64> {
        self.capture().map(|capture| capture.unix())
    }

    /// The build number of the Windows that it was made on.
    #[must_use]
    pub fn os_build(&self) -> Option<u16> {
        self.capture().map(|capture| capture.os_version.build)
    }

    /// The processors.
    #[must_use]
    pub fn processor(&self) -> Option<Processor> {
        all!(self, PROCESSOR, Processor).next()
    }

    /// The clock in the processor's name, in megahertz: that of `… @ 1.70GHz` is 1700. Many names have none.
    #[must_use]
    pub fn named_clock_mhz(&self) -> Option<u32> {
        clock_mhz(&self.value(TextField::ProcessorBrand)?)
    }

    /// The kinds of cores, where there are several; else empty.
    #[must_use]
    pub fn core_classes(&self) -> Vec<CoreClass> {
        all!(self, CORE_CLASSES, CoreClasses).next().unwrap_or_default()
    }

    /// Memory.
    #[must_use]
    pub fn memory(&self) -> Option<Memory> {
        all!(self, MEMORY, Memory).next()
    }

    /// Shape and role.
    #[must_use]
    pub fn enclosure(&self) -> Option<Enclosure> {
        all!(self, ENCLOSURE, Enclosure).next()
    }

    /// The UUID, usable or not.
    #[must_use]
    pub fn uuid(&self) -> Option<Uuid> {
        all!(self, UUID, Uuid).next()
    }

    /// The TPM's description of itself; `None`: absent or blank.
    #[must_use]
    pub fn tpm(&self) -> Option<Tpm<'_>> {
        let text = self.text(TextField::Tpm).filter(|text| !text.is_blank())?;
        Some(Tpm::new(text))
    }

    /// The TPM's endorsement key, usable or not.
    #[must_use]
    pub fn endorsement_key(&self) -> Option<EndorsementKey<'_>> {
        all!(self, ENDORSEMENT_KEY, EndorsementKey).next()
    }

    /// The offline device id.
    #[must_use]
    pub fn offline_device_id(&self) -> Option<OfflineDeviceId> {
        all!(self, OFFLINE_DEVICE_ID, OfflineDeviceId).next()
    }

    /// The disks.
    pub fn disks(&self) -> impl Iterator<Item = Disk> + '_ {
        all!(self, DISK, Disk)
    }

    /// The disks' names. There may be more or fewer than disks.
    pub fn disk_names(&self) -> impl Iterator<Item = DiskName<'_>> {
        all!(self, DISK_NAME, DiskName)
    }

    /// The name of the disk that Windows starts from.
    #[must_use]
    pub fn system_disk(&self) -> Option<DiskName<'_>> {
        all!(self, SYSTEM_DISK, SystemDisk).next()
    }

    /// The network adapters.
    pub fn network_adapters(&self) -> impl Iterator<Item = NetworkAdapter<'_>> {
        all!(self, NETWORK_ADAPTER, NetworkAdapter)
    }

    /// The displays.
    pub fn displays(&self) -> impl Iterator<Item = Display> + '_ {
        all!(self, DISPLAY, Display)
    }

    /// The displays' sizes by their own account.
    pub fn display_sizes(&self) -> impl Iterator<Item = DisplaySize> + '_ {
        all!(self, DISPLAY_SIZE, DisplaySize)
    }

    /// The graphics adapters' memory.
    pub fn graphics_memory(&self) -> impl Iterator<Item = GraphicsMemory> + '_ {
        all!(self, GRAPHICS_MEMORY, GraphicsMemory)
    }

    /// The graphics adapters' names.
    pub fn graphics_names(&self) -> impl Iterator<Item = GraphicsName<'_>> {
        all!(self, GRAPHICS_NAME, GraphicsName)
    }

    /// The records that were not understood: of unknown tags, or with content that does not fit theirs.
    pub fn unknown_records(&self) -> impl Iterator<Item = RawRecord<'_>> {
        self.records().filter_map(|record| match record {
            Record::Unknown(raw) => Some(raw),
            _ => None,
        })
    }
}

impl fmt::Debug for HardwareHash {
    /// Leaves the content out: a whole hash has no place in logs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "HardwareHash({} records, {} bytes)", self.raw_records().count(), self.bytes.len())
    }
}
