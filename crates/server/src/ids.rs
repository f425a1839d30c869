//! Ids, and where they come from.

use std::sync::atomic::{AtomicU64, Ordering};

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
