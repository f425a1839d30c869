//! Writing the list of devices to the reader's downloads.

use std::collections::{BTreeSet, HashMap};

use device_csv::{HashRef, registrable};
use leptos::prelude::*;
use lifecycle::RegistrationState;
use outbox::serial_key;

use super::export_devices::{explain, sources};
use crate::components::explain_storage;
use crate::compose::{self, Composer};
use crate::queries::{TENANT_COLUMNS, TenantLine, column, list_parts};
use crate::t;
use crate::tenant::Tenant;
use crate::workspace::Workspace;

/// The name of the file.
const NAME: &str = "devices.csv";

/// Writes these devices as a list: with their hashes, as far as the open set has them.
pub fn export_list(tenant: Tenant, lines: &[&TenantLine]) {
    let workspace = tenant.workspace;
    let i18n = workspace.i18n;
    let state = |state: RegistrationState| t!(i18n, &format!("state-{}", state.key()));
    let said = |at: usize, line: &TenantLine| match at {
        column::STATE => state(line.state),
        _ => line.texts[at].clone(),
    };
    let known = hashes(workspace);
    let hash = |line: &TenantLine| known.get(&serial_key(line.serial())).copied();
    let parts = list_parts(lines, &|at| t!(i18n, TENANT_COLUMNS[at]), &said, &hash);
    let found: Vec<HashRef> = lines.iter().filter_map(|line| hash(line)).collect();
    let files: BTreeSet<_> = found.iter().map(|hash| hash.file).collect();
    let (count, hashes) = (lines.len(), found.len());
    leptos::task::spawn_local(async move {
        let composed = match sources(workspace, files).await {
            Ok(Ok(sources)) => Composer::new(|id| sources.get(&id).cloned()).compose(&parts).await,
            Ok(Err(error)) => Err(error),
            Err(error) => return workspace.toasts.failed(explain_storage(i18n, &error)),
        };
        match composed {
            Ok(file) => {
                compose::download(&file, NAME).await;
                let said = t!(i18n, "export-list-done", file = NAME, count = count, hashes = hashes);
                workspace.toasts.done(said);
            }
            Err(error) => workspace.toasts.failed(explain(workspace, &error)),
        }
    });
}

/// Where the hashes of the open set's clean devices stand, by serial number.
fn hashes(workspace: Workspace) -> HashMap<String, HashRef> {
    workspace.set.with_untracked(|set| {
        let (clean, _) = registrable(set, set.devices());
        let hashes = clean.into_iter().filter_map(|device| Some((serial_key(&device.serial), device.hash?)));
        hashes.filter(|(serial, _)| !serial.is_empty()).collect()
    })
}
