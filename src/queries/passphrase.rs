//! How well a passphrase keeps a file.

use std::collections::HashSet;

/// The fewest characters that a passphrase may have.
const FEWEST: usize = 12;
/// From how many on it is strong: some words.
const STRONG: usize = 20;
/// The fewest different characters.
const DIFFERENT: usize = 6;

/// How well a passphrase keeps a file: as far as that can be seen without a dictionary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strength {
    /// It lacks so many characters.
    Short(usize),
    /// It is the same few characters again and again.
    Weak,
    /// It will do.
    Fair,
    /// It is long.
    Strong,
}

impl Strength {
    /// Whether a file may be saved with it.
    #[must_use]
    pub fn suffices(self) -> bool {
        matches!(self, Strength::Fair | Strength::Strong)
    }
}

/// How well a passphrase keeps a file.
#[must_use]
pub fn strength(passphrase: &str) -> Strength {
    let count = passphrase.trim().chars().count();
    let different = passphrase.chars().flat_map(char::to_lowercase).collect::<HashSet<char>>().len();
    match count {
        _ if count < FEWEST => Strength::Short(FEWEST - count),
        _ if different < DIFFERENT => Strength::Weak,
        _ if count < STRONG => Strength::Fair,
        _ => Strength::Strong,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passphrases_are_judged_by_length_and_variety() {
        for (passphrase, wanted) in [
            ("", Strength::Short(12)),
            ("Welkom01", Strength::Short(4)),
            ("           a           ", Strength::Short(11)),
            ("aaaaaaaaaaaaaaaaaaaaaaaaa", Strength::Weak),
            ("AbAbAbAbAbAbAbAb", Strength::Weak),
            ("mast gull tar", Strength::Fair),
            ("wéér één zin erbij", Strength::Fair),
            ("mast gull tar barley", Strength::Strong),
        ] {
            assert_eq!(strength(passphrase), wanted, "{passphrase:?}");
            assert_eq!(strength(passphrase).suffices(), matches!(wanted, Strength::Fair | Strength::Strong));
        }
    }
}
