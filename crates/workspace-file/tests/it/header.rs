//! What is said of a file by its header.

use proptest::prelude::*;
use workspace_file::{FileError, HEADER, Header, ITERATIONS, MOST_ITERATIONS};

fn header() -> Header {
    Header::new([7; 16], [9; 7])
}

#[test]
fn a_header_is_these_bytes() {
    let hex = header().bytes().iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"));
    let wanted = concat!(
        "4d55535445525753", // MUSTERWS
        "0100",
        "50424b4446322d534841323536000000", // PBKDF2-SHA256
        "40420f00",
        "07070707070707070707070707070707",
        "4132353647434d2d53545245414d0000", // A256GCM-STREAM
        "09090909090909",
        "00001000",
    );
    assert_eq!(&hex[..wanted.len()], wanted);
    assert_eq!(hex.len(), 2 * HEADER);
    assert_eq!(Header::read(&header().bytes()), Ok(header()));
}

#[test]
fn what_is_not_ours_is_told_from_what_is_damaged() {
    let bytes = header().bytes();
    for (bytes, wanted) in [
        (&b""[..], FileError::NotOurs),
        (b"Device Serial Number,Windows Product ID", FileError::NotOurs),
        (b"PK\x03\x04", FileError::NotOurs),
        (b"MUSTERWT", FileError::NotOurs),
        (b"MUSTER", FileError::Truncated),
        (&bytes[..HEADER - 1], FileError::Truncated),
    ] {
        assert_eq!(Header::read(bytes), Err(wanted), "{bytes:?}");
    }
    let mut newer = bytes.to_vec();
    newer[8] = 2;
    assert_eq!(Header::read(&newer), Err(FileError::Newer(2)));
    // Even where the newer header is shorter or longer.
    assert_eq!(Header::read(&newer[..12]), Err(FileError::Newer(2)));
}

#[test]
fn nobody_is_kept_busy_for_hours_nor_has_a_weak_key() {
    let with = |iterations, chunk| Header::read(&Header { iterations, chunk, ..header() }.bytes());
    for iterations in [0, 1, 599_999, MOST_ITERATIONS + 1, u32::MAX] {
        assert_eq!(with(iterations, 1 << 20), Err(FileError::Header), "{iterations}");
    }
    for chunk in [0, 1, (1 << 16) - 1, (1 << 22) + 1, u32::MAX] {
        assert_eq!(with(ITERATIONS, chunk), Err(FileError::Header), "{chunk}");
    }
    for iterations in [600_000, MOST_ITERATIONS] {
        assert!(with(iterations, 1 << 16).is_ok() && with(iterations, 1 << 22).is_ok());
    }
}

proptest! {
    #[test]
    fn a_header_with_a_changed_byte_is_refused(at in 0..HEADER, by in 1..=u8::MAX) {
        let mut bytes = header().bytes();
        bytes[at] ^= by;
        prop_assert!(Header::read(&bytes).is_err());
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = Header::read(&bytes);
        let mut ours = b"MUSTERWS\x01\0".to_vec();
        ours.extend(bytes);
        let _ = Header::read(&ours);
    }
}
