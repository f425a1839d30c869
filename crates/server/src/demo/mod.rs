//! A tenant with made-up devices in every state, to look at and to try things on.
//!
//! These serial numbers meet with trouble when they are registered with any hash that can be read:
//!
//! | serial number        | what happens                                                                      |
//! |----------------------|-----------------------------------------------------------------------------------|
//! | `DEMO-0001`          | 806 `ZtdDeviceAlreadyAssigned`: it is registered                                  |
//! | `DEMO-OTHER-TENANT`  | 808 `ZtdDeviceAssignedToOtherTenant`                                              |
//! | `DEMO-STORAGE-ERROR` | 640 `StorageError`                                                                |
//! | `DEMO-BODY-ERROR`    | 801 `InvalidZtdRequestBody`                                                       |
//! | `DEMO-STUCK`         | it stays `unknown` for ever                                                       |
//! | any of Fabrikam's    | `ZtdDeviceNotFound`, but for its model `Fabrikam Slate 10` with `DEMO-SLATE-0001` |
//!
//! 802, 803 and 807 come by a damaged hash, by giving no serial number, and by giving a device twice in one call.

mod devices;
mod imports;
mod people;
mod world;

use crate::server::Server;
use crate::store::{StoreError, Tenant, identities, imports as table};
use crate::supply::{Fault, Supply};

/// What makers, other tenants and bad luck say of the devices of the demonstration.
#[must_use]
pub fn demo_supply() -> Supply {
    let mut supply = Supply::default();
    supply.deliver("Fabrikam", "Fabrikam Slate 10", Some("DEMO-SLATE-0001"));
    supply.assign_elsewhere("DEMO-OTHER-TENANT");
    for (serial, code, name) in [
        ("DEMO-STORAGE-ERROR", 640, graph::wire::error_name::STORAGE),
        ("DEMO-BODY-ERROR", 801, graph::wire::error_name::INVALID_BODY),
    ] {
        supply.trouble(serial, Fault::Error { code, name: name.to_owned() });
    }
    supply.trouble("DEMO-STUCK", Fault::Stuck);
    supply
}

/// Fills an empty tenant with made-up devices; `false`: it isn't empty, and stays as it is.
///
/// The same clock and the same ids give the same devices.
///
/// # Errors
/// When the database can't be used.
pub fn fill_demo(server: &Server) -> Result<bool, StoreError> {
    let filling = server.clone();
    server.database().write_blocking(Tenant::DEFAULT, move |tx| {
        if identities::count(tx, identities::Which::default())? > 0 || table::count(tx, None)? > 0 {
            return Ok(false);
        }
        let now = filling.clock().now();
        people::fill(tx, filling.ids(), now)?;
        devices::fill(tx, filling.ids(), now)?;
        imports::fill(tx, filling.ids(), now)?;
        world::fill(tx, filling.ids(), filling.settings(), now)?;
        Ok(true)
    })
}
