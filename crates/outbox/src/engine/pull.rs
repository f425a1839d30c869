//! Reading all devices.

use std::collections::{HashMap, HashSet};

use graph::Transport;

use super::{Stop, session::Session};
use crate::{Change, Device, Environment, Storage};

impl<S: Storage, T: Transport, E: Environment> Session<'_, S, T, E> {
    /// Reads all devices. Those that are no more are dropped at the end, when every page was read.
    pub async fn pull(&mut self) -> Result<(), Stop> {
        self.still_leads()?;
        let known = self.engine.storage.devices().await?;
        let known: HashMap<&str, &Device> = known.iter().map(|device| (device.id.as_str(), device)).collect();
        let mut there = HashSet::new();
        let mut underway = false;
        let mut pages = self.engine.client.registered_beta();
        loop {
            let page = match pages.next().await {
                Ok(Some(page)) => page,
                Ok(None) => break,
                Err(failure) => {
                    // What was read is kept; the rest comes with the next pull.
                    return self.out_of_order(&failure);
                }
            };
            self.heard(&page);
            let now = self.now();
            let mut changes = Vec::new();
            for found in &page.value {
                let before = known.get(found.v1.id.as_str()).copied();
                let device = Device::seen(found, before, now);
                underway |= device.is_underway();
                if before != Some(&device) {
                    changes.push(Change::Device(device));
                }
                there.insert(found.v1.id.clone());
            }
            self.commit(changes).await?;
        }
        let gone = known.keys().filter(|id| !there.contains(**id));
        let gone = gone.map(|id| Change::DropDevice((*id).to_owned())).collect();
        self.status.pulled = Some(self.now());
        self.note_underway(underway);
        self.commit(gone).await
    }
}
