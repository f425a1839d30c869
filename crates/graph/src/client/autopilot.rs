//! `windowsAutopilotDeviceIdentities`: what is registered.

use super::{Answer, Client, Pages};
use crate::{
    Failure, Refusal, Transport, Version, literal, percent_encoded, serial_probe,
    wire::{WindowsAutopilotDeviceIdentity, beta, text},
};

const AUTOPILOT: &str = "deviceManagement/windowsAutopilotDeviceIdentities";

impl<T: Transport> Client<T> {
    /// Every registered device, by v1.0.
    pub fn registered(&self) -> Pages<'_, T, WindowsAutopilotDeviceIdentity> {
        Pages::new(self, self.address(Version::V1, AUTOPILOT))
    }

    /// Every registered device, by beta: with its deployment profile's state.
    pub fn registered_beta(&self) -> Pages<'_, T, beta::WindowsAutopilotDeviceIdentity> {
        Pages::new(self, self.address(Version::Beta, AUTOPILOT))
    }

    /// A registered device, by beta.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn registered_device(
        &self,
        id: &str,
    ) -> Result<Answer<beta::WindowsAutopilotDeviceIdentity>, Failure> {
        self.read(Version::Beta, &format!("{AUTOPILOT}/{}", percent_encoded(id))).await
    }

    /// The registered devices with exactly that serial number, whatever its case. The service can only look for a part
    /// of one, and refuses some parts: then all devices are read.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn registered_by_serial(
        &self,
        serial: &str,
    ) -> Result<Vec<beta::WindowsAutopilotDeviceIdentity>, Failure> {
        let found = match registered_by_serial_path(serial) {
            None => self.registered_beta().all().await?,
            Some(path) => {
                let address = self.address(Version::Beta, &path[1..]);
                match Pages::new(self, address).all().await {
                    Err(Failure::Refused(Refusal { status: 400, .. })) => {
                        self.registered_beta().all().await?
                    }
                    found => found?,
                }
            }
        };
        let same = |device: &beta::WindowsAutopilotDeviceIdentity| {
            text(device.v1.serial_number.as_ref()).trim().eq_ignore_ascii_case(serial.trim())
        };
        Ok(found.into_iter().filter(same).collect())
    }
}

/// The address of a registered device below the version, for a batch.
#[must_use]
pub fn device_path(device: &str) -> String {
    format!("/{AUTOPILOT}/{}", percent_encoded(device))
}

/// The address below the version at which registered devices are looked for by that serial number, for a batch; what comes back
/// is to be compared. `None`: there is no piece of it by which the service can look.
#[must_use]
pub fn registered_by_serial_path(serial: &str) -> Option<String> {
    let probe = serial_probe(serial)?;
    let filter = percent_encoded(&format!("contains(serialNumber,{})", literal(probe)));
    Some(format!("/{AUTOPILOT}?$filter={filter}"))
}
