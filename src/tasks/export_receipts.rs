//! Writing receipts to the reader's downloads.

use device_csv::Part;

use super::export_devices::explain;
use crate::compose::{self, Composer};
use crate::t;
use crate::tenant::Tenant;

/// Writes a file of receipts of so many devices.
pub fn export_receipts(tenant: Tenant, name: &'static str, text: String, count: usize) {
    let workspace = tenant.workspace;
    leptos::task::spawn_local(async move {
        match Composer::new(|_| None).compose(&[Part::Bytes(text.into_bytes())]).await {
            Ok(file) => {
                compose::download(&file, name).await;
                workspace.toasts.done(t!(workspace.i18n, "receipts-exported", file = name, count = count));
            }
            Err(error) => workspace.toasts.failed(explain(workspace, &error)),
        }
    });
}
