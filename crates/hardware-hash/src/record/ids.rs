//! Records 11, 12 and 25: what tells one device from another.

use std::fmt;

use super::reader::Reader;
use crate::DeviceIdType;
use crate::container::sha256;

/// UUIDs that firmware leaves in place on many devices.
const SHARED_UUIDS: [[u8; 16]; 2] = [
    // 03000200-0400-0500-0006-000700080009
    [0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0, 7, 0, 8, 0, 9],
    // 00020003-0004-0005-0006-000700080009
    [3, 0, 2, 0, 4, 0, 5, 0, 0, 6, 0, 7, 0, 8, 0, 9],
];

/// Bytes of an offline device id.
const ID_LEN: u16 = 32;

/// An id by which a device is known without network (record 11).
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct OfflineDeviceId {
    /// What it was made from.
    pub id_type: DeviceIdType,
    /// The id.
    pub id: [u8; 32],
}

impl OfflineDeviceId {
    pub(super) fn parse(payload: &[u8]) -> Option<OfflineDeviceId> {
        let mut from = Reader(payload);
        from.u32()?;
        // What the second means is not known.
        let [id_type, _] = from.array()?;
        (from.u16()? == ID_LEN).then_some(())?;
        from.u16()?;
        let id = from.array()?;
        from.end(OfflineDeviceId { id_type: DeviceIdType::from_code(id_type), id })
    }

    pub(super) fn write(&self, to: &mut Vec<u8>) {
        to.extend([0; 4]);
        to.extend([self.id_type.code(), 0]);
        to.extend(ID_LEN.to_le_bytes());
        to.extend([0; 2]);
        to.extend(self.id);
    }
}

impl fmt::Debug for OfflineDeviceId {
    /// Leaves the id out: it has no place in logs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OfflineDeviceId").field("id_type", &self.id_type).finish_non_exhaustive()
    }
}

/// The SMBIOS UUID, in the byte order of a GUID: its first three fields are little-endian (record 12).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Uuid(pub [u8; 16]);

impl Uuid {
    /// Whether the firmware has one: not all zeros, not all ones.
    #[must_use]
    pub fn is_set(self) -> bool {
        self.0 != [0; 16] && self.0 != [0xff; 16]
    }

    /// Whether it can tell devices apart: set, and none of those known to be shared by many.
    #[must_use]
    pub fn is_usable(self) -> bool {
        self.is_set() && !SHARED_UUIDS.contains(&self.0)
    }
}

impl fmt::Display for Uuid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [a0, a1, a2, a3, b0, b1, c0, c1, d0, d1, node @ ..] = self.0;
        write!(f, "{:08X}-", u32::from_le_bytes([a0, a1, a2, a3]))?;
        write!(f, "{:04X}-{:04X}-", u16::from_le_bytes([b0, b1]), u16::from_le_bytes([c0, c1]))?;
        write!(f, "{d0:02X}{d1:02X}-")?;
        node.iter().try_for_each(|byte| write!(f, "{byte:02X}"))
    }
}

/// The public half of the key that a TPM was made with: the modulus of an RSA key (record 25).
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct EndorsementKey<'a>(pub &'a [u8]);

impl EndorsementKey<'_> {
    /// Whether it can tell devices apart: not empty, not one byte over and over.
    #[must_use]
    pub fn is_usable(self) -> bool {
        self.0.windows(2).any(|pair| pair[0] != pair[1])
    }

    /// Its SHA-256: a name for the TPM, and the offline device id of a device that has one.
    #[must_use]
    pub fn digest(self) -> [u8; 32] {
        sha256(self.0)
    }
}

impl fmt::Debug for EndorsementKey<'_> {
    /// Leaves the key out: it has no place in logs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "EndorsementKey({} bytes)", self.0.len())
    }
}
