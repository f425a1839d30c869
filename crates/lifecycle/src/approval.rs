//! Who may decide about what waits for a second administrator.
//!
//! ```
//! use lifecycle::approval::{Barred, decide};
//!
//! assert_eq!(decide(Some("ben@contoso.com"), "adele@contoso.com"), Ok(()));
//! assert_eq!(decide(Some("Adele@contoso.com"), "adele@contoso.com"), Err(Barred::Own));
//! ```

/// Why somebody can't decide about a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Barred {
    /// It isn't known who they are.
    Nobody,
    /// It is their own.
    Own,
    /// It isn't their own.
    NotOwn,
    /// They have decided already, and it isn't seen yet.
    Underway,
}

impl Barred {
    /// Every reason.
    pub const ALL: [Barred; 4] = [Barred::Nobody, Barred::Own, Barred::NotOwn, Barred::Underway];

    /// The key by which its text is found.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Barred::Nobody => "nobody",
            Barred::Own => "own",
            Barred::NotOwn => "not-own",
            Barred::Underway => "underway",
        }
    }
}

/// The policies that protect what destroys something, by the names that the service has for them. What any action of a device is
/// protected by is among them. Source: Microsoft Learn, *operationApprovalPolicyType*.
const DESTROYING: [&str; 6] =
    ["deviceAction", "deviceWipe", "deviceRetire", "deviceRetireNonCompliant", "deviceDelete", "deviceErase"];

/// Whether what that policy protects destroys something.
#[must_use]
pub fn destroys(policy: &str) -> bool {
    DESTROYING.contains(&policy)
}

/// Whether two names are of one administrator, whatever their case.
#[must_use]
pub fn is_same(one: &str, other: &str) -> bool {
    !one.trim().is_empty() && one.trim().to_lowercase() == other.trim().to_lowercase()
}

/// Whether an administrator may approve or reject what that requestor asks for. `None`: the service alone knows who they are, and
/// says so; an empty name: they haven't said it.
///
/// # Errors
/// Why they may not.
pub fn decide(who: Option<&str>, requestor: &str) -> Result<(), Barred> {
    match who {
        Some(who) if who.trim().is_empty() => Err(Barred::Nobody),
        Some(who) if is_same(who, requestor) => Err(Barred::Own),
        _ => Ok(()),
    }
}

/// Whether an administrator may take back what that requestor asks for, which is for the requestor alone.
///
/// # Errors
/// Why they may not.
pub fn take_back(who: Option<&str>, requestor: &str) -> Result<(), Barred> {
    match who {
        Some(who) if who.trim().is_empty() => Err(Barred::Nobody),
        Some(who) if !is_same(who, requestor) => Err(Barred::NotOwn),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_policy_protects_destroys_something_or_not() {
        for (policy, is_so) in
            [("deviceWipe", true), ("deviceRetire", true), ("deviceDelete", true), ("script", false)]
        {
            assert_eq!(destroys(policy), is_so, "{policy}");
        }
    }

    #[test]
    fn who_may_do_what() {
        for (who, requestor, decides, takes_back) in [
            (Some("ben@t"), "adele@t", Ok(()), Err(Barred::NotOwn)),
            (Some("ADELE@t "), "adele@t", Err(Barred::Own), Ok(())),
            (Some(" "), "adele@t", Err(Barred::Nobody), Err(Barred::Nobody)),
            // The unnamed administrator is everybody, and so nobody's equal.
            (Some("ben@t"), "", Ok(()), Err(Barred::NotOwn)),
            (None, "adele@t", Ok(()), Ok(())),
        ] {
            assert_eq!((decide(who, requestor), take_back(who, requestor)), (decides, takes_back), "{who:?}");
        }
    }
}
