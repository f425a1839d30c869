//! What a file's bytes cost at the least: `cargo run --release -p device-csv --example limits FILE`.
//!
//! Prints, as JSON, megabytes (10^6 bytes) a second on one thread with the file in memory: to copy them, to have them read by
//! the `csv` crate, and to have them read and checked here. Medians of five.

use std::hint::black_box;
use std::time::Instant;
use std::{env, fs};

use device_csv::{FileId, Reader};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = env::args().nth(1).ok_or("name a file")?;
    let bytes = fs::read(&path)?;
    let mut copy = vec![0; bytes.len()];
    let memcpy = median(&bytes, |bytes| {
        copy.copy_from_slice(bytes);
        black_box(&copy);
    });
    drop(copy);
    let csv = median(&bytes, |bytes| {
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(bytes);
        let mut record = csv::ByteRecord::new();
        while reader.read_byte_record(&mut record).unwrap_or(false) {
            black_box(&record);
        }
    });
    let reader = median(&bytes, |bytes| {
        let mut reader = Reader::new(FileId(0), "work.csv");
        let mut rows = Vec::new();
        for chunk in bytes.chunks(1 << 20) {
            reader.push(chunk, &mut rows);
            black_box(&rows);
            rows.clear();
        }
        black_box(reader.finish(&mut rows));
    });
    println!(r#"{{"memcpy_mbps":{memcpy:.0},"csv_mbps":{csv:.0},"reader_mbps":{reader:.0}}}"#);
    Ok(())
}

fn median(bytes: &[u8], mut work: impl FnMut(&[u8])) -> f64 {
    let megabytes = f64::from(u32::try_from(bytes.len() / 1000).unwrap_or(u32::MAX)) / 1e3;
    let mut rounds = [(); 5].map(|()| {
        let begin = Instant::now();
        work(bytes);
        megabytes / begin.elapsed().as_secs_f64()
    });
    rounds.sort_by(f64::total_cmp);
    rounds[2]
}
