//! The compression function (FIPS 180-4, section 6.2.2), for a block in each lane.
//!
//! It is written once, for vectors of any kind ([`Vector`]).

use crate::vector::Vector;

/// The initial hash value (section 5.3.3).
pub const INITIAL: [u32; 8] =
    [0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19];

/// The constants (section 4.2.2).
#[rustfmt::skip]
const K: [u32; 64] = [
    0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4, 0xab1c_5ed5,
    0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174,
    0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da,
    0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967,
    0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85,
    0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070,
    0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
    0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2,
];

/// Works a block of each lane into the hash values.
#[inline(always)]
pub fn compress<V: Vector>(hash: &mut [V; 8], mut w: [V; 16]) {
    let [mut a, mut b, mut c, mut d, mut e, mut f, mut g, mut h] = *hash;
    // Where a and b differ is, one step later, where b and c differ.
    let mut differ = b.xor(c);
    for sixteen in 0..4 {
        for t in 0..16 {
            if sixteen > 0 {
                let (two, fifteen) = (w[(t + 14) % 16], w[(t + 1) % 16]);
                let small1 = two.rotr::<17>().xor(two.rotr::<19>()).xor(two.shr::<10>());
                let small0 = fifteen.rotr::<7>().xor(fifteen.rotr::<18>()).xor(fifteen.shr::<3>());
                w[t] = w[t].add(small0).add(w[(t + 9) % 16].add(small1));
            }
            let large1 = e.rotr::<6>().xor(e.rotr::<11>()).xor(e.rotr::<25>());
            let choice = g.xor(e.and(f.xor(g)));
            let k = V::splat(K[16 * sixteen + t]);
            let t1 = h.add(large1).add(choice.add(k)).add(w[t]);
            let large0 = a.rotr::<2>().xor(a.rotr::<13>()).xor(a.rotr::<22>());
            let now = a.xor(b);
            let majority = b.xor(now.and(differ));
            differ = now;
            (h, g, f, e) = (g, f, e, d.add(t1));
            (d, c, b, a) = (c, b, a, t1.add(large0.add(majority)));
        }
    }
    for (hash, word) in hash.iter_mut().zip([a, b, c, d, e, f, g, h]) {
        *hash = hash.add(word);
    }
}
