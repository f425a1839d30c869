//! What is written, to the byte; and read back.

use std::collections::HashMap;

use device_csv::{
    Cause, Code, Context, Device, DeviceSet, Edit, Encoding, Field, FileId, HashForm, OutFile, Part, Reader,
    ReportWords, Target, Why, export, hash_text, json, report,
};
use hardware_hash::{Builder, examine};
use insta::assert_snapshot;
use proptest::prelude::*;

use crate::support::{device, id, intune, letter, lines, partner_center, set, tuple};

/// The text of a made-up hash.
fn hash(number: u32) -> String {
    Builder::made_up(number).build().expect("a made-up device fits").to_text()
}

/// Source files by their bytes, and the set that is read from them.
struct Sources {
    files: Vec<Vec<u8>>,
    set: DeviceSet,
}

fn read(context: Context, files: Vec<Vec<u8>>) -> Sources {
    let mut set = DeviceSet::new(context);
    for (i, bytes) in files.iter().enumerate() {
        let path = format!("{}.csv", letter(FileId(i as u32)));
        let mut reader = Reader::new(FileId(i as u32), &path);
        let mut rows = Vec::new();
        reader.push(bytes, &mut rows);
        let report = reader.finish(&mut rows);
        set.add_file(report, rows);
    }
    Sources { files, set }
}

impl Sources {
    /// A planned file as bytes.
    fn bytes(&self, file: &OutFile) -> Vec<u8> {
        let mut bytes = Vec::new();
        for part in &file.parts {
            match part {
                Part::Bytes(text) => bytes.extend(text),
                Part::Rows(rows) => {
                    let source = &self.files[rows.file.0 as usize];
                    bytes.extend(&source[rows.range.start as usize..rows.range.end as usize]);
                }
                Part::Hash(hash) => {
                    let source = &self.files[hash.file.0 as usize];
                    let raw = &source[hash.range.start as usize..hash.range.end as usize];
                    match hash.form {
                        HashForm::Canonical => bytes.extend(raw),
                        HashForm::Derived => {
                            let encoding = self.set.file(hash.file).expect("a file").encoding;
                            let text = examine(&hash_text(raw, encoding)).canonical();
                            bytes.extend(text.expect("a usable hash").as_bytes());
                        }
                    }
                }
            }
        }
        bytes
    }

    fn export(&self, target: Target) -> Vec<Vec<u8>> {
        export(&self.set, target, self.set.devices()).files.iter().map(|file| self.bytes(file)).collect()
    }
}

impl Sources {
    /// The same field by field: rows are not taken as they stand.
    fn export_by_fields(&self, target: Target) -> Vec<Vec<u8>> {
        let export = export(&self.set, target, self.set.devices());
        let mut rows = export.written.iter();
        let mut write = |file: &OutFile| {
            let bytes = self.bytes(file);
            let header = bytes.split(|&byte| byte == b'\r').next().expect("a line").to_vec();
            let columns = header.split(|&byte| byte == b',').count();
            let mut text = header;
            for row in rows.by_ref().take(file.rows) {
                let device = self.set.device_of(*row).expect("a device");
                let row = self.set.row(*row).expect("a row");
                let hash = row.hash.as_ref().expect("a hash");
                let raw =
                    &self.files[row.id.file.0 as usize][hash.range.start as usize..hash.range.end as usize];
                let fields = target.columns().into_iter().take(columns).map(|field| match field {
                    Field::Hash => examine(&hash_text(raw, Encoding::Ascii)).canonical().expect("a hash"),
                    Field::ProductId | Field::Manufacturer | Field::Model => String::new(),
                    _ => self.set.known(device, field).into_owned(),
                });
                let fields: Vec<String> = fields.collect();
                text.extend(format!("\r\n{}", fields.join(",")).as_bytes());
            }
            text.extend(b"\r\n");
            text
        };
        export.files.iter().map(&mut write).collect()
    }

    /// How many rows are taken as they stand.
    fn taken_as_they_stand(&self, target: Target) -> Vec<usize> {
        let files = export(&self.set, target, self.set.devices()).files;
        let runs = files.iter().flat_map(|file| &file.parts).filter_map(|part| match part {
            Part::Rows(rows) => Some(rows.rows),
            Part::Bytes(_) | Part::Hash(_) => None,
        });
        runs.collect()
    }
}

