//! SHA-256 as text.

use std::fmt::Write;

use sha2::{Digest, Sha256};

/// The SHA-256 of the bytes: 64 hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// How many digits of a digest go in a file name or a build id: 64 bits, enough to tell any two builds apart.
pub const SHORT: usize = 16;

/// The first [`SHORT`] digits of the SHA-256.
pub fn short(bytes: &[u8]) -> String {
    sha256(bytes)[..SHORT].to_owned()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").expect("a string takes any text");
        text
    })
}
