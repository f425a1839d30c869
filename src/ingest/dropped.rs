//! What was dropped on the page: files, and folders with all that is in them.

use device_csv::order::sort_by;
use js_sys::{Array, Function, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DataTransfer, File, FileSystemDirectoryEntry, FileSystemDirectoryReader, FileSystemEntry,
    FileSystemFileEntry,
};

use super::{
    Source, is_table,
    sources::{of_file, of_folder, pasted},
};

/// What was dropped, taken out of the event before the browser empties it.
#[derive(Debug, Default)]
pub struct Dropped {
    entries: Vec<FileSystemEntry>,
    /// Files in browsers that give no entry for them.
    files: Vec<File>,
    /// Text, where no files were dropped.
    text: Option<String>,
}

/// What came out of a drop.
#[derive(Debug, Default)]
pub struct Found {
    /// Files to be read.
    pub sources: Vec<Source>,
    /// Paths of files and folders that the browser would not open.
    pub refused: Vec<String>,
}

impl Dropped {
    /// Takes everything out of a drop. To be called before the event's handler returns.
    #[must_use]
    pub fn take(data: &DataTransfer) -> Dropped {
        let mut dropped = Dropped::default();
        let items = data.items();
        for item in (0..items.length()).filter_map(|at| items.get(at)) {
            if item.kind() != "file" {
                continue;
            }
            match item.webkit_get_as_entry() {
                Ok(Some(entry)) => dropped.entries.push(entry),
                _ => dropped.files.extend(item.get_as_file().ok().flatten()),
            }
        }
        if dropped.entries.is_empty() && dropped.files.is_empty() {
            dropped.text = data.get_data("text/plain").ok().filter(|text| !text.trim().is_empty());
        }
        dropped
    }

    /// The files, those in folders with their path.
    pub async fn sources(self) -> Found {
        let mut found: Vec<Source> = self.files.into_iter().map(|file| of_file(file, None)).collect();
        let mut refused = Vec::new();
        // The next to be looked at is the last: that keeps them in order, folder by folder.
        let mut entries: Vec<FileSystemEntry> = self.entries.into_iter().rev().collect();
        while let Some(entry) = entries.pop() {
            let path = || entry.full_path().trim_start_matches('/').to_owned();
            if entry.is_directory() {
                let (inside, whole) = in_folder(entry.unchecked_ref()).await;
                if !whole {
                    refused.push(path());
                }
                entries.extend(inside.into_iter().rev());
            } else {
                match file_of(entry.unchecked_ref()).await {
                    Some(file) => found.push(of_file(file, Some(path()))),
                    // In a folder, only what looks like a table would have been read.
                    None if is_table(&path()) || !path().contains('/') => refused.push(path()),
                    None => {}
                }
            }
        }
        found.extend(self.text.iter().flat_map(|text| pasted(text, "text.csv")));
        Found { sources: of_folder(found), refused }
    }
}

/// What is in a folder, by name, and whether the browser listed all of it.
async fn in_folder(folder: &FileSystemDirectoryEntry) -> (Vec<FileSystemEntry>, bool) {
    let reader = folder.create_reader();
    let mut entries: Vec<FileSystemEntry> = Vec::new();
    let mut whole = true;
    loop {
        // Browsers give a hundred or so at a time, and none at the end.
        let Ok(batch) = JsFuture::from(next_batch(&reader)).await else {
            whole = false;
            break;
        };
        let batch = Array::from(&batch);
        if batch.length() == 0 {
            break;
        }
        entries.extend(batch.into_iter().map(JsCast::unchecked_into::<FileSystemEntry>));
    }
    // Names are asked for once: each is a call into the browser.
    let mut named: Vec<_> = entries.into_iter().map(|entry| (entry.name(), entry)).collect();
    sort_by(&mut named, |a, b| a.0.cmp(&b.0));
    (named.into_iter().map(|(_, entry)| entry).collect(), whole)
}

fn next_batch(reader: &FileSystemDirectoryReader) -> Promise {
    promise(|resolve, reject| reader.read_entries_with_callback_and_callback(resolve, reject))
}

async fn file_of(entry: &FileSystemFileEntry) -> Option<File> {
    let file = promise(|resolve, reject| {
        entry.file_with_callback_and_callback(resolve, reject);
        Ok(())
    });
    JsFuture::from(file).await.ok()?.dyn_into().ok()
}

fn promise(ask: impl Fn(&Function, &Function) -> Result<(), JsValue>) -> Promise {
    Promise::new(&mut |resolve, reject| {
        if let Err(error) = ask(&resolve, &reject) {
            // A rejected promise can be rejected; there is nothing that could fail.
            let _ = reject.call1(&JsValue::NULL, &error);
        }
    })
}
