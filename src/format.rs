//! Numbers, sizes, durations and moments as the reader's region writes them: the browser does it.

use js_sys::{Array, Date, Intl, Object, Reflect};
use messages::Language;
use wasm_bindgen::JsValue;

fn locales(language: Language) -> Array {
    Array::of1(&JsValue::from_str(language.tag()))
}

fn options(pairs: &[(&str, JsValue)]) -> Object {
    let options = Object::new();
    for (name, value) in pairs {
        let set = Reflect::set(&options, &JsValue::from_str(name), value);
        debug_assert!(set.is_ok(), "a plain object takes any property");
    }
    options
}

/// A number with the digits `pairs` ask for.
fn number_with(language: Language, number: f64, pairs: &[(&str, JsValue)]) -> String {
    let format = Intl::NumberFormat::new(&locales(language), &options(pairs));
    format
        .format()
        .call1(&JsValue::UNDEFINED, &JsValue::from_f64(number))
        .ok()
        .and_then(|text| text.as_string())
        .unwrap_or_else(|| number.to_string())
}

/// A whole number: `12,345` or `12.345`.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^53")]
pub fn count(language: Language, number: u64) -> String {
    number_with(language, number as f64, &[])
}

/// A size in bytes, in the largest unit that leaves it above one: `1.4 MB`.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "sizes are far below 2^53")]
pub fn bytes(language: Language, size: u64) -> String {
    const UNITS: [&str; 5] = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"];
    let mut value = size as f64;
    let mut unit = 0;
    while value >= 1000.0 && unit + 1 < UNITS.len() {
        value /= 1000.0;
        unit += 1;
    }
    let digits = if unit == 0 || value >= 100.0 { 0.0 } else { 1.0 };
    number_with(
        language,
        value,
        &[
            ("style", "unit".into()),
            ("unit", UNITS[unit].into()),
            ("unitDisplay", "short".into()),
            ("maximumFractionDigits", digits.into()),
        ],
    )
}

/// A moment (seconds since 1970-01-01T00:00:00Z) as date and time in the reader's time zone.
#[must_use]
pub fn moment(language: Language, seconds: i64) -> String {
    date_with(language, seconds, &[("dateStyle", "medium".into()), ("timeStyle", "short".into())])
}

/// A moment as a date in the reader's time zone.
#[must_use]
pub fn day(language: Language, seconds: i64) -> String {
    date_with(language, seconds, &[("dateStyle", "medium".into())])
}

/// The time of a moment in the reader's time zone.
#[must_use]
pub fn time(language: Language, seconds: i64) -> String {
    date_with(language, seconds, &[("timeStyle", "short".into())])
}

/// How long something takes, as on a stopwatch: `4:07` or `1:04:07`.
#[must_use]
pub fn elapsed(seconds: i64) -> String {
    let seconds = seconds.max(0);
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

#[expect(clippy::cast_precision_loss, reason = "moments are far below 2^53 milliseconds")]
fn date_with(language: Language, seconds: i64, pairs: &[(&str, JsValue)]) -> String {
    let date = Date::new(&JsValue::from_f64(seconds as f64 * 1000.0));
    let format = Intl::DateTimeFormat::new(&locales(language), &options(pairs));
    format
        .format()
        .call1(&JsValue::UNDEFINED, &date)
        .ok()
        .and_then(|text| text.as_string())
        .unwrap_or_default()
}

/// Now, seconds since 1970-01-01T00:00:00Z.
#[must_use]
#[expect(clippy::cast_possible_truncation, reason = "the clock is far below 2^63 seconds")]
pub fn now() -> i64 {
    (Date::now() / 1000.0) as i64
}

/// A model with its manufacturer, who is often named in it already.
#[must_use]
pub fn model(manufacturer: &str, model: &str) -> String {
    if model.to_lowercase().starts_with(&manufacturer.to_lowercase()) {
        model.to_owned()
    } else {
        format!("{manufacturer} {model}").trim_end().to_owned()
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn times_are_as_on_a_stopwatch() {
        for (seconds, wanted) in [(-3, "0:00"), (0, "0:00"), (67, "1:07"), (3599, "59:59"), (3847, "1:04:07")]
        {
            assert_eq!(super::elapsed(seconds), wanted);
        }
    }

    #[test]
    fn a_manufacturer_is_named_once() {
        for (manufacturer, model, wanted) in [
            ("Contoso", "Book 1", "Contoso Book 1"),
            ("Contoso", "CONTOSO Book 1", "CONTOSO Book 1"),
            ("Contoso", "", "Contoso"),
            ("", "Book 1", "Book 1"),
            ("", "", ""),
        ] {
            assert_eq!(super::model(manufacturer, model), wanted);
        }
    }
}
