//! Messages as blocks of words (FIPS 180-4, sections 5.1.1 and 5.2.1).

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
pub fn words<const N: usize>(messages: &[&[u8]; N], block: usize) -> [[u32; N]; 16] {
    let mut words = [[0; N]; 16];
    for (lane, message) in messages.iter().enumerate() {
        let start = block * BLOCK;
        let padded;
        let bytes: &[u8; BLOCK] = if let Some(whole) = message.get(start..).and_then(<[u8]>::first_chunk) {
            whole
        } else {
            padded = padding(message, block);
            &padded
        };
        for (word, bytes) in words.iter_mut().zip(bytes.as_chunks().0) {
            word[lane] = u32::from_be_bytes(*bytes);
        }
    }
    words
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
