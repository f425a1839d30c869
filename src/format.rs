//! Numbers, sizes, durations and moments as the reader's region writes them: the browser does it.

use std::cell::RefCell;

use js_sys::{Array, Date, Function, Intl, Object, Reflect};
use messages::Language;
use wasm_bindgen::JsValue;

/// How something is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    /// A number as it is.
    Plain,
    /// A size, in one of the [`UNITS`] with so many digits behind the point.
    Size(usize, u8),
    /// Date and time.
    Moment,
    /// Date and time to the second.
    Exactly,
    Day,
    Time,
}

const UNITS: [&str; 5] = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"];

thread_local! {
    /// What the browser made for each way of writing: that takes a hundred times as long as to write something.
    static MADE: RefCell<Vec<(Language, Style, Function)>> = const { RefCell::new(Vec::new()) };
}

/// A number or a date in that style.
fn written(language: Language, style: Style, value: &JsValue) -> Option<String> {
    let write = MADE.with_borrow_mut(|made| {
        if let Some((_, _, write)) = made.iter().find(|(l, s, _)| (*l, *s) == (language, style)) {
            return write.clone();
        }
        let write = made_for(language, style);
        made.push((language, style, write.clone()));
        write
    });
    write.call1(&JsValue::UNDEFINED, value).ok()?.as_string()
}

fn made_for(language: Language, style: Style) -> Function {
    let locales = Array::of1(&JsValue::from_str(language.tag()));
    let date = |pairs: &[_]| Intl::DateTimeFormat::new(&locales, &options(pairs)).format();
    let number = |pairs: &[_]| Intl::NumberFormat::new(&locales, &options(pairs)).format();
    match style {
        Style::Plain => number(&[]),
        Style::Size(unit, digits) => number(&[
            ("style", "unit".into()),
            ("unit", UNITS[unit].into()),
            ("unitDisplay", "short".into()),
            ("maximumFractionDigits", f64::from(digits).into()),
        ]),
        Style::Moment => date(&[("dateStyle", "medium".into()), ("timeStyle", "short".into())]),
        Style::Exactly => date(&[("dateStyle", "medium".into()), ("timeStyle", "medium".into())]),
        Style::Day => date(&[("dateStyle", "medium".into())]),
        Style::Time => date(&[("timeStyle", "short".into())]),
    }
}

fn options(pairs: &[(&str, JsValue)]) -> Object {
    let options = Object::new();
    for (name, value) in pairs {
        let set = Reflect::set(&options, &JsValue::from_str(name), value);
        debug_assert!(set.is_ok(), "a plain object takes any property");
    }
    options
}

fn number(language: Language, style: Style, number: f64) -> String {
    written(language, style, &number.into()).unwrap_or_else(|| number.to_string())
}

/// A whole number: `12,345` or `12.345`.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^53")]
pub fn count(language: Language, number: u64) -> String {
    self::number(language, Style::Plain, number as f64)
}

/// A size in bytes, in the largest unit that leaves it above one: `1.4 MB`.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "sizes are far below 2^53")]
pub fn bytes(language: Language, size: u64) -> String {
    let mut value = size as f64;
    let mut unit = 0;
    while value >= 1000.0 && unit + 1 < UNITS.len() {
        value /= 1000.0;
        unit += 1;
    }
    let digits = u8::from(unit != 0 && value < 100.0);
    number(language, Style::Size(unit, digits), value)
}

/// A moment (seconds since 1970-01-01T00:00:00Z) as date and time in the reader's time zone.
#[must_use]
pub fn moment(language: Language, seconds: i64) -> String {
    date(language, Style::Moment, seconds)
}

/// A moment to the second, where the order within a minute or a wait of seconds matters.
#[must_use]
pub fn exactly(language: Language, seconds: i64) -> String {
    date(language, Style::Exactly, seconds)
}

/// A moment as a date in the reader's time zone.
#[must_use]
pub fn day(language: Language, seconds: i64) -> String {
    date(language, Style::Day, seconds)
}

/// The end of a moment's day in the reader's time zone, by the calendar: where the clocks are changed a day hasn't 24 hours.
#[must_use]
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "moments are far below 2^53"
)]
pub fn next_midnight(seconds: i64) -> i64 {
    let date = Date::new(&JsValue::from_f64((seconds * 1000) as f64));
    let (month, day) = (date.get_month().cast_signed(), date.get_date().cast_signed());
    // A day too many for the month is the first one of the next.
    (Date::new_with_year_month_day(date.get_full_year(), month, day + 1).get_time() / 1000.0) as i64
}

/// The time of a moment in the reader's time zone.
#[must_use]
pub fn time(language: Language, seconds: i64) -> String {
    date(language, Style::Time, seconds)
}

/// How long something takes, as on a stopwatch: `4:07` or `1:04:07`.
#[must_use]
pub fn elapsed(seconds: i64) -> String {
    let seconds = seconds.max(0);
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

#[expect(clippy::cast_precision_loss, reason = "moments are far below 2^53 milliseconds")]
fn date(language: Language, style: Style, seconds: i64) -> String {
    let date = Date::new(&JsValue::from_f64(seconds as f64 * 1000.0));
    written(language, style, &date).unwrap_or_default()
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
