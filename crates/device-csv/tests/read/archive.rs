//! Archives of files.

use std::io::{Cursor, Read, Write};

use device_csv::archive::{Archive, ArchiveProblem, is_archive};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// An archive with these members; those with a name that ends in `/` are folders.
fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, content) in members {
        if name.ends_with('/') {
            writer.add_directory(*name, options).expect("in memory");
        } else {
            writer.start_file(*name, options).expect("in memory");
            writer.write_all(content).expect("in memory");
        }
    }
    writer.finish().expect("in memory").into_inner()
}

fn open(bytes: &[u8]) -> Result<Archive<Cursor<&[u8]>>, ArchiveProblem> {
    Archive::open(Cursor::new(bytes))
}

#[test]
fn members_are_listed_and_read() {
    let bytes = zip(&[
        ("sites/", b""),
        ("sites/a.csv", b"one"),
        ("__MACOSX/sites/._a.csv", b"x"),
        ("sites/.DS_Store", b"x"),
        ("sites\\b.csv", b"two"),
        ("more.ZIP", b"x"),
    ]);
    assert!(is_archive(&bytes[..64]));
    let mut archive = open(&bytes).expect("it is an archive");
    let listed: Vec<_> =
        archive.members().iter().map(|member| (member.path.clone(), member.size, member.problem)).collect();
    assert_eq!(
        listed,
        [
            ("sites/a.csv".to_owned(), 3, None),
            ("sites/b.csv".to_owned(), 3, None),
            ("more.ZIP".to_owned(), 1, Some(ArchiveProblem::Unreadable)),
        ]
    );
    let mut text = String::new();
    archive.read(1).expect("it can be read").read_to_string(&mut text).expect("it is whole");
    assert_eq!(text, "two");
    assert_eq!(archive.read(2).err(), Some(ArchiveProblem::Unreadable));
    assert_eq!(archive.read(3).err(), Some(ArchiveProblem::Unreadable));
}

#[test]
fn what_is_no_archive_of_files_is_refused() {
    for (name, bytes, expected) in [
        ("nothing in it", zip(&[]), ArchiveProblem::Empty),
        ("folders in it", zip(&[("a/", b"")]), ArchiveProblem::Empty),
        (
            "a workbook",
            zip(&[("xl/workbook.xml", b""), ("[Content_Types].xml", b"")]),
            ArchiveProblem::Document,
        ),
        ("not a ZIP", b"PK\x03\x04 but no more".to_vec(), ArchiveProblem::Unreadable),
    ] {
        assert_eq!(open(&bytes).err(), Some(expected), "{name}");
    }
}

#[test]
fn documents_are_told_by_their_first_member() {
    assert!(!is_archive(&zip(&[("[Content_Types].xml", b"")])));
    assert!(!is_archive(&zip(&[("mimetype", b"")])));
    assert!(is_archive(&zip(&[("xlsx.csv", b"")])));
    assert!(!is_archive(b""));
}

#[test]
fn encrypted_members_are_told() {
    let mut bytes = zip(&[("a.csv", b"one")]);
    // The flag of encryption, in the central directory.
    let at = bytes.windows(4).position(|at| at == b"PK\x01\x02").expect("there is a directory");
    bytes[at + 8] |= 1;
    let mut archive = open(&bytes).expect("it can be listed");
    assert_eq!(archive.members()[0].problem, Some(ArchiveProblem::Encrypted));
    assert_eq!(archive.read(0).err(), Some(ArchiveProblem::Encrypted));
}

#[test]
fn damaged_members_are_told_and_the_others_read() {
    let mut bytes = zip(&[("a.csv", b"one two three"), ("b.csv", b"four")]);
    let at = bytes.windows(5).position(|at| at == b"a.csv").expect("its name is there") + 5;
    bytes[at] ^= 0xFF;
    let mut archive = open(&bytes).expect("it can be listed");
    let mut text = Vec::new();
    let error =
        archive.read(0).expect("it can be started").read_to_end(&mut text).expect_err("it is damaged");
    assert_eq!(ArchiveProblem::of(&error), ArchiveProblem::MemberDamaged);
    let mut text = String::new();
    archive.read(1).expect("it can be read").read_to_string(&mut text).expect("it is whole");
    assert_eq!(text, "four");
}

#[test]
fn members_of_which_the_header_is_gone_are_told() {
    let mut bytes = zip(&[("a.csv", b"one")]);
    bytes[0] = 0;
    let mut archive = open(&bytes).expect("it can be listed");
    assert_eq!(archive.read(0).err(), Some(ArchiveProblem::MemberDamaged));
}

#[test]
fn members_packed_by_another_method_are_told() {
    for (name, method) in [("bzip2", 12), ("LZMA", 14)] {
        let mut bytes = zip(&[("a.csv", b"one")]);
        // The method, in the header of the member and in the central directory.
        for (signature, offset) in [(b"PK\x03\x04", 8), (b"PK\x01\x02", 10)] {
            let at = bytes.windows(4).position(|at| at == signature).expect("it is there");
            bytes[at + offset] = method;
        }
        let mut archive = open(&bytes).expect("it can be listed");
        assert_eq!(archive.read(0).err(), Some(ArchiveProblem::MemberMethod), "{name}");
    }
}
