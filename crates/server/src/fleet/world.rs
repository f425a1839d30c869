//! What stands around the fleet: Apple devices are bought before they are switched on.

use std::time::Duration;

use serde_json::{Value, json};

use super::client::Client;

/// How often to look whether the server has heard of the devices, and how long to wait in between.
const WAITS: u32 = 100;
const WAIT: Duration = Duration::from_millis(50);

/// Has Apple Business Manager assign the devices to the server: by serial number and kind. A fleet that was there before stays as it
/// was left: what was unassigned since then is not assigned again.
pub fn buy(client: &Client, seed: u64, devices: &[(&str, &str)]) -> Result<(), String> {
    let servers = "/world/appleBusinessManager/mdmServers";
    let name = format!("Fleet {seed}");
    let known = client.get(&format!("{servers}?$filter=serverName%20eq%20%27Fleet%20{seed}%27"))?;
    let server = match known.pointer("/value/0") {
        Some(server) => server.clone(),
        None => client.tell(servers, &json!({ "serverName": name }))?.unwrap_or_default(),
    };
    let id = server["id"].as_str().unwrap_or_default();
    if id.is_empty() || !server["connectedDateTime"].is_null() {
        return Ok(());
    }
    for (serial, kind) in devices {
        let family = if *kind == "macOS" { "Mac" } else { "iPhone" };
        let bought = json!({ "serialNumber": serial, "productFamily": family, "assignedServer": id });
        // One that is there already was bought before.
        client.tell("/world/appleBusinessManager/devices", &bought)?;
    }
    client.tell(&format!("{servers}/{id}/connect"), &Value::Null)?;
    // They are switched on when the server has heard of them.
    for _ in 0..WAITS {
        let token = client.get(&format!("/beta/deviceManagement/depOnboardingSettings/{id}"))?;
        if token["syncedDeviceCount"].as_u64().is_some_and(|synced| synced > 0) {
            break;
        }
        std::thread::sleep(WAIT);
    }
    Ok(())
}
