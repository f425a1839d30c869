//! Saving all that was made here to one encrypted file.

use std::cell::Cell;
use std::rc::Rc;

use web_sys::Blob;
use workspace_file::{Part as FilePart, Record, begin_file, end, record};

use crate::compose;
use crate::format;
use crate::sealed::{SealError, SealedFile};
use crate::store::{Key, Part, SCHEMA, Store, StoreError, Value};
use crate::turn::next_turn;
use crate::wire::{self, Manifest};
use crate::worker::size_of;
use crate::workspace::Workspace;

/// The name of the table in which a file says what it is.
pub(super) const MANIFEST: &str = "workspace";

/// Why a workspace can't be saved or opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WorkspaceError {
    /// The file.
    File(SealError),
    /// What is kept here.
    Store(StoreError),
    /// A person stopped it.
    Cancelled,
}

impl From<SealError> for WorkspaceError {
    fn from(error: SealError) -> WorkspaceError {
        WorkspaceError::File(error)
    }
}

impl From<StoreError> for WorkspaceError {
    fn from(error: StoreError) -> WorkspaceError {
        WorkspaceError::Store(error)
    }
}

/// A way to stop a long piece of work, and to be told how far it is. Clones are the same.
#[derive(Clone)]
pub struct Course {
    /// Whether it is to stop.
    pub stop: Rc<Cell<bool>>,
    /// Called with how much is done: bytes, or a share from 0 to 1.
    pub told: Rc<dyn Fn(f64)>,
    /// When others had their turn last.
    turn: Rc<Cell<f64>>,
}

/// How long is worked before others have their turn, in milliseconds.
const AT_ONCE: f64 = 20.0;

impl Course {
    /// A new one.
    #[must_use]
    pub fn new(stop: Rc<Cell<bool>>, told: impl Fn(f64) + 'static) -> Course {
        Course { stop, told: Rc::new(told), turn: Rc::default() }
    }

    /// Lets others have their turn, and says whether to go on.
    pub(super) async fn goes_on(&self, done: f64) -> Result<(), WorkspaceError> {
        let now = js_sys::Date::now();
        if now - self.turn.get() >= AT_ONCE {
            self.turn.set(now);
            (self.told)(done);
            next_turn().await;
        }
        if self.stop.get() { Err(WorkspaceError::Cancelled) } else { Ok(()) }
    }
}

/// Saves all that was made here to a file that the passphrase opens, and hands it to the reader's downloads; its name. `course` is
/// told the bytes that are written.
///
/// # Errors
/// [`WorkspaceError`]; nothing is handed over then.
pub async fn save_workspace(
    workspace: Workspace,
    passphrase: &str,
    course: &Course,
) -> Result<String, WorkspaceError> {
    let store = workspace.store().ok_or(StoreError::Closed)?;
    let file = write(&store, passphrase, course).await?;
    let name = format!("muster-{}.muster", day_of(format::now()));
    compose::download(&file, &name).await;
    Ok(name)
}

#[expect(clippy::cast_precision_loss, reason = "bytes to be shown")]
async fn write(store: &Store, passphrase: &str, course: &Course) -> Result<Blob, WorkspaceError> {
    let mut file = SealedFile::begin(passphrase).await?;
    let manifest =
        Manifest { made: format::now(), program: env!("CARGO_PKG_VERSION").to_owned(), schema: SCHEMA };
    let this = Record { table: MANIFEST.to_owned(), key: Vec::new() };
    file.write(&record(&this, &wire::encode(&manifest))).await?;
    let mut records = store.write_out_all().await?;
    let mut written = 0;
    while let Some((table, key, value)) = records.next().await? {
        let this = Record { table: table.name().to_owned(), key: key.0.iter().map(file_part).collect() };
        match value {
            Value::Bytes(bytes) => {
                file.write(&record(&this, &bytes)).await?;
                written += bytes.len() as u64;
            }
            Value::Blob(blob) => {
                file.write(&begin_file(&this, size_of(&blob))).await?;
                file.write_file(&blob).await?;
                written += size_of(&blob);
            }
        }
        course.goes_on(written as f64).await?;
    }
    file.write(&end()).await?;
    Ok(file.finish().await?)
}

fn file_part(part: &Part) -> FilePart {
    match part {
        Part::Number(number) => FilePart::Number(*number),
        Part::Text(text) => FilePart::Text(text.clone()),
    }
}

/// The key that stands in a file.
pub(super) fn key_of(parts: Vec<FilePart>) -> Key {
    let part = |part| match part {
        FilePart::Number(number) => Part::Number(number),
        FilePart::Text(text) => Part::Text(text),
    };
    Key(parts.into_iter().map(part).collect())
}

/// The day, as names of files have it.
#[expect(clippy::cast_precision_loss, reason = "moments are far below 2^53 milliseconds")]
fn day_of(seconds: i64) -> String {
    let date = js_sys::Date::new(&(seconds as f64 * 1000.0).into());
    format!("{:04}-{:02}-{:02}", date.get_full_year(), date.get_month() + 1, date.get_date())
}
