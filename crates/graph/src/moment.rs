//! Moments as services write them.

/// Seconds since 1970-01-01T00:00:00Z of a moment in UTC such as `2026-11-21T15:00:00Z`, with or without fractions of a
/// second. `None`: it is none.
#[must_use]
pub fn seconds(text: &str) -> Option<i64> {
    let number = |from: usize, to: usize| text.get(from..to)?.parse::<i64>().ok();
    let (year, month, day) = (number(0, 4)?, number(5, 7)?, number(8, 10)?);
    let (hour, minute, second) = (number(11, 13)?, number(14, 16)?, number(17, 19)?);
    // Years are counted from 1 March, so that the leap day is a year's last.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let days = 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day - 719_469;
    Some(((days * 24 + hour) * 60 + minute) * 60 + second)
}

#[cfg(test)]
mod tests {
    use super::seconds;

    #[test]
    fn moments() {
        for (text, wanted) in [
            ("1970-01-01T00:00:00Z", Some(0)),
            ("2000-02-29T12:34:56Z", Some(951_827_696)),
            ("2026-11-21T15:00:00.1234567Z", Some(1_795_273_200)),
            ("2100-03-01T00:00:00Z", Some(4_107_542_400)),
            ("2026-11-21", None),
            ("", None),
            ("yesterday, at about noon", None),
            ("2026-1é-21T15:00:00Z", None),
        ] {
            assert_eq!(seconds(text), wanted, "{text}");
        }
    }
}
