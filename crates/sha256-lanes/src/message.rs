//! Messages as blocks of words (FIPS 180-4, sections 5.1.1 and 5.2.1).

use crate::vector::Vector;

/// Bytes of a block.
pub const BLOCK: usize = 64;

/// A one behind the message, and its length in bits.
const LEAST_PADDING: usize = 9;

/// How many blocks a message of that many bytes has with its padding.
pub fn blocks(len: usize) -> usize {
    (len + LEAST_PADDING).div_ceil(BLOCK)
}

/// The words of a block of each message. Behind a message's last block there are zeros: what comes of them isn't used.
#[inline(always)]
pub fn words<V: Vector, const N: usize>(messages: &[&[u8]; N], block: usize) -> [V; 16] {
    let start = block * BLOCK;
    let whole = |message: &&'_ [u8]| message.len() >= start + BLOCK;
    if messages.iter().all(whole) {
        let blocks = messages.map(|message| message[start..].first_chunk().unwrap_or(&[0; BLOCK]));
        return V::block(&blocks);
    }
    let padded = messages.map(|message| match message.get(start..).and_then(<[u8]>::first_chunk) {
        Some(whole) => *whole,
        None => padding(message, block),
    });
    V::block(&padded.each_ref())
}

/// A block that isn't all message.
#[cold]
fn padding(message: &[u8], block: usize) -> [u8; BLOCK] {
    let mut padded = [0; BLOCK];
    let start = block * BLOCK;
    if let Some(rest) = message.get(start..) {
        padded[..rest.len()].copy_from_slice(rest);
        padded[rest.len()] = 0x80;
    }
    if block + 1 == blocks(message.len()) {
        padded[BLOCK - 8..].copy_from_slice(&(8 * message.len() as u64).to_be_bytes());
    }
    padded
}
