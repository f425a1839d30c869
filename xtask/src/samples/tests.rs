//! The samples show what they say.

use std::{
    collections::BTreeSet,
    io::{Cursor, Read},
    sync::LazyLock,
};

use device_csv::{
    Code, Context, DeviceSet, FileReport, Reader, Target,
    archive::{Archive, ArchiveProblem, is_archive},
};

use super::{Sample, all, device, index};

/// 2026-11-01T00:00:00Z: a month after most of the devices were captured.
const NOW: i64 = 1_793_491_200;

/// Making them takes a second or two.
static SAMPLES: LazyLock<Vec<Sample>> = LazyLock::new(all);

/// The keys of what is said about the files of a sample for that portal, and the number of devices in them.
fn judged(sample: &Sample, target: Target) -> (BTreeSet<&'static str>, usize) {
    let domains = vec!["contoso.com".to_owned()];
    let mut set = DeviceSet::new(Context { now: NOW, target, domains });
    let mut found = BTreeSet::new();
    for (path, bytes) in &sample.files {
        if is_archive(&bytes[..bytes.len().min(64)]) {
            if let Err(problem) = take_archive(&mut set, path, bytes) {
                found.insert(problem.code().key());
            }
        } else {
            take(&mut set, path, bytes);
        }
    }
    found.extend(set.diagnostics().iter().map(|diagnostic| diagnostic.code.key()));
    (found, set.devices().count())
}

fn take_archive(set: &mut DeviceSet, path: &str, bytes: &[u8]) -> Result<(), ArchiveProblem> {
    let mut archive = Archive::open(Cursor::new(bytes))?;
    for member in 0..archive.members().len() {
        let name = format!("{path}/{}", archive.members()[member].path);
        let mut text = Vec::new();
        archive.read(member)?.read_to_end(&mut text).map_err(|error| ArchiveProblem::of(&error))?;
        take(set, &name, &text);
    }
    Ok(())
}

fn take(set: &mut DeviceSet, path: &str, bytes: &[u8]) -> FileReport {
    let mut reader = Reader::new(set.next_file_id(), path);
    let mut rows = Vec::new();
    reader.push(bytes, &mut rows);
    let report = reader.finish(&mut rows);
    set.add_file(report.clone(), rows);
    report
}

#[test]
fn every_sample_shows_what_it_says() {
    for sample in &*SAMPLES {
        let (mut found, devices) = judged(sample, Target::Intune);
        found.extend(judged(sample, Target::PartnerCenter).0);
        let path = sample.files[0].0;
        for key in sample.shows {
            assert!(found.contains(key), "{path} should show {key}, and shows {found:?}");
        }
        if sample.shows.is_empty() {
            assert!(found.is_empty() && devices > 0, "{path} should be clean, and shows {found:?}");
        }
    }
}

#[test]
fn together_they_show_every_code() {
    let shown: BTreeSet<&str> = SAMPLES.iter().flat_map(|sample| sample.shows).copied().collect();
    // No file shows this one: it says which columns the reader of a file gave a meaning.
    let every: BTreeSet<&str> =
        Code::ALL.iter().filter(|code| **code != Code::ColumnsAssigned).map(|code| code.key()).collect();
    assert_eq!(shown.difference(&every).collect::<Vec<_>>(), Vec::<&&str>::new(), "no such code");
    assert_eq!(every.difference(&shown).collect::<Vec<_>>(), Vec::<&&str>::new(), "codes without a sample");
}

#[test]
fn they_are_the_same_every_time_and_have_different_names() {
    let mut names = BTreeSet::new();
    for (sample, again) in SAMPLES.iter().zip(&all()) {
        assert!(sample.files == again.files, "{}", sample.files[0].0);
        for (path, _) in &sample.files {
            assert!(names.insert(*path), "{path} is there twice");
        }
    }
}

#[test]
fn the_index_names_every_file() {
    let index = index::markdown(&SAMPLES);
    for (path, _) in SAMPLES.iter().flat_map(|sample| &sample.files) {
        assert!(index.contains(&format!("`{path}`")), "{path}");
    }
}

#[test]
fn a_device_is_of_a_maker_that_does_not_exist() {
    let makers: BTreeSet<String> =
        (1..=8).map(|number| device::device(number).build().unwrap().tuple().manufacturer).collect();
    assert_eq!(makers.into_iter().collect::<Vec<_>>(), ["Contoso", "Fabrikam"]);
}
