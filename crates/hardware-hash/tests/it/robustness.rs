//! No bytes make it panic, and no bytes make it accept what it should not.

use hardware_hash::{
    BLOB_LEN, DiskName, Examination, HardwareHash, RawRecord, Record, TEXT_LEN, decode, examine,
};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::{fixture_text, made_up};

/// Reads everything there is to read.
fn read_all(hash: &HardwareHash) -> usize {
    let texts = format!("{:?} {:?} {:?}", hash.identity(), hash.tuple(), hash.tpm());
    let names: Vec<_> = hash.disk_names().chain(hash.system_disk()).map(DiskName::product).collect();
    let graphics: Vec<_> = hash.graphics_names().map(|name| (name.vendor(), name.name())).collect();
    let findings =
        hash.findings().len() + hash.records().map(|record| format!("{record:?}").len()).sum::<usize>();
    texts.len() + names.len() + graphics.len() + findings + usize::from(hash.named_clock_mhz().is_some())
}

fn holds_together(text: &[u8]) -> Result<(), TestCaseError> {
    let examination = examine(text);
    let Examination { repairs, content, .. } = &examination;
    if let Ok(hash) = content {
        read_all(hash);
        let canonical = examination.canonical().expect("it is valid");
        prop_assert_eq!(canonical.len(), TEXT_LEN);
        prop_assert_eq!(repairs.is_empty(), canonical.as_bytes() == text);
        let again = examine(canonical.as_bytes());
        prop_assert_eq!(&again.content, content);
        prop_assert!(again.repairs.is_empty());
    } else {
        prop_assert!(repairs.is_empty());
        prop_assert_eq!(examination.canonical(), None);
    }
    Ok(())
}

/// A change to the text of a hash.
fn change() -> impl Strategy<Value = (prop::sample::Index, prop::sample::Index, Vec<u8>)> {
    let insert = prop_oneof![
        vec(any::<u8>(), 0..6),
        prop::sample::select(vec!["", " ", "\r\n", "=", "==", "A", "AAAA", "-", "\u{a0}", "\u{feff}"])
            .prop_map(|text| text.as_bytes().to_vec()),
    ];
    (any::<prop::sample::Index>(), any::<prop::sample::Index>(), insert)
}

proptest! {
    #[test]
    fn any_bytes_are_examined(text in vec(any::<u8>(), 0..5000)) {
        holds_together(&text)?;
    }

    #[test]
    fn any_base64_is_examined(text in "(T0[E-H])?[A-Za-z0-9+/_ =-]{0,200}A{0,4000}") {
        holds_together(text.as_bytes())?;
    }

    #[test]
    fn any_change_to_a_hash_is_examined(changes in vec(change(), 1..4), trailing in 0_usize..8) {
        let mut text = fixture_text().as_bytes().to_vec();
        for (from, to, insert) in changes {
            let (from, to) = (from.index(text.len() + 1), to.index(text.len() + 1));
            // Mostly small cuts: large ones leave nothing to look at.
            let (from, to) = (from.min(to), from.max(to).min(from.min(to) + 8));
            text.splice(from..to, insert);
        }
        text.truncate(text.len().saturating_sub(trailing));
        holds_together(&text)?;
        if let Ok(hash) = examine(&text).content {
            prop_assert_eq!(hash.to_text(), fixture_text());
        }
    }

    #[test]
    fn any_bytes_are_decoded(blob in vec(any::<u8>(), 0..BLOB_LEN)) {
        let framed = [&b"OA"[..], &blob].concat();
        prop_assert!(decode(&blob).is_err());
        prop_assert!(decode(&framed).is_err());
    }

    #[test]
    fn any_payload_of_any_tag_is_read(tag in 0_u16..40, payload in vec(any::<u8>(), 0..300)) {
        let record = Record::from_raw(RawRecord { tag, payload: &payload });
        prop_assert_eq!(record.tag(), tag);
        if let Record::Unknown(raw) = record {
            prop_assert_eq!(raw.payload, &payload);
        }
    }

    #[test]
    fn white_space_anywhere_is_taken_out(
        places in vec((any::<prop::sample::Index>(), prop::sample::select(vec![" ", "\n", "\t", "\u{a0}", "\u{200b}", "\u{feff}"])), 1..20),
        number: u32,
    ) {
        let canonical = made_up(number).to_text();
        let mut text = canonical.clone();
        for (place, space) in places {
            let mut at = place.index(text.len() + 1);
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            text.insert_str(at, space);
        }
        let examination = examine(text.as_bytes());
        prop_assert_eq!(examination.canonical(), Some(canonical));
        prop_assert_eq!(examination.repairs, [hardware_hash::Repair::Whitespace]);
    }
}
