//! Opening the store, and the set that was open last.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::cancel_reading;
use super::check_files::start_reading;
use super::manage_sets::{catch_up, list_sets, load_set, show_new_set};
use crate::ingest;
use crate::preferences::{self, Preference};
use crate::store::{self, Notice, SetId, Store};
use crate::workspace::Workspace;

/// Opens the store and shows the set that was open last, or else the one changed last, or else an empty one.
pub fn open_workspace(workspace: Workspace) {
    spawn_local(async move {
        let store = Store::open(store::NAME).await;
        workspace.held.set(store.held());
        let subscription = store.changes(move |notice| follow(workspace, notice));
        workspace.subscription.set_value(Some(subscription));
        workspace.store.set_value(Some(store));
        list_sets(workspace).await;
        let last = preferences::read(Preference::Set).and_then(|id| id.parse().ok()).map(SetId);
        let wanted = workspace.sets.with_untracked(|sets| {
            sets.iter().find(|set| Some(set.id) == last).or(sets.first()).map(|set| set.id)
        });
        if let Some(id) = wanted {
            load_set(workspace, id).await;
        }
        workspace.loaded.set(true);
        start_reading(workspace);
        ingest::prepare();
    });
}

/// Keeps up with what other tabs do, and with the storage itself.
fn follow(workspace: Workspace, notice: Notice) {
    match notice {
        Notice::Held(why) => workspace.held.set(Some(why)),
        Notice::Kept => workspace.held.set(None),
        // The tenant listens for itself.
        Notice::Tenant => {}
        Notice::Changed(changed) => spawn_local(async move {
            list_sets(workspace).await;
            let Some(open) = workspace.id.get_untracked() else { return };
            let gone = workspace.sets.with_untracked(|sets| sets.iter().all(|set| set.id != open));
            if gone {
                cancel_reading(workspace);
                show_new_set(workspace);
            } else if changed == Some(open) {
                // While this tab reads or saves it is ahead of the other one: it catches up when it is done.
                workspace.behind.set_value(true);
                catch_up(workspace);
            }
        }),
    }
}
