//! What holds for every set, whatever is in it and whatever is done to it.

use std::collections::{BTreeMap, BTreeSet};

use device_csv::{
    Cause, Code, Context, Counts, Device, DeviceSet, Diagnostic, Edit, Field, Filter, Place, RowId, Severity,
    Target, Values, check_row, export,
};
use hardware_hash::{Error, Repair};
use proptest::prelude::*;

use crate::support::{Line, device, file, id, intune, lines, partner_center, set, tuple};
use crate::texts::names_fixes_of;

/// Values that rules have something to say about, and some that they have not.
const VALUES: &[&str] = &[
    "",
    " ",
    "TEST-0000001",
    "test-0000001",
    " TEST-0000002\u{a0}",
    "TEST-0000003.0",
    "0",
    "Default string",
    "Kiosk",
    " Kiosk",
    "Kiosk, 2",
    "Café",
    "kim@contoso.com",
    "Kim@contoso.com ",
    "kim",
    "0000000000001",
    "00330-80000-00000-AA123",
    "BCDFG-HJKMP-QRTVW-XY234-6789B",
    "Contoso",
    "CONTOSO.",
    "Contoso Book 1",
    "SpiralOrbit",
    "ContosoABC",
    "=1+1",
    "\"quoted\"",
    "two\nlines",
];

const SERIALS_IN_HASHES: &[&str] =
    &["", "0012", "Default string", "TEST-0000001 ", "A,B", "123456789012", "É1"];

fn value() -> impl Strategy<Value = &'static str> {
    prop::sample::select(VALUES)
}

fn field() -> impl Strategy<Value = Field> {
    prop::sample::select(&Field::TEXT[..])
}

fn a_line() -> impl Strategy<Value = Line> {
    let start = prop_oneof![
        6 => (1..5_u32).prop_map(device),
        1 => (1..5_u32, 0..9_i64).prop_map(|(n, time)| device(n).captured(time)),
        1 => (1..5_u32).prop_map(|n| device(n).repaired(Repair::Padding).repaired(Repair::Length)),
        1 => (1..5_u32).prop_map(|n| device(n).damaged(Error::Digest)),
        1 => (1..5_u32, prop::sample::select(SERIALS_IN_HASHES)).prop_map(|(n, s)| device(n).serial_in_hash(s)),
        2 => (value(), value(), value()).prop_map(|(a, b, c)| tuple(a, b, c)),
        1 => Just(tuple("Contoso", "Contoso Book 1", "TEST-0000001")),
    ];
    (start, prop::collection::vec((field(), value()), 0..3)).prop_map(|(line, texts)| {
        texts.into_iter().fold(line, |line, (field, value)| line.with(field, value))
    })
}

fn some_files() -> impl Strategy<Value = Vec<Vec<Line>>> {
    prop::collection::vec(prop::collection::vec(a_line(), 0..5), 1..4)
}

fn a_context() -> impl Strategy<Value = Context> {
    let known = Context { domains: vec!["fabrikam.com".to_owned()], ..intune() };
    prop_oneof![Just(intune()), Just(partner_center()), Just(known)]
}

fn a_row() -> impl Strategy<Value = RowId> {
    (0..4_u32, 0..6_u32).prop_map(|(file, row)| id(file, row))
}

fn an_edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        4 => (a_row(), field(), value())
            .prop_map(|(row, field, value)| Edit::Set { row, field, value: value.to_owned() }),
        1 => (a_row(), any::<bool>()).prop_map(|(row, accepted)| Edit::AcceptHash { row, accepted }),
        1 => (a_row(), any::<bool>()).prop_map(|(row, excluded)| Edit::Exclude { row, excluded }),
    ]
}

#[derive(Clone, Debug)]
enum Act {
    Apply(Vec<Edit>),
    SafeFixes,
    Undo,
    Redo,
    Restore(RowId),
    Remove(u32),
    Add(Vec<Line>),
}

fn an_act() -> impl Strategy<Value = Act> {
    prop_oneof![
        4 => prop::collection::vec(an_edit(), 1..4).prop_map(Act::Apply),
        1 => Just(Act::SafeFixes),
        3 => Just(Act::Undo),
        2 => Just(Act::Redo),
        1 => a_row().prop_map(Act::Restore),
        1 => (0..4_u32).prop_map(Act::Remove),
        1 => prop::collection::vec(a_line(), 1..4).prop_map(Act::Add),
    ]
}

fn make(context: Context, files: &[Vec<Line>]) -> DeviceSet {
    let files: Vec<&[Line]> = files.iter().map(Vec::as_slice).collect();
    set(context, &files)
}

