//! Record 5: memory.

use super::reader::Reader;
use crate::ErrorCorrection;

/// Sizes of memory and disks are counted in units of 2^30 bytes.
const GIBIBYTE: u64 = 1 << 30;

/// The bytes of a count of gibibytes; `None`: more than there can be.
pub(super) fn bytes_from_gibibytes(count: u64) -> Option<u64> {
    count.checked_mul(GIBIBYTE)
}

/// The gibibytes in a number of bytes, rounded down.
pub(super) fn gibibytes_from_bytes(bytes: u64) -> u64 {
    bytes / GIBIBYTE
}

/// Memory (record 5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Memory {
    /// Bytes installed, in whole gibibytes.
    pub installed_bytes: u64,
    /// Bytes that the firmware says could be installed, in whole gibibytes.
    pub maximum_bytes: u64,
    /// How many slots there are.
    pub slots: u16,
    /// How many arrays the slots form.
    pub arrays: u16,
    /// How errors are found and mended.
    pub error_correction: ErrorCorrection,
}

impl Memory {
    pub(super) fn parse(payload: &[u8]) -> Option<Memory> {
        let mut from = Reader(payload);
        let memory = Memory {
            installed_bytes: bytes_from_gibibytes(from.u64()?)?,
            maximum_bytes: bytes_from_gibibytes(from.u64()?)?,
            slots: from.u16()?,
            arrays: from.u16()?,
            error_correction: ErrorCorrection::from_code(from.u8()?),
        };
        from.end(memory)
    }

    pub(super) fn write(&self, to: &mut Vec<u8>) {
        to.extend(gibibytes_from_bytes(self.installed_bytes).to_le_bytes());
        to.extend(gibibytes_from_bytes(self.maximum_bytes).to_le_bytes());
        to.extend(self.slots.to_le_bytes());
        to.extend(self.arrays.to_le_bytes());
        to.push(self.error_correction.code());
    }
}
