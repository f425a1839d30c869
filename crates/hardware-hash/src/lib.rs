//! The bytes of a Windows Autopilot hardware hash.
#![forbid(unsafe_code)]
