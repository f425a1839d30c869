//! Opening an encrypted file of a workspace: first it is read to its end and said what is in it; then, when a person wants it, it is
//! taken in.

use js_sys::{Array, Uint8Array};
use leptos::prelude::*;
use outbox::{Action, Intent, asked, destroys};
use web_sys::Blob;
use workspace_file::{Event, FileError, Record};

use super::cancel_reading;
use super::manage_sets::{list_sets, load_set, show_new_set};
use super::save_workspace::{Course, MANIFEST, WorkspaceError, key_of};
use crate::sealed::{OpenedFile, SealError};
use crate::store::{ADMINISTRATOR, Contents, Key, Manner, SCHEMA, SERVER, StoreError, Table, TakeIn, Value};
use crate::sync::now;
use crate::wire::{self, Manifest, WireError};
use crate::workspace::Workspace;

/// What is in a file of a workspace.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preview {
    /// When it was made, seconds since 1970-01-01T00:00:00Z.
    pub made: i64,
    /// The version of the program that made it.
    pub program: String,
    /// Sets.
    pub sets: usize,
    /// Registrations, changes and orders; and of these, those that aren't over.
    pub intents: (usize, usize),
    /// Orders that destroy something and aren't over, by what they ask.
    pub destroying: Vec<(lifecycle::action::Action, usize)>,
    /// Plans by which devices are taken out; and of these, those that aren't over.
    pub plans: (usize, usize),
    /// Entries of the history.
    pub history: usize,
    /// Devices with ticks, and checklists.
    pub checks: usize,
    /// The address of the service that is named in it; empty: none is.
    pub service: String,
    /// Who worked there; empty: nobody has said.
    pub administrator: String,
    ids: Vec<u32>,
}

/// A file of a workspace that was read to its end: it is whole.
pub struct WorkspaceFile {
    file: OpenedFile,
    /// What is in it.
    pub preview: Preview,
}

impl WorkspaceFile {
    /// Reads a file to its end, and changes nothing. `course` is told the share that is done.
    ///
    /// # Errors
    /// [`WorkspaceError`].
    pub async fn read(
        file: &Blob,
        passphrase: &str,
        course: &Course,
    ) -> Result<WorkspaceFile, WorkspaceError> {
        let mut file = OpenedFile::begin(file, passphrase).await?;
        let mut preview = Preview::default();
        let mut is_known = false;
        while let Some(event) = file.next().await? {
            match event {
                Event::Record(record, bytes) if record.table == MANIFEST => {
                    let manifest: Manifest = wire::decode(&bytes).map_err(content)?;
                    if manifest.schema > SCHEMA {
                        return Err(StoreError::NewerVersion.into());
                    }
                    (preview.made, preview.program, is_known) = (manifest.made, manifest.program, true);
                }
                Event::Record(record, bytes) => preview.count(&record, &bytes)?,
                Event::File(record, _) => drop(table_of(&record)?),
                Event::Bytes(_) | Event::End => {}
            }
            course.goes_on(file.progress()).await?;
        }
        if is_known { Ok(WorkspaceFile { file, preview }) } else { Err(content(()).into()) }
    }

    /// Takes in what is in it: everything, or nothing; its service, and who worked there, only `with_settings`.
    ///
    /// # Errors
    /// [`WorkspaceError`]; nothing was changed then.
    pub async fn take_in(
        mut self,
        workspace: Workspace,
        manner: Manner,
        with_settings: bool,
        course: &Course,
    ) -> Result<Preview, WorkspaceError> {
        let store = workspace.store().ok_or(StoreError::Closed)?;
        self.file.rewind();
        let mut taking = store.take_in(&self.preview.ids).await?;
        let contents = match fill(&mut self.file, &mut taking, course).await {
            Ok(contents) if with_settings => contents,
            Ok(contents) => Contents { settings: Vec::new(), ..contents },
            Err(error) => {
                // Whoever takes in a file next deletes what this leaves.
                let _ = taking.abandon().await;
                return Err(error);
            }
        };
        if manner == Manner::Replace {
            cancel_reading(workspace);
        }
        let first = taking.finish(manner, &contents, now()).await?;
        list_sets(workspace).await;
        let open = workspace.id.get_untracked();
        let is_there = workspace.sets.with_untracked(|sets| sets.iter().any(|set| Some(set.id) == open));
        match first {
            _ if is_there => {}
            Some(first) => load_set(workspace, first).await,
            None if manner == Manner::Replace => show_new_set(workspace),
            None => {}
        }
        Ok(self.preview)
    }
}

