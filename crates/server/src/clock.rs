//! The time, and where it comes from.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

const SECOND: i64 = 1000;
const DAY: i64 = 86_400;

/// A moment: milliseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(pub i64);

/// The parts of a moment in UTC.
struct Civil {
    year: i64,
    month: i64,
    day: i64,
    /// 0 is Thursday, as 1970-01-01 was.
    weekday: usize,
    second_of_day: i64,
    millisecond: i64,
}

impl Timestamp {
    /// The moment that much later.
    #[must_use]
    pub fn plus(self, duration: Duration) -> Timestamp {
        Timestamp(self.0.saturating_add(i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)))
    }

    /// The moment that much earlier.
    #[must_use]
    pub fn minus(self, duration: Duration) -> Timestamp {
        Timestamp(self.0.saturating_sub(i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)))
    }

    /// How long it is until `later`; nothing where that is over.
    #[must_use]
    pub fn until(self, later: Timestamp) -> Duration {
        Duration::from_millis(u64::try_from(later.0.saturating_sub(self.0)).unwrap_or(0))
    }

    /// As properties have it: `2026-01-31T12:00:00Z`, with milliseconds where there are any.
    #[must_use]
    pub fn rfc3339(self) -> String {
        self.to_string()
    }

    /// The moment that a text such as `2026-01-31T12:00:00Z` says: of a day, with a fraction of a second or without, in UTC or with
    /// an offset.
    #[must_use]
    pub fn parse(text: &str) -> Option<Timestamp> {
        let number = |text: &str, digits: usize| -> Option<i64> {
            let is_number = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
            is_number.then(|| text.parse().ok())?
        };
        let (date, time) = match text.split_once(['T', 't']) {
            Some((date, time)) => (date, time),
            None => (text, "00:00:00Z"),
        };
        let mut date = date.splitn(3, '-');
        let (year, month, day) =
            (number(date.next()?, 4)?, number(date.next()?, 2)?, number(date.next()?, 2)?);
        let zone = time.find(['Z', 'z', '+', '-'])?;
        let (time, zone) = time.split_at(zone);
        let offset = match zone {
            "Z" | "z" => 0,
            zone => {
                let (hours, minutes) = zone[1..].split_once(':')?;
                let minutes = number(hours, 2)? * 60 + number(minutes, 2)?;
                if zone.starts_with('-') { -minutes } else { minutes }
            }
        };
        let (time, fraction) = time.split_once('.').unwrap_or((time, ""));
        let mut time = time.splitn(3, ':');
        let (hour, minute) = (number(time.next()?, 2)?, number(time.next()?, 2)?);
        let second = time.next().map_or(Some(0), |second| number(second, 2))?;
        let is_real =
            (1..=12).contains(&month) && (1..=31).contains(&day) && hour < 24 && minute < 60 && second < 60;
        if !is_real || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let milliseconds = format!("{fraction:0<3}")[..3].parse::<i64>().ok()?;
        // The way back of `civil`.
        let from_march = (month + 9) % 12;
        let year = if month <= 2 { year - 1 } else { year };
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let day_of_era =
            year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + (153 * from_march + 2) / 5 + day - 1;
        let days = era * 146_097 + day_of_era - 719_468;
        let seconds = days * DAY + hour * 3600 + (minute - offset) * 60 + second;
        Some(Timestamp(seconds * SECOND + milliseconds))
    }

    /// As errors have it: in UTC, without saying so.
    #[must_use]
    pub fn without_offset(self) -> String {
        let Civil { year, month, day, second_of_day: second, .. } = self.civil();
        let (h, m, s) = (second / 3600, second / 60 % 60, second % 60);
        format!("{year:04}-{month:02}-{day:02}T{h:02}:{m:02}:{s:02}")
    }

    /// As the `Date` header has it.
    #[must_use]
    pub fn http_date(self) -> String {
        const DAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
        const MONTHS: [&str; 12] =
            ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        let Civil { year, month, day, weekday, second_of_day: second, .. } = self.civil();
        let (h, m, s) = (second / 3600, second / 60 % 60, second % 60);
        let month = MONTHS[usize::try_from(month - 1).unwrap_or(0)];
        format!("{}, {day:02} {month} {year:04} {h:02}:{m:02}:{s:02} GMT", DAYS[weekday])
    }

    /// Days to dates as in the public description of the civil calendar's algorithms: years start in March, so that the
    /// leap day is the last one.
    fn civil(self) -> Civil {
        let seconds = self.0.div_euclid(SECOND);
        let days = seconds.div_euclid(DAY);
        let shifted = days + 719_468;
        let era = shifted.div_euclid(146_097);
        let day_of_era = shifted.rem_euclid(146_097);
        let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let from_march = (5 * day_of_year + 2) / 153;
        let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
        Civil {
            year: year_of_era + era * 400 + i64::from(month <= 2),
            month,
            day: day_of_year - (153 * from_march + 2) / 5 + 1,
            weekday: usize::try_from(days.rem_euclid(7)).unwrap_or(0),
            second_of_day: seconds.rem_euclid(DAY),
            millisecond: self.0.rem_euclid(SECOND),
        }
    }
}

