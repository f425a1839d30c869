//! A word of each lane, in one vector.

/// A word of each lane.
pub trait Vector: Copy {
    /// The words of the lanes.
    type Words: Copy;

    /// The same word in all lanes.
    fn splat(word: u32) -> Self;
    /// These words.
    fn of(words: Self::Words) -> Self;
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
    fn splat(word: u32) -> Self {
        [word; N]
    }

    #[inline(always)]
    fn of(words: [u32; N]) -> Self {
        words
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
        u32x4, u32x4_add, u32x4_extract_lane, u32x4_shl, u32x4_shr, u32x4_splat, v128, v128_and, v128_or,
        v128_xor,
    };

    impl super::Vector for v128 {
        type Words = [u32; 4];

        #[inline(always)]
        fn splat(word: u32) -> Self {
            u32x4_splat(word)
        }

        #[inline(always)]
        fn of([a, b, c, d]: [u32; 4]) -> Self {
            u32x4(a, b, c, d)
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
