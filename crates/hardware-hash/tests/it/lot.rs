//! A lot says of each hash what is said of it alone.

use hardware_hash::{Builder, Error, Lot, TextField, examine, tag};
use proptest::prelude::*;

/// A hash that may have been damaged, by a number.
fn text(number: u32) -> String {
    let builder = Builder::made_up(number % 7);
    let builder = match number % 5 {
        0 => builder.without(tag::ENDORSEMENT_KEY),
        1 => builder.without(tag::ENDORSEMENT_KEY).without(tag::UUID),
        2 => builder.text(TextField::Sku, &"long ".repeat(number as usize % 300)),
        _ => builder,
    };
    builder.build().expect("it fits").to_text()
}

/// What a lot says of these texts; those that it doesn't take are examined, as whoever uses it does.
fn by_the_lot(texts: &[String]) -> Vec<String> {
    let mut said = vec![String::new(); texts.len()];
    let mut lot = Lot::new();
    let verify = |lot: &mut Lot<usize>, said: &mut Vec<String>| {
        lot.verify(|at, verified| {
            said[at] = match verified {
                Some((hash, identity)) => format!("{:?} {identity:?} {:?}", hash.encode(), hash.tuple()),
                None => format!("{:?}", Error::Digest),
            };
        });
    };
    for (at, text) in texts.iter().enumerate() {
        if lot.is_full() {
            verify(&mut lot, &mut said);
        }
        if lot.take(text.as_bytes(), at).is_err() {
            said[at] = alone(text);
        }
    }
    verify(&mut lot, &mut said);
    said
}

fn alone(text: &str) -> String {
    match examine(text.as_bytes()).content {
        Ok(hash) => format!("{:?} {:?} {:?}", hash.encode(), hash.identity(), hash.tuple()),
        Err(error) => format!("{error:?}"),
    }
}

proptest! {
    #[test]
    fn a_lot_says_what_is_said_of_each(
        numbers in prop::collection::vec(0_u32..2000, 0..30),
        flips in prop::collection::vec((0_usize..30, 0_usize..4000, 0_usize..64), 0..10),
    ) {
        const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        let mut texts: Vec<String> = numbers.into_iter().map(text).collect();
        for (which, at, with) in flips {
            if let Some(text) = texts.get_mut(which) {
                let with = char::from(ALPHABET[with]).to_string();
                text.replace_range(at..=at, &with);
            }
        }
        let wanted: Vec<String> = texts.iter().map(|text| alone(text)).collect();
        prop_assert_eq!(by_the_lot(&texts), wanted);
    }
}

#[test]
fn what_is_not_clean_is_not_taken() {
    let whole = text(3);
    let mut lot = Lot::new();
    for flawed in [
        "",
        "T0H",
        &whole[..3999],
        &format!("{whole}A"),
        &whole.replacen('A', "*", 1),
        &whole.replacen('A', "=", 1),
    ] {
        assert_eq!(lot.take(flawed.as_bytes(), 1), Err(1));
    }
    while !lot.is_full() {
        assert_eq!(lot.take(whole.as_bytes(), 2), Ok(()));
    }
    assert_eq!(lot.take(whole.as_bytes(), 3), Err(3));
    let mut count = 0;
    lot.verify(|_, verified| count += u32::from(verified.is_some()));
    assert_eq!(count, 8);
    assert!(!lot.is_full());
}
