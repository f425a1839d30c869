//! What is asked to be changed, alone or in a batch.

use serde_json::{Value, json};

use super::{
    Answer, BatchItem, Client, Remote, Warrant, bytes, device_path, directory_path, managed_path, nothing,
};
use crate::{
    Failure, Method, Transport, Version, percent_encoded,
    wire::{UpdateDeviceProperties, UserAssignment},
};

/// Something to be changed. The same is asked whether it goes alone or in a batch: by the body, too, a service knows a repetition.
/// What posts has a body though it says nothing, as Graph refuses a batch with something that has none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// Of which version.
    pub version: Version,
    /// What is to be done.
    pub method: Method,
    /// The address below the version, with a slash in front.
    pub url: String,
    /// The body.
    pub body: Option<Value>,
}

impl Call {
    /// Asks a managed device to do something. The service takes it; the device does it when it next checks in.
    #[must_use]
    pub fn order(device: &str, remote: &Remote) -> Call {
        let path = managed_path(device);
        let (method, version, url, body) = match remote {
            Remote::Restart => (Method::Post, Version::V1, format!("{path}/rebootNow"), Some(nothing_more())),
            Remote::Sync => (Method::Post, Version::V1, format!("{path}/syncDevice"), Some(nothing_more())),
            Remote::Retire => (Method::Post, Version::V1, format!("{path}/retire"), Some(nothing_more())),
            Remote::Delete => (Method::Delete, Version::V1, path, None),
            Remote::Wipe(wipe) => {
                let version = if wipe.takes_beta() { Version::Beta } else { Version::V1 };
                (Method::Post, version, format!("{path}/wipe"), Some(json!(wipe)))
            }
            Remote::FreshStart { keep_user_data } => {
                let body = json!({ "keepUserData": keep_user_data });
                (Method::Post, Version::V1, format!("{path}/cleanWindowsDevice"), Some(body))
            }
        };
        Call { version, method, url, body }
    }

    /// Changes properties of a registered device. The service takes it, and does it some time later.
    #[must_use]
    pub fn update_device_properties(device: &str, properties: &UpdateDeviceProperties) -> Call {
        let url = format!("{}/updateDeviceProperties", device_path(device));
        Call::v1(Method::Post, url, Some(json!(properties)))
    }

    /// Takes the user from a registered device.
    #[must_use]
    pub fn unassign_user(device: &str) -> Call {
        Call::v1(
            Method::Post,
            format!("{}/unassignUserFromDevice", device_path(device)),
            Some(nothing_more()),
        )
    }

    /// Gives a registered device a user.
    #[must_use]
    pub fn assign_user(device: &str, assignment: &UserAssignment) -> Call {
        let url = format!("{}/assignUserToDevice", device_path(device));
        Call::v1(Method::Post, url, Some(json!(assignment)))
    }

    /// Deregisters a device. It is refused with 400 as long as the device is in management, and may be shown for half an hour still.
    #[must_use]
    pub fn deregister(device: &str) -> Call {
        Call::v1(Method::Delete, device_path(device), None)
    }

    /// Deletes a device object. It is refused with 403 while it is registered with Autopilot, and for a while after.
    #[must_use]
    pub fn delete_directory_device(id: &str) -> Call {
        Call::v1(Method::Delete, directory_path(id), None)
    }

    /// Disables a device object: nobody signs in with the device any more.
    #[must_use]
    pub fn disable_directory_device(id: &str) -> Call {
        Call::v1(Method::Patch, directory_path(id), Some(json!({ "accountEnabled": false })))
    }

    /// Takes a member out of a group; 404 where it is none. The address ends in `/$ref`: without it, some services have deleted the
    /// member itself.
    #[must_use]
    pub fn leave_group(group: &str, member: &str) -> Call {
        let url = format!("/groups/{}/members/{}/$ref", percent_encoded(group), percent_encoded(member));
        Call::v1(Method::Delete, url, None)
    }

    fn v1(method: Method, url: String, body: Option<Value>) -> Call {
        Call { version: Version::V1, method, url, body }
    }

    /// The same in a batch of its version. `id` names the intent.
    #[must_use]
    pub fn item(self, id: String) -> BatchItem {
        BatchItem { method: self.method, url: self.url, request_id: Some(id), body: self.body }
    }
}

impl<T: Transport> Client<T> {
    /// Asks for a change alone. `id` names the intent. Nobody says whether the headers of a warrant get through in a batch, so what
    /// needs one is asked in this way.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn call(&self, id: &str, call: &Call, warrant: &Warrant) -> Result<Answer<()>, Failure> {
        let address = self.address(call.version, &call.url[1..]);
        let body = call.body.as_ref().map(bytes);
        Ok(nothing(&self.change_under(call.method, address, id, body, warrant).await?))
    }
}

fn nothing_more() -> Value {
    json!({})
}
