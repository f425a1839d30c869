//! Hashes without a flaw, by the lot: their digests are made several at a time, which takes a fraction of the time.

use std::fmt;

use sha256_lanes::{LANES, digests};

use crate::base64::decode;
use crate::container::{frame, sealed};
use crate::{BLOB_LEN, HardwareHash, Identity, TRAILER_LEN};

/// Hashes that wait for others, to be verified together. `T` says of each what it belongs to.
///
/// It takes what is without a flaw as far as can be told without the digest; anything else is for [`examine`](fn@crate::examine),
/// which says what is wrong with it. What both say of a hash is the same.
///
/// ```
/// use hardware_hash::{Builder, Lot};
///
/// let text = Builder::made_up(1).build()?.to_text();
/// let mut lot = Lot::new();
/// assert!(lot.take(text.as_bytes(), "row 1").is_ok());
/// assert!(lot.take(b"T0HoAwEA", "row 2").is_err(), "it is cut short");
/// lot.verify(|row, verified| {
///     let (hash, identity) = verified.expect("its digest is right");
///     assert_eq!((row, hash.identity()), ("row 1", identity));
/// });
/// # Ok::<(), hardware_hash::TooLarge>(())
/// ```
#[derive(Clone)]
pub struct Lot<T> {
    blobs: Vec<[u8; BLOB_LEN]>,
    waiting: Vec<Waiting<T>>,
    /// Kept for its memory alone.
    hash: HardwareHash,
}

#[derive(Clone)]
struct Waiting<T> {
    of: T,
    /// Where its trailer starts.
    total: usize,
}

impl<T> Default for Lot<T> {
    fn default() -> Lot<T> {
        Lot::new()
    }
}

impl<T> fmt::Debug for Lot<T> {
    /// Leaves the hashes out: they have no place in logs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Lot({} hashes)", self.waiting.len())
    }
}

impl<T> Lot<T> {
    /// None yet.
    #[must_use]
    pub fn new() -> Lot<T> {
        Lot {
            blobs: vec![[0; BLOB_LEN]; LANES],
            waiting: Vec::with_capacity(LANES),
            hash: HardwareHash::from_verified(Vec::new(), 0),
        }
    }

    /// Whether no more can be taken before those that wait are verified.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.waiting.len() == LANES
    }

    /// Takes a hash.
    ///
    /// # Errors
    /// What it belongs to, where the hash has a flaw, or where this is [full](Lot::is_full).
    pub fn take(&mut self, text: &[u8], of: T) -> Result<(), T> {
        let Some(blob) = self.blobs.get_mut(self.waiting.len()) else { return Err(of) };
        let is_decoded = text.as_array().is_some_and(|text| decode(text, blob));
        match Some(&*blob).filter(|_| is_decoded).and_then(frame) {
            Some(total) => {
                self.waiting.push(Waiting { of, total });
                Ok(())
            }
            None => Err(of),
        }
    }

    /// Verifies those that wait, in the order in which they came: each with what tells its device from others, or `None` where
    /// its digest is not the one in its trailer.
    pub fn verify(&mut self, mut each: impl FnMut(T, Option<(&HardwareHash, Option<Identity>)>)) {
        if self.waiting.is_empty() {
            return;
        }
        let (blobs, waiting) = (&self.blobs, &self.waiting);
        let total = |at: usize| waiting.get(at).map_or(0, |waiting| waiting.total);
        let contents = std::array::from_fn(|at| &blobs[at][..total(at)]);
        let found = digests(&contents);
        let keys: [&[u8]; LANES] = std::array::from_fn(|at| {
            HardwareHash::key_in(&blobs[at][..total(at)]).map_or(b"".as_slice(), |key| key.0)
        });
        let names = digests(&keys);
        for (at, Waiting { of, total }) in self.waiting.drain(..).enumerate() {
            let blob = &self.blobs[at];
            if sealed(blob, total) != found[at] {
                each(of, None);
                continue;
            }
            self.hash.refill(&blob[..total + TRAILER_LEN]);
            let identity = self.hash.identity_by(Some(names[at]));
            each(of, Some((&self.hash, identity)));
        }
    }
}
