//! Registering devices of the open set: what is sent is composed and kept, and the worker sends it.

use std::collections::{BTreeSet, HashMap, HashSet};

use device_csv::{FileId, Part, Registrable, RowId, registrable};
use leptos::prelude::*;
use lifecycle::limits::DEVICES_PER_IMPORT;
use outbox::{Action, Intent, Row, RowStatus, row_json, serial_key};
use web_sys::Blob;

use super::export_devices::{explain, sources};
use super::who::administrator;
use crate::components::explain_storage;
use crate::compose::{ComposeError, Composer, Origin};
use crate::store::{Store, StoreError};
use crate::sync::{new_id, now};
use crate::t;
use crate::tenant::Tenant;

/// What every device of a registration gets, whatever the set says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RegisterOverrides {
    /// The group tag.
    pub group_tag: Option<String>,
    /// The user.
    pub user: Option<String>,
}

/// Registers those of the devices with these kept rows that are ready for it, unless that is under way already. As long as no
/// service is named it waits for the one that will be. `still` says, before anything is kept, whether it is still wanted;
/// `done` is called when it is kept. Says what stood in the way, where nothing could be kept.
pub fn register(
    tenant: Tenant,
    rows: Vec<RowId>,
    overrides: RegisterOverrides,
    still: impl Fn() -> bool + 'static,
    done: impl FnOnce() + 'static,
) {
    let workspace = tenant.workspace;
    let Some(store) = workspace.store() else { return };
    if tenant.registering.get_untracked() {
        return;
    }
    tenant.registering.set(true);
    workspace.keep(async move {
        let outcome = keep(tenant, &store, &rows, &overrides, &still).await;
        tenant.registering.set(false);
        match outcome {
            Ok(Kept::Yes) => done(),
            Ok(Kept::NotWanted) => workspace.toasts.done(t!(workspace.i18n, "register-cancelled")),
            Ok(Kept::CanNot(error)) => workspace.toasts.failed(explain(workspace, &error)),
            Err(error) => workspace.toasts.failed(explain_storage(workspace.i18n, &error)),
        }
    });
}

/// What became of a registration that was asked for.
enum Kept {
    Yes,
    NotWanted,
    CanNot(ComposeError),
}

/// Composes and keeps a registration. Where another tab keeps one meanwhile it begins anew: the same devices may be in it.
async fn keep(
    tenant: Tenant,
    store: &Store,
    rows: &[RowId],
    overrides: &RegisterOverrides,
    still: &impl Fn() -> bool,
) -> Result<Kept, StoreError> {
    loop {
        let next = store.next_intent().await?;
        let intents = store.tenant().await?.intents;
        let intents = match compose_intents(tenant, &intents, rows, overrides).await? {
            Ok(intents) => intents,
            Err(error) => return Ok(Kept::CanNot(error)),
        };
        if !still() {
            return Ok(Kept::NotWanted);
        }
        match store.add_intents_at(next, intents, &administrator(tenant)).await {
            Err(StoreError::Conflict) => {}
            outcome => return outcome.map(|()| Kept::Yes),
        }
    }
}

/// An intent for each call, with what it sends.
///
/// # Errors
/// When the storage can't be read; and, within, when a hash can't be had.
async fn compose_intents(
    tenant: Tenant,
    known: &[Intent],
    rows: &[RowId],
    overrides: &RegisterOverrides,
) -> Result<Result<Vec<(Intent, Option<Blob>)>, ComposeError>, StoreError> {
    let server = tenant.server.get_untracked().unwrap_or_default();
    let chosen: HashSet<RowId> = rows.iter().copied().collect();
    let devices = tenant.workspace.set.with_untracked(|set| {
        registrable(set, set.devices().filter(|device| chosen.contains(&device.row))).0
    });
    // Whoever presses twice, or in two tabs, wants it once.
    let underway = underway(known, &server);
    let (left, devices): (Vec<_>, Vec<_>) =
        devices.into_iter().partition(|device| underway.contains(&serial_key(&device.serial)));
    if !left.is_empty() {
        tenant.workspace.toasts.done(t!(tenant.workspace.i18n, "register-underway", count = left.len()));
    }
    let files: BTreeSet<FileId> =
        devices.iter().filter_map(|device| device.hash.as_ref()).map(|hash| hash.file).collect();
    let sources = match sources(tenant.workspace, files).await? {
        Ok(sources) => sources,
        Err(error) => return Ok(Err(error)),
    };
    let mut intents = Vec::new();
    for batch in devices.chunks(DEVICES_PER_IMPORT) {
        match compose_batch(batch, overrides, &sources).await {
            Ok((rows, payload)) => intents.push((new_registration(&server, rows), Some(payload))),
            Err(error) => return Ok(Err(error)),
        }
    }
    Ok(Ok(intents))
}

/// The serial numbers of devices that are on their way to a service, or to the one that will be named.
pub(super) fn underway(intents: &[Intent], server: &str) -> HashSet<String> {
    let meant = |intent: &&Intent| intent.server == server || intent.server.is_empty();
    let open = intents.iter().filter(meant).filter(|intent| !intent.is_over());
    let rows = open.flat_map(Intent::rows).filter(|row| !matches!(row.status, RowStatus::Failed { .. }));
    rows.map(|row| serial_key(&row.serial)).filter(|serial| !serial.is_empty()).collect()
}

async fn compose_batch(
    devices: &[Registrable],
    overrides: &RegisterOverrides,
    sources: &HashMap<FileId, Origin>,
) -> Result<(Vec<Row>, Blob), ComposeError> {
    let since = now();
    let mut parts = Vec::new();
    let mut rows = Vec::new();
    let mut at = 0;
    for device in devices {
        let group_tag = overrides.group_tag.clone().unwrap_or_else(|| device.group_tag.clone());
        let user = overrides.user.clone().unwrap_or_else(|| device.user.clone());
        let (head, tail) = row_json(&device.serial, &device.product_key, &group_tag, &user);
        let hash = if device.hash.is_some() { hardware_hash::TEXT_LEN } else { 0 };
        let len = u32::try_from(head.len() + hash + tail.len()).unwrap_or(u32::MAX);
        parts.push(Part::Bytes(head));
        parts.extend(device.hash.map(Part::Hash));
        parts.push(Part::Bytes(tail));
        rows.push(Row {
            serial: device.serial.clone(),
            group_tag,
            user,
            span: (at, len),
            status: RowStatus::Waiting,
            since,
            import: None,
        });
        at += len;
    }
    let mut composer = Composer::new(|file| sources.get(&file).cloned());
    Ok((rows, composer.compose(&parts).await?))
}

/// An intent that registers devices.
pub(super) fn new_registration(server: &str, rows: Vec<Row>) -> Intent {
    new_intent(server, Action::Register { rows, import_id: None, before: Vec::new() })
}

/// An intent that has just come up.
pub(super) fn new_intent(server: &str, action: Action) -> Intent {
    Intent::new(new_id(), server, now(), action)
}
