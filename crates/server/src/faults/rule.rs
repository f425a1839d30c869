//! Rules: which requests meet with which fault, and when.

use std::sync::Arc;
use std::time::Duration;

use axum::http::Method;
use serde_json::{Map, Value, json};

use super::FaultsError;
use super::fields::Fields;
use super::pattern::{self, Asked, Pattern};
use crate::http::context::Version;

/// Methods that a rule may name.
const METHODS: [Method; 5] = [Method::GET, Method::POST, Method::PATCH, Method::PUT, Method::DELETE];

/// How long an answer may be held back, in milliseconds.
const SLOWEST: u64 = 600_000;

/// Rules by which a server misbehaves. The default has none.
///
/// As a file they are JSON; what each field says stands in `docs/server-faults.md`:
///
/// ```
/// use muster_server::Faults;
///
/// let faults = Faults::from_json(
///     r#"{ "seed": 7, "rules": [{ "fault": "throttle", "routes": ["/devices/*"], "chance": 0.1, "retryAfter": 2.128 }] }"#,
/// );
/// assert!(faults.is_ok());
/// ```
#[derive(Clone, Debug, Default)]
pub struct Faults {
    pub(super) seed: u64,
    pub(super) rules: Arc<[Rule]>,
}

#[derive(Clone, Debug)]
pub(super) struct Rule {
    pub kind: Kind,
    pub routes: Vec<Pattern>,
    pub methods: Vec<Method>,
    pub version: Option<Version>,
    pub chance: f64,
    pub every: u64,
    pub after: u64,
    pub times: Option<u64>,
    /// As it was given.
    pub given: Value,
}

/// What a rule does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Throttle { retry_after: Option<Duration> },
    Unavailable { retry_after: Option<Duration> },
    Burst { requests: u64, window: Duration },
    Latency { least: u64, most: u64 },
    LostAnswer,
    LateVisibility { lasts: Duration },
    HalfDelete { lasts: Duration },
}

/// The names of all kinds.
const KINDS: [&str; 7] =
    ["throttle", "unavailable", "burst", "latency", "lostAnswer", "lateVisibility", "halfDelete"];

impl Kind {
    /// Its name in rules, headers and numbers.
    pub fn name(self) -> &'static str {
        KINDS[match self {
            Kind::Throttle { .. } => 0,
            Kind::Unavailable { .. } => 1,
            Kind::Burst { .. } => 2,
            Kind::Latency { .. } => 3,
            Kind::LostAnswer => 4,
            Kind::LateVisibility { .. } => 5,
            Kind::HalfDelete { .. } => 6,
        }]
    }

    fn read(fields: &mut Fields<'_>) -> Result<Kind, FaultsError> {
        let name = fields.get("fault").and_then(Value::as_str).unwrap_or_default();
        let missing = |fields: &Fields<'_>, name, must| Err(fields.wrong(name, must));
        Ok(match name {
            "throttle" => Kind::Throttle { retry_after: fields.seconds("retryAfter", false)? },
            "unavailable" => Kind::Unavailable { retry_after: fields.seconds("retryAfter", false)? },
            "burst" => match (fields.whole("requests", 1)?, fields.seconds("seconds", true)?) {
                (Some(requests), Some(window)) => Kind::Burst { requests, window },
                (None, _) => return missing(fields, "requests", "a whole number, 1 or more"),
                (_, None) => return missing(fields, "seconds", "a number of seconds, more than 0"),
            },
            "latency" => {
                let (least, most) = milliseconds(fields)?;
                Kind::Latency { least, most }
            }
            "lostAnswer" => Kind::LostAnswer,
            "lateVisibility" | "halfDelete" => match fields.seconds("seconds", true)? {
                Some(lasts) if name == "halfDelete" => Kind::HalfDelete { lasts },
                Some(lasts) => Kind::LateVisibility { lasts },
                None => return missing(fields, "seconds", "a number of seconds, more than 0"),
            },
            _ => return missing(fields, "fault", &format!("one of {}", KINDS.join(", "))),
        })
    }

    /// Methods of requests on which it does something.
    fn methods(self) -> &'static [Method] {
        match self {
            Kind::LateVisibility { .. } | Kind::HalfDelete { .. } => &[Method::POST, Method::DELETE],
            _ => &METHODS,
        }
    }

    /// Whether it would do something to a request.
    fn concerns(self, asked: &Asked<'_>, method: &Method) -> bool {
        let is_of = |routes: &[(Method, &str)]| {
            routes.iter().any(|(known, route)| known == method && asked.is_of(route))
        };
        match self {
            Kind::LateVisibility { .. } => is_of(CREATING) || is_of(DELETING) || is_of(FORGETTING),
            Kind::HalfDelete { .. } => is_of(DELETING),
            _ => true,
        }
    }
}

/// What creates entities that can be seen late.
const CREATING: &[(Method, &str)] = &[
    (Method::POST, "deviceManagement/importedWindowsAutopilotDeviceIdentities"),
    (Method::POST, "deviceManagement/importedWindowsAutopilotDeviceIdentities/import"),
    (Method::POST, "deviceManagement/windowsAutopilotDeviceIdentities"),
    (Method::POST, "agent/enroll"),
];

