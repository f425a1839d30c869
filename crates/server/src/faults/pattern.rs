//! Which addresses a rule is about.

use std::sync::LazyLock;

use serde_json::{Map, Value};

use crate::http::canonical::canonical;
use crate::http::context::Version;
use crate::http::percent;

/// A request by its route: the version, the segments of the route's template, and those of the address.
pub struct Asked<'a> {
    /// The version; `None`: the route is no part of Graph.
    pub version: Option<Version>,
    template: Vec<&'a str>,
    path: Vec<&'a str>,
}

impl<'a> Asked<'a> {
    /// A request of that route, with the path that it has in its one spelling.
    pub fn new(template: &'a str, path: &'a str) -> Asked<'a> {
        let (version, template) = split(template);
        Asked { version, template, path: split(path).1 }
    }

    /// Whether it is of that route, of whichever version.
    pub fn is_of(&self, template: &str) -> bool {
        self.template.iter().copied().eq(template.split('/'))
    }

    /// Whether rules without addresses are about it: a batch is what its items are, and devices are no clients.
    fn is_common(&self) -> bool {
        self.version.is_some() && !self.is_of("$batch")
    }
}

/// The version that an address begins with, and the segments below it.
fn split(address: &str) -> (Option<Version>, Vec<&str>) {
    let mut segments: Vec<&str> = address.split('/').filter(|segment| !segment.is_empty()).collect();
    let version = segments.first().and_then(|first| Version::from_segment(first));
    if version.is_some() {
        segments.remove(0);
    }
    (version, segments)
}

/// A template of addresses below the version, or all addresses below one.
#[derive(Clone, Debug)]
pub struct Pattern {
    /// `None`: any id.
    segments: Vec<Option<String>>,
    /// Whether it is about what is below, too.
    is_prefix: bool,
}

/// Whether rules can be about a route: about those of Graph and of devices, never about the server's own.
pub fn is_subject(template: &str) -> bool {
    ["/v1.0/", "/beta/", "/agent/"].iter().any(|prefix| template.starts_with(prefix))
}

/// The templates of all that there is, with their versions.
static TEMPLATES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let document: Value = serde_json::from_str(crate::api::description()).unwrap_or_default();
    document["paths"]
        .as_object()
        .into_iter()
        .flat_map(Map::keys)
        .filter(|path| is_subject(path))
        .cloned()
        .collect()
});

impl Pattern {
    /// Reads one: `/devices/{id}`, or `/deviceManagement/managedDevices/*`; `None`: it isn't one.
    pub fn read(text: &str) -> Option<Pattern> {
        let (_, spelled) = canonical(&format!("/v1.0{}", text.strip_prefix('/').map(|_| text)?))?;
        let mut segments: Vec<String> = split(&spelled).1.into_iter().map(percent::decode).collect();
        let is_prefix = segments.last().is_some_and(|last| last == "*");
        if is_prefix {
            segments.pop();
        }
        let is_id = |segment: &String| segment.starts_with('{') && segment.ends_with('}');
        let segments = segments.into_iter().map(|segment| Some(segment).filter(|segment| !is_id(segment)));
        Some(Pattern { segments: segments.collect(), is_prefix })
    }

    /// Whether it is about anything that there is, in that version.
    pub fn is_of_something(&self, version: Option<Version>) -> bool {
        TEMPLATES.iter().any(|template| {
            let asked = Asked::new(template, template);
            (version.is_none() || asked.version == version) && self.agrees(&asked, false)
        })
    }

    /// Whether a request is one of those that it is about.
    pub fn matches(&self, asked: &Asked<'_>) -> bool {
        self.agrees(asked, true)
    }

    fn agrees(&self, asked: &Asked<'_>, with_ids: bool) -> bool {
        let count = self.segments.len();
        let is_as_long =
            if self.is_prefix { asked.template.len() >= count } else { asked.template.len() == count };
        // What is about everything isn't about what has to be named.
        if !is_as_long || (count == 0 && !asked.is_common()) {
            return false;
        }
        self.segments.iter().enumerate().all(|(index, segment)| {
            let template = asked.template[index];
            match segment {
                None => template.starts_with('{'),
                Some(id) if template.starts_with('{') => {
                    !with_ids || asked.path.get(index).is_some_and(|given| percent::decode(given) == *id)
                }
                Some(word) => word.eq_ignore_ascii_case(template),
            }
        })
    }
}

/// Whether one of the patterns is about a request; without any, all that is common is meant.
pub fn any(patterns: &[Pattern], asked: &Asked<'_>) -> bool {
    if patterns.is_empty() {
        return asked.is_common();
    }
    patterns.iter().any(|pattern| pattern.matches(asked))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "0f8fad5b-d9cb-469f-a165-70867728950e";

    #[test]
    fn addresses_of_rules() {
        let device = "/v1.0/deviceManagement/managedDevices/{id}";
        let wipe = "/beta/deviceManagement/managedDevices/{id}/wipe";
        let list = "/v1.0/deviceManagement/managedDevices";
        for (pattern, template, wanted) in [
            ("/deviceManagement/managedDevices/{id}", device, true),
            ("/devicemanagement/MANAGEDDEVICES('{id}')", device, true),
            ("/deviceManagement/managedDevices/{any}/wipe", wipe, true),
            ("/deviceManagement/managedDevices/{id}/microsoft.graph.wipe", wipe, true),
            ("/deviceManagement/managedDevices/{id}", wipe, false),
            ("/deviceManagement/managedDevices/{id}", list, false),
            ("/deviceManagement/managedDevices/{id}", "/v1.0/deviceManagement/managedDevices/$count", false),
            ("/deviceManagement/managedDevices/*", device, true),
            ("/deviceManagement/managedDevices/*", list, true),
            ("/deviceManagement/managedDevices/*", "/v1.0/devices", false),
            ("/*", wipe, true),
            ("/*", "/v1.0/$batch", false),
            ("/*", "/agent/enroll", false),
            ("/$batch", "/v1.0/$batch", true),
            ("/agent/*", "/agent/enroll", true),
        ] {
            let asked = Asked::new(template, template);
            assert_eq!(Pattern::read(pattern).unwrap().matches(&asked), wanted, "{pattern} {template}");
        }
        let of_one =
            Pattern::read(&format!("/deviceManagement/managedDevices/{}", ID.to_uppercase())).unwrap();
        let path = format!("{list}/{ID}");
        assert!(of_one.matches(&Asked::new(device, &path)));
        assert!(!of_one.matches(&Asked::new(device, "/v1.0/deviceManagement/managedDevices/other")));
    }

    #[test]
    fn what_there_is_and_what_not() {
        for (pattern, version, wanted) in [
            ("/deviceManagement/managedDevices/{id}", None, true),
            ("/deviceManagement/managedDevices/{id}/setDeviceName", Some(Version::V1), false),
            ("/deviceManagement/managedDevices/{id}/setDeviceName", Some(Version::Beta), true),
            ("/deviceManagement/managedDevice/{id}", None, false),
            ("/deviceManagement/*", Some(Version::V1), true),
            ("/directory/deletedItems/microsoft.graph.device", None, true),
            ("/healthz", None, false),
            ("/admin/faults", None, false),
        ] {
            assert_eq!(Pattern::read(pattern).unwrap().is_of_something(version), wanted, "{pattern}");
        }
        assert!(Pattern::read("devices").is_none() && Pattern::read("").is_none());
    }
}