/// Everything that can be seen of a set, its devices in the order of their kept rows.
fn state(set: &DeviceSet) -> (Vec<String>, String, Vec<RowId>) {
    let mut devices: Vec<_> = set.devices().collect();
    devices.sort_by_key(|device| device.row);
    let values = |device| format!("{device:?} {:?}", set.device_values(device));
    (devices.into_iter().map(values).collect(), lines(&set.diagnostics()), set.excluded())
}

/// The errors of each device, by its lowest row.
fn errors(set: &DeviceSet) -> BTreeMap<RowId, BTreeSet<Code>> {
    let of = |device: &device_csv::Device| {
        let found = device.rows().flat_map(|row| set.diagnostics_of(row));
        let codes = found.filter(|found| found.severity == Severity::Error).map(|found| found.code);
        (device.rows().min().unwrap_or(device.row), codes.collect())
    };
    set.devices().map(of).collect()
}

/// Whether a diagnostic is of what would be written, and keeps it from being.
fn holds_up(device: &Device, diagnostic: &Diagnostic) -> bool {
    let Place { row: Some(row), field, .. } = diagnostic.place else { return false };
    let source = field.map_or(device.row, |field| device.source(field));
    row == source && (diagnostic.severity == Severity::Error || diagnostic.code == Code::NotAscii)
}

