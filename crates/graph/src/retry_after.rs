//! `Retry-After`.

use std::time::Duration;

/// How long to wait by a `Retry-After` header: seconds, with decimals too, or the date of another moment, counted from
/// the answer's own `Date`, as the clocks of two machines differ. `None` where it can't be read.
pub fn retry_after(value: &str, date: Option<&str>) -> Option<Duration> {
    seconds(value.trim()).or_else(|| {
        let wait = http_date(value)?.checked_sub(http_date(date?)?)?;
        Some(Duration::from_secs(u64::try_from(wait).unwrap_or(0)))
    })
}

/// Whole and decimal seconds, read without floating point: up.
fn seconds(text: &str) -> Option<Duration> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || !digits(decimals) {
        return None;
    }
    let thousandths =
        decimals.bytes().chain(*b"000").take(3).fold(0, |sum, digit| sum * 10 + u64::from(digit - b'0'));
    let beyond = u64::from(decimals.bytes().skip(3).any(|digit| digit != b'0'));
    let whole: u64 = whole.parse().ok()?;
    Some(Duration::from_millis(whole.checked_mul(1000)?.checked_add(thousandths + beyond)?))
}

/// Seconds since 1970 of `Sat, 21 Nov 2026 14:46:48 GMT`, the one form that servers may send.
fn http_date(text: &str) -> Option<i64> {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let (_, rest) = text.trim().split_once(", ")?;
    let mut parts = rest.split(' ');
    let day: i64 = parts.next()?.parse().ok()?;
    let month = parts.next()?;
    let month = i64::try_from(MONTHS.iter().position(|name| *name == month)?).ok()? + 1;
    let year: i64 = parts.next()?.parse().ok()?;
    let mut time = parts.next()?.split(':').map(|part| part.parse::<i64>().ok());
    let (hours, minutes, seconds) = (time.next()??, time.next()??, time.next()??);
    let a_day = (1970..=9999).contains(&year) && (1..=31).contains(&day);
    // A minute with a leap second has 61.
    let a_time = (0..24).contains(&hours) && (0..60).contains(&minutes) && (0..=60).contains(&seconds);
    if !a_day || !a_time || time.next().is_some() || parts.next()? != "GMT" {
        return None;
    }
    // Days from the civil calendar: years begin in March, so that the leap day is the last.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let days = 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day - 1 - 719_468;
    Some(days * 86_400 + hours * 3600 + minutes * 60 + seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    const DATE: &str = "Sat, 21 Nov 2026 14:46:48 GMT";

    #[test]
    fn seconds_decimals_and_dates() {
        for (value, date, millis) in [
            ("0", None, Some(0)),
            ("120", None, Some(120_000)),
            (" 7 ", None, Some(7_000)),
            ("2.128", None, Some(2_128)),
            ("2.1280001", None, Some(2_129)),
            ("0.5", None, Some(500)),
            ("3.", None, Some(3_000)),
            (".5", None, None),
            ("-1", None, None),
            ("1e3", None, None),
            ("soon", None, None),
            ("", None, None),
            ("99999999999999999999", None, None),
            ("Sat, 21 Nov 2026 14:47:18 GMT", Some(DATE), Some(30_000)),
            ("Sun, 22 Nov 2026 14:46:48 GMT", Some(DATE), Some(86_400_000)),
            ("Mon, 01 Mar 2027 14:46:48 GMT", Some(DATE), Some(100 * 86_400_000)),
            ("Sat, 21 Nov 2026 14:46:00 GMT", Some(DATE), Some(0)),
            ("Sat, 21 Nov 2026 14:47:18 GMT", None, None),
            ("Sat, 21 Nox 2026 14:47:18 GMT", Some(DATE), None),
            ("Sat, 21 Nov 2026 14:47:18", Some(DATE), None),
            ("Sat, 21 Nov 2026 9999999999999999:47:18 GMT", Some(DATE), None),
            ("Sat, 21 Nov 2026 14:47:18:00 GMT", Some(DATE), None),
            ("Sat, 21 Nov 2026 14:-7:18 GMT", Some(DATE), None),
        ] {
            assert_eq!(retry_after(value, date).map(|wait| wait.as_millis()), millis, "{value:?}");
        }
    }

    #[test]
    fn dates_are_seconds_since_1970() {
        for (text, wanted) in [
            ("Thu, 01 Jan 1970 00:00:00 GMT", Some(0)),
            ("Sun, 06 Nov 1994 08:49:37 GMT", Some(784_111_777)),
            ("Thu, 29 Feb 2024 12:00:00 GMT", Some(1_709_208_000)),
            (DATE, Some(1_795_272_408)),
        ] {
            assert_eq!(http_date(text), wanted, "{text}");
        }
    }
}
