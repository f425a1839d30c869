//! A file opens as it was written, or not at all.

use std::num::NonZeroU32;

use proptest::prelude::*;
use ring::{
    aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey},
    pbkdf2,
};
use workspace_file::{Chunk, FileError, HEADER, Header, Layout, Splitter, TAG};

/// The smallest chunk, so that tests have several.
const CHUNK: u32 = 1 << 16;

fn header() -> Header {
    Header { chunk: CHUNK, ..Header::new([3; 16], [5; 7]) }
}

/// A key as quick to have as tests want it; that from a passphrase has a test of its own.
fn key(byte: u8) -> LessSafeKey {
    LessSafeKey::new(UnboundKey::new(&AES_256_GCM, &[byte; 32]).expect("32 bytes are a key"))
}

fn sealed(header: &Header, key: &LessSafeKey, plain: &[u8], step: usize) -> Vec<u8> {
    let mut file = header.bytes().to_vec();
    let mut splitter = Splitter::new(header.clone());
    let mut put = |chunk: Chunk| {
        let mut bytes = chunk.bytes;
        let nonce = Nonce::assume_unique_for_key(chunk.nonce);
        key.seal_in_place_append_tag(nonce, Aad::from(header.bytes()), &mut bytes).expect("it fits");
        file.extend(bytes);
    };
    for piece in plain.chunks(step) {
        splitter.push(piece);
        while let Some(chunk) = splitter.chunk() {
            put(chunk);
        }
    }
    put(splitter.last());
    file
}

fn opened(file: &[u8], key: &LessSafeKey) -> Result<Vec<u8>, FileError> {
    let header = Header::read(file)?;
    let layout = Layout::of(header, file.len() as u64)?;
    let mut plain = Vec::new();
    for number in 0.. {
        let Some(piece) = layout.piece(number) else { break };
        let at = |at: u64| usize::try_from(at).expect("files of tests are small");
        let mut bytes = file[at(piece.start)..at(piece.end)].to_vec();
        let nonce = Nonce::assume_unique_for_key(piece.nonce);
        let open = key.open_in_place(nonce, Aad::from(&file[..HEADER]), &mut bytes);
        plain.extend_from_slice(open.map_err(|_| FileError::Sealed { chunk: number })?);
    }
    Ok(plain)
}

fn plain(len: usize) -> Vec<u8> {
    (0..len).map(|at| u8::try_from(at * 31 % 251).expect("below 251")).collect()
}

const SIZE: usize = CHUNK as usize;

#[test]
fn files_of_every_length_come_back() {
    for len in [0, 1, SIZE - 1, SIZE, SIZE + 1, 2 * SIZE, 2 * SIZE + 5, 3 * SIZE] {
        for step in [1000, SIZE, usize::MAX] {
            let file = sealed(&header(), &key(1), &plain(len), step);
            assert_eq!(file.len(), HEADER + len + TAG * len.div_ceil(SIZE).max(1));
            assert!(opened(&file, &key(1)) == Ok(plain(len)), "{len} bytes in steps of {step}");
        }
    }
}

#[test]
fn a_file_that_was_cut_anywhere_is_refused() {
    let file = sealed(&header(), &key(1), &plain(2 * SIZE + 50), SIZE);
    let borders =
        [0, 8, HEADER, HEADER + TAG, HEADER + SIZE + TAG, HEADER + 2 * (SIZE + TAG), file.len() - TAG];
    let near = borders.into_iter().flat_map(|border| border.saturating_sub(18)..border + 18);
    for len in near.chain((0..file.len()).step_by(997)).filter(|len| *len < file.len()) {
        assert!(opened(&file[..len], &key(1)).is_err(), "cut after {len} bytes");
    }
    let longer = [file.as_slice(), &[0; 40]].concat();
    assert!(opened(&longer, &key(1)).is_err());
    let twice = [file.as_slice(), &file[HEADER..]].concat();
    assert!(opened(&twice, &key(1)).is_err());
}

#[test]
fn chunks_that_changed_places_are_refused() {
    let file = sealed(&header(), &key(1), &plain(4 * SIZE), SIZE);
    let other = sealed(&Header { prefix: [6; 7], ..header() }, &key(1), &plain(4 * SIZE), SIZE);
    let chunk = |file: &[u8], number: usize| {
        let start = HEADER + number * (SIZE + TAG);
        file[start..(start + SIZE + TAG).min(file.len())].to_vec()
    };
    let of = |numbers: &[usize]| {
        let chunks = numbers.iter().flat_map(|number| chunk(&file, *number));
        file[..HEADER].iter().copied().chain(chunks).collect::<Vec<u8>>()
    };
    assert!(opened(&of(&[0, 1, 2, 3]), &key(1)).is_ok());
    for numbers in [
        &[1, 0, 2, 3][..],
        &[0, 2, 1, 3],
        &[0, 1, 3, 2],
        &[0, 1, 1, 2, 3],
        &[0, 2, 3],
        &[1, 2, 3],
        &[0, 1, 2],
    ] {
        assert!(opened(&of(numbers), &key(1)).is_err(), "{numbers:?}");
    }
    // Of another file, under the same key.
    let mixed = [&file[..HEADER], &chunk(&other, 0), &file[HEADER + SIZE + TAG..]].concat();
    assert_eq!(opened(&mixed, &key(1)), Err(FileError::Sealed { chunk: 0 }));
    let header_of_other = [&other[..HEADER], &file[HEADER..]].concat();
    assert_eq!(opened(&header_of_other, &key(1)), Err(FileError::Sealed { chunk: 0 }));
}

#[test]
fn another_key_opens_nothing() {
    let file = sealed(&header(), &key(1), &plain(100), SIZE);
    assert_eq!(opened(&file, &key(2)), Err(FileError::Sealed { chunk: 0 }));
}

#[test]
fn the_key_is_of_passphrase_and_salt() {
    let derive = |passphrase: &str, salt: [u8; 16]| {
        let mut key = [0; 32];
        let rounds = NonZeroU32::new(600_000).expect("it is some");
        pbkdf2::derive(pbkdf2::PBKDF2_HMAC_SHA256, rounds, &salt, passphrase.as_bytes(), &mut key);
        LessSafeKey::new(UnboundKey::new(&AES_256_GCM, &key).expect("32 bytes are a key"))
    };
    let file = sealed(&header(), &derive("correct horse", [3; 16]), b"records", SIZE);
    assert_eq!(opened(&file, &derive("correct horse", [3; 16])), Ok(b"records".to_vec()));
    assert!(opened(&file, &derive("correct horsf", [3; 16])).is_err());
    assert!(opened(&file, &derive("correct horse", [4; 16])).is_err());
}

proptest! {
    #[test]
    fn a_file_with_a_changed_byte_is_refused(at in any::<prop::sample::Index>(), by in 1..=u8::MAX) {
        let mut file = sealed(&header(), &key(1), &plain(SIZE + 500), SIZE);
        let at = at.index(file.len());
        file[at] ^= by;
        prop_assert!(opened(&file, &key(1)).is_err(), "byte {} by {}", at, by);
    }

    #[test]
    fn bytes_come_back_however_they_came(len in 0..200_000_usize, step in 1..70_000_usize) {
        let file = sealed(&header(), &key(1), &plain(len), step);
        prop_assert!(opened(&file, &key(1)) == Ok(plain(len)));
    }
}
