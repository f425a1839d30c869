//! A table that is read by several at once says the same as one that is read in one go.

use device_csv::{Fate, FileId, FileReport, Plan, Reader, Row, Task};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use crate::support::{fill, hash, read, utf16_be, utf16_le};

const PATH: &str = "file.csv";

/// What was read of a task: in pieces of that many bytes, as a worker does.
struct Worked {
    start: Option<u64>,
    rows: Vec<Row>,
    found: Option<device_csv::Section>,
}

fn work(file: &[u8], task: &Task, piece: usize) -> Worked {
    let mut reader = match &task.bearings {
        None => task.limit.into_iter().fold(Reader::new(FileId(0), PATH), Reader::up_to),
        Some(bearings) => Reader::within(FileId(0), bearings, task.from, task.search, task.limit),
    };
    let mut rows = Vec::new();
    for chunk in file[usize::try_from(task.from).unwrap()..].chunks(piece) {
        if reader.is_over() {
            break;
        }
        reader.push(chunk, &mut rows);
    }
    let start = reader.start();
    let found = reader.end(file.len() as u64, &mut rows);
    Worked { start, rows, found }
}

/// Reads a file in blocks, `crew` of them at a time; which one ends next is in `order`. `None`: it isn't known at its head how its
/// rows are read. Also returns how many bytes were read, roughly.
fn in_sections(
    file: &[u8],
    block: u64,
    crew: usize,
    order: &[usize],
) -> Option<((FileReport, Vec<Row>), u64)> {
    let size = file.len() as u64;
    let mut head = Reader::new(FileId(0), PATH);
    head.push(file, &mut Vec::new());
    let mut plan = Plan::new(size, block, head.bearings()?);
    let mut under_way: Vec<(u32, Worked)> = Vec::new();
    let mut done: Vec<(u32, Vec<Row>)> = Vec::new();
    let mut rows: Vec<Row> = Vec::new();
    let mut order = order.iter().cycle();
    let mut tasks = 0;
    loop {
        while under_way.len() < crew {
            let Some(task) = plan.next(crew + 2) else { break };
            tasks += 1;
            let worked = work(file, &task, 1000);
            if let Some(start) = worked.start {
                plan.began(task.id, start);
            }
            under_way.push((task.id, worked));
        }
        if under_way.is_empty() {
            break;
        }
        let (id, worked) = under_way.remove(order.next().unwrap() % under_way.len());
        plan.ended(id, worked.found);
        done.push((id, worked.rows));
        while let Some((at, before, lines)) = done.iter().enumerate().find_map(|(at, (id, _))| {
            if let Fate::Holds { rows, lines } = plan.fate(*id) { Some((at, rows, lines)) } else { None }
        }) {
            let (_, of_task) = done.remove(at);
            rows.extend(of_task.into_iter().map(|row| row.moved(before, lines)));
            plan.pass().expect("it was read");
        }
        done.retain(|(id, _)| plan.fate(*id) != Fate::Void);
        assert!(tasks < 10_000, "it doesn't come to an end");
    }
    let section = plan.finish().expect("everything was read");
    Some(((section.report(FileId(0), PATH.to_owned(), size), rows), tasks))
}

fn same_as_whole(file: &[u8], block: u64, crew: usize, order: &[usize]) -> Result<u64, TestCaseError> {
    let (report, rows) = read(file);
    let Some(((other, other_rows), tasks)) = in_sections(file, block, crew, order) else {
        return Ok(0);
    };
    let report = FileReport { path: PATH.to_owned(), ..report };
    prop_assert_eq!(&other_rows, &rows);
    prop_assert_eq!(other, report);
    Ok(tasks)
}

