//! What a device says to its server, and hears.

use std::time::Duration;

use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// A connection to a server.
pub struct Client {
    agent: ureq::Agent,
    base: String,
}

/// What a device is told when it enrols.
#[derive(serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Enrolled {
    /// Its id.
    pub device_id: String,
    /// By which it proves that it is itself.
    pub secret: String,
    /// In how many seconds it is to check in.
    pub next_check_in: f64,
}

/// What it is told when it checks in.
#[derive(serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Orders {
    /// Whether it is managed no more.
    pub removed: bool,
    /// What it is to do.
    pub actions: Vec<Order>,
    /// In how many seconds it is to check in again.
    pub next_check_in: f64,
}

/// Something to do.
#[derive(serde::Deserialize)]
pub struct Order {
    /// Its id.
    pub id: String,
    /// What.
    pub name: String,
}

impl Client {
    /// A connection to the server at that address.
    pub fn new(base: &str) -> Client {
        let config = ureq::Agent::config_builder().timeout_global(Some(Duration::from_secs(30))).build();
        Client { agent: config.into(), base: base.trim_end_matches('/').to_owned() }
    }

    /// The serial numbers of registered devices that were never in use, with manufacturer and model.
    pub fn registered(&self) -> Result<Vec<[String; 3]>, String> {
        let mut found = Vec::new();
        let mut next = Some(format!("{}/v1.0/deviceManagement/windowsAutopilotDeviceIdentities", self.base));
        while let Some(address) = next {
            let answer = self.agent.get(&address).call().map_err(|error| self.explain(&error))?;
            let page: Value = read(answer)?;
            let devices = page["value"].as_array().into_iter().flatten();
            found.extend(devices.filter(|device| device["enrollmentState"] == "notContacted").map(
                |device| {
                    ["serialNumber", "manufacturer", "model"]
                        .map(|name| device[name].as_str().unwrap_or_default().to_owned())
                },
            ));
            next = page["@odata.nextLink"].as_str().map(str::to_owned);
        }
        Ok(found)
    }

    /// Enrols a device; `None`: the server doesn't let it.
    pub fn enrol(&self, says: &Value) -> Result<Option<Enrolled>, String> {
        match self.agent.post(format!("{}/agent/enroll", self.base)).send_json(says) {
            Err(ureq::Error::StatusCode(403)) => Ok(None),
            answer => read(answer.map_err(|error| self.explain(&error))?).map(Some),
        }
    }

    /// What is at an address.
    pub fn get(&self, address: &str) -> Result<Value, String> {
        let answer = self.agent.get(format!("{}{address}", self.base)).call();
        read(answer.map_err(|error| self.explain(&error))?)
    }

    /// Has something made; `None`: it is there already.
    pub fn tell(&self, address: &str, body: &Value) -> Result<Option<Value>, String> {
        match self.agent.post(format!("{}{address}", self.base)).send_json(body) {
            Err(ureq::Error::StatusCode(409)) => Ok(None),
            answer => read(answer.map_err(|error| self.explain(&error))?).map(Some),
        }
    }

    /// Checks in.
    pub fn check_in(&self, device: &Enrolled, results: &[Value]) -> Result<Orders, String> {
        let request = self.agent.post(format!("{}/agent/checkin", self.base));
        let request = request.header("authorization", format!("Bearer {}", device.secret));
        let answer = request.send_json(json!({ "deviceId": device.device_id, "results": results }));
        read(answer.map_err(|error| self.explain(&error))?)
    }

    fn explain(&self, error: &ureq::Error) -> String {
        format!(
            "the server at {} can't be asked: {error}. Is it running? Name another with --server",
            self.base
        )
    }
}

fn read<T: DeserializeOwned>(mut answer: ureq::http::Response<ureq::Body>) -> Result<T, String> {
    answer.body_mut().read_json().map_err(|error| format!("the server's answer can't be read: {error}"))
}
