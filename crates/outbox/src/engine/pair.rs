//! Which import record is which device's.

use graph::wire::{ImportedWindowsAutopilotDeviceIdentity as Imported, text};

use crate::{Row, same_serial};

/// The record of each row by its serial number, in the order of the rows, and the records that are left over. Records come
/// in the order in which the rows were sent, but nobody promises that: the one at the row's place is tried first.
pub fn pair<'r, 'i>(
    rows: impl Iterator<Item = &'r Row>,
    records: &[&'i Imported],
) -> (Vec<Option<&'i Imported>>, Vec<&'i Imported>) {
    let mut free: Vec<Option<&Imported>> = records.iter().copied().map(Some).collect();
    let pairs = rows.enumerate().map(|(next, row)| {
        let is_its = |record: Option<&Imported>| {
            record.is_some_and(|record| same_serial(text(record.serial_number.as_ref()), &row.serial))
        };
        let here = free.get(next).is_some_and(|record| is_its(*record)).then_some(next);
        let place = here.or_else(|| free.iter().position(|record| is_its(*record)))?;
        free[place].take()
    });
    let pairs = pairs.collect();
    (pairs, free.into_iter().flatten().collect())
}