/// As properties have it.
impl fmt::Display for Timestamp {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Civil { year, month, day, second_of_day: second, millisecond, .. } = self.civil();
        // A list has thousands of moments, and a formatter takes its time for each number.
        if let Ok(year) = u16::try_from(year).map(i64::from)
            && year < 10_000
        {
            let mut text = *b"0000-00-00T00:00:00";
            let parts = [(0, year / 100), (2, year % 100), (5, month), (8, day)];
            let times = [(11, second / 3600), (14, second / 60 % 60), (17, second % 60)];
            for (place, number) in parts.into_iter().chain(times) {
                let number = u8::try_from(number).unwrap_or_default();
                text[place] = b'0' + number / 10;
                text[place + 1] = b'0' + number % 10;
            }
            out.write_str(std::str::from_utf8(&text).unwrap_or_default())?;
        } else {
            out.write_str(&self.without_offset())?;
        }
        if millisecond != 0 {
            write!(out, ".{millisecond:03}")?;
        }
        out.write_str("Z")
    }
}

/// Where the time comes from.
pub trait Clock: Send + Sync {
    /// Now.
    fn now(&self) -> Timestamp;
}

/// The computer's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp(0).plus(SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default())
    }
}

/// A clock that stands still until it is moved; clones move together.
#[derive(Clone, Debug, Default)]
pub struct MovableClock(Arc<AtomicI64>);

impl MovableClock {
    /// A clock that shows that moment.
    #[must_use]
    pub fn at(now: Timestamp) -> MovableClock {
        MovableClock(Arc::new(AtomicI64::new(now.0)))
    }

    /// Moves it on.
    pub fn advance(&self, duration: Duration) {
        self.set(self.now().plus(duration));
    }

    /// Sets it, forwards or back.
    pub fn set(&self, now: Timestamp) {
        self.0.store(now.0, Ordering::SeqCst);
    }
}

impl Clock for MovableClock {
    fn now(&self) -> Timestamp {
        Timestamp(self.0.load(Ordering::SeqCst))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates() {
        for (millis, property, header) in [
            (0, "1970-01-01T00:00:00Z", "Thu, 01 Jan 1970 00:00:00 GMT"),
            (951_782_400_000, "2000-02-29T00:00:00Z", "Tue, 29 Feb 2000 00:00:00 GMT"),
            (1_704_067_199_999, "2023-12-31T23:59:59.999Z", "Sun, 31 Dec 2023 23:59:59 GMT"),
            (1_767_225_600_007, "2026-01-01T00:00:00.007Z", "Thu, 01 Jan 2026 00:00:00 GMT"),
            (-1, "1969-12-31T23:59:59.999Z", "Wed, 31 Dec 1969 23:59:59 GMT"),
        ] {
            assert_eq!(Timestamp(millis).rfc3339(), property);
            assert_eq!(Timestamp(millis).http_date(), header);
            assert_eq!(Timestamp::parse(property), Some(Timestamp(millis)));
        }
        for (text, wanted) in [
            ("2026-01-01", Some(1_767_225_600_000)),
            ("2026-01-01T02:00+02:00", Some(1_767_225_600_000)),
            ("2025-12-31T22:30:00.5-01:30", Some(1_767_225_600_500)),
            ("0001-01-01T00:00:00Z", Some(-62_135_596_800_000)),
            ("2026-01-01T00:00:00.1234567Z", Some(1_767_225_600_123)),
            ("2026-13-01", None),
            ("2026-1-1", None),
            ("2026-01-01T00:00:00", None),
            ("2026-01-01T24:00:00Z", None),
            ("2026-01-01T00:00:00.é0Z", None),
            ("yesterday", None),
            ("", None),
        ] {
            assert_eq!(Timestamp::parse(text), wanted.map(Timestamp), "{text}");
        }
    }
}
