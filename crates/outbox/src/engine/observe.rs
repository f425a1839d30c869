//! Seeing with our own eyes that a device is registered.

use std::collections::{HashMap, HashSet};

use graph::{MAX_BATCH, Transport};

use super::{Stop, pace, session::Session};
use crate::{Change, Device, Environment, RowStatus, Storage, serial_key};

/// The name of the error that a row has which the service says to have registered, and which is nowhere to be seen.
const NOT_LISTED: &str = "NotListed";

impl<S: Storage, T: Transport, E: Environment> Session<'_, S, T, E> {
    /// Reads the devices of an intent that are said to be registered.
    pub async fn observe(&mut self, at: usize) -> Result<(), Stop> {
        if E::REGISTERS_ONLY {
            self.find_unnamed(at).await?;
        }
        let mut unseen = self.unseen(at);
        if unseen.is_empty() {
            return Ok(());
        }
        let known = self.engine.storage.devices().await?;
        // A page has a thousand devices, a batch twenty.
        let pages = known.len().saturating_add(unseen.len()) / 1000 + 1;
        if E::REGISTERS_ONLY {
            unseen.retain(|id| !id.is_empty());
        }
        let is_all = unseen.iter().any(String::is_empty) || unseen.len() > MAX_BATCH * pages;
        if is_all && !E::REGISTERS_ONLY {
            self.pull_unless_registering().await?;
        } else {
            let known: HashMap<&str, &Device> =
                known.iter().map(|device| (device.id.as_str(), device)).collect();
            for chunk in unseen.chunks(MAX_BATCH) {
                self.read_some(at, chunk, &known).await?;
            }
        }
        self.mark_observed(at).await
    }

    /// The ids of devices that are said to be registered and weren't seen yet.
    fn unseen(&self, at: usize) -> Vec<String> {
        let rows = self.intents[at].rows().iter();
        rows.filter_map(|row| match &row.status {
            RowStatus::Complete { device, observed: false } => Some(device.clone()),
            _ => None,
        })
        .collect()
    }

    async fn read_some(
        &mut self,
        at: usize,
        ids: &[String],
        known: &HashMap<&str, &Device>,
    ) -> Result<(), Stop> {
        self.still_leads()?;
        let results = match self.read_devices(ids.iter().map(String::as_str)).await {
            Ok(results) => results,
            Err(failure) => return Err(self.hold(at, &failure).await),
        };
        let now = self.now();
        let mut changes = Vec::new();
        let mut held = Ok(());
        for result in results {
            match result {
                Ok(answer) => {
                    self.went_well(at, &answer);
                    if let Some(found) = answer.value {
                        let before = known.get(found.v1.id.as_str()).copied();
                        let device = Device::seen(&found, before, now);
                        self.note_underway(device.underway());
                        changes.push(Change::Device(device));
                    }
                }
                // Registered, and not to be seen everywhere yet.
                Err(failure) if failure.is_not_found() => {}
                Err(failure) => held = held.and(Err(self.failed(at, &failure))),
            }
        }
        self.keep(at, changes).await?;
        held
    }

    /// Marks what is among the devices now.
    async fn mark_observed(&mut self, at: usize) -> Result<(), Stop> {
        let devices = self.engine.storage.devices().await?;
        let ids: HashSet<&str> = devices.iter().map(|device| device.id.as_str()).collect();
        let serials: HashMap<String, &str> =
            devices.iter().map(|device| (serial_key(&device.serial), device.id.as_str())).collect();
        let now = self.now();
        let mut changed = false;
        for row in self.intents[at].rows_mut() {
            let RowStatus::Complete { device, observed: false } = &row.status else { continue };
            let serial = serial_key(&row.serial);
            let id = match device.as_str() {
                // Without a serial number there is nothing to go by either: many devices have none.
                "" if serial.is_empty() => None,
                "" => serials.get(&serial).copied(),
                id => Some(id),
            };
            if let Some(id) = id.filter(|id| ids.contains(id)) {
                let status = RowStatus::Complete { device: id.to_owned(), observed: true };
                row.become_(status, now);
                changed = true;
            } else if now - row.since > pace::OVERDUE {
                // Somebody has deleted it before it was ever seen, or it never was.
                row.become_(RowStatus::Failed { code: 0, name: NOT_LISTED.to_owned() }, now);
                changed = true;
            }
        }
        if changed { self.keep(at, Vec::new()).await } else { Ok(()) }
    }
}
