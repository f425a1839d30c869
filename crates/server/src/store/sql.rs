//! What goes between statements and the values of this server, whichever database it is.

use super::{Result, StoreError};
use crate::clock::Timestamp;

/// What stands for a placeholder of a statement.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value<'v> {
    /// Nothing.
    Null,
    /// A number.
    Integer(i64),
    /// A text.
    Text(&'v str),
    /// Bytes.
    Bytes(&'v [u8]),
}

/// What can stand for a placeholder.
pub trait ToValue {
    /// The value, borrowed.
    fn value(&self) -> Value<'_>;
}

macro_rules! to_value {
    ($($kind:ty: $this:ident => $made:expr,)+) => {
        $(impl ToValue for $kind {
            fn value(&self) -> Value<'_> {
                let $this = self;
                $made
            }
        })+
    };
}

to_value! {
    i64: number => Value::Integer(*number),
    i32: number => Value::Integer((*number).into()),
    u32: number => Value::Integer((*number).into()),
    u16: number => Value::Integer((*number).into()),
    bool: is => Value::Integer((*is).into()),
    // More rows than that are in no database.
    usize: number => Value::Integer(i64::try_from(*number).unwrap_or(i64::MAX)),
    Timestamp: moment => Value::Integer(moment.0),
    str: text => Value::Text(text),
    String: text => Value::Text(text),
    [u8; 32]: bytes => Value::Bytes(bytes),
    Vec<u8>: bytes => Value::Bytes(bytes),
}

impl<T: ToValue + ?Sized> ToValue for &T {
    fn value(&self) -> Value<'_> {
        (**self).value()
    }
}

impl<T: ToValue> ToValue for Option<T> {
    fn value(&self) -> Value<'_> {
        self.as_ref().map_or(Value::Null, ToValue::value)
    }
}

/// The values of a statement, in their order.
macro_rules! values {
    ($($value:expr),* $(,)?) => { &[$($crate::store::sql::ToValue::value(&$value)),*][..] };
}
pub(crate) use values;

/// What a column of a row holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cell<'r> {
    /// Nothing.
    Null,
    /// A number.
    Integer(i64),
    /// A text.
    Text(&'r str),
    /// Bytes.
    Bytes(&'r [u8]),
}

/// What a column of a table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Numbers.
    Integer,
    /// Texts.
    Text,
    /// Bytes.
    Bytes,
}

impl Kind {
    /// The kind that a database calls so.
    pub(super) fn named(name: &str) -> Result<Kind> {
        match name.to_ascii_uppercase().as_str() {
            "INTEGER" | "BIGINT" => Ok(Kind::Integer),
            "TEXT" => Ok(Kind::Text),
            "BLOB" | "BYTEA" => Ok(Kind::Bytes),
            _ => Err(StoreError::Database(format!("a column of a kind that no table has: {name}"))),
        }
    }
}

/// A row of an answer.
pub struct Row<'r>(pub(super) &'r dyn Cells);

/// Where the columns of a row are.
pub(super) trait Cells {
    /// A column, counted from 0.
    fn cell(&self, index: usize) -> Result<Cell<'_>>;
}

impl<'r> Row<'r> {
    /// What a column holds, counted from 0.
    ///
    /// # Errors
    /// When there is no such column, which would be a fault of this server.
    pub fn cell(&self, index: usize) -> Result<Cell<'r>> {
        self.0.cell(index)
    }

    /// A column, counted from 0.
    ///
    /// # Errors
    /// When the column holds something else, which would be a fault of this server.
    pub fn get<T: Column<'r>>(&self, index: usize) -> Result<T> {
        T::read(self.0.cell(index)?)
            .ok_or_else(|| StoreError::Database(format!("column {index} of an answer holds another type")))
    }
}

/// What can be read from a column. Texts may be borrowed from the row.
pub trait Column<'r>: Sized {
    /// Reads it; `None`: it holds something else.
    fn read(cell: Cell<'r>) -> Option<Self>;
}

macro_rules! column {
    ($($kind:ty: $cell:pat => $made:expr,)+) => {
        $(impl<'r> Column<'r> for $kind {
            fn read(cell: Cell<'r>) -> Option<$kind> {
                if let $cell = cell { $made } else { None }
            }
        })+
    };
}

column! {
    &'r str: Cell::Text(text) => Some(text),
    String: Cell::Text(text) => Some(text.to_owned()),
    i64: Cell::Integer(number) => Some(number),
    i32: Cell::Integer(number) => number.try_into().ok(),
    u16: Cell::Integer(number) => number.try_into().ok(),
    u64: Cell::Integer(number) => number.try_into().ok(),
    usize: Cell::Integer(number) => number.try_into().ok(),
    bool: Cell::Integer(number) => Some(number != 0),
    Timestamp: Cell::Integer(number) => Some(Timestamp(number)),
    Vec<u8>: Cell::Bytes(bytes) => Some(bytes.to_vec()),
    [u8; 32]: Cell::Bytes(bytes) => bytes.try_into().ok(),
}

impl<'r, T: Column<'r>> Column<'r> for Option<T> {
    fn read(cell: Cell<'r>) -> Option<Option<T>> {
        if cell == Cell::Null { Some(None) } else { T::read(cell).map(Some) }
    }
}

/// A text, whoever has it.
pub trait Text: AsRef<str> + ToValue {}

impl Text for String {}
impl Text for &str {}
