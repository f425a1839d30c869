//! ZIP archives.

use std::io::{Cursor, Write};

use zip::{CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions};

use super::{
    Sample,
    table::{BASE, file, rows},
};

/// More than an archive may unpack to for its size: above 64 MiB, 250 times.
const BOMB: usize = 65 * 1024 * 1024;

/// Where the flags are in the header of a member, and in its entry in the directory of the archive.
const FLAGS: [(&[u8; 4], usize); 2] = [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)];

/// Where the method of packing is, in the same two.
const METHODS: [(&[u8; 4], usize); 2] = [(b"PK\x03\x04", 8), (b"PK\x01\x02", 10)];

/// And the checksum.
const CHECKSUMS: [(&[u8; 4], usize); 2] = [(b"PK\x03\x04", 14), (b"PK\x01\x02", 16)];

/// The number of a method that few programs know.
const BZIP2: u8 = 12;

pub fn samples() -> Vec<Sample> {
    let members =
        [("amsterdam.csv", file(BASE, rows(701..=702))), ("utrecht.csv", file(BASE, rows(703..=704)))];
    let members = members.each_ref().map(|(name, text)| (*name, text.as_bytes()));
    let whole = archive(&members);
    vec![
        Sample::one("archives/all-sites.zip", whole.clone(), "Two files in an archive: both are read.", &[]),
        Sample::one(
            "archives/cut-off.zip",
            &whole[..whole.len() / 2],
            "An archive that was not downloaded to its end.",
            &["archive-unreadable"],
        ),
        Sample::one(
            "archives/one-file-damaged.zip",
            damaged(whole.clone()),
            "An archive in which one file was changed after it was packed; the other is read.",
            &["archive-member-damaged"],
        ),
        Sample::one(
            "archives/packed-with-bzip2.zip",
            packed_otherwise(whole.clone()),
            "An archive that says it is packed by a method that can't be read.",
            &["archive-member-method"],
        ),
        Sample::one(
            "archives/with-password.zip",
            encrypted(whole),
            "An archive that says it needs a password.",
            &["archive-encrypted"],
        ),
        Sample::one(
            "archives/unpacks-to-too-much.zip",
            archive(&[("zeros.csv", &vec![b'0'; BOMB])]),
            "A small archive that would unpack to far more than it should.",
            &["archive-too-large"],
        ),
        Sample::one("archives/empty.zip", archive(&[]), "An archive with nothing in it.", &["archive-empty"]),
    ]
}

/// The same bytes for the same members, whatever the time is.
fn archive(members: &[(&str, &[u8])]) -> Vec<u8> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(9))
        .last_modified_time(DateTime::default());
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        writer.start_file(*name, options).expect("memory takes any file");
        writer.write_all(bytes).expect("memory takes any bytes");
    }
    writer.finish().expect("memory takes any archive").into_inner()
}

/// The archive with a wrong checksum for its last member.
fn damaged(mut archive: Vec<u8>) -> Vec<u8> {
    for (signature, checksum) in CHECKSUMS {
        if let Some(at) = archive.windows(4).rposition(|at| at == signature) {
            archive[at + checksum] ^= 1;
        }
    }
    archive
}

/// The archive with another method of packing in all places that name it.
fn packed_otherwise(mut archive: Vec<u8>) -> Vec<u8> {
    for at in 0..archive.len() {
        for (signature, method) in METHODS {
            if archive[at..].starts_with(signature) {
                archive[at + method] = BZIP2;
            }
        }
    }
    archive
}

/// The archive with the mark that its members are encrypted.
fn encrypted(mut archive: Vec<u8>) -> Vec<u8> {
    for at in 0..archive.len() {
        for (signature, flags) in FLAGS {
            if archive[at..].starts_with(signature) {
                archive[at + flags] |= 1;
            }
        }
    }
    archive
}
