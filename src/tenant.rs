//! What pages know of the tenant: the service, the devices registered there, and what is to be done to them.
//!
//! The storage is the truth: the worker of whichever tab leads writes it, and every page reads it again when it is told.

use std::rc::Rc;

use leptos::prelude::*;
use outbox::{Device, Intent, Status};

use crate::wire::Checks;
use crate::workspace::Workspace;

/// What pages know of the tenant. It is a handle: copies are the same tenant.
#[derive(Clone, Copy)]
pub struct Tenant {
    /// The address of the service, without version and without a slash at the end; `None`: none was named.
    pub server: RwSignal<Option<String>>,
    /// What was read last: replaced as a whole.
    pub records: RwSignal<Rc<Records>, LocalStorage>,
    /// Whether the records were read once.
    pub loaded: RwSignal<bool>,
    pub(crate) workspace: Workspace,
}

/// What is kept of the tenant, as of one moment.
#[derive(Debug, Default)]
pub struct Records {
    /// Intents, the oldest first.
    pub intents: Vec<Intent>,
    /// Registered devices, by id.
    pub devices: Vec<Device>,
    /// What a person has checked, by the device's Autopilot id.
    pub checks: std::collections::HashMap<String, Checks>,
    /// How things stand with the service.
    pub status: Status,
}

/// The tenant.
///
/// # Panics
/// Outside the app's shell.
#[must_use]
pub fn use_tenant() -> Tenant {
    expect_context()
}
