//! What was dropped on the page: files, and folders with all that is in them.

use js_sys::{Array, Function, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DataTransfer, File, FileSystemDirectoryEntry, FileSystemDirectoryReader, FileSystemEntry,
    FileSystemFileEntry,
};

use super::{
    Source,
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

    /// The files, those in folders with their path. What can't be listed is left out; what can't be read is told
    /// when it is.
    pub async fn sources(self) -> Vec<Source> {
        let mut found: Vec<Source> = self.files.into_iter().map(|file| of_file(file, None)).collect();
        // The next to be looked at is the last: that keeps them in order, folder by folder.
        let mut entries: Vec<FileSystemEntry> = self.entries.into_iter().rev().collect();
        while let Some(entry) = entries.pop() {
            if entry.is_directory() {
                entries.extend(in_folder(entry.unchecked_ref()).await.into_iter().rev());
            } else {
                found.extend(source_of(entry.unchecked_ref()).await);
            }
        }
        found.extend(self.text.iter().flat_map(|text| pasted(text, "text.csv")));
        of_folder(found)
    }
}

/// What is in a folder, by name.
async fn in_folder(folder: &FileSystemDirectoryEntry) -> Vec<FileSystemEntry> {
    let reader = folder.create_reader();
    let mut entries: Vec<FileSystemEntry> = Vec::new();
    loop {
        // Browsers give a hundred or so at a time, and none at the end.
        let batch = match JsFuture::from(next_batch(&reader)).await {
            Ok(batch) => Array::from(&batch),
            Err(_) => break,
        };
        if batch.length() == 0 {
            break;
        }
        entries.extend(batch.into_iter().map(JsCast::unchecked_into::<FileSystemEntry>));
    }
    entries.sort_by_cached_key(FileSystemEntry::name);
    entries
}

fn next_batch(reader: &FileSystemDirectoryReader) -> Promise {
    promise(|resolve, reject| reader.read_entries_with_callback_and_callback(resolve, reject))
}

async fn source_of(entry: &FileSystemFileEntry) -> Option<Source> {
    let file = promise(|resolve, reject| {
        entry.file_with_callback_and_callback(resolve, reject);
        Ok(())
    });
    let file: File = JsFuture::from(file).await.ok()?.dyn_into().ok()?;
    let path = entry.full_path();
    Some(of_file(file, Some(path.trim_start_matches('/').to_owned())))
}

fn promise(ask: impl Fn(&Function, &Function) -> Result<(), JsValue>) -> Promise {
    Promise::new(&mut |resolve, reject| {
        if let Err(error) = ask(&resolve, &reject) {
            // A rejected promise can be rejected; there is nothing that could fail.
            let _ = reject.call1(&JsValue::NULL, &error);
        }
    })
}
