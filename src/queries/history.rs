//! What happened, as it is searched and as it goes out in files.

use device_csv::csv_cell;
use outbox::{Entry, Happened};

use crate::store::Sought;

/// What an entry tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HistoryKind {
    /// What a person did.
    Asked,
    /// What was sent.
    Sent,
    /// What came back.
    Answered,
    /// What was seen, and that something has ended.
    Observed,
}

impl HistoryKind {
    /// Every kind.
    pub const ALL: [HistoryKind; 4] =
        [HistoryKind::Asked, HistoryKind::Sent, HistoryKind::Answered, HistoryKind::Observed];

    /// The key by which its text is found.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            HistoryKind::Asked => "asked",
            HistoryKind::Sent => "sent",
            HistoryKind::Answered => "answered",
            HistoryKind::Observed => "observed",
        }
    }

    /// The kind of what happened.
    #[must_use]
    pub fn of(happened: Happened) -> HistoryKind {
        use Happened as H;
        match happened {
            _ if happened.is_a_persons() => HistoryKind::Asked,
            H::Sent => HistoryKind::Sent,
            H::Taken | H::Held | H::Approved | H::Hindered | H::Failed => HistoryKind::Answered,
            _ => HistoryKind::Observed,
        }
    }
}

/// Which entries are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HistoryFilter {
    /// What the device's name or serial number, an id or the person's name holds.
    pub text: String,
    /// What they tell of.
    pub kind: Option<HistoryKind>,
    /// Not before this moment, milliseconds since 1970.
    pub from: Option<i64>,
    /// Before this moment, milliseconds since 1970.
    pub to: Option<i64>,
    /// Those two as days, as they were chosen.
    pub days: [String; 2],
    /// The serial number of the only device that they are about, or what else names one that has none; empty: any.
    pub device: String,
}

impl HistoryFilter {
    /// Whether an entry is shown.
    #[must_use]
    pub fn wants(&self, entry: &Entry) -> bool {
        let text = self.text();
        let of_kind = self.kind.is_none_or(|kind| HistoryKind::of(entry.happened) == kind);
        let in_time = self.from.is_none_or(|from| entry.at >= from) && self.to.is_none_or(|to| entry.at < to);
        let id = entry.request_id.as_deref().unwrap_or_default();
        let searched = [&entry.name, &entry.serial, &entry.by, &entry.intent, &entry.sent_as, id];
        of_kind
            && in_time
            && self.is_about(entry)
            && searched.iter().any(|field| field.to_lowercase().contains(&text))
    }

    /// Of an entry that is shown, the devices that it is shown for: those that are searched for, or all; an empty text where it is
    /// about none.
    #[must_use]
    pub fn serials<'e>(&self, entry: &'e Entry) -> Vec<&'e str> {
        let text = self.text();
        let all: Vec<&str> = entry.serials().filter(|serial| self.is_device(serial)).collect();
        let found: Vec<&str> =
            all.iter().copied().filter(|serial| serial.to_lowercase().contains(&text)).collect();
        match (all.is_empty(), found.is_empty()) {
            (true, _) => vec![""],
            // It is shown for something else than a device.
            (_, true) => all,
            _ => found,
        }
    }

    /// What of it the store can look for.
    #[must_use]
    pub fn sought(&self) -> Sought<'_> {
        Sought { device: &self.device, from: self.from, to: self.to }
    }

    fn text(&self) -> String {
        self.text.trim().to_lowercase()
    }

    /// Whether it is the device that they are to be about.
    fn is_device(&self, name: &str) -> bool {
        self.device.is_empty() || self.device.to_lowercase() == name.to_lowercase()
    }

    fn is_about(&self, entry: &Entry) -> bool {
        let has_none = entry.serials().next().is_none();
        has_none && self.is_device(&entry.name) || entry.serials().any(|serial| self.is_device(serial))
    }
}

/// The names of the columns in a file, the same in every language: programs read them.
const COLUMNS: [&str; 14] = [
    "time",
    "device",
    "serial",
    "what",
    "step",
    "happened",
    "by",
    "status",
    "code",
    "requestId",
    "sentAs",
    "intent",
    "service",
    "number",
];

