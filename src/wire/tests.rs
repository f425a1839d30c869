//! What is written is read back; bytes are what they were in every version before; nothing panics.

use device_csv::{
    Arg, Bearings, BlankRun, ByteRange, Cause, Cell, Change, Code, Diagnostic, Edit, Encoding, Field, FileId,
    FileKind, FileReport, Fix, HashCell, HashForm, HashSummary, Place, Row, RowId, Section, Severity, Step,
    Task,
};
use hardware_hash::{Error, Finding, Identity, Repair, Tuple, Uuid};
use proptest::{collection::vec, option, prelude::*, sample::select};

use super::{
    BEFORE, FailReason, FromWorker, ToWorker, VERSION, Wire, WireError, decode, encode, pack, report_of,
    section_of, task_of, unpack,
};

fn row_id() -> impl Strategy<Value = RowId> {
    (any::<u32>(), any::<u32>()).prop_map(|(file, row)| RowId { file: FileId(file), row })
}

fn byte_range() -> impl Strategy<Value = ByteRange> {
    (any::<u64>(), any::<u64>()).prop_map(|(start, end)| ByteRange { start, end })
}

fn field() -> impl Strategy<Value = Field> {
    select(&Field::ALL[..])
}

fn code() -> impl Strategy<Value = Code> {
    select(Code::ALL)
}

fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        (row_id(), field(), any::<String>()).prop_map(|(row, field, value)| Edit::Set { row, field, value }),
        (row_id(), any::<bool>()).prop_map(|(row, accepted)| Edit::AcceptHash { row, accepted }),
        (row_id(), any::<bool>()).prop_map(|(row, excluded)| Edit::Exclude { row, excluded }),
    ]
}

fn arg() -> impl Strategy<Value = Arg> {
    prop_oneof![
        any::<String>().prop_map(Arg::Text),
        any::<i64>().prop_map(Arg::Number),
        any::<i64>().prop_map(Arg::Time),
        field().prop_map(Arg::Field),
    ]
}

fn diagnostic() -> impl Strategy<Value = Diagnostic> {
    let place = (
        any::<u32>(),
        option::of(row_id()),
        option::of(any::<u32>()),
        option::of(any::<u32>()),
        option::of(field()),
        option::of(byte_range()),
    )
        .prop_map(|(file, row, line, column, field, range)| Place {
            file: FileId(file),
            row,
            line,
            column,
            field,
            range,
        });
    let severity = select(&[Severity::Info, Severity::Warning, Severity::Error][..]);
    let fix = (vec(edit(), 0..3), any::<bool>()).prop_map(|(edits, safe)| Fix { edits, safe });
    (code(), severity, place, vec(arg(), 5), vec(fix, 0..3)).prop_map(
        |(code, severity, place, args, fixes)| {
            let args = code.args().iter().copied().zip(args).collect();
            Diagnostic { code, severity, place, args, fixes }
        },
    )
}

fn report() -> impl Strategy<Value = FileReport> {
    (
        (any::<u32>(), any::<String>(), any::<u64>(), any::<u32>()),
        select(&FileKind::ALL[..]),
        select(&Encoding::ALL[..]),
        option::of(any::<char>()),
        vec(option::of(field()), 0..8),
        vec(diagnostic(), 0..4),
    )
        .prop_map(|((id, path, size, rows), kind, encoding, delimiter, columns, diagnostics)| {
            FileReport { id: FileId(id), path, size, kind, encoding, delimiter, columns, rows, diagnostics }
        })
}

fn identity() -> impl Strategy<Value = Identity> {
    prop_oneof![
        any::<[u8; 32]>().prop_map(Identity::EndorsementKey),
        (any::<[u8; 16]>(), any::<String>(), any::<String>()).prop_map(|(uuid, serial, manufacturer)| {
            Identity::Firmware { uuid: Uuid(uuid), serial, manufacturer }
        }),
    ]
}

