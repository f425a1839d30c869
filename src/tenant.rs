//! What pages know of the tenant: the service, the devices registered there, and what is to be done to them.
//!
//! The storage is the truth: the worker of whichever tab leads writes it, and every page reads it again when it is told.

use std::collections::HashMap;
use std::rc::Rc;

use leptos::prelude::*;
use lifecycle::removal::Group;
use outbox::{
    Approvals, CleanupRules, Device, DirectoryObject, Import, Intent, Lists, Managed, People, Status,
};

use crate::store::Subscription;
use crate::sync::{Standstill, SyncHandle};
use crate::tasks;
use crate::wire::{Checklist, Checks};
use crate::workspace::{Workspace, use_workspace};

/// What pages know of the tenant. It is a handle: copies are the same tenant.
#[derive(Clone, Copy)]
pub struct Tenant {
    /// The address of the service, without version and without a slash at the end; `None`: none was named.
    pub server: RwSignal<Option<String>>,
    /// The user principal name of who works here, in small letters; empty: nobody said so.
    pub administrator: RwSignal<String>,
    /// What was read last: replaced as a whole.
    pub records: RwSignal<Rc<Records>, LocalStorage>,
    /// Whether the records were read once.
    pub loaded: RwSignal<bool>,
    /// Whether a registration is being prepared in this tab.
    pub registering: RwSignal<bool>,
    /// The groups of device objects, by their ids, as far as they were asked for; `None`: they can't be read.
    pub groups: RwSignal<HashMap<String, Option<Vec<Group>>>>,
    /// Why nobody talks to the service from this tab; `None`: its worker runs.
    pub stopped: RwSignal<Option<Standstill>>,
    pub(crate) workspace: Workspace,
    pub(crate) worker: StoredValue<Option<SyncHandle>, LocalStorage>,
    pub(crate) subscription: StoredValue<Option<Subscription>, LocalStorage>,
    pub(crate) reading: StoredValue<Rereading>,
    pub(crate) naming: StoredValue<Naming>,
}

/// Whether the records are being read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Rereading {
    /// They aren't.
    #[default]
    Idle,
    /// They are.
    Underway,
    /// They are, and were changed since that began.
    Outdated,
}

/// How often the service or the administrator was named from this tab: what was read while that was going on may be of before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Naming {
    /// How many names are being kept.
    pub under_way: u32,
    /// How many were, or couldn't be.
    pub done: u32,
}

/// What is kept of the tenant, as of one moment.
#[derive(Debug, Default)]
pub struct Records {
    /// Intents, the oldest first.
    pub intents: Vec<Intent>,
    /// The numbers of intents that can't be read any more.
    pub damaged: Vec<u32>,
    /// Registered devices, by id.
    pub devices: Vec<Device>,
    /// Registrations that others have asked for, by id.
    pub imports: Vec<Import>,
    /// What a person has checked, by the device's Autopilot id.
    pub checks: HashMap<String, Checks>,
    /// Checklists that were begun, by their names.
    pub checklists: HashMap<String, Checklist>,
    /// Managed devices, by id.
    pub managed: Vec<Managed>,
    /// Device objects of the directory, by id.
    pub objects: Vec<DirectoryObject>,
    /// What is known of the service's lists.
    pub lists: Lists,
    /// What is known of the service's clean-up rules.
    pub rules: CleanupRules,
    /// What is known of the service's requests for approval.
    pub approvals: Approvals,
    /// What is known of users.
    pub people: People,
    /// How things stand with the service.
    pub status: Status,
}

/// Makes the tenant known to everything below. It is read when the store is open.
pub fn provide_tenant() {
    let tenant = Tenant {
        server: RwSignal::new(None),
        administrator: RwSignal::new(String::new()),
        records: RwSignal::new_local(Rc::default()),
        loaded: RwSignal::new(false),
        registering: RwSignal::new(false),
        groups: RwSignal::new(HashMap::new()),
        stopped: RwSignal::new(None),
        workspace: use_workspace(),
        worker: StoredValue::new_local(None),
        subscription: StoredValue::new_local(None),
        reading: StoredValue::new(Rereading::Idle),
        naming: StoredValue::new(Naming::default()),
    };
    provide_context(tenant);
    Effect::new(move |opened: Option<bool>| {
        let opened = opened.unwrap_or_default();
        if !opened && tenant.workspace.loaded.get() {
            tasks::open_tenant(tenant);
            return true;
        }
        opened
    });
}

/// The tenant.
///
/// # Panics
/// Outside the app's shell.
#[must_use]
pub fn use_tenant() -> Tenant {
    expect_context()
}
