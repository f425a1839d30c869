//! Any records under a right digest, which a fuzzer can't find on its own: no panic, and nothing is lost.
#![no_main]

use std::hint::black_box;

use hardware_hash::{Builder, Record, decode};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|records: Vec<(u8, Vec<u8>)>| {
    let builder =
        records.iter().fold(Builder::new(), |builder, (tag, payload)| builder.raw(u16::from(*tag), payload));
    let Ok(hash) = builder.build() else { return };
    assert_eq!(decode(&hash.encode()).as_ref(), Ok(&hash));
    assert_eq!(Builder::from_hash(&hash).build().as_ref(), Ok(&hash));
    black_box((hash.identity(), hash.tuple(), hash.findings(), hash.tpm(), hash.named_clock_mhz()));
    for record in hash.records() {
        black_box(format!("{record:?}"));
        // Bytes of unknown meaning get their usual value, so it is what they say that must come back.
        let payload = record.payload();
        let raw = hardware_hash::RawRecord { tag: record.tag(), payload: &payload };
        assert_eq!(Record::from_raw(raw), record);
    }
});