/// What deletes in several steps, of which some can be done late.
const DELETING: &[(Method, &str)] = &[
    (Method::DELETE, "deviceManagement/managedDevices/{id}"),
    (Method::DELETE, "deviceManagement/windowsAutopilotDeviceIdentities/{id}"),
    (Method::POST, "deviceManagement/windowsAutopilotDeviceIdentities/deleteDevices"),
    (Method::DELETE, "devices/{id}"),
];

/// What deletes at a stroke.
const FORGETTING: &[(Method, &str)] = &[
    (Method::DELETE, "deviceManagement/importedWindowsAutopilotDeviceIdentities/{id}"),
    (Method::DELETE, "directory/deletedItems/{id}"),
];

/// A number of milliseconds, or two between which it is.
fn milliseconds(fields: &mut Fields<'_>) -> Result<(u64, u64), FaultsError> {
    let value = fields.get("milliseconds");
    let both = match value {
        Some(Value::Array(both)) => match &both[..] {
            [least, most] => least.as_u64().zip(most.as_u64()),
            _ => None,
        },
        Some(one) => one.as_u64().map(|one| (one, one)),
        None => None,
    };
    both.filter(|(least, most)| least <= most && *most <= SLOWEST).ok_or_else(|| {
        let must =
            format!("a whole number up to {SLOWEST}, or a list of two of which the first is not larger");
        fields.wrong("milliseconds", &must)
    })
}

impl Rule {
    fn read(place: &str, value: &Value) -> Result<Rule, FaultsError> {
        let mut fields = Fields::of(place, value)?;
        let kind = Kind::read(&mut fields)?;
        let version =
            match fields.get("version").map(|version| version.as_str().and_then(Version::from_segment)) {
                None => None,
                Some(Some(version)) => Some(version),
                Some(None) => return Err(fields.wrong("version", "v1.0 or beta; without it, both are meant")),
            };
        let mut routes = Vec::new();
        for (index, text) in fields.texts("routes", "addresses")?.into_iter().enumerate() {
            let route = Pattern::read(text).filter(|route| route.is_of_something(version));
            routes.push(route.ok_or_else(|| {
                fields.wrong(
                    &format!("routes[{index}]"),
                    "an address of /openapi.json below its version, such as /devices/{id}, or all that is below one, \
                     such as /deviceManagement/managedDevices/*",
                )
            })?);
        }
        let mut methods = Vec::new();
        for (index, text) in fields.texts("methods", "methods")?.into_iter().enumerate() {
            let known = kind.methods().iter().find(|known| known.as_str().eq_ignore_ascii_case(text));
            methods.push(known.cloned().ok_or_else(|| {
                let names: Vec<&str> = kind.methods().iter().map(Method::as_str).collect();
                fields.wrong(&format!("methods[{index}]"), &format!("one of {}", names.join(", ")))
            })?);
        }
        let mut rule = Rule {
            kind,
            routes,
            methods,
            version,
            chance: 1.0,
            every: 1,
            after: 0,
            times: None,
            given: value.clone(),
        };
        // Of a burst, the window says when.
        if !matches!(kind, Kind::Burst { .. }) {
            rule.chance = fields.chance("chance")?.unwrap_or(rule.chance);
            rule.every = fields.whole("every", 1)?.unwrap_or(rule.every);
            rule.after = fields.whole("after", 0)?.unwrap_or(rule.after);
            rule.times = fields.whole("times", 1)?;
        }
        fields.end(&format!("a rule for {}", kind.name()))?;
        Ok(rule)
    }

    /// Whether it counts a request.
    pub fn is_about(&self, asked: &Asked<'_>, method: &Method) -> bool {
        // Whoever asks for the head alone asks for the same.
        let method = if *method == Method::HEAD { &Method::GET } else { method };
        (self.methods.is_empty() || self.methods.contains(method))
            && (self.version.is_none() || asked.version == self.version)
            && self.kind.concerns(asked, method)
            && pattern::any(&self.routes, asked)
    }
}

impl Faults {
    /// Reads rules.
    ///
    /// # Errors
    /// What is wrong and where: it is no JSON, or a field has a value that it can't have, or isn't known.
    pub fn from_json(text: &str) -> Result<Faults, FaultsError> {
        let value: Value = serde_json::from_str(text).map_err(|error| FaultsError(error.to_string()))?;
        let mut fields = Fields::of("", &value)?;
        let seed = fields.whole("seed", 0)?.unwrap_or_default();
        let given = match fields.get("rules") {
            None => &[],
            Some(Value::Array(rules)) => &rules[..],
            Some(_) => return Err(fields.wrong("rules", "a list of rules")),
        };
        // What tells how often they were met may be sent back as it came.
        fields.get("counts");
        fields.end("what holds the rules")?;
        let rules =
            given.iter().enumerate().map(|(index, rule)| Rule::read(&format!("rules[{index}]"), rule));
        Ok(Faults { seed, rules: rules.collect::<Result<_, _>>()? })
    }

    /// Whether there are no rules.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    /// As they were given.
    pub(super) fn to_json(&self) -> Map<String, Value> {
        let rules: Vec<&Value> = self.rules.iter().map(|rule| &rule.given).collect();
        let both = [("seed".to_owned(), json!(self.seed)), ("rules".to_owned(), json!(rules))];
        both.into_iter().collect()
    }
}
