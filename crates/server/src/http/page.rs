//! Pages of collections.

use axum::http::StatusCode;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
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

/// A page in the making. Items are written to it one by one and not kept.
pub struct Page {
    body: Vec<u8>,
    selection: Option<Selection>,
    items: usize,
}

impl Page {
    /// A page without items; where their type is described, and how many all pages have.
    pub fn new(
        odata_context: &str,
        count: Option<u64>,
        selection: Option<Selection>,
    ) -> Result<Page, Failure> {
        let mut page = Page { body: Vec::new(), selection, items: 0 };
        page.raw("{\"@odata.context\":");
        page.json(odata_context)?;
        if let Some(count) = count {
            page.raw(",\"@odata.count\":");
            page.json(&count)?;
        }
        page.raw(",\"value\":[");
        Ok(page)
    }

    /// Adds an item.
    pub fn add(&mut self, item: &impl Serialize) -> Result<(), Failure> {
        if self.items > 0 {
            self.raw(",");
        }
        self.items += 1;
        match &self.selection {
            None => self.json(item),
            Some(selection) => {
                let selected = selection.apply(item)?;
                self.json(&selected)
            }
        }
    }

    /// Adds an item of which all is told, whatever is selected.
    pub fn add_whole(&mut self, item: &impl Serialize) -> Result<(), Failure> {
        let selection = self.selection.take();
        let added = self.add(item);
        self.selection = selection;
        added
    }

    /// The answer with the page, and where the next one is.
    pub fn end(self, next_link: Option<&str>) -> Result<Answer, Failure> {
        self.end_with(next_link.map(|link| ("@odata.nextLink", link)))
    }

    /// The answer with the page, and a link that goes on from it, with its name.
    pub fn end_with(mut self, link: Option<(&str, &str)>) -> Result<Answer, Failure> {
        self.raw("]");
        if let Some((name, link)) = link {
            self.raw(",");
            self.json(name)?;
            self.raw(":");
            self.json(link)?;
        }
        self.raw("}");
        Ok(Answer::new(StatusCode::OK, self.body))
    }

    fn raw(&mut self, text: &str) {
        self.body.extend_from_slice(text.as_bytes());
    }

    fn json(&mut self, value: &(impl Serialize + ?Sized)) -> Result<(), Failure> {
        serde_json::to_writer(&mut self.body, value).map_err(|error| Failure::internal(&error.to_string()))
    }
}

/// A page of a list: of one row more than it has room for it tells where the next page starts.
pub struct Listing<'c> {
    context: &'c Context,
    options: &'c Options,
    slice: &'c Slice,
    page: Page,
    last: Option<Position>,
    has_more: bool,
}

impl<'c> Listing<'c> {
    /// The page that a request asks for, without items.
    pub fn new(
        context: &'c Context,
        options: &'c Options,
        slice: &'c Slice,
        what: &str,
        count: Option<u64>,
    ) -> Result<Listing<'c>, Failure> {
        let page = Page::new(&context.odata_context(what), count, Selection::of(options)?)?;
        Ok(Listing { context, options, slice, page, last: None, has_more: false })
    }

    /// Adds the next row of the slice: where it stands, and what is shown of it.
    pub fn add(&mut self, (seq, serial_key): (i64, &str), item: &impl Serialize) -> Result<(), Failure> {
        if self.page.items + 1 == self.slice.limit {
            self.has_more = true;
            return Ok(());
        }
        self.page.add(item)?;
        if self.page.items + 1 == self.slice.limit {
            self.last = Some(Position { seq, serial_key: serial_key.to_owned() });
        }
        Ok(())
    }

    /// The answer.
    pub fn end(self) -> Result<Answer, Failure> {
        let Listing { context, options, slice, page, last, has_more } = self;
        let next_link = last.filter(|_| has_more).map(|last| {
            let token = write(&last, slice.order);
            format!("{}{}?{}", context.base, context.path, options.next_page(&token))
        });
        page.end(next_link.as_deref())
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

    /// Leaves of an object what is named. What it doesn't have, others of its list may.
    pub fn pick(&self, object: &mut Value) {
        if let Some(properties) = object.as_object_mut() {
            properties.retain(|key, _| {
                key.starts_with('@') || self.0.iter().any(|name| key.eq_ignore_ascii_case(name))
            });
        }
    }

    /// Whether a property is among them.
    pub fn names(&self, property: &str) -> bool {
        self.0.iter().any(|name| name.eq_ignore_ascii_case(property))
    }

    /// An item with these properties alone.
    pub fn apply(&self, item: &impl Serialize) -> Result<Value, Failure> {
        let mut value = serde_json::to_value(item).map_err(|error| Failure::internal(&error.to_string()))?;
        if let Some(properties) = value.as_object() {
            let is_known = |name: &String| properties.keys().any(|key| key.eq_ignore_ascii_case(name));
            if let Some(unknown) = self.0.iter().find(|name| !is_known(name)) {
                return Err(Failure::bad_request(format!(
                    "$select names '{unknown}', which is no property here."
                )));
            }
        }
        self.pick(&mut value);
        Ok(value)
    }
}

fn write(position: &Position, order: Order) -> String {
    let serial_key = if order == Order::Arrival { "" } else { &position.serial_key };
    URL_SAFE_NO_PAD.encode(format!("{} {serial_key}", position.seq))
}

fn read(token: &str, order: Order) -> Result<Position, Failure> {
    let position = URL_SAFE_NO_PAD.decode(token).ok().and_then(|bytes| {
        // Not every database has a place for the character NUL.
        let text = String::from_utf8(bytes).ok().filter(|text| !text.contains('\0'))?;
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
