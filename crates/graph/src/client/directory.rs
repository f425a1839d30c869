//! The directory: device objects and users.

use super::{Answer, Client, Pages};
use crate::{
    Failure, Transport, Version, literal, percent_encoded,
    wire::{Changed, Device, Group, User},
};

impl<T: Transport> Client<T> {
    /// Every device object.
    pub fn directory_devices(&self) -> Pages<'_, T, Device> {
        Pages::new(self, self.address(Version::V1, "devices?$top=999"))
    }

    /// What has changed among the device objects since an address was given by [`Pages::delta_link`], or all of them and where
    /// the first changes will be.
    pub fn directory_changes(&self, since: Option<&str>) -> Pages<'_, T, Changed<Device>> {
        let all = || self.address(Version::V1, "devices/delta()");
        Pages::new(self, since.map_or_else(all, str::to_owned))
    }

    /// The device object of that object id.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn directory_device(&self, id: &str) -> Result<Answer<Device>, Failure> {
        self.read(Version::V1, &directory_path(id)[1..]).await
    }

    /// The device objects of that device id, of which there should be one. (The device id is not the object's.)
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn directory_by_device_id(&self, device_id: &str) -> Result<Vec<Device>, Failure> {
        let filter = percent_encoded(&format!("deviceId eq {}", literal(device_id)));
        let found: Vec<Device> =
            Pages::new(self, self.address(Version::V1, &format!("devices?$filter={filter}"))).all().await?;
        let same =
            |device: &Device| device.device_id.as_ref().is_some_and(|id| id.eq_ignore_ascii_case(device_id));
        Ok(found.into_iter().filter(same).collect())
    }

    /// The groups of which a device object is a member.
    pub fn groups_of_device(&self, id: &str) -> Pages<'_, T, Group> {
        Pages::new(self, self.address(Version::V1, &format!("{}/memberOf", &directory_path(id)[1..])))
    }

    /// The users whose names begin so, a page of them.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn users_beginning(&self, text: &str) -> Result<Vec<User>, Failure> {
        let start = literal(text);
        let filter = percent_encoded(&format!(
            "startsWith(userPrincipalName,{start}) or startsWith(displayName,{start})"
        ));
        let address = self.address(Version::V1, &format!("users?$filter={filter}&$top=20"));
        let page = Pages::new(self, address).next().await?;
        Ok(page.map(|page| page.value).unwrap_or_default())
    }
}

/// The address of a user below the version, for a batch: nothing but the id is read.
#[must_use]
pub fn user_path(id: &str) -> String {
    format!("/users/{}?$select=id", percent_encoded(id))
}

/// The address of a device object below the version, for a batch.
#[must_use]
pub fn directory_path(id: &str) -> String {
    format!("/devices/{}", percent_encoded(id))
}
