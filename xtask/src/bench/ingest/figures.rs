//! The figures, as a table for people and as JSON for programs.

use serde_json::{Map, Value, json};

/// What was measured.
pub struct Figures(Map<String, Value>);

/// The rows of the table: the key, what it is, and the goal.
const ROWS: [(&str, &str, &str); 26] = [
    ("raw_mbps", "read and nothing else, a worker for each core", ""),
    ("raw_one_mbps", "read and nothing else, one worker", ""),
    ("full_check_mbps", "full check", ""),
    ("ratio_raw", "full check / read", "≥ 0.8"),
    ("app_mbps", "the app, until all is on screen and counted", ""),
    ("ratio_app", "the app / read", ""),
    ("papaparse_mbps", "PapaParse, parse only", ""),
    ("ratio_papaparse", "full check / PapaParse", "≥ 2"),
    ("udsv_mbps", "uDSV, text() and parse only", ""),
    ("ratio_udsv", "full check / uDSV", "> 1"),
    ("wasm_peak_bytes", "peak memory of a worker", "≤ 100,663,296"),
    ("huge_mbps", "full check of 12 GB", ""),
    ("ratio_huge", "12 GB / the file", "the same"),
    ("huge_wasm_peak_bytes", "peak memory of a worker, 12 GB", "≤ 100,663,296"),
    ("longest_task_ms", "longest task of the page, in the app", "< 50"),
    ("first_diagnostic_ms", "first problem on screen, in the app", "< 300"),
    ("composing_s_per_million", "composing files for Intune, s for 1,000,000 rows", "< 1"),
    ("ratio_utf16", "UTF-16 / plain", "≥ 0.25"),
    ("ratio_quoted", "quoted / plain", "≥ 0.25"),
    ("ratio_semicolon", "semicolon / plain", "≥ 0.25"),
    ("ratio_cr", "CR / plain", "≥ 0.25"),
    ("native_mbps", "muster check, one thread", "≥ 2000"),
    ("native_reader_mbps", "reading and checking alone, one thread", ""),
    ("growth_check", "muster check: the file / a tenth of it", "9 to 11"),
    ("growth_set", "1,000,000 rows taken into a set / 100,000", "9 to 11"),
    ("growth_last", "the last 100,000 of them / the second", ""),
];

impl Figures {
    /// The figures in what native programs and the browser have said.
    pub fn of(native: &Value, browser: &Value) -> Figures {
        let mut figures = Map::new();
        let speed = |name: &str| browser["speeds"][name]["mbps"].as_f64();
        let check = speed("check");
        let raw = speed("raw_all");
        let mut put = |key: &str, value: Option<f64>, digits: i32| {
            let factor = 10_f64.powi(digits);
            let rounded = value.map(|value| (value * factor).round() / factor);
            // Whole numbers are written as such.
            #[expect(clippy::cast_possible_truncation, reason = "it is rounded")]
            let value = if digits == 0 { json!(rounded.map(|value| value as i64)) } else { json!(rounded) };
            figures.insert(key.to_owned(), value);
        };
        let ratio = |one: Option<f64>, other: Option<f64>| Some(one? / other?);
        put("raw_mbps", raw, 0);
        put("raw_one_mbps", speed("raw_one"), 0);
        put("full_check_mbps", check, 0);
        put("ratio_raw", ratio(check, raw), 2);
        let app = browser["app"]["mbps"].as_f64();
        put("app_mbps", app, 0);
        put("ratio_app", ratio(app, raw), 2);
        for peer in ["papaparse", "udsv"] {
            put(&format!("{peer}_mbps"), speed(peer), 0);
            put(&format!("ratio_{peer}"), ratio(check, speed(peer)), 2);
        }
        put("wasm_peak_bytes", browser["speeds"]["check"]["memory"].as_f64(), 0);
        put("huge_mbps", speed("huge"), 0);
        put("ratio_huge", ratio(speed("huge"), check), 2);
        put("huge_wasm_peak_bytes", browser["speeds"]["huge"]["memory"].as_f64(), 0);
        put("longest_task_ms", browser["app"]["longest"].as_f64(), 0);
        put("first_diagnostic_ms", browser["app"]["first"].as_f64(), 0);
        let composing = ratio(browser["app"]["composing"].as_f64(), browser["app"]["composed"].as_f64());
        // Milliseconds for a row are thousands of seconds for a million.
        put("composing_s_per_million", composing.map(|each| each * 1e3), 1);
        for form in ["utf16", "quoted", "semicolon", "cr"] {
            put(&format!("ratio_{form}"), ratio(speed(&format!("check_{form}")), check), 2);
        }
        put("native_mbps", native["native_mbps"].as_f64(), 0);
        for limit in ["reader", "csv", "memcpy"] {
            put(&format!("native_{limit}_mbps"), native["limits"][format!("{limit}_mbps")].as_f64(), 0);
        }
        for growth in ["growth_check", "growth_set", "growth_last"] {
            put(growth, native[growth].as_f64(), 1);
        }
        put("cores", browser["cores"].as_f64(), 0);
        put("rounds", browser["rounds"].as_f64(), 0);
        Figures(figures)
    }

    /// The figures by their names.
    pub fn json(&self) -> Value {
        Value::Object(self.0.clone())
    }

    /// A table for people.
    pub fn table(&self) -> String {
        let more = [
            ("native_csv_mbps", "the csv crate, fields alone, one thread", ""),
            ("native_memcpy_mbps", "memcpy, one thread", ""),
        ];
        let line = |(key, what, goal): &(&str, &str, &str)| {
            let value = match self.0.get(*key) {
                None | Some(Value::Null) => "-".to_owned(),
                Some(value) => value.to_string(),
            };
            format!("{what:<52} {value:>14}  {goal}\n")
        };
        ROWS.iter().chain(&more).map(line).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_made_of_what_was_measured() {
        let native = json!({"native_mbps": 500.0, "growth_check": 10.04, "limits": {"memcpy_mbps": 9000, "csv_mbps": 1200, "reader_mbps": 700}});
        let browser = json!({"cores": 2, "rounds": 5, "app": {"first": 120.4, "longest": 38.2, "composing": 190.0, "composed": 47_500}, "speeds": {
            "raw_one": {"mbps": 1000.0}, "raw_all": {"mbps": 1600.0}, "check": {"mbps": 400.0, "memory": 20_000_000},
            "papaparse": {"mbps": 200.0}, "udsv": {"failed": "no"}, "check_utf16": {"mbps": 200.0}}});
        insta::assert_snapshot!(Figures::of(&native, &browser).table());
    }
}