fn values(entry: &Entry, serial: &str) -> [String; COLUMNS.len()] {
    let number = |number: u32| if number == 0 { String::new() } else { number.to_string() };
    [
        graph_moment(entry.at),
        entry.name.clone(),
        serial.to_owned(),
        entry.what.clone(),
        entry.step.map(|step| (step + 1).to_string()).unwrap_or_default(),
        entry.happened.key().to_owned(),
        entry.by.clone(),
        number(entry.status.into()),
        entry.code.clone(),
        entry.request_id.clone().unwrap_or_default(),
        entry.sent_as.clone(),
        entry.intent.clone(),
        entry.server.clone(),
        entry.number.to_string(),
    ]
}

/// The first line of a CSV file.
#[must_use]
pub fn history_csv_head() -> String {
    format!("\u{feff}{}\r\n", COLUMNS.join(","))
}

/// An entry in a CSV file, a line for each device that is wanted. No cell can be taken for a formula.
#[must_use]
pub fn history_csv(entry: &Entry, filter: &HistoryFilter) -> Vec<String> {
    let line = |serial| values(entry, serial).map(|value| csv_cell(&value).into_owned()).join(",") + "\r\n";
    filter.serials(entry).into_iter().map(line).collect()
}

/// An entry as lines of JSON, one for each device that is wanted.
#[must_use]
pub fn history_json(entry: &Entry, filter: &HistoryFilter) -> Vec<String> {
    let line = |serial| {
        let pairs = COLUMNS.iter().zip(values(entry, serial)).filter(|(_, value)| !value.is_empty());
        let pairs = pairs.map(|(name, value)| format!("\"{name}\":{}", json(&value)));
        format!("{{{}}}\n", pairs.collect::<Vec<_>>().join(","))
    };
    filter.serials(entry).into_iter().map(line).collect()
}

/// A text in JSON.
fn json(text: &str) -> String {
    let mut out = String::from('"');
    for letter in text.chars() {
        match letter {
            '"' | '\\' => out.extend(['\\', letter]),
            // Line separators of JavaScript too: some readers take them for line ends.
            '\0'..' ' | '\u{7f}' | '\u{2028}' | '\u{2029}' => {
                let escaped = format!("\\u{:04x}", u32::from(letter));
                out.push_str(&escaped);
            }
            _ => out.push(letter),
        }
    }
    out.push('"');
    out
}

/// A moment as the service writes it: in UTC, which sorts and is the same everywhere.
fn graph_moment(millis: i64) -> String {
    let (days, rest) = (millis.div_euclid(86_400_000), millis.rem_euclid(86_400_000));
    let (year, month, day) = civil(days);
    let (hour, minute, second, milli) = (rest / 3_600_000, rest / 60_000 % 60, rest / 1000 % 60, rest % 1000);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{milli:03}Z")
}

