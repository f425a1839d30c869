//! Objects of JSON, read so that what is wrong is named with its place.

use std::time::Duration;

use serde_json::{Map, Value};

use super::FaultsError;

/// Longer is nothing put off.
const LONGEST: f64 = 86_400.0;

/// An object and the place where it stands; it notes which of its fields are known.
pub struct Fields<'v> {
    place: String,
    map: &'v Map<String, Value>,
    known: Vec<&'static str>,
}

impl<'v> Fields<'v> {
    /// The fields of a value, which must be an object.
    pub fn of(place: &str, value: &'v Value) -> Result<Fields<'v>, FaultsError> {
        match value {
            Value::Object(map) => Ok(Fields { place: place.to_owned(), map, known: Vec::new() }),
            _ if place.is_empty() => Err(FaultsError("the rules must be a JSON object".to_owned())),
            _ => Err(FaultsError(format!("{place} must be an object"))),
        }
    }

    /// A field; one that is null is absent.
    pub fn get(&mut self, name: &'static str) -> Option<&'v Value> {
        self.known.push(name);
        self.map.get(name).filter(|value| !value.is_null())
    }

    /// What is to be said of a field.
    pub fn wrong(&self, name: &str, must: &str) -> FaultsError {
        let dot = if self.place.is_empty() { "" } else { "." };
        FaultsError(format!("{}{dot}{name} must be {must}", self.place))
    }

    /// A whole number, at least `least`.
    pub fn whole(&mut self, name: &'static str, least: u64) -> Result<Option<u64>, FaultsError> {
        let Some(value) = self.get(name) else { return Ok(None) };
        let number = value.as_u64().filter(|number| *number >= least);
        number.map(Some).ok_or_else(|| self.wrong(name, &format!("a whole number, {least} or more")))
    }

    /// A probability.
    pub fn chance(&mut self, name: &'static str) -> Result<Option<f64>, FaultsError> {
        let Some(value) = self.get(name) else { return Ok(None) };
        let number = value.as_f64().filter(|number| (0.0..=1.0).contains(number));
        number.map(Some).ok_or_else(|| self.wrong(name, "a number from 0 to 1"))
    }

    /// A number of seconds; with `some`, more than none.
    pub fn seconds(&mut self, name: &'static str, some: bool) -> Result<Option<Duration>, FaultsError> {
        let Some(value) = self.get(name) else { return Ok(None) };
        let number = value.as_f64().filter(|number| (0.0..=LONGEST).contains(number));
        let duration =
            number.map(Duration::from_secs_f64).filter(|duration| !some || duration.as_millis() > 0);
        duration.map(Some).ok_or_else(|| {
            let least = if some { "more than 0" } else { "0 or more" };
            self.wrong(name, &format!("a number of seconds, {least} and at most {LONGEST}"))
        })
    }

    /// A list of texts; an absent one is empty, but one that is there is not.
    pub fn texts(&mut self, name: &'static str, of: &str) -> Result<Vec<&'v str>, FaultsError> {
        let Some(value) = self.get(name) else { return Ok(Vec::new()) };
        let texts = value.as_array().filter(|values| !values.is_empty());
        let texts = texts.and_then(|values| values.iter().map(Value::as_str).collect::<Option<Vec<_>>>());
        texts.ok_or_else(|| self.wrong(name, &format!("a list of {of}")))
    }

    /// Refuses fields that nobody asked for; `of` is what they would be of.
    pub fn end(self, of: &str) -> Result<(), FaultsError> {
        match self.map.keys().find(|name| !self.known.contains(&name.as_str())) {
            None => Ok(()),
            Some(unknown) => {
                let place = if self.place.is_empty() { String::new() } else { format!("{}: ", self.place) };
                Err(FaultsError(format!(
                    "{place}'{unknown}' is no field of {of}, which has {}",
                    self.known.join(", ")
                )))
            }
        }
    }
}
