//! Hashes as text to bytes, as fast as they can be read.

/// Puts the bytes that the text stands for in standard base64 into `blob`. Whether it stands for any.
#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
pub(crate) fn decode(text: &[u8; crate::TEXT_LEN], blob: &mut [u8; crate::BLOB_LEN]) -> bool {
    use base64_simd::{Out, STANDARD_NO_PAD};
    STANDARD_NO_PAD.decode(text, Out::from_slice(blob.as_mut_slice())).is_ok()
}

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
pub(crate) use simd128::decode;

/// In WebAssembly the library takes several times as long.
///
/// Sixteen characters are twelve bytes, without a rest at the end. The tables are those of W. Muła and D. Lemire (Faster Base64
/// Encoding and Decoding Using AVX2 Instructions, 2018), by the upper and the lower half of a character.
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod simd128 {
    use core::arch::wasm32::{
        i8x16, i16x8, i32x4_dot_i16x8, u8x16, u8x16_add, u8x16_eq, u8x16_shr, u8x16_shuffle, u8x16_splat,
        u8x16_swizzle, u16x8_shl, u16x8_shr, u16x8_splat, u32x4_extract_lane, u64x2, u64x2_extract_lane,
        v128, v128_and, v128_any_true, v128_or,
    };

    use crate::{BLOB_LEN, TEXT_LEN};

    const _: () = assert!(TEXT_LEN.is_multiple_of(16) && TEXT_LEN / 16 * 12 == BLOB_LEN);

    /// A bit in both of what the halves of a character say: it is none of the alphabet.
    const LOWER: v128 =
        u8x16(0x15, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x13, 0x1A, 0x1B, 0x1B, 0x1B, 0x1A);
    const UPPER: v128 =
        u8x16(0x10, 0x10, 0x01, 0x02, 0x04, 0x08, 0x04, 0x08, 0x10, 0x10, 0x10, 0x10, 0x10, 0x10, 0x10, 0x10);
    /// What is between a character and its six bits, by its upper half; one less for a slash.
    const DISTANCE: v128 = i8x16(0, 16, 19, 4, -65, -65, -71, -71, 0, 0, 0, 0, 0, 0, 0, 0);

    /// See the other one.
    pub(crate) fn decode(text: &[u8; TEXT_LEN], blob: &mut [u8; BLOB_LEN]) -> bool {
        let mut wrong = u8x16_splat(0);
        for (sixteen, twelve) in text.as_chunks::<16>().0.iter().zip(blob.as_chunks_mut::<12>().0) {
            let chars = load(sixteen);
            let upper = u8x16_shr(chars, 4);
            let lower = v128_and(chars, u8x16_splat(0x0F));
            wrong = v128_or(wrong, v128_and(u8x16_swizzle(LOWER, lower), u8x16_swizzle(UPPER, upper)));
            let slash = u8x16_eq(chars, u8x16_splat(b'/'));
            let bits = u8x16_add(chars, u8x16_swizzle(DISTANCE, u8x16_add(upper, slash)));
            // Two of six bits to twelve, and two of twelve to twenty-four.
            let twelves = v128_or(u16x8_shl(v128_and(bits, u16x8_splat(0x00FF)), 6), u16x8_shr(bits, 8));
            let all = i32x4_dot_i16x8(twelves, i16x8(0x1000, 1, 0x1000, 1, 0x1000, 1, 0x1000, 1));
            let bytes = u8x16_shuffle::<2, 1, 0, 6, 5, 4, 10, 9, 8, 14, 13, 12, 3, 3, 3, 3>(all, all);
            twelve[..8].copy_from_slice(&u64x2_extract_lane::<0>(bytes).to_le_bytes());
            twelve[8..].copy_from_slice(&u32x4_extract_lane::<2>(bytes).to_le_bytes());
        }
        !v128_any_true(wrong)
    }

    #[inline]
    fn load(bytes: &[u8; 16]) -> v128 {
        let (low, high) = bytes.split_at(8);
        let half = |bytes: &[u8]| bytes.first_chunk().map_or(0, |bytes| u64::from_le_bytes(*bytes));
        u64x2(half(low), half(high))
    }
}

#[cfg(test)]
mod tests {
    use base64::Engine as _;
    use base64::engine::general_purpose::STANDARD_NO_PAD;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::decode;
    use crate::{BLOB_LEN, TEXT_LEN};

    /// Bytes of all kinds, the same every time.
    fn bytes(seed: u32) -> [u8; BLOB_LEN] {
        let mut state = seed.wrapping_mul(0x9E37_79B9) | 1;
        std::array::from_fn(|_| {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            state.to_le_bytes()[2]
        })
    }

    fn text(bytes: &[u8; BLOB_LEN]) -> [u8; TEXT_LEN] {
        *STANDARD_NO_PAD.encode(bytes).as_bytes().first_chunk().unwrap()
    }

    #[test]
    fn text_is_the_bytes_that_it_stands_for() {
        for seed in 0..50 {
            let wanted = bytes(seed);
            let mut blob = [0; BLOB_LEN];
            assert!(decode(&text(&wanted), &mut blob));
            assert_eq!(blob, wanted);
        }
    }

    #[test]
    fn any_other_character_is_seen_anywhere() {
        let (text, alphabet) =
            (text(&bytes(1)), b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");
        for at in [0, 7, 15, 16, 2000, TEXT_LEN - 1] {
            for byte in 0..=u8::MAX {
                let mut spoilt = text;
                spoilt[at] = byte;
                assert_eq!(
                    decode(&spoilt, &mut [0; BLOB_LEN]),
                    alphabet.contains(&byte),
                    "{byte:#x} at {at}"
                );
            }
        }
    }
}
