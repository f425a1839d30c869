//! Keys of records, and stretches of them.

use std::fmt;

/// A part of a key.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The id of a set, a file, a chunk or a step. Sorts before all text, as in the database.
    Number(u32),
    /// The name of a setting, the id of a device.
    Text(String),
}

/// The key of a record: the same parts for all records of a table.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key(pub Vec<Part>);

impl Key {
    /// A key of ids.
    #[must_use]
    pub fn of(ids: &[u32]) -> Key {
        Key(ids.iter().map(|&id| Part::Number(id)).collect())
    }

    /// The key of a setting or a device.
    #[must_use]
    pub fn named(name: &str) -> Key {
        Key(vec![Part::Text(name.to_owned())])
    }

    /// The id at a place, `None` where there is no id.
    #[must_use]
    pub fn id(&self, at: usize) -> Option<u32> {
        match self.0.get(at) {
            Some(Part::Number(id)) => Some(*id),
            _ => None,
        }
    }
}

impl Key {
    /// The name at the start, `None` where there is none.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        match self.0.first() {
            Some(Part::Text(name)) => Some(name),
            _ => None,
        }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, part) in self.0.iter().enumerate() {
            let slash = if at == 0 { "" } else { "/" };
            match part {
                Part::Number(id) => write!(f, "{slash}{id}")?,
                Part::Text(name) => write!(f, "{slash}{name}")?,
            }
        }
        Ok(())
    }
}

/// A stretch of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Span {
    /// The record with that key.
    One(Key),
    /// Every record whose key starts with these ids and whose next part is not below `from`.
    Under {
        /// What the keys start with.
        prefix: Key,
        /// The first of the next parts.
        from: u32,
    },
    /// Every record whose key comes after this one.
    After(Key),
}

impl Span {
    /// Every record whose key starts with these ids.
    #[must_use]
    pub fn under(ids: &[u32]) -> Span {
        Span::Under { prefix: Key::of(ids), from: 0 }
    }

    /// Every record of a table.
    #[must_use]
    pub fn everything() -> Span {
        Span::under(&[])
    }

    /// Whether a key lies in it.
    #[must_use]
    pub fn contains(&self, key: &Key) -> bool {
        match self {
            Span::One(one) => one == key,
            Span::Under { prefix, from } => {
                key.0.starts_with(&prefix.0)
                    && key.0.get(prefix.0.len()).is_some_and(|next| *next >= Part::Number(*from))
            }
            Span::After(one) => key > one,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_holds_what_starts_with_its_prefix() {
        for (span, ids, holds) in [
            (Span::under(&[1]), &[1, 0][..], true),
            (Span::under(&[1]), &[1, 7, 3], true),
            (Span::under(&[1]), &[1], false),
            (Span::under(&[1]), &[2, 0], false),
            (Span::Under { prefix: Key::of(&[1]), from: 5 }, &[1, 5], true),
            (Span::Under { prefix: Key::of(&[1]), from: 5 }, &[1, 4], false),
            (Span::everything(), &[9], true),
            (Span::One(Key::of(&[1, 2])), &[1, 2], true),
            (Span::One(Key::of(&[1, 2])), &[1, 2, 0], false),
            (Span::After(Key::of(&[1, 2])), &[1, 2], false),
            (Span::After(Key::of(&[1, 2])), &[1, 3], true),
            (Span::After(Key::of(&[1, 2])), &[2, 0], true),
        ] {
            assert_eq!(span.contains(&Key::of(ids)), holds, "{span:?} {ids:?}");
        }
        assert!(Span::everything().contains(&Key::named("theme")));
    }
}
