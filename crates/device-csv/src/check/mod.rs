//! The rules about one row. Each is a pure function of the row, its values and the context.
//!
//! | Rule | What it says |
//! |---|---|
//! | E2 | A value that the target's file would hold has characters outside ASCII. |
//! | Q1 | A value that the target's file would hold can't be written without quotes, which portals refuse. |
//! | C1 | A value that the target's file would hold was too long to be kept, or is part of a hash. |
//! | S1 | The serial is empty: it is taken from the hash, or missing there too. |
//! | S2 | The serial is not the hash's. Damage by spreadsheets is recognised and mended from the hash. |
//! | S3 | White space or invisible characters around or inside a value. |
//! | S4 | The serial is a placeholder that many devices carry. |
//! | X1 | The hash has white space in it; without it, it verifies. |
//! | X2 | The hash is not Base64, or its padding is wrong; where it then verifies, it is mended. |
//! | X3 | The hash is in the URL alphabet of Base64; mapped back, it verifies. |
//! | X4 | The hash is damaged: magic, length, records, trailer, digest or tail. |
//! | X5 | The hash verifies, but is not 3000 bytes long. |
//! | X6 | The hash names no manufacturer or no serial: the service refuses it. |
//! | X7 | The hash names no UUID, network card, disk or TPM. |
//! | X8 | The hash was captured in Windows PE. |
//! | X9 | The hash is from the future, old, or made by a Windows that is too old. |
//! | X10 | The device is a virtual machine. |
//! | X11 | The hash is the short one of an old tool. |
//! | P1 | The product id is a product key (a secret), the id of the Windows installation, or not the hash's. |
//! | U1 | The assigned user is not a user principal name, or not of a verified domain. |
//! | T1 | Manufacturer and model are not the hash's; nothing identifies the device; a row of sample data. |
//!
//! Rules across rows (G1, S5, Z1, R1) belong to a [`DeviceSet`](crate::DeviceSet); rules about a file's form (F, D, H,
//! the rest of C1, and E1) to the [`Reader`](crate::Reader).

mod capture;
mod faultless;
mod hash;
mod placeholder;
mod product;
mod serial;
mod spreadsheet;
mod subject;
mod text;
mod tuple;
mod user;

use crate::{Diagnostic, Row, Target, Values};
use subject::Subject;

pub(crate) use faultless::is_faultless;
pub(crate) use placeholder::is_placeholder;
pub(crate) use product::is_product_key_id;
pub(crate) use subject::{is_plain, place_of, shown};

/// What rules need to know beside the row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// The time, seconds since 1970-01-01T00:00:00Z.
    pub now: i64,
    /// The portal that the devices go to.
    pub target: Target,
    /// The organisation's verified domains; empty when they are not known, and then no domain is wrong.
    pub domains: Vec<String>,
}

/// What is to be said about one row with these values.
#[must_use]
pub fn check_row(row: &Row, values: &Values, context: &Context) -> Vec<Diagnostic> {
    let subject = Subject::new(row, values, context);
    let mut found = Vec::new();
    if tuple::is_sample(&subject) {
        tuple::check_sample(&subject, &mut found);
        return found;
    }
    text::check(&subject, &mut found);
    serial::check(&subject, &mut found);
    hash::check(&subject, &mut found);
    capture::check(&subject, &mut found);
    product::check(&subject, &mut found);
    user::check(&subject, &mut found);
    tuple::check(&subject, &mut found);
    found
}