fn hash_error() -> impl Strategy<Value = Error> {
    // What a 32-bit page can hold.
    (0..8_u8, any::<u32>()).prop_map(|(which, at)| {
        let at = at as usize;
        match which {
            0 => Error::NotBase64 { offset: at },
            1 => Error::TooSmall { length: at },
            2 => Error::Magic,
            3 => Error::Truncated { length: at },
            4 => Error::Structure { offset: at },
            5 => Error::Trailer,
            6 => Error::Digest,
            _ => Error::Tail { offset: at },
        }
    })
}

fn summary() -> impl Strategy<Value = HashSummary> {
    let findings = [
        Finding::NoManufacturer,
        Finding::NoSerial,
        Finding::NoUuid,
        Finding::NoNetwork,
        Finding::NoDisk,
        Finding::NoTpm,
        Finding::WindowsPe,
    ];
    (
        option::of(identity()),
        (any::<String>(), any::<String>(), any::<String>()),
        option::of(any::<i64>()),
        option::of(any::<String>()),
        option::of(any::<u16>()),
        vec(select(findings.to_vec()), 0..4),
    )
        .prop_map(
            |(identity, (manufacturer, model, serial), captured, product_key_id, os_build, findings)| {
                let tuple = Tuple { manufacturer, model, serial };
                HashSummary { identity, tuple, captured, product_key_id, os_build, findings }
            },
        )
}

fn line() -> impl Strategy<Value = u32> {
    0..u32::MAX - 1000
}

fn hash_cell() -> impl Strategy<Value = HashCell> {
    let repairs = vec![Repair::Whitespace, Repair::UrlAlphabet, Repair::Padding, Repair::Length];
    (
        byte_range(),
        (line(), any::<u32>()),
        any::<bool>(),
        vec(select(repairs), 0..4),
        prop_oneof![summary().prop_map(Ok), hash_error().prop_map(Err)],
    )
        .prop_map(|(range, (line, column), canonical, repairs, content)| HashCell {
            range,
            line,
            column,
            form: if canonical { HashForm::Canonical } else { HashForm::Derived },
            repairs,
            content,
        })
}

/// Rows of one file, one after the other. Lines leave room to be moved.
fn rows() -> impl Strategy<Value = Vec<Row>> {
    (any::<u32>(), 0..1000_u32, vec(row(), 0..6)).prop_map(|(file, first, mut rows)| {
        for (row, number) in rows.iter_mut().zip(first..) {
            row.id = RowId { file: FileId(file), row: number };
        }
        rows
    })
}

fn place() -> impl Strategy<Value = Place> {
    (any::<u32>(), option::of(row_id()), option::of(any::<u32>()), option::of(byte_range()))
        .prop_map(|(file, row, line, range)| Place { row, line, range, ..Place::file(FileId(file)) })
}

fn section() -> impl Strategy<Value = Section> {
    let columns = || vec(option::of(field()), 0..6);
    let bearings =
        (select(&Encoding::ALL[..]), any::<u8>(), columns(), (any::<u8>(), columns()), any::<bool>())
            .prop_map(|(encoding, delimiter, columns, first, labelled)| Bearings {
                encoding,
                delimiter,
                columns,
                first,
                labelled,
            });
    let blank = (place(), any::<i64>()).prop_map(|(place, count)| BlankRun { place, count });
    (
        any::<(u64, u64, u32, u32)>(),
        bearings,
        vec(diagnostic(), 0..3),
        option::of(blank),
        any::<(bool, bool, bool)>(),
        (option::of(place()), option::of(place())),
    )
        .prop_map(
            |((start, end, rows, lines), bearings, diagnostics, blank, flags, (not_utf8, damaged))| {
                let (quoted, multibyte, halves) = flags;
                Section {
                    start,
                    end,
                    rows,
                    lines,
                    bearings,
                    diagnostics,
                    blank,
                    quoted,
                    not_utf8,
                    multibyte,
                    damaged,
                    halves,
                }
            },
        )
}