/// The date of a day since 1970, by the Gregorian calendar.
fn civil(days: i64) -> (i64, i64, i64) {
    // Counted from a first of March, leap days come last in their year.
    let days = days + 719_468;
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (year + era * 400 + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry() -> Entry {
        Entry {
            at: 1_800_000_000_123,
            number: 7,
            intent: "i".to_owned(),
            server: "https://t".to_owned(),
            serial: "S-1".to_owned(),
            name: "=cmd|' /C calc'!A0".to_owned(),
            what: "wipe".to_owned(),
            step: Some(0),
            happened: Happened::Failed,
            by: "ann \"a\"\n".to_owned(),
            sent_as: "w".to_owned(),
            status: 403,
            code: "Forbidden".to_owned(),
            request_id: None,
        }
    }

    #[test]
    fn entries_go_out_without_formulas_and_line_ends() {
        let csv = history_csv(&entry(), &HistoryFilter::default()).concat();
        assert!(csv.starts_with("2027-01-15T08:00:00.123Z,"), "{csv}");
        assert!(!csv.contains(",=") && !csv.contains(",\"="), "{csv}");
        let json = history_json(&entry(), &HistoryFilter::default()).concat();
        assert_eq!(json.matches('\n').count(), 1, "{json}");
        assert!(json.contains(r#""by":"ann \"a\"\u000a""#) && !json.contains("requestId"), "{json}");
        assert!(json.contains(r#""device":"=cmd|' /C calc'!A0""#), "{json}");
    }

    #[test]
    fn moments_are_those_of_the_calendar() {
        for (millis, wanted) in [
            (0, "1970-01-01T00:00:00.000Z"),
            (951_782_400_000, "2000-02-29T00:00:00.000Z"),
            (4_107_542_399_999, "2100-02-28T23:59:59.999Z"),
            (4_107_542_400_000, "2100-03-01T00:00:00.000Z"),
            (-1, "1969-12-31T23:59:59.999Z"),
        ] {
            assert_eq!(graph_moment(millis), wanted);
        }
    }

    #[test]
    fn a_filter_wants_all_that_it_says() {
        let at = entry().at;
        let filter = HistoryFilter::default;
        for (filter, wanted) in [
            (filter(), true),
            (HistoryFilter { text: " s-1 ".to_owned(), ..filter() }, true),
            (HistoryFilter { text: "ANN".to_owned(), ..filter() }, true),
            (HistoryFilter { device: "s-1".to_owned(), ..filter() }, true),
            (HistoryFilter { device: "S".to_owned(), ..filter() }, false),
            (HistoryFilter { device: "S-10".to_owned(), ..filter() }, false),
            (HistoryFilter { text: "S-2".to_owned(), ..filter() }, false),
            (HistoryFilter { kind: Some(HistoryKind::Answered), ..filter() }, true),
            (HistoryFilter { kind: Some(HistoryKind::Sent), ..filter() }, false),
            (HistoryFilter { from: Some(at), to: Some(at + 1), ..filter() }, true),
            (HistoryFilter { to: Some(at), ..filter() }, false),
            (HistoryFilter { from: Some(at + 1), ..filter() }, false),
        ] {
            assert_eq!(filter.wants(&entry()), wanted, "{filter:?}");
        }
    }

    #[test]
    fn what_is_about_several_devices_is_told_of_each() {
        let entry = Entry { serial: "S-1\nS-2\nT-3".to_owned(), ..entry() };
        let of = |text: &str| HistoryFilter { text: text.to_owned(), ..HistoryFilter::default() };
        for (text, wanted) in
            [("s-", &["S-1", "S-2"][..]), ("", &["S-1", "S-2", "T-3"]), ("ann", &["S-1", "S-2", "T-3"])]
        {
            assert_eq!(of(text).serials(&entry), wanted, "{text}");
            let csv = history_csv(&entry, &of(text));
            assert_eq!(csv.len(), wanted.len());
            assert!(
                csv.iter().zip(wanted).all(|(line, serial)| line.contains(&format!(",{serial},"))),
                "{csv:?}"
            );
        }
        let json = history_json(&entry, &of("t-3"));
        assert!(matches!(json.as_slice(), [line] if line.contains(r#""serial":"T-3""#)), "{json:?}");
        let only = HistoryFilter { device: "s-2".to_owned(), ..of("ann") };
        assert!(only.wants(&entry));
        assert_eq!(only.serials(&entry), ["S-2"]);
        let about_none = Entry { serial: String::new(), ..entry };
        let by_name = |device: &str| HistoryFilter { device: device.to_owned(), ..of("") };
        assert!(by_name(&about_none.name).wants(&about_none) && !by_name("cmd").wants(&about_none));
        assert_eq!(history_csv(&about_none, &of("ann")).len(), 1);
    }

    #[test]
    fn everything_that_can_happen_is_of_a_kind() {
        for kind in HistoryKind::ALL {
            assert!(Happened::ALL.into_iter().any(|happened| HistoryKind::of(happened) == kind), "{kind:?}");
        }
    }
}
