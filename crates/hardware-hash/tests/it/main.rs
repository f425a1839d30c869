//! The behaviour of the crate as others see it.

mod corpus;
mod damage;
mod findings;
mod fixture;
mod lot;
mod repairs;
mod robustness;
mod round_trip;
mod texts;

use hardware_hash::{Builder, HardwareHash, TextField};

/// A hash of a made-up device, as a file holds it. It was not made by the [`Builder`].
fn fixture_text() -> &'static str {
    include_str!("../fixtures/made_up.txt").trim_end()
}

/// A small hash of a few texts.
fn small() -> HardwareHash {
    Builder::new()
        .text(TextField::Manufacturer, "Contoso")
        .text(TextField::Serial, "TEST-1")
        .build()
        .expect("a few texts fit")
}

/// A hash of a made-up device with every kind of record.
fn made_up(number: u32) -> HardwareHash {
    Builder::made_up(number).build().expect("a made-up device fits")
}
