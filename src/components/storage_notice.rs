//! What stands between the reader and safely kept work.

use leptos::prelude::*;

use super::{Button, Icon, IconView, live};
use crate::i18n::{I18n, use_i18n};
use crate::store::StoreError;
use crate::t;
use crate::tasks::retry_keeping;
use crate::workspace::use_workspace;

/// What an error of the storage means to a person, and what to do.
pub fn explain_storage(i18n: I18n, error: &StoreError) -> String {
    match error {
        StoreError::Refused => t!(i18n, "storage-refused"),
        StoreError::Full => t!(i18n, "storage-full"),
        StoreError::NewerVersion => t!(i18n, "storage-newer"),
        StoreError::Closed => t!(i18n, "storage-closed"),
        StoreError::Blocked => t!(i18n, "storage-blocked"),
        StoreError::Damaged { what } => t!(i18n, "storage-damaged", what = what.as_str()),
        StoreError::NoSuchSet | StoreError::Conflict | StoreError::Other(_) => {
            t!(i18n, "storage-failed", reason = error.to_string())
        }
    }
}

/// The notice; nothing while all is kept.
#[component]
pub fn StorageNotice() -> impl IntoView {
    let i18n = use_i18n();
    let workspace = use_workspace();
    view! {
        <div role="status">
            {live(move || {
                workspace
                    .held
                    .get()
                    .map(|error| {
                        view! {
                            <div class="notice warning storage-notice">
                                <IconView icon=Icon::Warning />
                                <p>{explain_storage(i18n, &error)}</p>
                                <Button
                                    label=i18n.signal("storage-retry")
                                    on_press=move |()| retry_keeping(workspace)
                                />
                            </div>
                        }
                    })
            })}
        </div>
    }
}