/// Rows and what comes between them, of a table with that delimiter.
fn lines() -> Vec<String> {
    let lines = [
        "S1,,{1},Kiosk\r\n",
        "S1,,{1},Kiosk\r\n",
        "S1,,{1},Kiosk\r\n",
        "S2,,{2},\n",
        "S3,,{3},Balie\r",
        "\"S4\",\"\",\"{4}\",\"Kiosk, 2\"\r\n",
        "\"S5\",,{5},\"two\r\nS9,,{9},x\r\nlines\"\r\n",
        "\"S6\",,\"{6}\",\"says \"\"hi\"\"\"\n",
        "S7,,{7},\"never closed\r\n",
        "S8,\r\n",
        "S8,,,Kiosk\r\n",
        "S9,,{9},Kiosk,too,many\r\n",
        "\r\n",
        ",,,\r\n\r\n",
        "é,,{1},Caf€\r\n",
        "Device Serial Number,Windows Product ID,Hardware Hash,Group Tag\r\n",
        "Device Serial Number,Hardware Hash\r\nS1,{1}\r\n",
        "sep=;\r\n",
        "S1;;{1};Kiosk\r\n",
        "#TYPE Object\r\n",
        "\u{FEFF}S1,,{1},Kiosk\r\n",
        "\0S1,,{2},K\0\r\n",
    ];
    let mut lines: Vec<String> = lines.iter().map(|line| fill(line)).collect();
    let text = hash(5);
    lines.push(format!("S5,,{}\r\n{}\r\n{},Kiosk\r\n", &text[..1500], &text[1500..3000], &text[3000..]));
    lines.push(format!("S5,,{}\r\n", &text[..1500]));
    lines
}

fn files() -> impl Strategy<Value = Vec<u8>> {
    let header = "Device Serial Number,Windows Product ID,Hardware Hash,Group Tag\r\n";
    let headers = select(vec![header, "", "Device Serial Number,Windows Product ID\r\n", "\u{FEFF}"]);
    let spoilt = prop::option::weighted(0.2, (any::<prop::sample::Index>(), any::<u8>()));
    (headers, vec(select(lines()), 1..14), 0..5, spoilt).prop_map(|(header, lines, encoding, spoilt)| {
        let text = format!("{header}{}", lines.concat());
        let mut bytes = match encoding {
            0 => utf16_le(&format!("\u{FEFF}{text}")),
            1 => utf16_be(&text),
            2 => text.chars().map(|char| u8::try_from(char).unwrap_or(b'\x80')).collect(),
            _ => text.into_bytes(),
        };
        if let Some((at, byte)) = spoilt {
            let at = at.index(bytes.len() + 1);
            bytes.insert(at, byte);
        }
        bytes
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn a_table_in_sections_is_the_table(
        file in files(),
        block in 1_u64..9000,
        crew in 1_usize..5,
        order in vec(0_usize..8, 1..8),
    ) {
        same_as_whole(&file, 2 * block, crew, &order)?;
    }
}

#[test]
fn every_seam_of_a_plain_table_holds() {
    let rows: String = (0..40).map(|at| fill(&format!("S{at},,{{{}}},Kiosk\r\n", at % 9 + 1))).collect();
    let file = format!("Device Serial Number,Windows Product ID,Hardware Hash,Group Tag\r\n{rows}");
    for block in (4_096..16_000).step_by(97) {
        let tasks = same_as_whole(file.as_bytes(), block, 3, &[2, 0, 1]).unwrap();
        assert_eq!(tasks, (file.len() as u64).div_ceil(block), "a block of {block} is read twice");
    }
}

#[test]
fn a_wrong_guess_costs_the_block_it_was_made_in() {
    // Rows within a quoted field look like any others.
    let inside = fill("S1,,{1},Kiosk\r\n").repeat(8);
    let file = format!(
        "Device Serial Number,Windows Product ID,Hardware Hash,Group Tag\r\n{}\"S5\",,{},\"{inside}\"\r\n{}",
        fill("S2,,{2},Kiosk\r\n").repeat(10),
        hash(5),
        fill("S3,,{3},Kiosk\r\n").repeat(30),
    );
    let block = 10_000;
    let tasks = same_as_whole(file.as_bytes(), block, 2, &[0, 1]).unwrap();
    let blocks = (file.len() as u64).div_ceil(block);
    assert!((blocks + 1..=blocks + 4).contains(&tasks), "{tasks} for {blocks}");
}
