//! What stands in the lines.

use std::collections::BTreeMap;
use std::io::{self, Write};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::management::UNLOCK_CODE;
use crate::store::StoreError;
use crate::store::sql::{Cell, Kind, Row};
use crate::store::whole::{Column, Field};

use super::TransferError;

/// What the first line says the file is.
pub const WHAT: &str = "muster tenant";

/// The version of the lines. What is in them follows the tables, whose version is [`Head::steps`].
pub const VERSION: u32 = 1;

/// The first line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// [`WHAT`].
    pub format: String,
    /// [`VERSION`].
    pub version: u32,
    /// The version of the program that wrote it, for people.
    pub program: String,
    /// How many steps made the tables that the rows are of.
    pub steps: usize,
    /// When it was written.
    pub written: String,
    /// Which tenant it was.
    pub tenant: String,
    /// Whether the secrets by which devices prove that they are themselves are in it.
    pub secrets: bool,
    /// The tables, in the order in which their rows follow.
    pub tables: Vec<Extent>,
}

/// How much of a table there is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extent {
    /// The table's name.
    pub name: String,
    /// How many rows follow.
    pub rows: u64,
    /// The highest number of a row; 0 where rows have none.
    pub last: i64,
}

/// Writes the line of a row.
pub fn write_row(
    to: &mut impl Write,
    table: &str,
    columns: &[Column],
    (left_out, masks): (&[&str], bool),
    row: &Row<'_>,
) -> Result<(), TransferError> {
    write!(to, "{{\"{table}\":{{")?;
    let mut is_first = true;
    for (index, (name, _)) in columns.iter().enumerate() {
        let cell = row.cell(index)?;
        if cell == Cell::Null || left_out.contains(&name.as_str()) {
            continue;
        }
        // A column's name needs no escapes.
        write!(to, "{}\"{name}\":", if is_first { "" } else { "," })?;
        is_first = false;
        match cell {
            Cell::Null => {}
            Cell::Integer(number) => write!(to, "{number}")?,
            Cell::Text(text) if masks && SPOKEN.contains(&(table, name)) => {
                serde_json::to_writer(&mut *to, &without_codes(text)).map_err(io::Error::from)?;
            }
            Cell::Text(text) => serde_json::to_writer(&mut *to, text).map_err(io::Error::from)?,
            Cell::Bytes(bytes) => write!(to, "\"{}\"", STANDARD.encode(bytes))?,
        }
    }
    to.write_all(b"}}\n")?;
    Ok(())
}

/// Columns with what is said of actions, as JSON, in which there may be codes.
const SPOKEN: [(&str, &str); 2] =
    [("device_actions", "parameters"), ("managed_devices", "device_action_results")];

/// What is said of an action, or of several, without the codes that unlock the device.
fn without_codes(spoken: &str) -> String {
    let mut spoken: Value = serde_json::from_str(spoken).unwrap_or_default();
    let parts = match &mut spoken {
        Value::Array(several) => several.iter_mut().collect(),
        one => vec![one],
    };
    for object in parts.into_iter().filter_map(Value::as_object_mut) {
        for code in [UNLOCK_CODE, "passcode", "unlockPin"] {
            object.remove(code);
        }
    }
    spoken.to_string()
}

/// Reads the line of a row of that table; what is wrong with it otherwise. What it holds is not said: it may be a serial number.
pub fn read_row(line: &[u8], table: &str, columns: &[Column]) -> Result<Vec<Field>, String> {
    let mut tables: BTreeMap<String, BTreeMap<String, Value>> =
        serde_json::from_slice(line).map_err(|error| {
            let what = if error.is_data() { "is no row" } else { "is no JSON" };
            format!("it {what}, from character {} on", error.column())
        })?;
    let Some(mut row) = tables.remove(table).filter(|_| tables.is_empty()) else {
        return Err(format!("a row of {table} should stand here"));
    };
    let fields = columns.iter().map(|(name, kind)| {
        let value = row.remove(name).unwrap_or(Value::Null);
        field(value, *kind).ok_or_else(|| {
            let wanted = match kind {
                Kind::Integer => "a whole number",
                Kind::Text => "a text without the character NUL",
                Kind::Bytes => "bytes in base64",
            };
            format!("'{name}' of {table} must be {wanted}")
        })
    });
    let fields = fields.collect::<Result<Vec<Field>, String>>()?;
    match row.keys().next() {
        Some(unknown) => Err(format!("{table} has no column '{}'", unknown.escape_default())),
        None => Ok(fields),
    }
}

fn field(value: Value, kind: Kind) -> Option<Field> {
    match (value, kind) {
        (Value::Null, _) => Some(Field::Null),
        (Value::Number(number), Kind::Integer) => number.as_i64().map(Field::Integer),
        // PostgreSQL takes none.
        (Value::String(text), Kind::Text) => (!text.contains('\0')).then_some(Field::Text(text)),
        (Value::String(text), Kind::Bytes) => STANDARD.decode(text).ok().map(Field::Bytes),
        _ => None,
    }
}

/// What the database says of a row that it doesn't take.
pub fn refused_row(table: &str, error: &StoreError) -> String {
    format!("this row of {table} fits in no database: {error}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows() {
        let columns = [
            ("digest".to_owned(), Kind::Bytes),
            ("id".to_owned(), Kind::Text),
            ("seq".to_owned(), Kind::Integer),
        ];
        let good = br#"{"t":{"seq":-5,"digest":"AAE=","id":"\u00e9\n"}}"#;
        assert_eq!(
            read_row(good, "t", &columns),
            Ok(vec![Field::Bytes(vec![0, 1]), Field::Text("é\n".to_owned()), Field::Integer(-5)])
        );
        assert_eq!(read_row(b"{\"t\":{}}", "t", &columns), Ok(vec![Field::Null, Field::Null, Field::Null]));
        for (line, wanted) in [
            (&b"{\"t\":"[..], "it is no JSON, from character 5 on"),
            (b"[1]", "it is no row, from character 0 on"),
            (b"{\"t\":1}", "it is no row, from character 6 on"),
            (b"{}", "a row of t should stand here"),
            (b"{\"u\":{}}", "a row of t should stand here"),
            (b"{\"t\":{},\"u\":{}}", "a row of t should stand here"),
            (b"{\"t\":{\"seq\":1.5}}", "'seq' of t must be a whole number"),
            (b"{\"t\":{\"seq\":\"1\"}}", "'seq' of t must be a whole number"),
            (b"{\"t\":{\"seq\":9223372036854775808}}", "'seq' of t must be a whole number"),
            (b"{\"t\":{\"id\":\"a\\u0000\"}}", "'id' of t must be a text without the character NUL"),
            (b"{\"t\":{\"digest\":\"?\"}}", "'digest' of t must be bytes in base64"),
            (b"{\"t\":{\"tenant\":2}}", "t has no column 'tenant'"),
        ] {
            assert_eq!(
                read_row(line, "t", &columns),
                Err(wanted.to_owned()),
                "{}",
                String::from_utf8_lossy(line)
            );
        }
    }
}
