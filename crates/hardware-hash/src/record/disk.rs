//! Records 6, 7 and 28: disks and their names.

use std::borrow::Cow;

use super::memory::{bytes_from_gibibytes, gibibytes_from_bytes};
use super::reader::Reader;
use crate::{BusType, DiskMedia, Text};

/// A disk (record 6, one for each).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Disk {
    /// Its size in bytes. The tool counts in gigabytes, taken for 2^30 bytes here as for memory; that it does not
    /// mean 10^9 is not proven.
    pub capacity_bytes: u64,
    /// How it is attached.
    pub bus: BusType,
    /// What it stores on, as the device says; see [`is_rotating`](Disk::is_rotating).
    pub media: DiskMedia,
}

impl Disk {
    /// Whether it turns. An `NVMe` disk never does, whatever it says.
    #[must_use]
    pub fn is_rotating(&self) -> bool {
        self.media == DiskMedia::Rotating && self.bus != BusType::Nvme
    }

    pub(super) fn parse(payload: &[u8]) -> Option<Disk> {
        let mut from = Reader(payload);
        let capacity_bytes = bytes_from_gibibytes(from.u64()?)?;
        // The second byte has been zero so far, the fourth one; what they mean is not known.
        let [bus, _, media, _] = from.array()?;
        from.end(Disk { capacity_bytes, bus: BusType::from_code(bus), media: DiskMedia::from_code(media) })
    }

    pub(super) fn write(&self, to: &mut Vec<u8>) {
        to.extend(gibibytes_from_bytes(self.capacity_bytes).to_le_bytes());
        to.extend([self.bus.code(), 0, self.media.code(), 1]);
    }
}

/// What a disk calls itself: `serial|product|vendor` (record 7 for each disk, record 28 for the one that
/// Windows starts from). Any of the three may be empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DiskName<'a>(pub Text<'a>);

impl<'a> DiskName<'a> {
    /// The serial, without white space around it. Virtual disks have none.
    #[must_use]
    pub fn serial(self) -> Cow<'a, str> {
        self.part(0)
    }

    /// The product, without white space around it.
    #[must_use]
    pub fn product(self) -> Cow<'a, str> {
        self.part(1)
    }

    /// The vendor, without white space around it.
    #[must_use]
    pub fn vendor(self) -> Cow<'a, str> {
        self.part(2)
    }

    /// Whether nothing is in it.
    #[must_use]
    pub fn is_blank(self) -> bool {
        self.0.bytes().iter().all(|&byte| byte == b'|' || byte.is_ascii_whitespace())
    }

    fn part(self, index: usize) -> Cow<'a, str> {
        let part = self.0.bytes().splitn(3, |&byte| byte == b'|').nth(index).unwrap_or_default();
        match Text::new(part).to_str() {
            Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
            Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
        }
    }
}
