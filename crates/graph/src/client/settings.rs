//! `windowsAutopilotSettings`: asking the registration service to hurry. Beta only.

use serde::Deserialize;

use super::{Answer, Client, nothing};
use crate::{Failure, Method, Transport, Version, wire::beta::WindowsAutopilotSettings};

const SETTINGS: &str = "deviceManagement/windowsAutopilotSettings";

/// What the service sends is plain; its documentation shows it wrapped.
#[derive(Deserialize)]
#[serde(untagged)]
enum Sent {
    Wrapped { value: WindowsAutopilotSettings },
    Plain(WindowsAutopilotSettings),
}

impl<T: Transport> Client<T> {
    /// When the registration service was last asked.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn autopilot_settings(&self) -> Result<Answer<WindowsAutopilotSettings>, Failure> {
        let answer: Answer<Sent> = self.read(Version::Beta, SETTINGS).await?;
        Ok(answer.map(|sent| match sent {
            Sent::Wrapped { value } | Sent::Plain(value) => value,
        }))
    }

    /// Has the registration service asked now: at most once in ten minutes.
    ///
    /// # Errors
    /// [`Failure`]: 409 while it is being asked, 429 when that was less than ten minutes ago.
    pub async fn sync_autopilot(&self, request_id: &str) -> Result<Answer<()>, Failure> {
        let address = self.address(Version::Beta, &format!("{SETTINGS}/sync"));
        let response = self.change(Method::Post, address, request_id, None).await?;
        Ok(nothing(&response))
    }
}
