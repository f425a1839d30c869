//! What goes between a column and a field whose texts may be borrowed from the row.

use rusqlite::ToSql;
use rusqlite::types::{FromSql, FromSqlResult, ValueRef};

/// A text, whoever has it.
pub trait Text: AsRef<str> + ToSql {}

impl Text for String {}
impl Text for &str {}

/// What can be read from a column.
pub trait Column<'r>: Sized {
    /// Reads it.
    ///
    /// # Errors
    /// When the column holds something else.
    fn read(value: ValueRef<'r>) -> FromSqlResult<Self>;
}

impl<'r> Column<'r> for &'r str {
    fn read(value: ValueRef<'r>) -> FromSqlResult<&'r str> {
        value.as_str()
    }
}

impl<'r> Column<'r> for String {
    fn read(value: ValueRef<'r>) -> FromSqlResult<String> {
        value.as_str().map(str::to_owned)
    }
}

impl<'r> Column<'r> for i64 {
    fn read(value: ValueRef<'r>) -> FromSqlResult<i64> {
        value.as_i64()
    }
}

impl<'r> Column<'r> for [u8; 32] {
    fn read(value: ValueRef<'r>) -> FromSqlResult<[u8; 32]> {
        FromSql::column_result(value)
    }
}

impl<'r, T: Column<'r>> Column<'r> for Option<T> {
    fn read(value: ValueRef<'r>) -> FromSqlResult<Option<T>> {
        if value == ValueRef::Null { Ok(None) } else { T::read(value).map(Some) }
    }
}
