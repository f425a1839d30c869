//! Rows and sets made by hand, and diagnostics as short lines of text.

use device_csv::{
    Arg, ByteRange, Cell, Context, DeviceSet, Diagnostic, Edit, Encoding, Field, FileId, FileKind,
    FileReport, HashCell, HashForm, HashSummary, Row, RowId, Target, Values, check_row,
};
use hardware_hash::{Builder, Error, HardwareHash, Repair};

/// 2025-01-01T00:00:00Z, a year after the made-up devices were captured.
pub const NOW: i64 = 1_735_689_600;

pub fn intune() -> Context {
    Context { now: NOW, ..Context::default() }
}

pub fn partner_center() -> Context {
    Context { target: Target::PartnerCenter, ..intune() }
}

/// A row that is being made up. Its columns are Intune's and then manufacturer and model.
#[derive(Clone, Debug)]
pub struct Line {
    texts: [Option<String>; 6],
    hash: Option<(Vec<Repair>, Result<HashSummary, Error>)>,
}

/// A row with the serial and hash of made-up device `number`, and nothing else.
pub fn device(number: u32) -> Line {
    hashed(&Builder::made_up(number)).with(Field::Serial, &format!("TEST-{number:07}"))
}

/// A row with a hash and nothing else.
pub fn hashed(builder: &Builder) -> Line {
    let hash = builder.build().expect("made-up devices fit");
    Line { texts: Default::default(), hash: Some((Vec::new(), Ok(summary(&hash)))) }
}

/// A row with manufacturer, model and serial, and no hash.
pub fn tuple(manufacturer: &str, model: &str, serial: &str) -> Line {
    Line { texts: Default::default(), hash: None }
        .with(Field::Manufacturer, manufacturer)
        .with(Field::Model, model)
        .with(Field::Serial, serial)
}

impl Line {
    pub fn with(mut self, field: Field, value: &str) -> Line {
        let slot = Field::TEXT.iter().position(|&text| text == field).expect("a text field");
        self.texts[slot] = Some(value.to_owned());
        self
    }

    pub fn damaged(mut self, error: Error) -> Line {
        self.hash = Some((Vec::new(), Err(error)));
        self
    }

    pub fn repaired(mut self, repair: Repair) -> Line {
        self.hash.as_mut().expect("a hash").0.push(repair);
        self
    }

    pub fn captured(mut self, time: i64) -> Line {
        self.summary().captured = Some(time);
        self
    }

    pub fn serial_in_hash(mut self, serial: &str) -> Line {
        serial.clone_into(&mut self.summary().tuple.serial);
        self
    }

    fn summary(&mut self) -> &mut HashSummary {
        self.hash.as_mut().and_then(|(_, content)| content.as_mut().ok()).expect("a usable hash")
    }

    pub fn row(&self, file: u32, number: u32) -> Row {
        let line = number + 2;
        let start = u64::from(number) * 100;
        let range = |column: u32| ByteRange {
            start: start + u64::from(column) * 10,
            end: start + u64::from(column) * 10 + 9,
        };
        let column_of = |field| 1 + Field::ALL.iter().position(|&f| f == field).expect("a field") as u32;
        let cell = |slot: usize| {
            let column = column_of(Field::TEXT[slot]);
            let text = device_csv::secret::mask(self.texts[slot].as_ref()?).into_owned();
            Some(Cell { text, range: range(column), line, column })
        };
        Row {
            id: RowId { file: FileId(file), row: number },
            line,
            range: ByteRange { start, end: start + 99 },
            cells: std::array::from_fn(cell),
            hash: self.hash.clone().map(|(repairs, content)| HashCell {
                range: range(column_of(Field::Hash)),
                line,
                column: column_of(Field::Hash),
                form: if repairs.is_empty() { HashForm::Canonical } else { HashForm::Derived },
                repairs,
                content,
            }),
        }
    }
}

