//! What is held: one call, whatever its spelling.

use serde_json::{Map, Value, json};

use crate::http::context::Context;
use crate::management::masked;

/// The operations that policies protect here, by the names that policies have for them.
pub const PROTECTED: [&str; 3] = ["deviceWipe", "deviceRetire", "deviceDelete"];

/// What an operation on managed devices is about.
pub const DEVICE: &str = "managedDevice";

/// What a change of a policy is about.
pub const POLICY: &str = "operationApprovalPolicy";

/// The policy type that protects an action of a device; `None`: none does.
pub fn policy_type(action: &str) -> Option<&'static str> {
    match action {
        "wipe" => Some(PROTECTED[0]),
        "retire" => Some(PROTECTED[1]),
        "delete" => Some(PROTECTED[2]),
        _ => None,
    }
}

/// One of those that an operation is about.
#[derive(Clone, Debug)]
pub struct About {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub name: String,
}

/// An operation.
#[derive(Clone, Debug)]
pub struct Operation {
    /// Which policy protects it.
    pub policy_type: &'static str,
    /// The type of what it is about.
    pub entity_type: &'static str,
    /// What it is about.
    pub about: Vec<About>,
    /// What is asked for besides.
    pub parameters: Map<String, Value>,
}

impl Operation {
    /// By what the same call is known: its method, its address and its parameters, not how they are written. Of a code that unlocks
    /// the device no more than that there is one: it has six digits, and who has the digest and its key could try them all.
    pub fn digest(&self, context: &Context) -> [u8; 32] {
        let parameters = Value::Object(masked(self.parameters.clone())).to_string();
        let mut hasher = blake3::Hasher::new();
        for part in [context.method.as_str(), &context.path, &parameters] {
            hasher.update(part.as_bytes()).update(&[0]);
        }
        *hasher.finalize().as_bytes()
    }

    /// What an approver is told of it.
    pub fn told(&self, context: &Context) -> String {
        // Those who approve need not know what unlocks the device.
        let parameters = masked(self.parameters.clone());
        let about: Vec<Value> =
            self.about.iter().map(|about| json!({ "id": about.id, "displayName": about.name })).collect();
        json!({
            "method": context.method.as_str(),
            "path": context.path,
            "parameters": parameters,
            "entityType": self.entity_type,
            "entities": about,
        })
        .to_string()
    }
}