#[test]
fn rows_that_stand_as_they_are_written_are_taken_so() {
    let rows = |ends: [&str; 4]| {
        let rows = (1..=4).zip(ends).map(|(number, end)| format!("TEST-{number:07},,{{{number}}}{end}"));
        format!("{HEADER}\r\n{}", rows.collect::<String>())
    };
    let intune = |text: String| (Target::Intune, text);
    for (name, (target, text), wanted) in [
        ("a whole file", intune(rows(["\r\n"; 4])), vec![4]),
        ("for the other portal", (Target::PartnerCenter, rows(["\r\n"; 4])), vec![]),
        ("without a last line end", intune(rows(["\r\n", "\r\n", "\r\n", ""])), vec![4]),
        ("LF", intune(rows(["\n"; 4])), vec![1, 1, 1, 1]),
        ("CR", intune(rows(["\r"; 4])), vec![1, 1, 1, 1]),
        ("a blank row of LF", intune(rows(["\r\n", "\n\n", "\r\n", "\r\n"])), vec![2, 2]),
        ("a blank row of CR", intune(rows(["\r\n", "\r\r", "\r\n", "\r\n"])), vec![2, 2]),
        ("a blank row", intune(rows(["\r\n", "\r\n\r\n", "\r\n", "\r\n"])), vec![2, 2]),
        ("a field too many", intune(rows(["\r\n", ",\r\n", "\r\n", "\r\n"])), vec![1, 2]),
        ("semicolons", intune(rows(["\r\n"; 4]).replace(',', ";")), vec![]),
        ("quotes", intune(rows(["\r\n"; 4]).replace("TEST-0000002", "\"TEST-0000002\"")), vec![1, 2]),
        ("spaces", intune(rows(["\r\n"; 4]).replace("TEST-0000002", " TEST-0000002")), vec![1, 2]),
        ("from the hash", intune(rows(["\r\n"; 4]).replace("TEST-0000002", "")), vec![1, 2]),
        ("a product id that is no key", intune(rows(["\r\n"; 4]).replace("2,,", "2,00330,")), vec![1, 2]),
        (
            "another delimiter from there on",
            intune(rows(["\r\n"; 4]) + &format!("sep=;\r\n{}", "TEST-0000005;;{5}\r\n")),
            vec![],
        ),
    ] {
        let source = read(crate::support::intune(), vec![fill(&text).into_bytes()]);
        assert_eq!(source.taken_as_they_stand(target), wanted, "{name}");
        assert!(source.export(target) == source.export_by_fields(target), "{name}");
    }
}

/// Text with `{1}` for the hash of made-up device 1, and so on.
fn fill(text: &str) -> String {
    (1..=5).fold(text.to_owned(), |text, n| text.replace(&format!("{{{n}}}"), &hash(n)))
}

/// The other way round.
fn empty(bytes: &[u8]) -> String {
    let text = String::from_utf8(bytes.to_vec()).expect("UTF-8");
    (1..=5).fold(text, |text, n| text.replace(&hash(n), &format!("{{{n}}}")))
}

