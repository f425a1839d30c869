//! A device that is to be registered.

use std::borrow::Cow;

use crate::http::failure::Failure;
use crate::store::slice::LONGEST;

/// What a client says of a device.
#[derive(Clone, Debug, Default)]
pub struct Given<'a> {
    /// The group tag.
    pub group_tag: Option<Cow<'a, str>>,
    /// The serial number.
    pub serial_number: Cow<'a, str>,
    /// The product key id.
    pub product_key: Cow<'a, str>,
    /// The hardware hash.
    pub hardware_identifier: Cow<'a, str>,
    /// The user that it is for.
    pub assigned_user: Option<Cow<'a, str>>,
}

/// What the server keeps of it. The hash isn't in here.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// The group tag.
    pub group_tag: Option<String>,
    /// The serial number: the one that was given, else the hash's.
    pub serial_number: String,
    /// By what serial numbers are compared.
    pub serial_key: String,
    /// The product key id.
    pub product_key: String,
    /// The user that it is for.
    pub assigned_user: Option<String>,
    /// The digest of the device's identity; `None`: its hash doesn't tell it from others.
    pub identity: Option<[u8; 32]>,
    /// The manufacturer, by its hash.
    pub manufacturer: String,
    /// The model, by its hash.
    pub model: String,
    /// What is wrong with it by itself.
    pub verdict: Verdict,
}

/// Whether a device can have that serial number.
pub fn check_serial(serial_number: &str) -> Result<(), Failure> {
    if serial_number.trim().is_empty() {
        return Err(Failure::bad_request("A device needs a serialNumber."));
    }
    if serial_number.len() > LONGEST {
        return Err(Failure::bad_request(format!("A serialNumber has {LONGEST} bytes at most.")));
    }
    Ok(())
}

/// What a request for registration is worth by itself. It is told when the registration is decided, not before: so does
/// the real service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing is wrong with it.
    Fine,
    /// The hash can't be read.
    InvalidHash,
    /// Neither serial number nor product key was given.
    MissingSerial,
    /// The same device stands before it in the same call.
    Duplicated,
    /// What was given is none that a device has.
    InvalidBody,
}

impl Verdict {
    const NAMES: [(Verdict, &str); 5] = [
        (Verdict::Fine, "fine"),
        (Verdict::InvalidHash, "invalidHash"),
        (Verdict::MissingSerial, "missingSerial"),
        (Verdict::Duplicated, "duplicated"),
        (Verdict::InvalidBody, "invalidBody"),
    ];

    /// Its name in the database.
    pub fn name(self) -> &'static str {
        Verdict::NAMES.iter().find(|(verdict, _)| *verdict == self).map_or("fine", |(_, name)| name)
    }

    /// The verdict of that name.
    pub fn from_name(name: &str) -> Verdict {
        Verdict::NAMES
            .iter()
            .find(|(_, known)| *known == name)
            .map_or(Verdict::InvalidHash, |(verdict, _)| *verdict)
    }
}
