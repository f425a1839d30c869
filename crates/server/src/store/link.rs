//! A connection to a database.

use super::Result;
use super::sql::{Kind, Row, Value};

/// A connection to a database, of whichever kind. Statements name their values `?1`, `?2` and so on.
pub trait Link: Send {
    /// Makes the connection anew where it was lost.
    fn mend(&self) -> Result<()>;

    /// Begins a transaction that changes data.
    fn begin(&self) -> Result<()>;

    /// Begins a transaction that sees one state of the data, and changes nothing.
    fn begin_reading(&self) -> Result<()>;

    /// Takes a tenant for this transaction: nobody else changes it before the end. Others wait, or with `unless_taken` go away
    /// with `false`.
    fn take(&self, tenant: i64, unless_taken: bool) -> Result<bool>;

    /// Runs a command of transactions.
    fn run(&self, sql: &str) -> Result<()>;

    /// Runs several commands without values, as migrations have them.
    fn run_all(&self, sql: &str) -> Result<()>;

    /// The version of the tables; 0: there are none.
    fn version(&self) -> Result<usize>;

    /// Notes the version of the tables, in the transaction that made it.
    fn set_version(&self, version: usize) -> Result<()>;

    /// Whether a transaction is open. A full disk undoes a whole one.
    fn is_within(&self) -> bool;

    /// Runs a statement; how many rows it changed.
    fn execute(&self, sql: &str, values: &[Value<'_>]) -> Result<usize>;

    /// Shows the rows of a question, one after another, until `show` says `false`.
    fn each(&self, sql: &str, values: &[Value<'_>], show: &mut dyn FnMut(&Row<'_>) -> bool) -> Result<()>;

    /// How many of the steps that both kinds of database have made its tables.
    fn steps(&self) -> Result<usize>;

    /// The columns of a table, and what they hold; none: there is no such table.
    fn columns(&self, table: &str) -> Result<Vec<(String, Kind)>>;

    /// The highest number that a table ever gave to a row. As many numbers above it are given to no other row. Not within a
    /// transaction.
    fn reserve(&self, table: &str, numbers: i64) -> Result<i64>;

    /// The next number of a table, which no row has or will be given.
    fn next_number(&self, table: &str) -> Result<i64>;

    /// Says that many rows come in this transaction, which are counted at its end; whether they have to be.
    fn count_later(&self) -> Result<bool> {
        Ok(false)
    }

    /// Writes everything to where it belongs, before the connection ends.
    fn settle(&self) {}
}
