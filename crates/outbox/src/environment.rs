//! What the engine knows of the world around it.

/// Milliseconds since 1970-01-01T00:00:00Z.
pub type Millis = i64;

/// How long an answer may take. Who carries requests gives up then; the service may still be at it.
pub const PATIENCE: Millis = 120_000;

/// Time, chance and office.
pub trait Environment {
    /// Whether it is all about registering, by [`crate::Engine::turn_registering`]: nothing else is read of the service then,
    /// and no history is told.
    const REGISTERS_ONLY: bool = false;

    /// Now.
    fn now(&self) -> Millis;

    /// Any number, to spread waits.
    fn chance(&self) -> u64;

    /// A new id for a request that is no intent's.
    fn request_id(&self) -> String;

    /// Whether this is still the one that sends. Asked before anything is sent: whoever was frozen may have been replaced.
    fn leads(&self) -> bool;
}
