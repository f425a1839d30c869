//! The present.

use std::env;
use std::time::{SystemTime, UNIX_EPOCH};

/// The variable by which builds and tests say what time it is to be.
const VARIABLE: &str = "SOURCE_DATE_EPOCH";

/// Seconds since 1970-01-01T00:00:00Z: those that the environment gives, else the clock's.
pub fn now() -> i64 {
    let given = env::var(VARIABLE).ok().and_then(|seconds| seconds.parse().ok());
    given.unwrap_or_else(|| {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
    })
}
