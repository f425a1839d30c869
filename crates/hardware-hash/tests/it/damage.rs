//! What was changed, cut or mixed up is never taken for a hash.

use hardware_hash::{BLOB_LEN, Error, MAX_TOTAL, TRAILER_LEN, decode, examine};

use crate::{fixture_text, made_up, small};

/// Where the records of a blob end and its trailer starts.
fn total(blob: &[u8]) -> usize {
    usize::from(u16::from_le_bytes([blob[2], blob[3]]))
}

#[test]
fn every_flipped_bit_is_caught() {
    let mut blob = made_up(1).encode();
    for at in 0..BLOB_LEN {
        for bit in 0..8 {
            blob[at] ^= 1 << bit;
            assert!(decode(&blob).is_err(), "bit {bit} of byte {at}");
            blob[at] ^= 1 << bit;
        }
    }
    assert_eq!(decode(&blob), Ok(made_up(1)));
}

#[test]
fn every_changed_character_is_caught() {
    let mut text = fixture_text().as_bytes().to_vec();
    for at in 0..text.len() {
        let original = text[at];
        text[at] = if original == b'Q' { b'R' } else { b'Q' };
        assert!(examine(&text).content.is_err(), "character {at}");
        text[at] = original;
    }
}

#[test]
fn every_truncation_is_repaired_or_reported() {
    for hash in
        [examine(fixture_text().as_bytes()).content.expect("the fixture is valid"), made_up(1), small()]
    {
        let text = hash.to_text();
        let end = total(&hash.encode()) + TRAILER_LEN;
        for length in 0..text.len() {
            let examination = examine(&text.as_bytes()[..length]);
            match examination.content {
                Ok(found) => {
                    assert_eq!(found, hash, "cut to {length} characters");
                    assert!(!examination.repairs.is_empty());
                }
                Err(error) => {
                    let bytes = length * 6 / 8;
                    assert!(bytes < end, "{error} at {length} characters, though all is there");
                    let expected = match bytes {
                        0 | 1 => Error::TooSmall { length: bytes },
                        _ => Error::Truncated { length: bytes },
                    };
                    assert_eq!(error, expected, "cut to {length} characters");
                }
            }
        }
    }
}

#[test]
fn every_truncation_of_the_bytes_is_reported() {
    let blob = made_up(1).encode();
    let end = total(&blob) + TRAILER_LEN;
    for length in 0..=BLOB_LEN {
        let content = decode(&blob[..length]);
        match length {
            0 | 1 => assert_eq!(content, Err(Error::TooSmall { length })),
            _ if length < end => assert_eq!(content, Err(Error::Truncated { length })),
            _ => assert_eq!(content, Ok(made_up(1))),
        }
    }
}

/// What is done to a valid blob, and what is said of it.
type Case = (&'static str, fn(&mut Vec<u8>), Error);

#[test]
fn the_error_names_what_is_wrong() {
    // The header, a record of 12 bytes, one of 11, the trailer: at 0, 4, 16 and 27.
    let cases: [Case; 14] = [
        ("nothing", Vec::clear, Error::TooSmall { length: 0 }),
        ("old tool", |blob| *blob = vec![0x5a; 128], Error::TooSmall { length: 128 }),
        ("other large data", |blob| *blob = vec![0x5a; 512], Error::Magic),
        ("magic", |blob| blob[0] = b'X', Error::Magic),
        ("total of nothing", |blob| blob[2..4].fill(0), Error::Structure { offset: 2 }),
        ("total too large", |blob| blob[2..4].fill(0xff), Error::Structure { offset: 2 }),
        ("record of no length", |blob| blob[6] = 0, Error::Structure { offset: 4 }),
        ("record shorter than its header", |blob| blob[6] = 3, Error::Structure { offset: 4 }),
        ("record too long", |blob| blob[7] = 1, Error::Structure { offset: 4 }),
        ("second record too long", |blob| blob[18] += 1, Error::Structure { offset: 16 }),
        ("trailer magic", |blob| blob[27] = b'X', Error::Trailer),
        ("trailer length", |blob| blob[29] = 35, Error::Trailer),
        ("text", |blob| blob[9] ^= 0x20, Error::Digest),
        ("last byte", |blob| blob[2999] = 1, Error::Tail { offset: 2999 }),
    ];
    for (name, damage, error) in cases {
        let mut blob = small().encode();
        damage(&mut blob);
        assert_eq!(decode(&blob), Err(error), "{name}");
    }
}

#[test]
fn total_may_reach_its_limit_and_not_pass_it() {
    let mut blob = small().encode();
    let limit = u16::try_from(MAX_TOTAL).expect("it fits");
    blob[2..4].copy_from_slice(&(limit + 1).to_le_bytes());
    assert_eq!(decode(&blob), Err(Error::Structure { offset: 2 }));
    blob[2..4].copy_from_slice(&limit.to_le_bytes());
    // The trailer's start reads as a record of 36 bytes; behind the trailer stand zeros, which is no length.
    let end = total(&small().encode()) + TRAILER_LEN;
    assert_eq!(decode(&blob), Err(Error::Structure { offset: end }));
}

#[test]
fn lost_and_doubled_characters_are_caught() {
    let text = fixture_text();
    let cases: [(&str, String); 5] = [
        ("one lost", format!("{}{}", &text[..500], &text[501..])),
        ("four lost", format!("{}{}", &text[..500], &text[504..])),
        ("one doubled", format!("{}{}", &text[..501], &text[500..])),
        ("four doubled", format!("{}{}", &text[..504], &text[500..])),
        ("halves swapped", format!("{}{}", &text[600..1200], &text[..600])),
    ];
    for (name, text) in cases {
        let examination = examine(text.as_bytes());
        assert!(examination.content.is_err(), "{name}");
        assert_eq!(examination.repairs, [], "{name}");
        assert_eq!(examination.canonical(), None, "{name}");
    }
}

#[test]
fn two_hashes_in_one_text_are_caught() {
    let text = [fixture_text(), fixture_text()].concat();
    assert_eq!(examine(text.as_bytes()).content, Err(Error::Tail { offset: BLOB_LEN }));
}