impl Preview {
    fn count(&mut self, record: &Record, bytes: &[u8]) -> Result<(), WorkspaceError> {
        match table_of(record)? {
            Table::Sets => {
                self.sets += 1;
                self.ids.extend(key_of(record.key.clone()).id(0));
            }
            Table::Intents => {
                let Some(intent) = intent_of(bytes)? else { return Ok(()) };
                let count = match &intent.action {
                    Action::Removal(_) => &mut self.plans,
                    _ => &mut self.intents,
                };
                count.0 += 1;
                count.1 += usize::from(!intent.is_over());
                if let Action::Order(order) = &intent.action
                    && destroys(&order.remote)
                    && !intent.is_over()
                {
                    self.destroys(asked(&order.remote));
                }
            }
            Table::History => self.history += 1,
            Table::Checks => self.checks += 1,
            Table::Settings => {
                let (key, text) = (key_of(record.key.clone()), String::from_utf8_lossy(bytes));
                if key == Key::named(SERVER) {
                    self.service = text.into_owned();
                } else if key == Key::named(ADMINISTRATOR) {
                    self.administrator = text.into_owned();
                }
            }
            _ => {}
        }
        Ok(())
    }
}

impl Preview {
    fn destroys(&mut self, action: lifecycle::action::Action) {
        match self.destroying.iter_mut().find(|(known, _)| known.is_kind(action)) {
            Some((_, count)) => *count += 1,
            None => self.destroying.push((action, 1)),
        }
    }
}

fn content<E>(_: E) -> SealError {
    SealError::File(FileError::Content)
}

/// The intent that a record stands for; `None`: it was damaged where it was saved.
fn intent_of(bytes: &[u8]) -> Result<Option<Intent>, WorkspaceError> {
    match wire::decode::<Intent>(bytes) {
        Ok(intent) => {
            let is_sound = intent.removal().is_none_or(|removal| {
                removal.plan.is_sound() && removal.errands.len() == removal.plan.steps.len()
            });
            if is_sound { Ok(Some(intent)) } else { Err(content(()).into()) }
        }
        Err(WireError::Version(_)) => Err(StoreError::NewerVersion.into()),
        Err(WireError::Damaged) => Ok(None),
    }
}

fn table_of(record: &Record) -> Result<Table, WorkspaceError> {
    let table = Table::named(&record.table).filter(|table| table.goes_out());
    table.ok_or_else(|| content(()).into())
}

/// Puts what lies below sets where it belongs, and gathers the rest.
async fn fill(
    file: &mut OpenedFile,
    taking: &mut TakeIn,
    course: &Course,
) -> Result<Contents, WorkspaceError> {
    let mut contents = Contents::default();
    let mut payloads: Vec<(Key, Blob)> = Vec::new();
    let mut intents: Vec<(Key, Intent)> = Vec::new();
    let mut gathering: Option<Gathering> = None;
    while let Some(event) = file.next().await? {
        match event {
            Event::File(record, len) => {
                let table = table_of(&record)?;
                gathering =
                    Some(Gathering { table, key: key_of(record.key), left: len, pieces: Array::new() });
            }
            Event::Bytes(bytes) => {
                if let Some(gathering) = &mut gathering {
                    gathering.add(&bytes)?;
                }
            }
            Event::Record(record, _) if record.table == MANIFEST => {}
            Event::Record(record, bytes) => {
                let (table, key) = (table_of(&record)?, key_of(record.key));
                match (table, key.id(0)) {
                    (Table::Sets, Some(id)) => contents.sets.push((id, bytes)),
                    (Table::Intents, _) => intents.extend(intent_of(&bytes)?.map(|intent| (key, intent))),
                    (Table::History, _) => contents.history.push((key, bytes)),
                    (Table::Settings, _) => contents.settings.push((key, bytes)),
                    (Table::Files | Table::Rows | Table::Steps, _) => {
                        taking.put(table, key, Value::Bytes(bytes)).await?;
                    }
                    _ => contents.others.push((table, key, Value::Bytes(bytes))),
                }
            }
            Event::End => {}
        }
        if let Some(whole) = gathering.take_if(|gathering| gathering.left == 0) {
            let blob = Blob::new_with_blob_sequence(&whole.pieces).map_err(SealError::from)?;
            match whole.table {
                Table::Payloads => payloads.push((whole.key, blob)),
                table => taking.put(table, whole.key, Value::Blob(blob)).await?,
            }
        }
        course.goes_on(file.progress()).await?;
    }
    contents.intents = intents
        .into_iter()
        .map(|(key, intent)| {
            let payload = payloads.iter().find(|(of, _)| *of == key).map(|(_, blob)| blob.clone());
            (intent, payload)
        })
        .collect();
    Ok(contents)
}

/// A file of which not all is there yet.
struct Gathering {
    table: Table,
    key: Key,
    left: u64,
    pieces: Array,
}

impl Gathering {
    fn add(&mut self, bytes: &[u8]) -> Result<(), SealError> {
        let piece = Array::of1(&Uint8Array::from(bytes));
        self.pieces.push(Blob::new_with_u8_array_sequence(&piece)?.as_ref());
        self.left = self.left.saturating_sub(bytes.len() as u64);
        Ok(())
    }
}
