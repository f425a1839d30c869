//! `managedDeviceCleanupRules`, and `managedDeviceCleanupSettings`, which is older. Beta only.

use super::{Answer, Client, Pages, bytes, json, nothing};
use crate::{
    Failure, Method, Transport, Version, percent_encoded,
    wire::{ManagedDeviceCleanupRule, ManagedDeviceCleanupSettings},
};

const RULES: &str = "deviceManagement/managedDeviceCleanupRules";
const SETTINGS: &str = "deviceManagement/managedDeviceCleanupSettings";

impl<T: Transport> Client<T> {
    /// Every clean-up rule.
    pub fn cleanup_rules(&self) -> Pages<'_, T, ManagedDeviceCleanupRule> {
        Pages::new(self, self.address(Version::Beta, RULES))
    }

    /// The setting that was there before rules: one for all platforms.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn cleanup_settings(&self) -> Result<Answer<ManagedDeviceCleanupSettings>, Failure> {
        self.read(Version::Beta, SETTINGS).await
    }

    /// Makes a rule, or changes the one of that id.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn keep_cleanup_rule(
        &self,
        request_id: &str,
        rule: &ManagedDeviceCleanupRule,
    ) -> Result<Answer<ManagedDeviceCleanupRule>, Failure> {
        let (method, path) = if rule.id.is_empty() {
            (Method::Post, RULES.to_owned())
        } else {
            (Method::Patch, format!("{RULES}/{}", percent_encoded(&rule.id)))
        };
        let body =
            ManagedDeviceCleanupRule { id: String::new(), last_modified_date_time: None, ..rule.clone() };
        let address = self.address(Version::Beta, &path);
        json(&self.change(method, address, request_id, Some(bytes(&body))).await?)
    }

    /// Deletes a rule.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn delete_cleanup_rule(&self, request_id: &str, rule: &str) -> Result<Answer<()>, Failure> {
        let address = self.address(Version::Beta, &format!("{RULES}/{}", percent_encoded(rule)));
        Ok(nothing(&self.change(Method::Delete, address, request_id, None).await?))
    }
}
