//! Whether answers are what the server says of them in its description of itself. Every answer that a test gets passes here, so it
//! needs no tool of another language, and what no test of that kind would think of asking is looked at too.

use std::sync::LazyLock;

use axum::http::{Method, Uri};
use serde_json::{Map, Value};

use crate::app::Reply;

static DOCUMENT: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(muster_server::description()).unwrap());

/// The segments of each address that is described, in lower case, and what is described there.
static ADDRESSES: LazyLock<Vec<(Vec<String>, &'static Value)>> = LazyLock::new(|| {
    let paths = DOCUMENT["paths"].as_object().unwrap();
    let segments = |path: &str| path.split('/').skip(1).map(str::to_ascii_lowercase).collect();
    paths.iter().map(|(path, item)| (segments(path), item)).collect()
});

/// The segments of an address, whichever of its spellings it has.
fn segments(path: &str) -> Vec<String> {
    let path = [("%24", "$"), ("%28", "("), ("%29", ")"), ("%27", "'")]
        .iter()
        .fold(path.to_owned(), |path, (escaped, plain)| path.replace(escaped, plain));
    let below = path.strip_prefix("/tenants/").and_then(|rest| rest.split_once('/')).map(|(_, below)| below);
    let mut all = Vec::new();
    for segment in below.unwrap_or(&path).split('/').filter(|segment| !segment.is_empty()) {
        let segment = segment.to_ascii_lowercase();
        let (name, key) =
            segment.strip_suffix(')').and_then(|rest| rest.split_once('(')).unwrap_or((&segment, ""));
        let parts = std::iter::once(name).chain(key.split('=').map(|key| key.trim_matches('\'')));
        all.extend(parts.filter(|part| !part.is_empty()).map(|part| {
            let bare = part.strip_prefix("microsoft.graph.").or(part.strip_prefix("graph."));
            bare.unwrap_or(part).to_owned()
        }));
    }
    all
}

/// What is described at an address: of several that fit, the one that says most of it.
fn described(path: &str) -> Option<&'static Value> {
    let segments = segments(path);
    let fits = |known: &[String]| {
        let is_same = |(known, given): (&String, &String)| known == given || known.starts_with('{');
        known.len() == segments.len() && known.iter().zip(&segments).all(is_same)
    };
    let literal = |known: &[String]| known.iter().filter(|segment| !segment.starts_with('{')).count();
    let fitting = ADDRESSES.iter().filter(|(known, _)| fits(known));
    fitting.max_by_key(|(known, _)| literal(known)).map(|(_, item)| *item)
}

/// Panics where an answer is none that is described.
pub fn check(method: &Method, uri: &Uri, reply: &Reply) {
    if let Err(what) = verdict(method, uri, reply) {
        panic!("{method} {uri}: {} {what}\n{}", reply.status, String::from_utf8_lossy(&reply.body));
    }
}

fn verdict(method: &Method, uri: &Uri, reply: &Reply) -> Result<(), String> {
    let is_ours = ["v1.0", "beta", "agent"]
        .iter()
        .any(|first| segments(uri.path()).first() == Some(&(*first).to_owned()));
    if !is_ours || matches!(*method, Method::HEAD | Method::OPTIONS) {
        return Ok(());
    }
    if reply.status.is_client_error() || reply.status.is_server_error() {
        return holds(&DOCUMENT["components"]["schemas"]["ErrorEnvelope"], &json(reply)?, false);
    }
    let operation = described(uri.path()).and_then(|item| item.get(method.as_str().to_ascii_lowercase()));
    let operation = operation.ok_or("is answered, but it isn't described")?;
    let response =
        operation["responses"].get(reply.status.as_str()).ok_or("is no status that is described")?;
    match response.get("content").and_then(Value::as_object).and_then(|content| content.iter().next()) {
        None if reply.body.is_empty() => Ok(()),
        None => Err("has a body that isn't described".to_owned()),
        Some((kind, content)) => {
            if !reply.header("content-type").starts_with(kind.as_str()) {
                return Err(format!("is no {kind}"));
            }
            let body = if kind == "text/plain" { reply.text().into() } else { json(reply)? };
            let is_whole = !uri.query().unwrap_or_default().contains("select");
            holds(&content["schema"], &body, is_whole)
        }
    }
}

fn json(reply: &Reply) -> Result<Value, String> {
    serde_json::from_slice(&reply.body).map_err(|error| error.to_string())
}