fn row() -> impl Strategy<Value = Row> {
    let cell = (any::<String>(), byte_range(), (line(), any::<u32>()))
        .prop_map(|(text, range, (line, column))| Cell { text, range, line, column });
    (row_id(), line(), byte_range(), vec(option::of(cell), 6), option::of(hash_cell())).prop_map(
        |(id, line, range, cells, hash)| {
            let cells = <[Option<Cell>; 6]>::try_from(cells).unwrap_or_default();
            Row { id, line, range, cells, hash }
        },
    )
}

fn step() -> impl Strategy<Value = Step> {
    let cause = prop_oneof![
        code().prop_map(Cause::Fixed),
        Just(Cause::SafeFixes),
        Just(Cause::ByHand),
        Just(Cause::Bulk),
        Just(Cause::Restored),
    ];
    let change =
        (edit(), edit(), option::of(code())).prop_map(|(edit, before, code)| Change { edit, before, code });
    (cause, vec(change, 0..4)).prop_map(|(cause, changes)| Step { cause, changes })
}

proptest! {
    #[test]
    fn rows_come_back(rows in rows(), before in 0..1000_u32, lines in 0..1000_u32) {
        let mut packed = pack(&rows);
        prop_assert_eq!(unpack(&packed), Ok(rows.clone()));
        // Where others come before, only these numbers change.
        let at = BEFORE as usize;
        let first = rows.first().map_or(0, |row| row.id.row);
        packed[at..at + 4].copy_from_slice(&(first + before).to_le_bytes());
        packed[at + 4..at + 8].copy_from_slice(&lines.to_le_bytes());
        let moved: Vec<Row> = rows.into_iter().map(|row| row.moved(before, lines)).collect();
        prop_assert_eq!(unpack(&packed), Ok(moved));
    }

    #[test]
    fn sections_and_tasks_come_back(section in section(), search in any::<bool>(), limit in option::of(any::<u64>())) {
        let task = Task {
            id: section.rows,
            from: section.start,
            search,
            limit,
            bearings: Some(section.bearings.clone()),
        };
        let sent = ToWorker::Read { file: 3, task: task.to_record() }.to_bytes();
        let Ok(ToWorker::Read { file: 3, task: record }) = ToWorker::from_bytes(&sent) else {
            panic!("another message");
        };
        prop_assert_eq!(task_of(record), Ok(task));
        let sent = FromWorker::ended(5, Some(&section), Some([9; 16])).to_bytes();
        let Ok(FromWorker::Ended { task: 5, found: Some(record), digest: Some(_) }) = FromWorker::from_bytes(&sent)
        else {
            panic!("another message");
        };
        prop_assert_eq!(section_of(*record), Ok(section));
    }

    #[test]
    fn reports_come_back(report in report()) {
        prop_assert_eq!(decode(&encode(&report)), Ok(report.clone()));
        let sent = FromWorker::checked(&report, [7; 32]).to_bytes();
        let Ok(FromWorker::Checked { report: record, digest }) = FromWorker::from_bytes(&sent) else {
            panic!("another message");
        };
        prop_assert_eq!((report_of(record), digest), (Ok(report), [7; 32]));
    }

    #[test]
    fn diagnostics_come_back(diagnostic in diagnostic()) {
        prop_assert_eq!(decode(&encode(&diagnostic)), Ok(diagnostic));
    }

    #[test]
    fn steps_come_back(step in step()) {
        prop_assert_eq!(decode(&encode(&step)), Ok(step));
    }

    #[test]
    fn any_bytes_are_a_value_or_an_error(bytes in vec(any::<u8>(), 0..200), first in 0..3_u8) {
        let mut bytes = bytes;
        bytes.insert(0, first);
        // What matters is to return; what was damaged may by chance be another value.
        let errors = [
            decode::<FileReport>(&bytes).err(),
            decode::<Step>(&bytes).err(),
            FromWorker::from_bytes(&bytes).err(),
        ];
        if first != VERSION {
            prop_assert_eq!(errors, [Some(WireError::Version(first)); 3]);
        }
        let rows = unpack(&bytes);
        if first != 2 {
            prop_assert_eq!(rows, Err(WireError::Version(first)));
        }
    }

    #[test]
    fn rows_cut_short_are_an_error(rows in rows(), cut in any::<prop::sample::Index>()) {
        let bytes = pack(&rows);
        let cut = cut.index(bytes.len());
        prop_assert_eq!(unpack(&bytes[..cut]), Err(WireError::Damaged));
    }

    #[test]
    fn rows_that_were_altered_do_no_harm(rows in rows(), at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut bytes = pack(&rows);
        let at = at.index(bytes.len());
        bytes[at] = byte;
        // What matters is to return.
        let _ = unpack(&bytes);
    }
}

