//! `managedDevices`: what is in management, and what is asked of it.

use super::{Answer, Client, Pages};
use crate::{
    Failure, Refusal, Transport, Version, literal, percent_encoded,
    wire::{Changed, ManagedDevice, Wipe, text},
};

const MANAGED: &str = "deviceManagement/managedDevices";

/// What a managed device is asked to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remote {
    /// To restart.
    Restart,
    /// To check in now.
    Sync,
    /// To erase itself.
    Wipe(Wipe),
    /// To give back what the organisation brought.
    Retire,
    /// To be taken out of the list.
    Delete,
    /// To have its Windows made anew.
    FreshStart {
        /// With the user's data.
        keep_user_data: bool,
    },
}

impl<T: Transport> Client<T> {
    /// Every managed device.
    pub fn managed(&self) -> Pages<'_, T, ManagedDevice> {
        Pages::new(self, self.address(Version::Beta, MANAGED))
    }

    /// What has changed among the managed devices since an address was given by [`Pages::delta_link`], or all of them and where
    /// the first changes will be. An addition of `muster-server`.
    pub fn managed_changes(&self, since: Option<&str>) -> Pages<'_, T, Changed<ManagedDevice>> {
        let all = || self.address(Version::Beta, &format!("{MANAGED}/delta()"));
        Pages::new(self, since.map_or_else(all, str::to_owned))
    }

    /// A managed device: with the actions that were asked of it, which lists often lack.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn managed_device(&self, id: &str) -> Result<Answer<ManagedDevice>, Failure> {
        self.read(Version::Beta, &managed_path(id)[1..]).await
    }

    /// The managed devices with exactly that serial number, whatever its case. What the service finds is compared here, as it
    /// has been seen to pass over filters and to answer with everything.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn managed_by_serial(&self, serial: &str) -> Result<Vec<ManagedDevice>, Failure> {
        let address = self.address(Version::Beta, &managed_by_serial_path(serial)[1..]);
        let found = match Pages::new(self, address).all().await {
            Err(Failure::Refused(Refusal { status: 400, .. })) => self.managed().all().await?,
            found => found?,
        };
        let same = |device: &ManagedDevice| {
            text(device.serial_number.as_ref()).trim().eq_ignore_ascii_case(serial.trim())
        };
        Ok(found.into_iter().filter(same).collect())
    }
}

/// The address of a managed device below the version, for a batch.
#[must_use]
pub fn managed_path(device: &str) -> String {
    format!("/{MANAGED}/{}", percent_encoded(device))
}

/// The address below the version at which managed devices are looked for by that serial number, for a batch; what comes back is
/// to be compared.
#[must_use]
pub fn managed_by_serial_path(serial: &str) -> String {
    let filter = percent_encoded(&format!("serialNumber eq {}", literal(serial.trim())));
    format!("/{MANAGED}?$filter={filter}")
}
