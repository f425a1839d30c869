//! Where those are who follow a list: what the tokens of `delta()` say.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// How much of a digest is in a token.
const MARK: usize = 12;

/// Where somebody is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Reading the list, of the rows that were there at the start.
    Listed {
        /// Behind the row of that number.
        after: i64,
        /// The last number that there was at the start.
        upto: i64,
    },
    /// Reading changes, of those that there were at the start.
    Changed {
        /// Behind the change of that number.
        after: i64,
        /// The last number that there was at the start.
        upto: i64,
    },
    /// Waiting for what comes behind that number.
    Since(i64),
}

/// What a token is bound to: it is of no use for anything else. It keeps nobody out, as what it says is no secret and counts
/// in its tenant alone; it keeps clients from taking one list for another.
pub struct Seal(blake3::Hasher);

impl Seal {
    /// A seal of all these together.
    pub fn of(parts: &[&str]) -> Seal {
        let mut hasher = blake3::Hasher::new();
        for part in parts {
            hasher.update(&part.len().to_le_bytes()).update(part.as_bytes());
        }
        Seal(hasher)
    }

    fn mark(&self, said: &str) -> [u8; MARK] {
        let digest = self.0.clone().update(said.as_bytes()).finalize();
        std::array::from_fn(|at| digest.as_bytes()[at])
    }

    /// The token of a place.
    pub fn write(&self, place: Place) -> String {
        let said = match place {
            Place::Listed { after, upto } => format!("l {after} {upto}"),
            Place::Changed { after, upto } => format!("c {after} {upto}"),
            Place::Since(after) => format!("s {after} {after}"),
        };
        URL_SAFE_NO_PAD.encode([&self.mark(&said)[..], said.as_bytes()].concat())
    }

    /// The place of a token; `None`: it is broken, or of something else.
    pub fn read(&self, token: &str) -> Option<Place> {
        let bytes = URL_SAFE_NO_PAD.decode(token).ok()?;
        let (mark, said) = bytes.split_at_checked(MARK)?;
        let said = std::str::from_utf8(said).ok().filter(|said| self.mark(said) == mark)?;
        let mut words = said.split(' ');
        let (kind, after, upto) = (words.next()?, words.next()?.parse().ok()?, words.next()?.parse().ok()?);
        match kind {
            "l" => Some(Place::Listed { after, upto }),
            "c" => Some(Place::Changed { after, upto }),
            "s" => Some(Place::Since(after)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_says_its_place_to_its_seal_alone() {
        let (seal, other) = (Seal::of(&["a", "bc"]), Seal::of(&["ab", "c"]));
        for place in [
            Place::Listed { after: 0, upto: 7 },
            Place::Changed { after: 3, upto: i64::MAX },
            Place::Since(12),
        ] {
            let token = seal.write(place);
            assert_eq!(seal.read(&token), Some(place));
            assert_eq!(other.read(&token), None);
            for end in 0..token.len() {
                assert_eq!(seal.read(&token[..end]), None, "{}", &token[..end]);
            }
        }
        assert_eq!(seal.read("ÿ"), None);
    }
}
