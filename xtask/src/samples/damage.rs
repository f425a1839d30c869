//! Damage to hashes. Offsets and names are those of `hardware_hash`'s description of the layout.

use base64::{Engine, engine::general_purpose::STANDARD_NO_PAD};
use hardware_hash::{Builder, TRAILER_LEN};

/// Where the length of the first record is.
const FIRST_LENGTH: usize = 6;
/// Within the first record.
const IN_FIRST_RECORD: usize = 12;
/// Near the end, where only zeros may be.
const IN_FILL: usize = 2_990;

/// The text of a hash whose bytes were changed after it was made.
fn changed(builder: &Builder, change: impl FnOnce(&mut [u8], usize)) -> String {
    let hash = builder.build().expect("made-up devices fit");
    let mut bytes = hash.encode();
    let total = usize::from(u16::from_le_bytes([bytes[2], bytes[3]]));
    change(&mut bytes, total);
    STANDARD_NO_PAD.encode(bytes)
}

/// One bit is another.
pub fn bit_flipped(builder: &Builder) -> String {
    changed(builder, |bytes, _| bytes[IN_FIRST_RECORD] ^= 1)
}

/// A record says that it is longer than all of them.
pub fn record_too_long(builder: &Builder) -> String {
    changed(builder, |bytes, _| bytes[FIRST_LENGTH + 1] = 0xFF)
}

/// Something else stands where the trailer should be.
pub fn without_trailer(builder: &Builder) -> String {
    changed(builder, |bytes, total| bytes[total..total + TRAILER_LEN].fill(0))
}

/// Something stands behind the end.
pub fn with_tail(builder: &Builder) -> String {
    changed(builder, |bytes, _| bytes[IN_FILL] = 1)
}

/// As long as a hash, but something else.
pub fn something_else() -> String {
    STANDARD_NO_PAD.encode(b"This is not a hardware hash. ".repeat(104))
}

/// As long as those of tools before Windows 10 version 1703.
pub fn of_old_tool() -> String {
    STANDARD_NO_PAD.encode([0x5A; 128])
}
