//! Sources from a file dialog and from text.

use js_sys::{Array, JsString, Reflect};
use wasm_bindgen::JsValue;
use web_sys::{Blob, File, FileList};

use super::Source;
use crate::worker::is_table;

/// The files of a file dialog. Of a chosen folder, those that may hold devices; all, where none may.
#[must_use]
pub fn chosen(files: &FileList) -> Vec<Source> {
    let files = (0..files.length()).filter_map(|at| files.get(at));
    let all = files.map(|file| {
        // Only files that were chosen with their folder have one.
        let folder_path = Reflect::get(&file, &JsValue::from_str("webkitRelativePath")).ok();
        let folder_path = folder_path.and_then(|path| path.as_string()).filter(|path| !path.is_empty());
        of_file(file, folder_path)
    });
    of_folder(all.collect())
}

/// Text that was pasted, as a file of that name. No text, no file.
#[must_use]
pub fn pasted(text: &str, name: &str) -> Vec<Source> {
    let parts = Array::of1(&JsString::from(text));
    // A browser that can't make a blob of text fits in no memory at all.
    let blob = Blob::new_with_str_sequence(&parts).ok().filter(|blob| blob.size() > 0.0);
    blob.map(|blob| Source { blob, path: name.to_owned() }).into_iter().collect()
}

/// A file, with the folders that it was chosen with.
pub(super) fn of_file(file: File, folder_path: Option<String>) -> Source {
    let path = folder_path.unwrap_or_else(|| file.name());
    Source { path, blob: file.into() }
}

/// Of sources, those that lie in no folder and those that may hold devices; all, where none may.
pub(super) fn of_folder(all: Vec<Source>) -> Vec<Source> {
    let wanted = |source: &Source| !source.path.contains('/') || is_table(&source.path);
    if all.iter().any(wanted) { all.into_iter().filter(wanted).collect() } else { all }
}
