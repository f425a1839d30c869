//! Any text: no panic, and what is taken for a hash is one.
#![no_main]

use hardware_hash::{TEXT_LEN, decode, examine};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &[u8]| {
    let examination = examine(text);
    let Ok(hash) = &examination.content else {
        assert!(examination.repairs.is_empty(), "mended, yet no hash");
        return;
    };
    let canonical = hash.to_text();
    assert_eq!(canonical.len(), TEXT_LEN);
    assert_eq!(examination.repairs.is_empty(), canonical.as_bytes() == text);
    assert_eq!(decode(&hash.encode()).as_ref(), Ok(hash));

    let again = examine(canonical.as_bytes());
    assert!(again.repairs.is_empty(), "the canonical text was mended");
    assert_eq!(again.content.as_ref(), Ok(hash));
});
