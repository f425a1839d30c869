//! Prints how fast hashes are examined: `cargo run --release -p hardware-hash --example throughput`.

use std::hint::black_box;
use std::time::{Duration, Instant};

use hardware_hash::{Builder, Lot, TooLarge, examine};

const HASHES: u32 = 1000;

/// Long enough for the clock, short enough to wait for.
const ROUNDS: u32 = 20;

fn main() -> Result<(), TooLarge> {
    let texts = (0..HASHES)
        .map(|number| Builder::made_up(number).build().map(|hash| hash.to_text()))
        .collect::<Result<Vec<String>, TooLarge>>()?;
    let wrapped: Vec<String> =
        texts.iter().map(|text| format!("{}\n{}", &text[..2000], &text[2000..])).collect();

    report("examine, clean", &texts, |text| {
        black_box(examine(black_box(text)));
    });
    report("examine, wrapped", &wrapped, |text| {
        black_box(examine(black_box(text)));
    });
    report("examine, identity, tuple, findings", &texts, |text| {
        if let Ok(hash) = examine(black_box(text)).content {
            black_box((hash.identity(), hash.tuple(), hash.findings(), hash.captured_unix()));
        }
    });
    let mut lot = Lot::new();
    report("the same by the lot", &texts, |text| {
        if lot.is_full() {
            lot.verify(|(), verified| {
                if let Some((hash, identity)) = verified {
                    black_box((identity, hash.tuple(), hash.findings(), hash.captured_unix()));
                }
            });
        }
        let taken = lot.take(black_box(text), ());
        debug_assert!(taken.is_ok(), "they are clean");
    });
    Ok(())
}

/// Prints the best of all rounds: what else the machine does only ever makes one slower.
fn report(what: &str, texts: &[String], mut work: impl FnMut(&[u8])) {
    let mut best = Duration::MAX;
    for _ in 0..ROUNDS {
        let start = Instant::now();
        for text in texts {
            work(text.as_bytes());
        }
        best = best.min(start.elapsed());
    }
    let bytes: u32 = texts.iter().map(|text| u32::try_from(text.len()).unwrap_or(u32::MAX)).sum();
    let gigabytes_per_second = f64::from(bytes) / best.as_secs_f64() / 1e9;
    let microseconds_each = best.as_secs_f64() * 1e6 / f64::from(HASHES);
    println!("{what:<36} {gigabytes_per_second:6.3} GB/s {microseconds_each:8.2} µs each");
}
