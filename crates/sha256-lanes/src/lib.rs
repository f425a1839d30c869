//! SHA-256 of several messages at a time.
//!
//! One message keeps a processor busy with a chain of steps of which each waits for the one before; a vector unit does the
//! same step for several messages in the time of one. So messages are taken by the lot, one in each lane: eight where the
//! processor has AVX2 or AVX-512, asked when the program runs; four with SSE2, NEON or WebAssembly's `simd128`, known when it is built;
//! and where there is no vector unit the lanes are done one after the other, by the same code.
//!
//! FIPS 180-4 is the source of everything here: names are its own.
//!
//! ```
//! let mut messages: [&[u8]; sha256_lanes::LANES] = [b""; 8];
//! messages[1] = b"abc";
//! let digests = sha256_lanes::digests(&messages);
//! assert_eq!(digests[1][..4], [0xba, 0x78, 0x16, 0xbf]);
//! ```

#![deny(missing_docs, unsafe_code)]
#![expect(
    clippy::inline_always,
    reason = "code takes the vectors of what it is part of, so all of it must be part of that"
)]
#![expect(clippy::many_single_char_names, reason = "they are the standard's")]

mod compress;
mod message;
mod vector;

use compress::{INITIAL, compress};
use message::{BLOCK, blocks, words};
use vector::Vector;

/// How many messages are taken at a time.
pub const LANES: usize = 8;

/// The digests of messages, each by itself. Messages of about the same length take the least time: a lane that is done waits
/// for the others.
#[must_use]
pub fn digests(messages: &[&[u8]; LANES]) -> [[u8; 32]; LANES] {
    #[cfg(target_arch = "x86_64")]
    if let Some(digests) = extended::digests(messages) {
        return digests;
    }
    let mut digests = [[0; 32]; LANES];
    for (four, digests) in messages.as_chunks::<4>().0.iter().zip(digests.as_chunks_mut::<4>().0) {
        *digests = lanes::<Four, 4>(four);
    }
    digests
}

/// Four lanes, as most processors have them.
#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
type Four = [u32; 4];
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
type Four = core::arch::wasm32::v128;

/// The digests of as many messages as there are lanes in a vector.
#[inline(always)]
fn lanes<V: Vector<Words = [u32; N]>, const N: usize>(messages: &[&[u8]; N]) -> [[u8; 32]; N] {
    let counts = messages.map(|message| blocks(message.len()));
    let longest = counts.into_iter().max().unwrap_or(0);
    let mut state = INITIAL.map(V::splat);
    let mut digests = [[0; 32]; N];
    for block in 0..longest {
        compress(&mut state, words(messages, block));
        if !counts.contains(&(block + 1)) {
            continue;
        }
        let words = state.map(V::words);
        for lane in (0..N).filter(|&lane| counts[lane] == block + 1) {
            for (word, bytes) in words.iter().zip(digests[lane].as_chunks_mut::<4>().0) {
                *bytes = word[lane].to_be_bytes();
            }
        }
    }
    digests
}

#[cfg(target_arch = "x86_64")]
#[expect(unsafe_code, reason = "code for a processor's extension must be called as unsafe")]
mod extended {
    use super::{LANES, lanes};

    /// As [`super::digests`], on a processor that has vectors of eight words. `None`: it has not.
    pub fn digests(messages: &[&[u8]; LANES]) -> Option<[[u8; 32]; LANES]> {
        // With AVX-512, words are turned in one step instead of three, and three of them are put together in one.
        #[target_feature(enable = "avx2,avx512f,avx512vl")]
        fn turning(messages: &[&[u8]; LANES]) -> [[u8; 32]; LANES] {
            lanes::<[u32; LANES], LANES>(messages)
        }
        #[target_feature(enable = "avx2")]
        fn wide(messages: &[&[u8]; LANES]) -> [[u8; 32]; LANES] {
            lanes::<[u32; LANES], LANES>(messages)
        }
        if std::arch::is_x86_feature_detected!("avx512f") && std::arch::is_x86_feature_detected!("avx512vl") {
            // SAFETY: the processor was asked, which is all that it takes.
            Some(unsafe { turning(messages) })
        } else if std::arch::is_x86_feature_detected!("avx2") {
            // SAFETY: as above.
            Some(unsafe { wide(messages) })
        } else {
            None
        }
    }
}

const _: () = assert!(BLOCK == 64);