proptest! {
    #[test]
    fn a_device_is_counted_by_what_is_said_about_it(files in some_files(), context in a_context()) {
        let set = make(context, &files);
        for device in set.devices() {
            let said: Vec<_> = device.rows().flat_map(|row| set.diagnostics_of(row)).collect();
            let count = |severity| said.iter().filter(|diagnostic| diagnostic.severity == severity).count();
            let Counts { errors, warnings, infos, safe_fixes, codes } = device.counts;
            prop_assert_eq!(errors as usize, count(Severity::Error));
            prop_assert_eq!(warnings as usize, count(Severity::Warning));
            prop_assert_eq!(infos as usize, count(Severity::Info));
            prop_assert_eq!(safe_fixes as usize, said.iter().filter(|it| it.safe_fix().is_some()).count());
            prop_assert!(Code::ALL.iter().all(|&code| codes.contains(code) == said.iter().any(|it| it.code == code)));
            prop_assert_eq!(device.exportable, !said.iter().any(|it| holds_up(device, it)));
        }
    }

    #[test]
    fn rows_that_come_bit_by_bit_make_the_same_set(
        files in some_files(),
        context in a_context(),
        expected in prop::sample::select(vec![0, 100, usize::MAX]),
        sizes in prop::collection::vec(1_usize..4, 1..4),
    ) {
        let whole = make(context.clone(), &files);
        let mut parts = DeviceSet::new(context);
        let mut seen: Vec<Option<Device>> = Vec::new();
        let mut version = 0;
        for report in whole.files() {
            let mut rows = whole.rows(report.id);
            for size in sizes.iter().cycle() {
                let (now, later) = rows.split_at(rows.len().min(*size));
                parts.add_rows(report.id, &report.path, now.to_vec(), expected);
                if now.len() > 1 {
                    parts.settle();
                }
                // Who keeps up with what changes knows all of it.
                seen.resize(parts.places(), None);
                for (place, device) in parts.changed_since(version) {
                    seen[place] = device.cloned();
                }
                version = parts.version();
                rows = later;
                if rows.is_empty() {
                    break;
                }
            }
            parts.complete_file(report.clone());
        }
        // A device whose first row said less than a later one has another place, and may be another one's namesake.
        let in_order = |set: &DeviceSet| {
            let mut devices: Vec<Device> = set.devices().cloned().collect();
            devices.sort_by_key(|device| device.row);
            devices
        };
        prop_assert_eq!(in_order(&parts), in_order(&whole));
        let said = |set: &DeviceSet| -> Vec<_> { set.diagnostics().into_iter().map(|it| (it.code, it.place)).collect() };
        prop_assert_eq!(said(&parts), said(&whole));
        for (place, device) in parts.changed_since(version) {
            seen[place] = device.cloned();
        }
        prop_assert_eq!(seen.iter().flatten().collect::<Vec<_>>(), parts.devices().collect::<Vec<_>>());
    }

    #[test]
    fn a_step_that_is_undone_leaves_no_trace(
        files in some_files(),
        context in a_context(),
        steps in prop::collection::vec(prop::collection::vec(an_edit(), 1..4), 1..5),
    ) {
        let mut set = make(context, &files);
        let mut states = vec![state(&set)];
        for edits in steps {
            if set.apply(Cause::ByHand, &edits) {
                states.push(state(&set));
            }
        }
        let last = states.pop();
        while let Some(before) = states.pop() {
            prop_assert!(set.undo());
            prop_assert_eq!(state(&set), before);
        }
        while set.redo() {}
        prop_assert_eq!(Some(state(&set)), last);
    }

    #[test]
    fn what_is_kept_up_to_date_is_what_would_be_made_anew(
        mut files in some_files(),
        context in a_context(),
        acts in prop::collection::vec(an_act(), 1..8),
    ) {
        let mut set = make(context.clone(), &files);
        let mut there: Vec<u32> = (0..files.len() as u32).collect();
        for act in acts {
            match act {
                Act::Apply(edits) => { set.apply(Cause::ByHand, &edits); }
                Act::SafeFixes => { set.apply_safe_fixes(); }
                Act::Undo => { set.undo(); }
                Act::Redo => { set.redo(); }
                Act::Restore(row) => { set.restore(&[row]); }
                Act::Remove(number) => {
                    set.remove_file(device_csv::FileId(number));
                    there.retain(|&n| n != number);
                }
                Act::Add(lines) => {
                    let number = files.len() as u32;
                    let (report, rows) = file(number, &lines);
                    files.push(lines);
                    set.add_file(report, rows);
                    there.push(number);
                }
            }
        }
        let parts = there.iter().map(|&number| file(number, &files[number as usize]));
        let anew = DeviceSet::from_parts(context, parts, set.history().clone());
        prop_assert_eq!(state(&set), state(&anew));
    }

    #[test]
    fn safe_fixes_leave_none_over_and_make_no_new_errors(files in some_files(), context in a_context()) {
        let mut set = make(context, &files);
        let before = errors(&set);
        set.apply_safe_fixes();
        prop_assert_eq!(set.safe_fixes(), vec![]);
        for (row, after) in errors(&set) {
            let of_same = |first: &RowId| set.device_of(*first).is_some_and(|device| device.rows().any(|r| r == row));
            let then = before.iter().filter(|(first, _)| of_same(first));
            let allowed: BTreeSet<Code> = then.flat_map(|(_, codes)| codes.iter().copied()).collect();
            prop_assert!(after.is_subset(&allowed), "{row:?}: {after:?} of {allowed:?}");
        }
    }

    #[test]
    fn every_row_goes_or_is_accounted_for(
        files in some_files(),
        context in a_context(),
        target in prop::sample::select(&Target::ALL[..]),
    ) {
        let set = make(context, &files);
        let export = export(&set, target, set.devices());
        let mut rows: Vec<RowId> = export.left_behind.iter().map(|left| left.row).collect();
        rows.extend(&export.written);
        rows.sort_unstable();
        let all: Vec<RowId> = set.files().flat_map(|file| set.rows(file.id)).map(|row| row.id).collect();
        prop_assert_eq!(rows, all);
        prop_assert_eq!(export.files.iter().map(|file| file.rows).sum::<usize>(), export.written.len());
        prop_assert!(export.files.iter().all(|file| file.rows > 0 && file.rows <= target.max_rows()));
        if target == set.context().target {
            let exportable = set.devices().filter(|device| device.exportable).map(|device| device.row);
            prop_assert_eq!(exportable.collect::<Vec<_>>(), export.written);
        }
    }

    #[test]
    fn places_lie_in_the_row_and_arguments_are_those_of_the_code(line in a_line(), context in a_context()) {
        let row = line.row(0, 0);
        for found in check_row(&row, &Values::of_row(&row), &context) {
            prop_assert_eq!(found.place.row, Some(row.id));
            let range = found.place.range.expect("a range");
            prop_assert!(row.range.start <= range.start && range.end <= row.range.end);
            let names: Vec<&str> = found.args.iter().map(|(name, _)| *name).collect();
            prop_assert_eq!(&names[..], found.code.args(), "{:?}", found.code);
            prop_assert!(found.fixes.iter().all(|fix| !fix.edits.is_empty()));
            prop_assert!(found.fixes.is_empty() || names_fixes_of(found.code), "{:?}", found.code);
        }
    }

    #[test]
    fn a_serial_is_found_in_a_list_of_it(text in "[A-Za-z0-9 -]{1,20}") {
        let serial = device_csv::clean(&text).to_lowercase();
        prop_assume!(!serial.is_empty());
        let pasted = format!("x\n\"{text}\",y");
        prop_assert!(Filter::serial_list(&pasted).contains(&serial));
    }
}