#[test]
fn what_follows_a_value_is_an_error() {
    let mut bytes = encode(&Edit::AcceptHash { row: RowId { file: FileId(1), row: 2 }, accepted: true });
    bytes.push(0);
    assert_eq!(decode::<Edit>(&bytes), Err(WireError::Damaged));
}

#[test]
fn an_argument_that_the_code_has_not_is_an_error() {
    let diagnostic =
        Diagnostic::new(Code::HashMagic, Place::file(FileId(0)), vec![("nonesuch", Arg::Number(1))]);
    assert_eq!(decode::<Diagnostic>(&encode(&diagnostic)), Err(WireError::Damaged));
}

/// Bytes in lines of 32, as in a dump.
pub(super) fn hex(bytes: &[u8]) -> String {
    let line = |line: &[u8]| line.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat();
    bytes.chunks(32).map(line).collect::<Vec<_>>().join("\n")
}

fn sample_row() -> Row {
    let cell = |text: &str, start: u64| Cell {
        text: text.to_owned(),
        range: ByteRange { start, end: start + text.len() as u64 },
        line: 2,
        column: 1,
    };
    Row {
        id: RowId { file: FileId(3), row: 41 },
        line: 2,
        range: ByteRange { start: 70, end: 4200 },
        cells: [Some(cell("PF-0001", 70)), Some(cell("", 78)), Some(cell("Kiosk", 4080)), None, None, None],
        hash: Some(HashCell {
            range: ByteRange { start: 79, end: 4079 },
            line: 2,
            column: 3,
            form: HashForm::Canonical,
            repairs: vec![Repair::Padding],
            content: Ok(HashSummary {
                identity: Some(Identity::EndorsementKey([0xab; 32])),
                tuple: Tuple {
                    manufacturer: "Contoso".to_owned(),
                    model: "Slate 5".to_owned(),
                    serial: "PF-0001".to_owned(),
                },
                captured: Some(1_700_000_000),
                product_key_id: None,
                os_build: Some(26100),
                findings: vec![Finding::NoTpm],
            }),
        }),
    }
}

