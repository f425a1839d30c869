//! Versions of the protocol.

/// A version of Graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Version {
    /// What Microsoft promises to keep.
    V1,
    /// What may change.
    Beta,
}

impl Version {
    /// Its segment in an address.
    #[must_use]
    pub fn segment(self) -> &'static str {
        match self {
            Version::V1 => "v1.0",
            Version::Beta => "beta",
        }
    }
}
