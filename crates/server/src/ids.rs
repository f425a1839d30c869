//! Ids, and where they come from.

use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};

use uuid::Uuid;

/// Where ids come from. No two are the same.
pub trait Ids: Send + Sync {
    /// A new GUID.
    fn id(&self) -> Uuid;
}

/// Ids by time and chance. Those that are made together stand together in every index, so that many new rows change few
/// pages of the file; nothing relies on an id being hard to guess.
#[derive(Clone, Copy, Debug, Default)]
pub struct RandomIds;

impl Ids for RandomIds {
    fn id(&self) -> Uuid {
        Uuid::now_v7()
    }
}

/// The same ids in the same order for the same seed: for tests. A server that is started again on the same data must
/// go on with the same generator, or ids come twice.
#[derive(Debug, Default)]
pub struct SeededIds {
    seed: u64,
    given: AtomicU64,
}

impl SeededIds {
    /// The ids of a seed, from the first.
    #[must_use]
    pub fn new(seed: u64) -> SeededIds {
        SeededIds { seed, given: AtomicU64::new(0) }
    }
}

impl Ids for SeededIds {
    fn id(&self) -> Uuid {
        let number = self.given.fetch_add(1, Ordering::SeqCst);
        let mut hasher = blake3::Hasher::new();
        hasher.update(&self.seed.to_le_bytes()).update(&number.to_le_bytes());
        let mut bytes = [0; 16];
        hasher.finalize_xof().fill(&mut bytes);
        uuid::Builder::from_random_bytes(bytes).into_uuid()
    }
}

/// Ids that follow from a first one by counting. They stand next to each other in every index, cost no chance, and whoever
/// knows the first one and a place can tell the id at it.
///
/// Only the last 32 bits count. The others are a GUID's version and enough time and chance to tell two series apart.
#[derive(Debug)]
pub struct Series {
    first: Uuid,
    given: AtomicU32,
}

impl Series {
    /// The ids that follow from one that nothing else follows from.
    pub fn from(first: Uuid) -> Series {
        Series { first, given: AtomicU32::new(0) }
    }

    /// The id at a place, counted from 0; none is the first one itself.
    pub fn at(first: Uuid, place: u32) -> Uuid {
        const COUNTED: u128 = u32::MAX as u128;
        let counted = (first.as_u128() & COUNTED) + u128::from(place) + 1;
        Uuid::from_u128(first.as_u128() & !COUNTED | counted & COUNTED)
    }
}

impl Ids for Series {
    fn id(&self) -> Uuid {
        Series::at(self.first, self.given.fetch_add(1, Ordering::Relaxed))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_series_goes_on_over_its_end_and_keeps_the_rest() {
        let first = Uuid::from_u128(0x0199_0000_0000_7000_8000_0000_ffff_fffe);
        let series = Series::from(first);
        for wanted in ["0000ffffffff", "000000000000", "000000000001"] {
            assert_eq!(series.id().to_string(), format!("01990000-0000-7000-8000-{wanted}"));
        }
        assert_eq!(Series::at(first, 2).to_string(), "01990000-0000-7000-8000-000000000001");
        assert_eq!(Series::at(first, 0).get_version_num(), 7);
    }
}
