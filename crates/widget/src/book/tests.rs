//! What is shown and done, without a browser.

use device_csv::Reader;
use hardware_hash::Builder;

use super::*;

/// A book with a file of these rows, each a serial and whose hash it has; none: no hash.
fn book(rows: &[(&str, Option<u32>)]) -> Book {
    let mut book = empty();
    add(&mut book, rows);
    book
}

fn empty() -> Book {
    let mut book = Book::new(1_800_000_000);
    let texts = [
        include_str!("../../../../locales/en/widget.ftl"),
        include_str!("../../../../locales/en/diagnostics.ftl"),
    ];
    book.speak(Messages::of(Language::English, texts), |_, moment| format!("at {moment}"));
    book
}

fn add(book: &mut Book, rows: &[(&str, Option<u32>)]) {
    let (report, read) = read(book.next_file_id(), rows);
    book.complete_file(report, read);
}

fn read(id: FileId, rows: &[(&str, Option<u32>)]) -> (FileReport, Vec<Row>) {
    let mut text = "Device Serial Number,Windows Product ID,Hardware Hash\r\n".to_owned();
    for (serial, seed) in rows {
        let hash = seed.map(|seed| Builder::made_up(seed).build().unwrap().to_text()).unwrap_or_default();
        text.extend([*serial, ",,", hash.as_str(), "\r\n"]);
    }
    let mut reader = Reader::new(id, "devices.csv");
    let mut read = Vec::new();
    reader.push(text.as_bytes(), &mut read);
    (reader.finish(&mut read), read)
}

fn serial(seed: u32) -> String {
    Builder::made_up(seed).build().unwrap().serial().unwrap().into_owned()
}

#[test]
fn what_is_shown_adds_up() {
    let mut book = book(&[(&serial(1), Some(1)), ("ELSE", Some(2)), ("NONE", None)]);
    let all = book.overview();
    assert_eq!((all.devices, all.listed, all.ready, all.errors), (3, 3, 1, 2));
    assert_eq!(all.summary, "3 devices, one ready to go out");
    assert_eq!(all.files.len(), 1);
    assert_eq!(all.files[0].says, "3 rows");
    let rows = book.rows(0, 9);
    assert_eq!(rows.len(), 3);
    assert_eq!(rows[0].cells[0], serial(1));
    assert_eq!(rows[2].severity, Some("error"));
    assert!(!rows[2].problem.is_empty());
    assert!(book.rows(5, 9).is_empty());
    book.filter("", Some(Severity::Error));
    assert_eq!((book.overview().devices, book.overview().listed), (3, 2));
    book.filter("none", None);
    assert_eq!(book.rows(0, 9)[0].cells[0], "NONE");
    assert!(book.problems(0).iter().all(|problem| problem.place == "devices.csv:4"));
    assert!(book.problems(1).is_empty());
}

#[test]
fn a_file_that_comes_in_parts_is_seen_so_far_and_is_the_same_in_the_end() {
    let rows = [(&*serial(1), Some(1)), ("ELSE", Some(2)), ("NONE", None), ("NONE", None)];
    let whole = book(&rows);
    let mut parts = empty();
    let id = parts.next_file_id();
    let (report, mut read) = read(id, &rows);
    let last = read.split_off(3);
    parts.add_rows(id, "devices.csv", read.clone(), 0.5);
    assert_eq!(parts.overview().listed, 0);
    parts.settle();
    let seen = parts.overview();
    assert_eq!((seen.devices, seen.listed, seen.ready, seen.files.len()), (3, 3, 1, 0));
    assert_eq!(parts.rows(0, 1)[0].cells[0], serial(1));
    // It was stopped, or couldn't be read on: nothing of it is left.
    parts.forget_file(id);
    assert_eq!((parts.overview().devices, parts.overview().files.len()), (0, 0));
    parts.add_rows(id, "devices.csv", read, 0.5);
    parts.complete_file(report, last);
    let json = |book: &Book| serde_json::to_value((book.overview(), book.rows(0, 9))).unwrap();
    assert_eq!(json(&parts), json(&whole));
}

#[test]
fn what_is_done_can_be_taken_back() {
    let spaced = format!(" {} ", serial(1));
    let mut book = book(&[(&spaced, Some(1)), ("NONE", None)]);
    assert!(book.overview().safe_fixes > 0);
    book.fix_safe();
    let fixed = book.overview();
    assert_eq!((fixed.safe_fixes, fixed.can_undo, fixed.can_redo), (0, true, false));
    book.leave_out(1);
    assert_eq!(book.overview().devices, 1);
    book.set(0, true, "Kiosk");
    assert_eq!(book.rows(0, 1)[0].cells[3], "Kiosk");
    for _ in 0..3 {
        book.undo(false);
    }
    let before = book.overview();
    assert_eq!((before.devices, before.can_undo, before.can_redo), (2, false, true));
    book.undo(true);
    assert_eq!(book.overview().safe_fixes, 0);
    // What isn't there is not changed.
    book.set(7, false, "x");
    book.fix(7, 0, 0);
    book.fix(0, 7, 7);
    assert!(!book.overview().files.is_empty());
}

#[test]
fn devices_get_what_the_host_wants_where_they_have_nothing() {
    let mut book = book(&[]);
    book.aim(Target::PartnerCenter, "Kiosk", "adele@contoso.com");
    add(&mut book, &[(&serial(1), Some(1))]);
    assert_eq!(book.rows(0, 1)[0].cells[3..], ["Kiosk", "adele@contoso.com"]);
    book.set(0, true, "Sales");
    // The same device once more: what it has stays.
    add(&mut book, &[(&serial(1), Some(1))]);
    assert_eq!(book.rows(0, 1)[0].cells[3], "Sales");
    assert_eq!(book.overview().devices, 1);
}

#[test]
fn the_report_is_that_of_the_command_line() {
    let mut book = book(&[("ELSE", Some(2)), ("NONE", None)]);
    book.add_problem("a.zip".to_owned(), ArchiveProblem::Encrypted);
    book.add_unread("gone.csv".to_owned(), "it is gone");
    let report: serde_json::Value = serde_json::from_str(&book.report(1000)).unwrap();
    assert_eq!(report["version"], 1);
    assert_eq!(report["devices"], 2);
    assert_eq!(report["files"].as_array().unwrap().len(), 2);
    assert_eq!(report["unreadable"][0]["path"], "gone.csv");
    assert!(report["unreadable"][0]["message"].as_str().unwrap().contains("it is gone"));
    let of_archive = |found: &&serde_json::Value| found["file"] == "a.zip";
    let found = report["diagnostics"].as_array().unwrap().iter().find(of_archive).unwrap();
    assert_eq!((found["rule"].as_str(), found["line"].as_u64()), (Some("F3"), None));
    let first: serde_json::Value = serde_json::from_str(&book.report(1)).unwrap();
    assert_eq!(first["diagnostics"].as_array().unwrap().len(), 1);
}

#[test]
fn only_what_can_go_out_is_exported() {
    let book = book(&[(&serial(1), Some(1)), ("ELSE", Some(2)), ("NONE", None)]);
    let files = book.export(Target::Intune);
    assert_eq!(files.iter().map(|file| file.rows).collect::<Vec<_>>(), [1]);
    assert!(book.encoding(FileId(0)).is_some());
    assert_eq!(book.encoding(FileId(9)), None);
    assert!(book.changed(FileId(0)).contains("devices.csv"));
}
