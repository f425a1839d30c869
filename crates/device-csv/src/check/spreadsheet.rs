//! What a spreadsheet makes of a serial that looks like a number.

/// Significant digits that spreadsheets keep.
const KEPT: usize = 15;

/// A whole number by its leading digits: `digits` × 10^`exponent`, the first digit not zero.
struct Magnitude {
    digits: Vec<u8>,
    /// Power of ten of the first digit.
    exponent: usize,
}

/// Whether `serial` is what a spreadsheet shows, or saves, for the number that `wanted` looks like: rounded to a few
/// digits and written with an exponent (`1.23E+11`, with a comma in some locales), or with zeros after 15 digits (some
/// round, some cut off).
/// `wanted` may itself look like a number with an exponent (`12E4`).
pub(super) fn is_rounded(serial: &str, wanted: &str) -> bool {
    let Some(exact) = whole(wanted).or_else(|| scientific(wanted)) else { return false };
    if let Some(shown) = scientific(serial) {
        let places = shown.digits.len();
        return round(&exact, places) == (shown.digits, shown.exponent);
    }
    let Some(saved) = whole(serial) else { return false };
    if whole(wanted).is_some() && saved.digits.len() <= KEPT {
        return false;
    }
    let (mut rounded, exponent) = round(&exact, KEPT.min(saved.digits.len()));
    rounded.resize(saved.digits.len(), 0);
    let mut cut: Vec<u8> = exact.digits.iter().copied().take(KEPT).collect();
    cut.resize(saved.digits.len(), 0);
    (rounded == saved.digits && exponent == saved.exponent)
        || (cut == saved.digits && exact.exponent == saved.exponent)
}

/// Whether `serial` is `wanted` with decimals that are all zero.
pub(super) fn has_decimals(serial: &str, wanted: &str) -> bool {
    serial
        .strip_prefix(wanted)
        .and_then(|rest| rest.strip_prefix(['.', ',']))
        .is_some_and(|decimals| !decimals.is_empty() && decimals.bytes().all(|b| b == b'0'))
}

fn whole(text: &str) -> Option<Magnitude> {
    let digits: Vec<u8> = digits_of(text)?.into_iter().skip_while(|&d| d == 0).collect();
    (!digits.is_empty()).then(|| Magnitude { exponent: digits.len() - 1, digits })
}

/// `d.ddE+dd`, `d,ddE+dd`, `ddE+dd`; only exponents that make a whole number of it.
fn scientific(text: &str) -> Option<Magnitude> {
    let (mantissa, power) = text.split_once(['E', 'e'])?;
    let power = power.strip_prefix('+').unwrap_or(power);
    let power: usize = if power.len() <= 3 { power.parse().ok()? } else { return None };
    let (before, after) = mantissa.split_once(['.', ',']).unwrap_or((mantissa, ""));
    let before = digits_of(before)?;
    let after = if after.is_empty() { Vec::new() } else { digits_of(after)? };
    if before.first() == Some(&0) || after.len() > power {
        return None;
    }
    let exponent = power + before.len() - 1;
    Some(Magnitude { digits: [before, after].concat(), exponent })
}

fn digits_of(text: &str) -> Option<Vec<u8>> {
    (!text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()))
        .then(|| text.bytes().map(|b| b - b'0').collect())
}

/// The number rounded half up to that many digits, and the power of ten of the first.
fn round(number: &Magnitude, places: usize) -> (Vec<u8>, usize) {
    let mut digits = number.digits.clone();
    let up = digits.get(places).is_some_and(|&d| d >= 5);
    digits.resize(places, 0);
    if !up {
        return (digits, number.exponent);
    }
    for digit in digits.iter_mut().rev() {
        *digit = (*digit + 1) % 10;
        if *digit != 0 {
            return (digits, number.exponent);
        }
    }
    // All nines: 9.99 becomes 10.0.
    digits.insert(0, 1);
    digits.truncate(places);
    (digits, number.exponent + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounded() {
        for (serial, wanted, yes) in [
            ("1.23E+11", "123456789012", true),
            ("1,23E+11", "123456789012", true),
            ("1.23e11", "123456789012", true),
            ("1.23E+11", "00123456789012", true),
            ("1E+11", "123456789012", true),
            ("1.2346E+11", "123456789012", true),
            ("1.2345E+11", "123456789012", false),
            ("1.23E+12", "123456789012", false),
            ("1.00E+12", "999999999999", true),
            ("9.99E+11", "999999999999", false),
            ("1.20E+06", "12E5", true),
            ("1200000", "12E5", true),
            ("1.20E+06", "12F5", false),
            ("12345678901234600", "12345678901234567", true),
            ("12345678901234500", "12345678901234567", true),
            ("12345678901234700", "12345678901234567", false),
            ("123456789012", "123456789013", false),
            ("1.23E+", "123456789012", false),
            ("E+11", "123456789012", false),
            ("1.23E+99999999999999999999", "123456789012", false),
            ("0.12E+3", "123", false),
            ("1.23E+1", "12", false),
            ("", "", false),
        ] {
            assert_eq!(is_rounded(serial, wanted), yes, "{serial} {wanted}");
        }
    }
}