/// Follows references.
fn resolved(schema: &Value) -> &Value {
    match schema["$ref"].as_str() {
        Some(reference) => resolved(DOCUMENT.pointer(&reference[1..]).unwrap()),
        None => schema,
    }
}

/// Whether a value is what a schema says. A part of an object has not all that is required.
fn holds(schema: &Value, value: &Value, is_whole: bool) -> Result<(), String> {
    let schema = resolved(schema);
    for any in ["oneOf", "anyOf"] {
        if let Some(options) = schema[any].as_array() {
            let mut tried = options.iter().map(|option| holds(option, value, is_whole));
            if !tried.any(|outcome| outcome.is_ok()) {
                return Err(format!("{value} is none of {schema}"));
            }
        }
    }
    let types: Vec<&str> = match &schema["type"] {
        Value::String(one) => vec![one],
        Value::Array(several) => several.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    let is_of = |kind: &&str| match *kind {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => false,
    };
    if !types.is_empty() && !types.iter().any(is_of) {
        return Err(format!("{value} is no {types:?}"));
    }
    if let Some(members) = schema["enum"].as_array()
        && !members.contains(value)
    {
        return Err(format!("{value} is none of {members:?}"));
    }
    if let (Some("date-time"), Some(text)) = (schema["format"].as_str(), value.as_str())
        && muster_server::Timestamp::parse(text).is_none()
    {
        return Err(format!("{text} is no moment"));
    }
    match value {
        Value::Array(items) => items.iter().try_for_each(|item| holds(&schema["items"], item, is_whole)),
        Value::Object(object) => object_holds(schema, object, is_whole),
        _ => Ok(()),
    }
}

fn object_holds(schema: &Value, object: &Map<String, Value>, is_whole: bool) -> Result<(), String> {
    let mut parts = Vec::new();
    collect(schema, &mut parts);
    let known: Vec<&Map<String, Value>> =
        parts.iter().filter_map(|part| part["properties"].as_object()).collect();
    let is_open = known.is_empty() || parts.iter().any(|part| part.get("additionalProperties").is_some());
    for (name, value) in object {
        match known.iter().find_map(|properties| properties.get(name)) {
            Some(property) => holds(property, value, is_whole).map_err(|what| format!("{name}: {what}"))?,
            None if is_open || name.starts_with('@') => {}
            None => return Err(format!("{name} isn't described")),
        }
    }
    let required = parts.iter().filter_map(|part| part["required"].as_array()).flatten();
    let mut missing = required.filter_map(Value::as_str).filter(|name| !object.contains_key(*name));
    match missing.next().filter(|_| is_whole) {
        Some(name) => Err(format!("{name} is missing")),
        None => Ok(()),
    }
}

/// The schemas that are true of an object at once.
fn collect<'s>(schema: &'s Value, parts: &mut Vec<&'s Value>) {
    let schema = resolved(schema);
    parts.push(schema);
    for part in schema["allOf"].as_array().into_iter().flatten() {
        collect(part, parts);
    }
}

#[test]
fn what_is_otherwise_is_told() {
    use axum::http::{HeaderMap, HeaderValue, StatusCode};
    let address = "/v1.0/deviceManagement/managedDevices('x')";
    for (status, body, wanted) in [
        (200, r#"{"id":"a","deviceName":null,"@odata.context":1}"#, ""),
        (200, r#"{"id":7}"#, r#"id: 7 is no ["string", "null"]"#),
        (200, r#"{"identity":"a"}"#, "identity isn't described"),
        (200, r#"{"managementState":"busy"}"#, r#"managementState: "busy" is none of "#),
        (200, r#"{"enrolledDateTime":"today"}"#, "enrolledDateTime: today is no moment"),
        (200, r#"{"deviceActionResults":[{"actionState":"over"}]}"#, "deviceActionResults: actionState: "),
        (200, "", "EOF"),
        (201, "{}", "is no status"),
        (404, r#"{"error":{"code":"a"}}"#, ""),
        (404, r#"{"error":{"code":1}}"#, "error: code: 1 is no"),
        (500, "panic", "expected value"),
    ] {
        let headers = HeaderMap::from_iter([(
            axum::http::header::CONTENT_TYPE,
            HeaderValue::from_static("application/json"),
        )]);
        let reply = Reply { status: StatusCode::from_u16(status).unwrap(), headers, body: body.into() };
        let told = verdict(&Method::GET, &Uri::from_static(address), &reply).err().unwrap_or_default();
        assert!(told.starts_with(wanted) && (told.is_empty() == wanted.is_empty()), "{body}: {told}");
    }
}
