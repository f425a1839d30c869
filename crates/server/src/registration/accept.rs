//! What is taken from a request for registration, after which its hash is forgotten.

use std::borrow::Cow;
use std::collections::HashSet;
use std::num::NonZero;

use hardware_hash::{HardwareHash, Identity, examine};

use super::{Candidate, Given, Verdict};
use crate::store::slice::LONGEST;
use crate::supply::key;

/// Fewer are not worth a second thread.
const SHARE: usize = 64;

/// Takes from the devices of one call what is kept of them, in their order.
///
/// With `parallel`, the hashes of many are read on as many threads as the computer has.
pub fn accept(given: &[Given<'_>], parallel: bool) -> Vec<Candidate> {
    let threads = if parallel { std::thread::available_parallelism().map_or(1, NonZero::get) } else { 1 };
    let share = given.len().div_ceil(threads).max(SHARE);
    let mut candidates: Vec<Candidate> = if given.len() <= share {
        given.iter().map(read).collect()
    } else {
        std::thread::scope(|scope| {
            let shares: Vec<_> = given
                .chunks(share)
                .map(|share| scope.spawn(|| share.iter().map(read).collect::<Vec<_>>()))
                .collect();
            shares
                .into_iter()
                .flat_map(|share| share.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
                .collect()
        })
    };
    mark_duplicates(&mut candidates);
    candidates
}

fn read(given: &Given<'_>) -> Candidate {
    let hash = examine(given.hardware_identifier.as_bytes()).content.ok();
    let tuple = hash.as_ref().map(HardwareHash::tuple).unwrap_or_default();
    let serial_given = given.serial_number.trim();
    let serial_number = if serial_given.is_empty() {
        tuple.serial.trim().to_owned()
    } else {
        given.serial_number.to_string()
    };
    let verdict = if serial_number.len() > LONGEST {
        Verdict::InvalidBody
    } else if hash.is_none() {
        Verdict::InvalidHash
    } else if serial_given.is_empty() && given.product_key.trim().is_empty() {
        Verdict::MissingSerial
    } else {
        Verdict::Fine
    };
    let kept =
        |text: &Option<Cow<'_, str>>| text.as_deref().filter(|text| !text.is_empty()).map(str::to_owned);
    Candidate {
        group_tag: kept(&given.group_tag),
        serial_key: key(&serial_number),
        serial_number,
        product_key: given.product_key.to_string(),
        assigned_user: kept(&given.assigned_user),
        identity: hash.as_ref().and_then(HardwareHash::identity).as_ref().map(digest),
        manufacturer: tuple.manufacturer,
        model: tuple.model,
        verdict,
    }
}

/// An identity's digest: an identity names a device for life, and comparing is all that it is kept for.
fn digest(identity: &Identity) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new_derive_key("muster-server registered device 1");
    let mut part = |bytes: &[u8]| {
        hasher.update(&(bytes.len() as u64).to_le_bytes()).update(bytes);
    };
    match identity {
        Identity::EndorsementKey(key) => {
            part(b"key");
            part(key);
        }
        Identity::Firmware { uuid, serial, manufacturer } => {
            part(b"firmware");
            part(&uuid.0);
            part(serial.as_bytes());
            part(manufacturer.as_bytes());
        }
    }
    *hasher.finalize().as_bytes()
}

/// The first one that has nothing wrong with it stands for a device; those behind it are too many.
fn mark_duplicates(candidates: &mut [Candidate]) {
    let mut identities = HashSet::new();
    let mut serials = HashSet::new();
    for candidate in candidates.iter_mut().filter(|candidate| candidate.verdict == Verdict::Fine) {
        let known = candidate.identity.is_some_and(|identity| identities.contains(&identity))
            || serials.contains(&candidate.serial_key);
        if known {
            candidate.verdict = Verdict::Duplicated;
            continue;
        }
        identities.extend(candidate.identity);
        if !candidate.serial_key.is_empty() {
            serials.insert(candidate.serial_key.clone());
        }
    }
}
