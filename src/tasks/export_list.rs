//! Writing the list of devices to the reader's downloads.

use gloo::file::Blob;
use leptos::task::spawn_local;
use lifecycle::RegistrationState;

use crate::compose;
use crate::queries::{TENANT_COLUMNS, TenantLine, column, list_csv};
use crate::t;
use crate::tenant::Tenant;

/// The name of the file.
const NAME: &str = "devices.csv";

/// Writes these devices as a list.
pub fn export_list(tenant: Tenant, lines: &[&TenantLine]) {
    let i18n = tenant.workspace.i18n;
    let state = |state: RegistrationState| t!(i18n, &format!("state-{}", state.key()));
    let said = |at: usize, line: &TenantLine| match at {
        column::STATE => state(line.state),
        _ => line.texts[at].clone(),
    };
    let text = list_csv(lines, &|at| t!(i18n, TENANT_COLUMNS[at]), &said);
    let file = Blob::new_with_options(text.as_str(), Some("text/csv"));
    spawn_local(async move { compose::download(file.as_ref(), NAME).await });
    tenant.workspace.toasts.done(t!(i18n, "export-list-done", file = NAME, count = lines.len()));
}
