//! `importedWindowsAutopilotDeviceIdentities`: registering.

use super::{Answer, Client, Pages, json, nothing};
use crate::{
    Failure, Method, Transport, Version, literal, percent_encoded,
    wire::{Collection, ImportedWindowsAutopilotDeviceIdentity},
};

const IMPORTED: &str = "deviceManagement/importedWindowsAutopilotDeviceIdentities";

impl<T: Transport> Client<T> {
    /// Registers the devices of a body, which is a [`crate::wire::ImportRequest`]: as bytes, as it holds hashes, which
    /// nobody needs to look at on the way.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn import(
        &self,
        id: &str,
        body: Vec<u8>,
    ) -> Result<Answer<Vec<ImportedWindowsAutopilotDeviceIdentity>>, Failure> {
        let address = self.address(Version::V1, &format!("{IMPORTED}/import"));
        let response = self.change(Method::Post, address, id, Some(body)).await?;
        let answer: Answer<Collection<_>> = json(&response)?;
        Ok(answer.map(|devices| devices.value))
    }

    /// Every import that is remembered.
    pub fn imports(&self) -> Pages<'_, T, ImportedWindowsAutopilotDeviceIdentity> {
        Pages::new(self, self.address(Version::V1, IMPORTED))
    }

    /// The imports of one call.
    pub fn imports_of(&self, import_id: &str) -> Pages<'_, T, ImportedWindowsAutopilotDeviceIdentity> {
        let filter = percent_encoded(&format!("importId eq {}", literal(import_id)));
        Pages::new(self, self.address(Version::V1, &format!("{IMPORTED}?$filter={filter}")))
    }

    /// One import.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn imported(
        &self,
        id: &str,
    ) -> Result<Answer<ImportedWindowsAutopilotDeviceIdentity>, Failure> {
        self.read(Version::V1, &format!("{IMPORTED}/{}", percent_encoded(id))).await
    }

    /// Forgets an import. What it registered stays registered.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn forget_import(&self, request_id: &str, import: &str) -> Result<Answer<()>, Failure> {
        let address = self.address(Version::V1, &format!("{IMPORTED}/{}", percent_encoded(import)));
        let response = self.change(Method::Delete, address, request_id, None).await?;
        Ok(nothing(&response))
    }
}

/// The address of an import below the version, for a batch.
#[must_use]
pub fn import_path(import: &str) -> String {
    format!("/{IMPORTED}/{}", percent_encoded(import))
}
