//! Reading everything that the service has.

use std::collections::{HashMap, HashSet};

use graph::{MAX_BATCH, Transport};

use super::{
    Stop,
    session::{Session, concerns_all},
};
use crate::{Change, Device, Environment, Import, Millis, RowStatus, Storage, Trouble};

impl<S: Storage, T: Transport, E: Environment> Session<'_, S, T, E> {
    /// Reads all devices, and what others are registering.
    pub async fn pull(&mut self) -> Result<(), Stop> {
        self.engine.unread.set(true);
        let (there, devices_since) = self.pull_devices().await?;
        self.status.pulled = Some(self.now());
        self.status.underway = devices_since;
        self.commit(Vec::new()).await?;
        let imports_since = self.pull_imports(&there).await?;
        self.status.underway = devices_since.max(imports_since);
        self.commit(Vec::new()).await?;
        self.pull_lists().await?;
        self.pull_rules().await?;
        self.pull_approvals().await?;
        self.engine.unread.set(false);
        Ok(())
    }

    /// Reads all devices: their ids, and since when the newest of what is under way with them is so. Those that aren't listed
    /// any more are asked for one by one when every page was read, as lists have been seen to leave some out, and dropped if
    /// they are no more.
    async fn pull_devices(&mut self) -> Result<(HashSet<String>, Option<Millis>), Stop> {
        self.still_leads()?;
        let known = self.engine.storage.devices().await?;
        let known: HashMap<&str, &Device> = known.iter().map(|device| (device.id.as_str(), device)).collect();
        let (mut there, mut underway) = (HashSet::new(), None);
        let mut pages = self.engine.client.registered_beta();
        loop {
            let page = match pages.next().await {
                Ok(Some(page)) => page,
                Ok(None) => break,
                Err(failure) => {
                    // What was read is kept; the rest comes with the next pull.
                    let stop = self.out_of_order(&failure);
                    self.status.trouble = Some(Trouble::of_list(&failure, self.now()));
                    return Err(stop);
                }
            };
            self.heard(&page);
            let now = self.now();
            let mut changes = Vec::new();
            for found in &page.value {
                let before = known.get(found.v1.id.as_str()).copied();
                let device = Device::seen(found, before, now);
                underway = underway.max(device.underway());
                if before != Some(&device) {
                    changes.push(Change::Device(device));
                }
                there.insert(found.v1.id.clone());
            }
            self.commit(changes).await?;
        }
        let missing: Vec<&Device> =
            known.values().filter(|known| !there.contains(&known.id)).copied().collect();
        for some in missing.chunks(MAX_BATCH) {
            self.ask_for(some, &mut there).await?;
        }
        Ok((there, underway))
    }

    /// Reads devices that a list leaves out, and drops those that are no more.
    async fn ask_for(&mut self, devices: &[&Device], there: &mut HashSet<String>) -> Result<(), Stop> {
        self.still_leads()?;
        let results = match self.read_devices(devices.iter().map(|device| device.id.as_str())).await {
            Ok(results) => results,
            Err(failure) => return Err(self.out_of_order(&failure)),
        };
        let now = self.now();
        let mut changes = Vec::new();
        for (device, result) in devices.iter().zip(results) {
            match result {
                Ok(answer) => {
                    there.insert(device.id.clone());
                    let seen = answer.value.map(|found| Device::seen(&found, Some(device), now));
                    changes.extend(seen.filter(|seen| seen != *device).map(Change::Device));
                }
                Err(failure) if failure.is_not_found() => changes.push(Change::DropDevice(device.id.clone())),
                // It stays as it was seen, and is asked for another time.
                Err(_) => drop(there.insert(device.id.clone())),
            }
        }
        self.commit(changes).await
    }

    /// Reads the import records that belong to no intent here: since when the newest that is pending is so. Of what has
    /// come true only that is kept of which the device is still awaited: records stay for as long as nobody deletes them.
    async fn pull_imports(&mut self, there: &HashSet<String>) -> Result<Option<Millis>, Stop> {
        self.still_leads()?;
        let known = self.engine.storage.imports().await?;
        let known: HashMap<&str, &Import> = known.iter().map(|import| (import.id.as_str(), import)).collect();
        let found = match self.engine.client.imports().all().await {
            Ok(found) => found,
            Err(failure) if concerns_all(&failure) => return Err(self.out_of_order(&failure)),
            // Devices can be read, and these can't: that is no reason to hold everything up.
            Err(_) => return Ok(None),
        };
        let own = self.own_imports();
        let now = self.now();
        let (mut kept, mut underway, mut changes) = (HashSet::new(), None, Vec::new());
        for found in found.iter().filter(|found| !own.contains(found.id.as_str())) {
            let before = known.get(found.id.as_str()).copied();
            let import = Import::seen(found, before, now);
            let is_over = match &import.status {
                RowStatus::Complete { device, .. } => before.is_none() || there.contains(device),
                _ => false,
            };
            if is_over {
                continue;
            }
            if !matches!(import.status, RowStatus::Failed { .. }) {
                underway = underway.max(Some(import.since));
            }
            kept.insert(found.id.as_str());
            if before != Some(&import) {
                changes.push(Change::Import(import));
            }
        }
        let gone = known.keys().filter(|id| !kept.contains(**id));
        changes.extend(gone.map(|id| Change::DropImport((*id).to_owned())));
        self.commit(changes).await?;
        Ok(underway)
    }
}
