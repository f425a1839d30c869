//! What is asked of managed devices and takes approval.

use super::managed_devices::refusal;
use crate::approval::{self, About, Operation};
use crate::http::answer::Answer;
use crate::http::context::Context;
use crate::http::failure::Failure;
use crate::management::{self, Asked};
use crate::server::Server;
use crate::store::{Tx, managed_devices};

/// Holds what a device is asked, if that takes approval; `None`: go on.
pub fn hold(
    tx: &Tx<'_>,
    server: &Server,
    context: &Context,
    id: &str,
    asked: &Asked,
) -> Result<Option<Answer>, Failure> {
    let Some(policy_type) = approval::policy_type(asked.name) else { return Ok(None) };
    // What can't be done is said now, not after it was approved.
    let device = management::check(tx, id, asked, context.now)?.map_err(|why| refusal(why, context.now))?;
    let operation = Operation {
        policy_type,
        entity_type: approval::DEVICE,
        about: vec![about(tx, device.id)?],
        parameters: asked.parameters.clone(),
    };
    approval::hold(tx, server.ids(), context, &operation)
}

/// As [`hold`], for several devices.
pub fn hold_all(
    tx: &Tx<'_>,
    server: &Server,
    context: &Context,
    devices: &[String],
    asked: &Asked,
) -> Result<Option<Answer>, Failure> {
    let Some(policy_type) = approval::policy_type(asked.name) else { return Ok(None) };
    let mut devices = devices.to_vec();
    devices.sort_unstable();
    devices.dedup();
    let mut able = Vec::new();
    for id in &devices {
        if let Ok(device) = management::check(tx, id, asked, context.now)? {
            able.push(about(tx, device.id)?);
        }
    }
    if able.is_empty() {
        return Ok(None);
    }
    let mut parameters = asked.parameters.clone();
    parameters.insert("actionName".to_owned(), asked.name.into());
    parameters.insert("deviceIds".to_owned(), devices.into());
    let operation = Operation { policy_type, entity_type: approval::DEVICE, about: able, parameters };
    approval::hold(tx, server.ids(), context, &operation)
}

fn about(tx: &Tx<'_>, id: String) -> Result<About, Failure> {
    Ok(About { name: managed_devices::name(tx, &id)?.unwrap_or_default(), id })
}
