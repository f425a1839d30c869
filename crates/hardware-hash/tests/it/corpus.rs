//! The seeds of the fuzz targets, replayed: the targets need a nightly compiler, what they assert does not.

use std::fs;
use std::hint::black_box;
use std::path::Path;

use hardware_hash::{Builder, HardwareHash, RawRecord, Record, TEXT_LEN, decode, examine};

/// What `fuzz_targets/examine.rs` asserts of any text; the hash, if it is one.
fn examined(text: &[u8], seed: &str) -> Option<HardwareHash> {
    let examination = examine(text);
    let Ok(hash) = &examination.content else {
        assert!(examination.repairs.is_empty(), "{seed}: mended, yet no hash");
        return None;
    };
    let canonical = hash.to_text();
    assert_eq!(canonical.len(), TEXT_LEN, "{seed}");
    assert_eq!(examination.repairs.is_empty(), canonical.as_bytes() == text, "{seed}");
    assert_eq!(decode(&hash.encode()).as_ref(), Ok(hash), "{seed}");

    let again = examine(canonical.as_bytes());
    assert!(again.repairs.is_empty(), "{seed}: the canonical text was mended");
    assert_eq!(again.content.as_ref(), Ok(hash), "{seed}");
    Some(hash.clone())
}

/// What `fuzz_targets/records.rs` asserts of any records, of those of a hash.
fn rebuilt(hash: &HardwareHash, seed: &str) {
    assert_eq!(Builder::from_hash(hash).build().as_ref(), Ok(hash), "{seed}");
    black_box((hash.identity(), hash.tuple(), hash.findings(), hash.tpm(), hash.named_clock_mhz()));
    for record in hash.records() {
        black_box(format!("{record:?}"));
        let payload = record.payload();
        let raw = RawRecord { tag: record.tag(), payload: &payload };
        assert_eq!(Record::from_raw(raw), record, "{seed}");
    }
}

#[test]
fn every_seed_holds_together() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus");
    let (mut seeds, mut hashes) = (0, 0);
    for target in fs::read_dir(&corpus).expect("the corpus is there") {
        let target = target.expect("the corpus can be read").path();
        for seed in fs::read_dir(&target).expect("a corpus is a folder of seeds") {
            let seed = seed.expect("the seeds can be read").path();
            let text = fs::read(&seed).expect("a seed can be read");
            let name = seed.display().to_string();
            seeds += 1;
            if let Some(hash) = examined(&text, &name) {
                hashes += 1;
                rebuilt(&hash, &name);
            }
        }
    }
    assert!(seeds > 0, "no seeds in {}", corpus.display());
    assert!(hashes > 0, "none of the {seeds} seeds is a hash");
}