fn summary(hash: &HardwareHash) -> HashSummary {
    HashSummary {
        identity: hash.identity(),
        tuple: hash.tuple(),
        captured: hash.captured_unix(),
        product_key_id: hash.product_key_id().map(Into::into),
        os_build: hash.os_build(),
        findings: hash.findings(),
    }
}

/// A file `a.csv`, `b.csv`, … by its number.
pub fn file(number: u32, lines: &[Line]) -> (FileReport, Vec<Row>) {
    let rows: Vec<Row> = lines.iter().enumerate().map(|(i, line)| line.row(number, i as u32)).collect();
    let report = FileReport {
        id: FileId(number),
        path: format!("{}.csv", letter(FileId(number))),
        size: 100 * rows.len() as u64,
        kind: FileKind::Table,
        encoding: Encoding::Ascii,
        delimiter: Some(','),
        columns: Field::ALL.map(Some).to_vec(),
        rows: rows.len() as u32,
        diagnostics: Vec::new(),
    };
    (report, rows)
}

/// A set of files, each given by its lines.
pub fn set(context: Context, files: &[&[Line]]) -> DeviceSet {
    let mut set = DeviceSet::new(context);
    for (number, lines) in files.iter().enumerate() {
        let (report, rows) = file(number as u32, lines);
        set.add_file(report, rows);
    }
    set
}

pub fn id(file: u32, row: u32) -> RowId {
    RowId { file: FileId(file), row }
}

/// What is said about one row, a line each; see [`line`].
pub fn judge(row: &Line, context: &Context) -> String {
    let row = row.row(0, 0);
    lines(&check_row(&row, &Values::of_row(&row), context))
}

pub fn lines(diagnostics: &[Diagnostic]) -> String {
    diagnostics.iter().map(line).collect::<Vec<_>>().join("; ")
}

/// `E X4 hash-magic @a2:3(args) > fix | fix`: severity, rule, code, place as file, line and column, arguments in the
/// order given, fixes; a fix that is safe begins with `>>`.
pub fn line(diagnostic: &Diagnostic) -> String {
    let severity = diagnostic.severity.key()[..1].to_uppercase();
    let place = &diagnostic.place;
    let line = place.line.map(|line| line.to_string()).unwrap_or_default();
    let column = place.column.map(|column| format!(":{column}")).unwrap_or_default();
    let mut words = vec![
        severity,
        diagnostic.rule().id().to_owned(),
        diagnostic.code.key().to_owned(),
        format!("@{}{line}{column}", letter(place.file)),
    ];
    if !diagnostic.args.is_empty() {
        let args = diagnostic.args.iter().map(|(name, value)| format!("{name}={}", arg(value)));
        words.push(format!("({})", args.collect::<Vec<_>>().join(", ")));
    }
    for fix in &diagnostic.fixes {
        words.push(if fix.safe { ">>" } else { ">" }.to_owned());
        words.push(fix.edits.iter().map(edit).collect::<Vec<_>>().join(" & "));
    }
    words.join(" ")
}

/// The letter by which tests call a file.
pub fn letter(file: FileId) -> char {
    char::from(b'a' + file.0 as u8)
}

/// A row by its file and line: `a2`.
pub fn name(row: RowId) -> String {
    format!("{}{}", letter(row.file), row.row + 2)
}

fn arg(arg: &Arg) -> String {
    match arg {
        Arg::Text(text) => text.clone(),
        Arg::Number(number) | Arg::Time(number) => number.to_string(),
        Arg::Field(field) => field.key().to_owned(),
    }
}

fn edit(edit: &Edit) -> String {
    match edit {
        Edit::Set { row: id, field, value } => format!("{}.{}={value:?}", name(*id), field.key()),
        Edit::AcceptHash { row: id, accepted } => format!("{}.accepted={accepted}", name(*id)),
        Edit::Exclude { row: id, excluded } => format!("{}.excluded={excluded}", name(*id)),
    }
}
