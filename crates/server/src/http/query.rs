//! The options of a request: `$top`, `$select` and so on.

use super::context::{Context, Version};
use super::failure::Failure;
use super::percent;
use crate::store::slice::Order;

/// How many items a page has at most, and where nothing else is asked for.
pub const PAGE: usize = 1000;

/// The options that are known.
const NAMES: [&str; 10] =
    ["top", "skiptoken", "deltatoken", "count", "select", "orderby", "filter", "expand", "format", "search"];

/// Those that say where an answer starts.
const TOKENS: [&str; 2] = ["skiptoken", "deltatoken"];

/// The options of a request, as they were given.
#[derive(Debug)]
pub struct Options {
    /// Name without `$`, in lower case, and value; in the order given.
    given: Vec<(&'static str, String)>,
}

impl Options {
    /// Reads the options of a request. On beta the `$` may be missing; what has none on v1.0 is no option.
    pub fn of(context: &Context) -> Result<Options, Failure> {
        let mut given: Vec<(&str, String)> = Vec::new();
        for pair in context.query.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let name = percent::decode(name).to_ascii_lowercase();
            let value = percent::decode(&value.replace('+', " "));
            let bare = name.strip_prefix('$');
            let known = NAMES.into_iter().find(|known| *known == bare.unwrap_or(&name));
            match (bare, known) {
                (Some(_), None) => {
                    return Err(Failure::bad_request(format!("The option '{name}' is not supported here.")));
                }
                (Some(_), Some(known)) => given.push((known, value)),
                (None, Some(known)) if context.version == Version::Beta => given.push((known, value)),
                (None, _) => {}
            }
        }
        for (index, (name, _)) in given.iter().enumerate() {
            if given[..index].iter().any(|(other, _)| other == name) {
                return Err(Failure::bad_request(format!("The option '${name}' was given twice.")));
            }
        }
        Ok(Options { given })
    }

    /// Refuses options that make no sense here.
    pub fn only(self, allowed: &[&str]) -> Result<Options, Failure> {
        match self.given.iter().find(|(name, _)| *name != "format" && !allowed.contains(name)) {
            None => Ok(self),
            Some((name, _)) => {
                let allowed: Vec<String> = allowed.iter().map(|name| format!("${name}")).collect();
                let supported = if allowed.is_empty() { "none is".to_owned() } else { allowed.join(", ") };
                Err(Failure::bad_request(format!(
                    "The option '${name}' is not supported here. Supported: {supported}."
                )))
            }
        }
    }

    /// The value of an option.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.given.iter().find(|(given, _)| *given == name).map(|(_, value)| value.as_str())
    }

    /// How many items a page has.
    pub fn top(&self) -> Result<usize, Failure> {
        self.top_of(PAGE, PAGE)
    }

    /// How many items a page has, where it has `page` unasked and `most` at most.
    pub fn top_of(&self, page: usize, most: usize) -> Result<usize, Failure> {
        match self.get("top").map(str::parse::<usize>) {
            None => Ok(page),
            Some(Ok(top)) if top > 0 => Ok(top.min(most)),
            Some(_) => {
                Err(Failure::bad_request(format!("$top must be a number from 1; pages have {most} at most.")))
            }
        }
    }

    /// Whether the number of all items is asked for.
    pub fn count(&self) -> Result<bool, Failure> {
        match self.get("count").map(str::to_ascii_lowercase).as_deref() {
            None | Some("false") => Ok(false),
            Some("true") => Ok(true),
            Some(_) => Err(Failure::bad_request("$count must be true or false.")),
        }
    }

    /// The order of a list.
    pub fn order(&self) -> Result<Order, Failure> {
        let Some(text) = self.get("orderby") else { return Ok(Order::default()) };
        let lower = text.to_ascii_lowercase();
        match lower.split_ascii_whitespace().collect::<Vec<_>>()[..] {
            ["serialnumber"] | ["serialnumber", "asc"] => Ok(Order::Serial),
            ["serialnumber", "desc"] => Ok(Order::SerialDescending),
            _ => Err(Failure::bad_request(
                "This $orderby is not supported here. Use $orderby=serialNumber, with asc or desc.",
            )),
        }
    }

    /// The options of the next page: the same ones, from another place.
    pub fn next_page(&self, token: &str) -> String {
        self.at_token("skiptoken", token)
    }

    /// The same options, from the place that a token of that name says.
    pub fn at_token(&self, name: &str, token: &str) -> String {
        let same = self.anew();
        let and = if same.is_empty() { "" } else { "&" };
        format!("{same}{and}${name}={token}")
    }

    /// The same options, from the start.
    pub fn anew(&self) -> String {
        let same = self.given.iter().filter(|(name, _)| !TOKENS.contains(name));
        let same: Vec<String> =
            same.map(|(name, value)| format!("${name}={}", percent::encode(value))).collect();
        same.join("&")
    }
}
