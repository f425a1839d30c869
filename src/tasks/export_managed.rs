//! Writing the list of managed devices to the reader's downloads.

use device_csv::Part;

use super::export_devices::explain;
use crate::compose::{self, Composer};
use crate::t;
use crate::tenant::Tenant;

/// The name of the file.
const NAME: &str = "managed-devices.csv";

/// Writes a list of so many devices.
pub fn export_managed(tenant: Tenant, text: String, count: usize) {
    let workspace = tenant.workspace;
    leptos::task::spawn_local(async move {
        match Composer::new(|_| None).compose(&[Part::Bytes(text.into_bytes())]).await {
            Ok(file) => {
                compose::download(&file, NAME).await;
                workspace.toasts.done(t!(workspace.i18n, "manage-exported", file = NAME, count = count));
            }
            Err(error) => workspace.toasts.failed(explain(workspace, &error)),
        }
    });
}