fn utf16(text: &str) -> Vec<u8> {
    [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect()
}

const HEADER: &str = "Device Serial Number,Windows Product ID,Hardware Hash";

#[test]
fn intune_files_to_the_byte() {
    for (name, files, wanted) in [
        (
            "three columns",
            vec![format!("{HEADER}\nTEST-0000001,,{{1}}\n").into_bytes()],
            vec![format!("{HEADER}\r\nTEST-0000001,,{{1}}\r\n")],
        ),
        (
            "a group tag",
            vec![format!("{HEADER},Group Tag,Assigned User\nTEST-0000001,,{{1}}, Kiosk,\n").into_bytes()],
            vec![format!("{HEADER},Group Tag\r\nTEST-0000001,,{{1}},Kiosk\r\n")],
        ),
        (
            "a user",
            vec![format!("{HEADER},Group Tag,Assigned User\nTEST-0000001,,{{1}},,kim@contoso.com\n").into_bytes()],
            vec![format!("{HEADER},Group Tag,Assigned User\r\nTEST-0000001,,{{1}},,kim@contoso.com\r\n")],
        ),
        (
            "UTF-16, semicolons and quotes from two files, merged",
            vec![
                utf16(&fill(&format!("{HEADER}\r\nTEST-0000001,,{{1}}\r\n"))),
                b"\"Device Serial Number\";\"Windows Product ID\";\"Hardware Hash\";\"Group Tag\"\n\"TEST-0000002\";\"0000000000002\";\"{2}\";\"Kiosk\"\n\"TEST-0000001\";\"\";\"{1}\";\"\"\n".to_vec(),
            ],
            vec![format!("{HEADER},Group Tag\r\nTEST-0000001,,{{1}},\r\nTEST-0000002,0000000000002,{{2}},Kiosk\r\n")],
        ),
        (
            "an empty serial and the ID of Windows",
            vec![format!("{HEADER}\n,00330-80000-00000-AA123,{{1}}\n").into_bytes()],
            vec![format!("{HEADER}\r\nTEST-0000001,,{{1}}\r\n")],
        ),
        ("nothing that can be written", vec![format!("{HEADER}\nTEST-0000001,,{}\n", "A".repeat(4000)).into_bytes()], vec![]),
    ] {
        let files = files.into_iter().map(|bytes| match bytes.first() {
            Some(0xff) => bytes,
            _ => fill(std::str::from_utf8(&bytes).expect("UTF-8")).into_bytes(),
        });
        let written = read(intune(), files.collect()).export(Target::Intune);
        assert_eq!(written.iter().map(|bytes| empty(bytes)).collect::<Vec<_>>(), wanted, "{name}");
        assert!(written.iter().all(|bytes| bytes.is_ascii()), "{name}");
    }
}

#[test]
fn partner_center_files_to_the_byte() {
    let text = fill(
        "Device Serial Number,Windows Product ID,Hardware Hash,Manufacturer name,Device model,Group Tag\n\
         TEST-0000001,,{1},Contoso,Contoso Book 1,Kiosk\n\
         TEST-0000009,,,Contoso,Contoso Book 1,\n\
         TEST-0000010,3305512345678,,,,\n",
    );
    let sources = read(partner_center(), vec![text.into_bytes()]);
    let export = export(&sources.set, Target::PartnerCenter, sources.set.devices());
    assert_eq!((export.group_tags_not_taken, export.users_not_taken), (1, 0));
    assert_eq!(export.files[0].name, "partner-center-01.csv");
    assert_eq!(
        empty(&sources.bytes(&export.files[0])),
        "Device Serial Number,Windows Product ID,Hardware Hash,Manufacturer name,Device model\r\n\
         TEST-0000001,,{1},,\r\n\
         TEST-0000009,,,Contoso,Contoso Book 1\r\n\
         TEST-0000010,3305512345678,,,\r\n"
    );
}

#[test]
fn rows_that_stay_behind_say_why() {
    let set = set(
        intune(),
        &[&[
            device(1).with(Field::GroupTag, "Café"),
            device(2).with(Field::GroupTag, "A, B"),
            device(3),
            device(3),
            tuple("Contoso", "Book 1", "1234"),
        ]],
    );
    let export = export(&set, Target::Intune, set.devices());
    let why: Vec<String> = export
        .left_behind
        .iter()
        .map(|left| match &left.why {
            Why::Duplicate(row) => format!("{} duplicate of {}", left.row.row, row.row),
            Why::Problems(found) => format!("{} {}", left.row.row, lines(found)),
        })
        .collect();
    assert_eq!(
        why,
        [
            "0 W E2 not-ascii @a2:4 (field=group-tag, characters=é)",
            "1 E Q1 needs-quotes @a3:4 (field=group-tag, value=A, B)",
            "2 duplicate of 3",
            "4 E T1 no-hash @a6",
        ]
    );
    assert_eq!(export.written, [id(0, 3)]);
}

#[test]
fn a_wrong_value_that_the_device_takes_from_a_duplicate_holds_it_up() {
    let set = set(intune(), &[&[device(1).with(Field::AssignedUser, "kim"), device(1)]]);
    assert!(!set.devices().next().expect("a device").exportable);
    assert!(export(&set, Target::Intune, set.devices()).written.is_empty());
    assert_eq!(export(&set, Target::PartnerCenter, set.devices()).written, [id(0, 1)]);
}

#[test]
fn long_sets_are_split() {
    let lines: Vec<_> = (0..1001).map(device).collect();
    let set = set(intune(), &[&lines]);
    for (target, wanted) in [
        (Target::Intune, vec![("autopilot-01.csv", 500), ("autopilot-02.csv", 500), ("autopilot-03.csv", 1)]),
        (Target::PartnerCenter, vec![("partner-center-01.csv", 1000), ("partner-center-02.csv", 1)]),
    ] {
        let export = export(&set, target, set.devices());
        let files: Vec<(&str, usize)> =
            export.files.iter().map(|file| (file.name.as_str(), file.rows)).collect();
        assert_eq!(files, wanted);
        for file in &export.files {
            let hashes = file.parts.iter().filter(|part| matches!(part, Part::Hash(_))).count();
            assert_eq!((hashes, file.parts.len()), (file.rows, 2 * file.rows + 1), "bytes are joined");
        }
    }
}

/// Words in which the tests write reports.
fn words<'a>() -> ReportWords<'a> {
    ReportWords {
        headers: ["Captured", "Status", "Problems", "File", "Line"],
        status: &|severity| severity.map_or("ok", device_csv::Severity::key).to_owned(),
        problem: &|found| format!("[{}] {}", found.rule().id(), found.code.key()),
        time: &|time| device_csv::rfc3339(time),
    }
}

#[test]
fn the_report_for_people() {
    let sources = read(
        intune(),
        vec![
            fill(
                "Device Serial Number,Windows Product ID,Hardware Hash,Group Tag,Assigned User\n\
             TEST-0000001,,{1},=1+1,\n\
             TEST-0000002,,{2},\"Kiosk, \"\"big\"\"\",@kim\n\
             TEST-0000009,,,-Büro,\n",
            )
            .into_bytes(),
        ],
    );
    let report = report(&sources.set, sources.set.devices(), &words(), true);
    assert_eq!((report.name.as_str(), report.rows), ("report.csv", 3));
    assert_snapshot!(empty(&sources.bytes(&report)).replace("\r\n", "⏎\n").replace('\u{feff}', "<BOM>"), @r##"
    <BOM>Device Serial Number,Manufacturer name,Device model,Group Tag,Assigned User,Windows Product ID,Captured,Status,Problems,File,Line,Hardware Hash⏎
    TEST-0000001,Contoso,Contoso Book 1,'=1+1,,,2024-01-01T00:01:00Z,ok,,a.csv,2,{1}⏎
    TEST-0000002,Contoso,Contoso Book 1,"Kiosk, ""big""",'@kim,,2024-01-01T00:02:00Z,error,[Q1] needs-quotes [U1] user-not-upn,a.csv,3,{2}⏎
    TEST-0000009,,,'-Büro,,,,error,[E2] not-ascii [T1] no-hash,a.csv,4,⏎
    "##);
}

#[test]
fn the_report_is_read_back() {
    let sources = read(
        intune(),
        vec![
            fill(&format!(
                "{HEADER},Group Tag\nTEST-0000001,,{{1}},Kiosk\nTEST-0000002,,{{2}},\"a \"\"b\"\"\"\n"
            ))
            .into_bytes(),
        ],
    );
    let report = report(&sources.set, sources.set.devices(), &words(), true);
    let again = read(intune(), vec![sources.bytes(&report)]);
    assert_eq!(known(&again.set), known(&sources.set));
}

/// What is known of each device but the file that it is in.
fn known(set: &DeviceSet) -> Vec<(Vec<String>, Option<device_csv::HashSummary>)> {
    let of = |device: &Device| {
        let values = Field::TEXT.iter().map(|&field| set.known(device, field).into_owned()).collect();
        (values, set.row(device.row).and_then(|row| row.summary()).cloned())
    };
    set.devices().map(of).collect()
}

#[test]
fn the_set_as_json() {
    let mut sources = read(
        intune(),
        vec![
            fill(&format!(
                "{HEADER},Group Tag\nTEST-0000001,,{{1}}, Kiosk\n,BCDFG-HJKMP-QRTVW-XY234-6789B,{{2}},\n"
            ))
            .into_bytes(),
            fill(&format!("{HEADER}\nTEST-0000001,,{{1}}\nTEST-0000003,,{{3}}\n")).into_bytes(),
        ],
    );
    let set = &mut sources.set;
    set.apply(Cause::ByHand, &[Edit::Set { row: id(1, 1), field: Field::AssignedUser, value: "kim".into() }]);
    let found = set.diagnostics_of(id(0, 0));
    let space = found.iter().find(|found| found.code == Code::SurroundingSpace).expect("a space");
    set.apply(Cause::Fixed(space.code), &space.fixes[0].edits);
    let text = json(set, set.devices());
    assert!(!text.contains(&hash(1)[..8]) && !text.contains("BCDFG"));
    assert_snapshot!("set_json", text);
}

/// A value that Intune's file can hold.
fn plain() -> impl Strategy<Value = String> {
    "[A-Za-z0-9_.-]([A-Za-z0-9 _.-]{0,12}[A-Za-z0-9])?"
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn what_is_written_is_read_back_as_the_same_set(
        devices in prop::collection::btree_map(1..2000_u32, (plain(), prop::option::of("[a-z]{1,9}"), any::<bool>()), 1..20),
        target in prop::sample::select(&Target::ALL[..]),
        wide in any::<bool>(),
        delimiter in prop::sample::select(&[",", ";", "\t"][..]),
    ) {
        let context = Context { target, ..intune() };
        let mut text = format!("{HEADER},Group Tag,Assigned User\r\n").replace(',', delimiter);
        for (number, (tag, user, padded)) in &devices {
            let user = user.as_ref().map(|user| format!("{user}@contoso.com")).unwrap_or_default();
            let hash = if *padded { hash(*number) + "AAA" } else { hash(*number) };
            let cells = [format!("TEST-{number:07}"), String::new(), hash, tag.clone(), user];
            text += &(cells.join(delimiter) + "\r\n");
        }
        let source = read(context.clone(), vec![if wide { utf16(&text) } else { text.into_bytes() }]);
        let written = source.export(target);
        prop_assert_eq!(written.len(), 1);
        prop_assert!(written[0].is_ascii() && !written[0].contains(&b'"'));
        let again = read(context, written.clone());
        prop_assert_eq!(again.set.file_diagnostics(), vec![]);
        prop_assert!(again.set.devices().all(|device| device.exportable));
        let taken: &[Field] = if target == Target::Intune { &[Field::GroupTag, Field::AssignedUser] } else { &[] };
        let told = |set: &DeviceSet| -> HashMap<String, (Vec<String>, Option<device_csv::HashSummary>)> {
            set.devices()
                .map(|device| {
                    let values = taken.iter().map(|&field| set.known(device, field).into_owned()).collect();
                    let summary = set.row(device.row).and_then(|row| row.summary()).cloned();
                    (set.known(device, Field::Serial).into_owned(), (values, summary))
                })
                .collect()
        };
        prop_assert_eq!(told(&again.set), told(&source.set));
        prop_assert_eq!(again.export(target), written, "and written again it is the same");
    }
    #[test]
    fn rows_are_written_the_same_as_they_stand_and_field_by_field(
        header in prop::sample::select(vec![
            "", "Device Serial Number,Windows Product ID,Hardware Hash\r\n",
            "Device Serial Number,Windows Product ID,Hardware Hash,Group Tag\r\n",
            "Hardware Hash,Device Serial Number,Windows Product ID\n",
        ]),
        rows in prop::collection::vec(
            (
                1..6_u32,
                prop::sample::select(vec![
                    "S,,H", "S,,H", "S,,H,T", "S,,H,", "S,,H,T,", "\"S\",,H", "S,,\"H\"", " S,,H", "S,,H ", "S,00330,H",
                    "S;;H", "H,S,", "S,,HAAA", "S,,H,\"T\"", "S,,H,T, U@contoso.com", ",,H", "S,AAAAA-BBBBB-CCCCC-DDDDD-EEEEE,H",
                ]),
                prop::sample::select(vec!["\r\n", "\r\n", "\r\n", "\n", "\r", "\n\n", "\r\r", "\r\n \r\n", "\r\nsep=;\r\n", "\0\r\n"]),
            ),
            1..8,
        ),
        target in prop::sample::select(&Target::ALL[..]),
    ) {
        let mut text = header.to_owned();
        for (number, row, end) in rows {
            let row = row.replace('T', "{tag}").replace('S', &format!("{{serial}}{number:07}")).replace('H', &format!("{{{number}}}"));
            text += &(row.replace("{tag}", "Kiosk").replace("{serial}", "TEST-") + end);
        }
        let source = read(Context { target, ..intune() }, vec![fill(&text).into_bytes()]);
        let (written, wanted) = (source.export(target), source.export_by_fields(target));
        prop_assert_eq!(written.iter().map(|file| empty(file)).collect::<Vec<_>>(), wanted.iter().map(|file| empty(file)).collect::<Vec<_>>());
    }
}
