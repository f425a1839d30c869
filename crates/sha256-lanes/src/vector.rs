//! A word of each lane, in one vector.

use crate::message::BLOCK;

/// A word of each lane.
pub trait Vector: Copy {
    /// The words of the lanes.
    type Words: Copy;

    /// The words of a block of each lane, high byte first; there must be as many blocks as lanes.
    fn block(blocks: &[&[u8; BLOCK]]) -> [Self; 16];

    /// The same word in all lanes.
    fn splat(word: u32) -> Self;
    /// The words.
    fn words(self) -> Self::Words;
    /// The sums, modulo 2^32.
    fn add(self, other: Self) -> Self;
    /// Bit by bit, whether they differ.
    fn xor(self, other: Self) -> Self;
    /// Bit by bit, whether both are set.
    fn and(self, other: Self) -> Self;
    /// The words turned to the right.
    fn rotr<const BY: u32>(self) -> Self;
    /// The words moved to the right.
    fn shr<const BY: u32>(self) -> Self;
}

#[inline(always)]
fn each<const N: usize>(a: [u32; N], b: [u32; N], f: impl Fn(u32, u32) -> u32) -> [u32; N] {
    let mut out = [0; N];
    for lane in 0..N {
        out[lane] = f(a[lane], b[lane]);
    }
    out
}

/// Where the compiler finds the vector unit by itself: loops over all of an array's elements become its instructions.
impl<const N: usize> Vector for [u32; N] {
    type Words = [u32; N];

    #[inline(always)]
    fn block(blocks: &[&[u8; BLOCK]]) -> [Self; 16] {
        let mut words = [[0; N]; 16];
        for lane in 0..N {
            for (word, bytes) in words.iter_mut().zip(blocks[lane].as_chunks().0) {
                word[lane] = u32::from_be_bytes(*bytes);
            }
        }
        words
    }

    #[inline(always)]
    fn splat(word: u32) -> Self {
        [word; N]
    }

    #[inline(always)]
    fn words(self) -> [u32; N] {
        self
    }

    #[inline(always)]
    fn add(self, other: Self) -> Self {
        each(self, other, u32::wrapping_add)
    }

    #[inline(always)]
    fn xor(self, other: Self) -> Self {
        each(self, other, |a, b| a ^ b)
    }

    #[inline(always)]
    fn and(self, other: Self) -> Self {
        each(self, other, |a, b| a & b)
    }

    #[inline(always)]
    fn rotr<const BY: u32>(self) -> Self {
        self.map(|word| word.rotate_right(BY))
    }

    #[inline(always)]
    fn shr<const BY: u32>(self) -> Self {
        self.map(|word| word >> BY)
    }
}

/// In WebAssembly it doesn't: of arrays it makes vectors here and single words there, and half of the speed is lost.
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod simd128 {
    use core::arch::wasm32::{
        u8x16_shuffle, u32x4_add, u32x4_extract_lane, u32x4_shl, u32x4_shr, u32x4_shuffle, u32x4_splat,
        u64x2, u64x2_shuffle, v128, v128_and, v128_or, v128_xor,
    };

    use crate::message::BLOCK;

    impl super::Vector for v128 {
        type Words = [u32; 4];

        /// There is no instruction that turns a word's bytes around, but one for those of a whole vector.
        #[inline(always)]
        fn block(blocks: &[&[u8; BLOCK]]) -> [Self; 16] {
            let mut words = [u32x4_splat(0); 16];
            for quarter in 0..4 {
                let row = |lane: usize| {
                    let at = |at: usize| {
                        let bytes = blocks[lane][16 * quarter + at..].first_chunk();
                        bytes.map_or(0, |bytes| u64::from_le_bytes(*bytes))
                    };
                    let row = u64x2(at(0), at(8));
                    u8x16_shuffle::<3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12>(row, row)
                };
                let (a, b, c, d) = (row(0), row(1), row(2), row(3));
                let (ab, cd) = (u32x4_shuffle::<0, 4, 1, 5>(a, b), u32x4_shuffle::<0, 4, 1, 5>(c, d));
                words[4 * quarter] = u64x2_shuffle::<0, 2>(ab, cd);
                words[4 * quarter + 1] = u64x2_shuffle::<1, 3>(ab, cd);
                let (ab, cd) = (u32x4_shuffle::<2, 6, 3, 7>(a, b), u32x4_shuffle::<2, 6, 3, 7>(c, d));
                words[4 * quarter + 2] = u64x2_shuffle::<0, 2>(ab, cd);
                words[4 * quarter + 3] = u64x2_shuffle::<1, 3>(ab, cd);
            }
            words
        }

        #[inline(always)]
        fn splat(word: u32) -> Self {
            u32x4_splat(word)
        }

        #[inline(always)]
        fn words(self) -> [u32; 4] {
            [
                u32x4_extract_lane::<0>(self),
                u32x4_extract_lane::<1>(self),
                u32x4_extract_lane::<2>(self),
                u32x4_extract_lane::<3>(self),
            ]
        }

        #[inline(always)]
        fn add(self, other: Self) -> Self {
            u32x4_add(self, other)
        }

        #[inline(always)]
        fn xor(self, other: Self) -> Self {
            v128_xor(self, other)
        }

        #[inline(always)]
        fn and(self, other: Self) -> Self {
            v128_and(self, other)
        }

        #[inline(always)]
        fn rotr<const BY: u32>(self) -> Self {
            v128_or(u32x4_shr(self, BY), u32x4_shl(self, 32 - BY))
        }

        #[inline(always)]
        fn shr<const BY: u32>(self) -> Self {
            u32x4_shr(self, BY)
        }
    }
}