#[test]
fn a_row_is_these_bytes() {
    insta::assert_snapshot!(hex(&pack(&[sample_row()])), @r#"
    0203000000290000000000000001000000180000000c000000048c01c4404700
    0e0001071000000100d43e0a000105025050462d303030314b696f736b4fef1f
    0203010102000100abababababababababababababababababababababababab
    abababababababab07436f6e746f736f07536c61746520350750462d30303031
    0180c49fd50c0001f4cb010105
    "#);
}

#[test]
fn a_row_with_a_bad_hash_is_these_bytes() {
    let mut row = sample_row();
    if let Some(hash) = &mut row.hash {
        hash.form = HashForm::Derived;
        hash.content = Err(Error::Structure { offset: 300 });
    }
    insta::assert_snapshot!(hex(&pack(&[row])), @r#"
    0203000000290000000000000001000000180000000c000000048c01c4404700
    0e0001071000000100d43e0a000105020c50462d303030314b696f736b4fef1f
    02030001020104ac02
    "#);
}

#[test]
fn a_report_is_these_bytes() {
    let report = FileReport {
        id: FileId(3),
        path: "site/devices.csv".to_owned(),
        size: 5000,
        kind: FileKind::Table,
        encoding: Encoding::Utf16LeBom,
        delimiter: Some(';'),
        columns: vec![Some(Field::Serial), None, Some(Field::Hash)],
        rows: 1,
        diagnostics: vec![Diagnostic {
            code: Code::SerialMismatch,
            severity: Severity::Error,
            place: Place {
                file: FileId(3),
                row: Some(RowId { file: FileId(3), row: 0 }),
                line: Some(2),
                column: Some(1),
                field: Some(Field::Serial),
                range: Some(ByteRange { start: 70, end: 77 }),
            },
            args: vec![("value", Arg::Text("A".to_owned())), ("wanted", Arg::Number(-1))],
            fixes: vec![Fix {
                edits: vec![Edit::Set {
                    row: RowId { file: FileId(3), row: 0 },
                    field: Field::Serial,
                    value: "B".to_owned(),
                }],
                safe: true,
            }],
        }],
    };
    insta::assert_snapshot!(hex(&encode(&report)), @r#"
    010310736974652f646576696365732e6373768827000401013b030100000102
    01010f73657269616c2d6d69736d61746368020301030001020101010001464d
    020576616c75650001410677616e7465640101010100030000014201
    "#);
}

#[test]
fn a_step_is_these_bytes() {
    let row = RowId { file: FileId(3), row: 0 };
    let step = Step {
        cause: Cause::Fixed(Code::SurroundingSpace),
        changes: vec![
            Change {
                edit: Edit::Set { row, field: Field::GroupTag, value: "Kiosk".to_owned() },
                before: Edit::Set { row, field: Field::GroupTag, value: " Kiosk".to_owned() },
                code: Some(Code::SurroundingSpace),
            },
            Change {
                edit: Edit::Exclude { row, excluded: true },
                before: Edit::Exclude { row, excluded: false },
                code: None,
            },
        ],
    };
    insta::assert_snapshot!(hex(&encode(&step)), @r#"
    010011737572726f756e64696e672d73706163650200030003054b696f736b00
    03000306204b696f736b0111737572726f756e64696e672d7370616365020300
    010203000000
    "#);
}

#[test]
fn messages_are_these_bytes() {
    let check = ToWorker::Check { id: 300, path: "a.csv".to_owned() };
    assert_eq!(ToWorker::from_bytes(&check.to_bytes()), Ok(check.clone()));
    insta::assert_snapshot!(hex(&check.to_bytes()), @"0100ac0205612e637376");

    let messages = [
        FromWorker::Ready,
        FromWorker::Started { id: 1, path: "a.zip/b.csv".to_owned(), size: 9 },
        FromWorker::Progress { id: 1, bytes: 8, source_bytes: 4, rows: 2 },
        FromWorker::Rows,
        FromWorker::Began { task: 3, start: 300 },
        FromWorker::SectionRows { task: 3, at: 300, rows: 2 },
        FromWorker::ended(3, None, Some([7; 16])),
        FromWorker::Failed { path: "a".to_owned(), reason: FailReason::Vanished },
        FromWorker::Failed { path: "a".to_owned(), reason: FailReason::Unreadable("b".to_owned()) },
        FromWorker::Failed { path: "a".to_owned(), reason: FailReason::Crashed("b".to_owned()) },
        FromWorker::Failed { path: "a".to_owned(), reason: FailReason::NoWorker("b".to_owned()) },
        FromWorker::Done { next_id: 2 },
    ];
    for message in &messages {
        assert_eq!(FromWorker::from_bytes(&message.to_bytes()).as_ref(), Ok(message));
    }
    let lines: Vec<String> = messages.iter().map(|message| hex(&message.to_bytes())).collect();
    insta::assert_snapshot!(lines.join("\n"), @r#"
    0100
    0101010b612e7a69702f622e63737609
    010201080402
    0103
    010703ac02
    010803ac0202
    010903000107070707070707070707070707070707
    0105016100
    01050161010162
    01050161020162
    01050161030162
    010602
    "#);
}
