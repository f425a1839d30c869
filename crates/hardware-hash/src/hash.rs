//! A verified hash and what it says.

use std::borrow::Cow;
use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;

use crate::container::{records, verify};
use crate::record::{
    Capture, CoreClass, Disk, DiskName, Display, DisplaySize, Enclosure, EndorsementKey, GraphicsMemory,
    GraphicsName, Memory, NetworkAdapter, OfflineDeviceId, Processor, Record, TextField, Tpm, Uuid,
    clock_mhz,
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
}

/// Verifies the bytes of a hash: magic, lengths, every record's frame, trailer, SHA-256, and that nothing but
/// zeros follows. How many zeros makes no difference.
///
/// # Errors
/// What is wrong first: see [`Error`]. Never [`Error::NotBase64`].
pub fn decode(blob: &[u8]) -> Result<HardwareHash, Error> {
    let total = verify(blob, blob.len())?;
    Ok(HardwareHash { bytes: blob[..total + TRAILER_LEN].to_vec() })
}

macro_rules! first {
    ($self:ident, $variant:ident) => {
        $self.records().find_map(|record| match record {
            Record::$variant(content) => Some(content),
            _ => None,
        })
    };
}

macro_rules! all {
    ($self:ident, $variant:ident) => {
        $self.records().filter_map(|record| match record {
            Record::$variant(content) => Some(content),
            _ => None,
        })
    };
}

impl HardwareHash {
    /// Takes verified bytes over. `total` is what [`verify`] gave for them.
    pub(crate) fn from_verified(mut bytes: Vec<u8>, total: usize) -> HardwareHash {
        bytes.truncate(total + TRAILER_LEN);
        HardwareHash { bytes }
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

    /// The records, in their order.
    pub fn records(&self) -> impl Iterator<Item = Record<'_>> + Clone {
        self.raw_records().map(Record::from_raw)
    }

    /// A text as it stands, blank or not; `None`: the record is absent.
    #[must_use]
    pub fn text(&self, field: TextField) -> Option<Text<'_>> {
        let raw = self.raw_records().find(|raw| raw.tag == field.tag())?;
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
        first!(self, Capture)
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
        first!(self, Processor)
    }

    /// The clock in the processor's name, in megahertz: that of `… @ 1.70GHz` is 1700. Many names have none.
    #[must_use]
    pub fn named_clock_mhz(&self) -> Option<u32> {
        clock_mhz(&self.value(TextField::ProcessorBrand)?)
    }

    /// The kinds of cores, where there are several; else empty.
    #[must_use]
    pub fn core_classes(&self) -> Vec<CoreClass> {
        first!(self, CoreClasses).unwrap_or_default()
    }

    /// Memory.
    #[must_use]
    pub fn memory(&self) -> Option<Memory> {
        first!(self, Memory)
    }

    /// Shape and role.
    #[must_use]
    pub fn enclosure(&self) -> Option<Enclosure> {
        first!(self, Enclosure)
    }

    /// The UUID, usable or not.
    #[must_use]
    pub fn uuid(&self) -> Option<Uuid> {
        first!(self, Uuid)
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
        first!(self, EndorsementKey)
    }

    /// The offline device id.
    #[must_use]
    pub fn offline_device_id(&self) -> Option<OfflineDeviceId> {
        first!(self, OfflineDeviceId)
    }

    /// The disks.
    pub fn disks(&self) -> impl Iterator<Item = Disk> + '_ {
        all!(self, Disk)
    }

    /// The disks' names. There may be more or fewer than disks.
    pub fn disk_names(&self) -> impl Iterator<Item = DiskName<'_>> {
        all!(self, DiskName)
    }

    /// The name of the disk that Windows starts from.
    #[must_use]
    pub fn system_disk(&self) -> Option<DiskName<'_>> {
        first!(self, SystemDisk)
    }

    /// The network adapters.
    pub fn network_adapters(&self) -> impl Iterator<Item = NetworkAdapter<'_>> {
        all!(self, NetworkAdapter)
    }

    /// The displays.
    pub fn displays(&self) -> impl Iterator<Item = Display> + '_ {
        all!(self, Display)
    }

    /// The displays' sizes by their own account.
    pub fn display_sizes(&self) -> impl Iterator<Item = DisplaySize> + '_ {
        all!(self, DisplaySize)
    }

    /// The graphics adapters' memory.
    pub fn graphics_memory(&self) -> impl Iterator<Item = GraphicsMemory> + '_ {
        all!(self, GraphicsMemory)
    }

    /// The graphics adapters' names.
    pub fn graphics_names(&self) -> impl Iterator<Item = GraphicsName<'_>> {
        all!(self, GraphicsName)
    }

    /// The records that were not understood: of unknown tags, or with content that does not fit theirs.
    pub fn unknown_records(&self) -> impl Iterator<Item = RawRecord<'_>> {
        all!(self, Unknown)
    }
}

impl fmt::Debug for HardwareHash {
    /// Leaves the content out: a whole hash has no place in logs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "HardwareHash({} records, {} bytes)", self.raw_records().count(), self.bytes.len())
    }
}
