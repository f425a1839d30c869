//! By which a file is known again.

use xxhash_rust::xxh3::Xxh3Default;

/// Bytes of a block. Blocks begin at multiples of it.
pub const BLOCK: u64 = 16 * 1024 * 1024;

/// The digest of a block.
pub struct BlockDigest {
    state: Xxh3Default,
    /// Bytes to come.
    rest: u64,
}

impl BlockDigest {
    /// That of a block of so many bytes.
    pub fn new(len: u64) -> BlockDigest {
        BlockDigest { state: Xxh3Default::new(), rest: len }
    }

    /// Takes the next bytes; those behind the block are passed over.
    pub fn update(&mut self, bytes: &[u8]) {
        let len = usize::try_from(self.rest).unwrap_or(usize::MAX).min(bytes.len());
        self.state.update(&bytes[..len]);
        self.rest -= len as u64;
    }

    /// The digest.
    pub fn finish(self) -> [u8; 16] {
        self.state.digest128().to_le_bytes()
    }
}

/// The digest of a file's bytes: the BLAKE3 of its length and of the XXH3 (128 bits) of each of its blocks.
///
/// Nobody gains by a file that is taken for another one of their own, so it need not withstand an attack; and of everything
/// that is done with each byte it may take the least time. Blocks can be digested apart from each other.
pub struct FileDigest {
    block: Xxh3Default,
    /// Bytes in the block.
    filled: u64,
    len: u64,
    blocks: blake3::Hasher,
}

impl Default for FileDigest {
    fn default() -> FileDigest {
        FileDigest::new()
    }
}

impl FileDigest {
    /// That of nothing.
    #[must_use]
    pub fn new() -> FileDigest {
        FileDigest { block: Xxh3Default::new(), filled: 0, len: 0, blocks: blake3::Hasher::new() }
    }

    /// Takes the next bytes.
    pub fn update(&mut self, mut bytes: &[u8]) {
        self.len += bytes.len() as u64;
        while !bytes.is_empty() {
            let room = usize::try_from(BLOCK - self.filled).unwrap_or(usize::MAX);
            let (now, rest) = bytes.split_at(bytes.len().min(room));
            self.block.update(now);
            self.filled += now.len() as u64;
            bytes = rest;
            if self.filled == BLOCK {
                self.end_block();
            }
        }
    }

    /// The digest.
    #[must_use]
    pub fn finish(mut self) -> [u8; 32] {
        if self.filled > 0 {
            self.end_block();
        }
        self.blocks.update(&self.len.to_le_bytes());
        self.blocks.finalize().into()
    }

    /// The digest of a file of so many bytes whose blocks have these digests.
    pub fn of_blocks(blocks: &[[u8; 16]], len: u64) -> [u8; 32] {
        let mut digest = FileDigest { len, ..FileDigest::new() };
        for block in blocks {
            digest.blocks.update(block);
        }
        digest.finish()
    }

    fn end_block(&mut self) {
        self.blocks.update(&self.block.digest128().to_le_bytes());
        self.block.reset();
        self.filled = 0;
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    fn digest(chunks: &[&[u8]]) -> [u8; 32] {
        let mut digest = FileDigest::new();
        for chunk in chunks {
            digest.update(chunk);
        }
        digest.finish()
    }

    #[test]
    fn it_does_not_depend_on_how_the_file_was_cut() {
        let bytes: Vec<u8> = (0..u8::MAX).cycle().take(usize::try_from(BLOCK).unwrap() + 1000).collect();
        let whole = digest(&[&bytes]);
        for cut in [0, 1, 4096, bytes.len() - 1000, bytes.len() - 999, bytes.len()] {
            let (one, other) = bytes.split_at(cut);
            assert_eq!(digest(&[one, other]), whole, "{cut}");
        }
    }

    #[test]
    fn blocks_can_be_digested_apart() {
        let bytes: Vec<u8> = (0..u8::MAX).cycle().take(usize::try_from(2 * BLOCK).unwrap() + 1000).collect();
        let blocks: Vec<[u8; 16]> = bytes
            .chunks(usize::try_from(BLOCK).unwrap())
            .map(|block| {
                let mut digest = BlockDigest::new(block.len() as u64);
                for chunk in block.chunks(1_000_000) {
                    digest.update(chunk);
                }
                digest.update(b"what is behind it");
                digest.finish()
            })
            .collect();
        assert_eq!(FileDigest::of_blocks(&blocks, bytes.len() as u64), digest(&[&bytes]));
    }

    #[test]
    fn every_byte_and_the_length_count() {
        let mut seen = std::collections::HashSet::new();
        let bytes = vec![0; 300];
        for len in 0..300 {
            assert!(seen.insert(digest(&[&bytes[..len]])), "{len}");
        }
        for at in 0..299 {
            let mut changed = bytes.clone();
            changed[at] = 1;
            assert!(seen.insert(digest(&[&changed[..299]])), "{at}");
        }
    }
}
