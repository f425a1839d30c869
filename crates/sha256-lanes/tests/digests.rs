//! Every lane's digest is that of its message, whatever the other lanes have.

use proptest::prelude::*;
use sha2::{Digest, Sha256};
use sha256_lanes::{LANES, digests};

fn alone(message: &[u8]) -> [u8; 32] {
    Sha256::digest(message).into()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
}

/// Test vectors of NIST: FIPS 180-4's examples, and the lengths around a block's end.
#[test]
fn the_standard_s_examples() {
    let a_million = vec![b'a'; 1_000_000];
    let messages: [&[u8]; LANES] = [
        b"abc",
        b"",
        b"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        b"abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
        &a_million,
        &[0xbd],
        &[0xc9, 0x8c, 0x8e, 0x55],
        &[0; 55],
    ];
    let wanted = [
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
        "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1",
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0",
        "68325720aabd7c82f30f554b313d0570c95accbb7dc4b5aae11204c08ffe732b",
        "7abc22c0ae5af26ce93dbb94433a0e0b2e119d014f8e7f65bd56c61ccccd9504",
        "02779466cdec163811d078815c633f21901413081449002f24aa3e80f0b88ef7",
    ];
    assert_eq!(digests(&messages).map(|digest| hex(&digest)), wanted);
}

#[test]
fn every_length_around_the_ends_of_blocks() {
    let bytes: Vec<u8> = (0..=255).cycle().take(300).collect();
    for len in 0..200 {
        let messages: [&[u8]; LANES] = std::array::from_fn(|lane| &bytes[lane..lane + len]);
        assert_eq!(digests(&messages), messages.map(alone), "{len}");
    }
}

proptest! {
    #[test]
    fn as_one_by_one(messages in prop::array::uniform8(prop::collection::vec(any::<u8>(), 0..700))) {
        let messages: [&[u8]; LANES] = std::array::from_fn(|lane| messages[lane].as_slice());
        prop_assert_eq!(digests(&messages), messages.map(alone));
    }
}
