//! The small enums of the domain, by a number that stays the same for ever: their place in these lists.

use device_csv::{Code, Encoding, Field, FileKind, Severity};
use hardware_hash::{Finding, Repair};
use serde::{Deserialize, Serialize};

use super::{Wire, WireError};

/// Declares a record enum with the same variants as a domain enum, and the conversions. A variant that is
/// new in the domain fails to compile here until it is appended.
macro_rules! mirror {
    ($($domain:ident => $record:ident { $($variant:ident),* $(,)? })*) => {$(
        #[doc = concat!("The record of [`", stringify!($domain), "`].")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
        pub enum $record { $($variant),* }

        impl Wire for $domain {
            type Record = $record;

            fn to_record(&self) -> $record {
                match self { $($domain::$variant => $record::$variant),* }
            }

            fn from_record(record: $record) -> Result<$domain, WireError> {
                Ok(match record { $($record::$variant => $domain::$variant),* })
            }
        }
    )*};
}

mirror! {
    Field => FieldRecord { Serial, ProductId, Hash, GroupTag, AssignedUser, Manufacturer, Model }
    Severity => SeverityRecord { Info, Warning, Error }
    Encoding => EncodingRecord { Ascii, Utf8, Utf8Bom, Utf16Le, Utf16LeBom, Utf16Be, Utf16BeBom, Windows1252 }
    FileKind => FileKindRecord { Table, ReportExport, Oa3Report, CorporateIdentifiers, Unrecognised }
    Repair => RepairRecord { Whitespace, UrlAlphabet, Padding, Length }
    Finding => FindingRecord { NoManufacturer, NoSerial, NoUuid, NoNetwork, NoDisk, NoTpm, WindowsPe }
}

/// What each column holds.
pub(super) type ColumnRecords = Vec<Option<FieldRecord>>;

pub(super) fn column_records(columns: &[Option<Field>]) -> ColumnRecords {
    columns.iter().map(|column| column.as_ref().map(Wire::to_record)).collect()
}

pub(super) fn columns_of(records: ColumnRecords) -> Result<Vec<Option<Field>>, WireError> {
    records.into_iter().map(|column| column.map(Field::from_record).transpose()).collect()
}

/// A code is written as its key: there are many, and the table of codes may be put in another order.
impl Wire for Code {
    type Record = String;

    fn to_record(&self) -> String {
        self.key().to_owned()
    }

    fn from_record(record: String) -> Result<Code, WireError> {
        Code::from_key(&record).ok_or(WireError::Damaged)
    }
}
