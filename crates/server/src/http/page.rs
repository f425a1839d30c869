//! Pages of collections.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use graph::wire::Collection;
use serde::Serialize;
use serde_json::Value;

use super::answer::Answer;
use super::context::Context;
use super::failure::Failure;
use super::query::Options;
use crate::store::slice::{Order, Position, Slice};

/// The options of a collection.
pub const OPTIONS: &[&str] = &["top", "skiptoken", "count", "select", "orderby", "filter"];

/// What of a table a request asks for: one row more than a page has, to see whether another page follows.
pub fn slice(options: &Options) -> Result<Slice, Failure> {
    let order = options.order()?;
    let after = options.get("skiptoken").map(|token| read(token, order)).transpose()?;
    Ok(Slice { order, after, limit: options.top()? + 1 })
}

/// The rows of a page, and where the next one starts.
pub fn split<R>(
    mut rows: Vec<R>,
    slice: &Slice,
    position: impl Fn(&R) -> Position,
) -> (Vec<R>, Option<String>) {
    if rows.len() < slice.limit {
        return (rows, None);
    }
    rows.truncate(slice.limit - 1);
    let token = rows.last().map(|last| write(&position(last), slice.order));
    (rows, token)
}

/// The answer with a page.
pub fn answer<T: Serialize>(
    context: &Context,
    options: &Options,
    what: &str,
    items: Vec<T>,
    (count, token): (Option<u64>, Option<String>),
) -> Result<Answer, Failure> {
    let next_link =
        token.map(|token| format!("{}{}?{}", context.base, context.path, options.next_page(&token)));
    let odata_context = Some(context.odata_context(what));
    match Selection::of(options)? {
        None => Answer::ok(&Collection { context: odata_context, count, value: items, next_link }),
        Some(selection) => {
            let value = items.iter().map(|item| selection.apply(item)).collect::<Result<Vec<_>, _>>()?;
            Answer::ok(&Collection { context: odata_context, count, value, next_link })
        }
    }
}

/// The properties that `$select` names.
pub struct Selection(Vec<String>);

impl Selection {
    /// What the options say; `None`: all.
    pub fn of(options: &Options) -> Result<Option<Selection>, Failure> {
        let Some(text) = options.get("select") else { return Ok(None) };
        let names: Vec<String> = text.split(',').map(|name| name.trim().to_ascii_lowercase()).collect();
        if names.iter().any(String::is_empty) {
            return Err(Failure::bad_request(
                "$select must be names of properties with commas between them.",
            ));
        }
        Ok(Some(Selection(names)).filter(|Selection(names)| !names.iter().any(|name| name == "*")))
    }

    /// The same with more names.
    pub fn with<'a>(mut self, names: impl Iterator<Item = &'a String>) -> Selection {
        self.0.extend(names.map(|name| name.to_ascii_lowercase()));
        self
    }

    /// An item with these properties alone.
    pub fn apply(&self, item: &impl Serialize) -> Result<Value, Failure> {
        let mut value = serde_json::to_value(item).map_err(|error| Failure::internal(&error.to_string()))?;
        if let Some(properties) = value.as_object_mut() {
            let is_known = |name: &String| properties.keys().any(|key| key.eq_ignore_ascii_case(name));
            if let Some(unknown) = self.0.iter().find(|name| !is_known(name)) {
                return Err(Failure::bad_request(format!(
                    "$select names '{unknown}', which is no property here."
                )));
            }
            properties.retain(|key, _| {
                key.starts_with('@') || self.0.iter().any(|name| key.eq_ignore_ascii_case(name))
            });
        }
        Ok(value)
    }
}

fn write(position: &Position, order: Order) -> String {
    let serial_key = if order == Order::Arrival { "" } else { &position.serial_key };
    URL_SAFE_NO_PAD.encode(format!("{} {serial_key}", position.seq))
}

fn read(token: &str, order: Order) -> Result<Position, Failure> {
    let position = URL_SAFE_NO_PAD.decode(token).ok().and_then(|bytes| {
        let text = String::from_utf8(bytes).ok()?;
        let (seq, serial_key) = text.split_once(' ')?;
        (order != Order::Arrival || serial_key.is_empty()).then_some(())?;
        Some(Position { seq: seq.parse().ok()?, serial_key: serial_key.to_owned() })
    });
    position.ok_or_else(|| {
        Failure::bad_request(
            "This $skiptoken is none of this list. Take @odata.nextLink as it stands, or start again.",
        )
    })
}
