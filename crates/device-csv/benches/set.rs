//! How long a set of a quarter of a million rows makes a person wait: `cargo bench -p device-csv --bench set`. With `-- --growth`
//! only how many times the time a million rows take of what a hundred thousand take; the last line is JSON then.

use std::collections::HashSet;
use std::time::{Duration, Instant};

use device_csv::{
    ByteRange, Cause, Cell, Context, DeviceSet, Edit, Encoding, Field, FileId, FileKind, FileReport, Filter,
    HashCell, HashForm, HashSummary, Row, RowId, Target, export, json,
};
use hardware_hash::{Identity, Tuple};

const FILES: u32 = 50;
const ROWS: u32 = 5000;

/// Every so many rows there is one of a device that was met before, and one with something to mend.
const EVERY: u32 = 20;

fn main() {
    if std::env::args().any(|argument| argument == "--growth") {
        return growth();
    }
    let files: Vec<(FileReport, Vec<Row>)> = (0..FILES).map(file).collect();
    let context = Context { now: 1_735_689_600, ..Context::default() };
    let mut set = DeviceSet::new(context.clone());
    time("take all files in, one by one", || {
        for (report, rows) in files.clone() {
            set.add_file(report, rows);
        }
    });
    let row = RowId { file: FileId(7), row: 77 };
    let edit = Edit::Set { row, field: Field::GroupTag, value: "Kiosk".to_owned() };
    time("edit one row", || set.apply(Cause::ByHand, &[edit]));
    time("undo it", || set.undo());
    let filter = Filter { text: "kiosk test-000".to_owned(), ..Filter::default() };
    time("filter by text", || set.devices().filter(|device| filter.matches(&set, device)).count());
    time("list all diagnostics", || set.diagnostics().len());
    time("another target", || set.set_context(Context { target: Target::PartnerCenter, ..context.clone() }));
    time("apply all safe fixes", || set.apply_safe_fixes());
    time("undo them", || set.undo());
    time("plan the export", || export(&set, Target::Intune, set.devices()).files.len());
    time("write JSON", || json(&set, set.devices()).len());
    let history = set.history().clone();
    time("make the set again from its parts", || {
        DeviceSet::from_parts(context, files, history).devices().count()
    });
    drop(set);
    growth();
}

/// Ten times the rows take ten times the time, and which of them are of one device is found among all of them. Medians of five,
/// taken in turn. The first hundred thousand fit the processor's cache, which makes them cheaper than any later ones: whether a set
/// slows down as it grows shows in those.
fn growth() {
    let mut took = [(1, Vec::new()), (10, Vec::new())];
    for _ in 0..5 {
        for (parts, took) in &mut took {
            took.push(taking_in(*parts));
        }
    }
    let [(_, few), (_, many)] = took;
    let parts: Vec<f64> = (0..10).map(|part| median(many.iter().map(|parts| parts[part]))).collect();
    let all = |runs: &[Vec<Duration>]| median(runs.iter().map(|parts| parts.iter().sum()));
    println!("{:<36} {:>10.3} ms", "take 100000 rows in", all(&few));
    println!("{:<36} {:>10.3} ms", "take 1000000 rows in", all(&many));
    println!("{:<36} {parts:>10.0?}", "by the hundred thousand");
    println!("{{\"ratio\":{:.2},\"last_to_second\":{:.2}}}", all(&many) / all(&few), parts[9] / parts[1]);
}

/// In milliseconds.
fn median(times: impl Iterator<Item = Duration>) -> f64 {
    let mut times: Vec<Duration> = times.collect();
    times.sort_unstable();
    times[times.len() / 2].as_secs_f64() * 1e3
}

/// How long each hundred thousand rows take. A file is made when it is its turn, as a reader does it: what is taken in has just been
/// written.
fn taking_in(parts: u32) -> Vec<Duration> {
    let mut set = DeviceSet::new(Context { now: 1_735_689_600, ..Context::default() });
    let mut keys = HashSet::new();
    let took = (0..parts).map(|part| {
        let mut took = Duration::ZERO;
        for (report, rows) in (part * 20..(part + 1) * 20).map(file) {
            keys.extend(rows.iter().filter_map(key));
            let start = Instant::now();
            set.add_file(report, rows);
            took += start.elapsed();
        }
        took
    });
    let took = took.collect();
    assert_eq!(set.devices().count(), keys.len(), "each device once");
    took
}

fn key(row: &Row) -> Option<[u8; 32]> {
    match row.summary()?.identity.as_ref()? {
        Identity::EndorsementKey(key) => Some(*key),
        Identity::Firmware { .. } => None,
    }
}

fn time<T>(what: &str, work: impl FnOnce() -> T) {
    let start = Instant::now();
    std::hint::black_box(work());
    let took: Duration = start.elapsed();
    println!("{what:<36} {:>10.3} ms", took.as_secs_f64() * 1e3);
}

fn file(number: u32) -> (FileReport, Vec<Row>) {
    let report = FileReport {
        id: FileId(number),
        path: format!("{number:03}.csv"),
        size: u64::from(ROWS) * 4030,
        kind: FileKind::Table,
        encoding: Encoding::Ascii,
        delimiter: Some(','),
        columns: vec![Some(Field::Serial), Some(Field::ProductId), Some(Field::Hash), Some(Field::GroupTag)],
        rows: ROWS,
        diagnostics: Vec::new(),
    };
    (report, (0..ROWS).map(|i| row(number, i)).collect())
}

fn row(file: u32, i: u32) -> Row {
    let own = file * ROWS + i;
    let number = if i % EVERY == 1 { own / 2 } else { own };
    let start = u64::from(i) * 4030;
    let cell = |text: String, column: u32| {
        let start = start + u64::from(column) * 20;
        Some(Cell { text, range: ByteRange { start, end: start + 12 }, line: i + 2, column })
    };
    let serial = format!("TEST-{number:07}{}", if i % EVERY == 2 { " " } else { "" });
    let mut key = [0; 32];
    key[..4].copy_from_slice(&number.to_be_bytes());
    Row {
        id: RowId { file: FileId(file), row: i },
        line: i + 2,
        range: ByteRange { start, end: start + 4029 },
        cells: [cell(serial, 1), cell(String::new(), 2), cell("Kiosk".to_owned(), 4), None, None, None],
        hash: Some(HashCell {
            range: ByteRange { start: start + 14, end: start + 4014 },
            line: i + 2,
            column: 3,
            form: HashForm::Canonical,
            repairs: Vec::new(),
            content: Ok(HashSummary {
                identity: Some(Identity::EndorsementKey(key)),
                tuple: Tuple {
                    manufacturer: "Contoso".to_owned(),
                    model: "Contoso Book 1".to_owned(),
                    serial: format!("TEST-{number:07}"),
                },
                captured: Some(1_704_067_200),
                product_key_id: None,
                os_build: Some(26100),
                findings: Vec::new(),
            }),
        }),
    }
}
