//! The bodies of registrations.

use crate::{Row, RowStatus};

const HEAD: &[u8] = br#"{"importedWindowsAutopilotDeviceIdentities":["#;
const TAIL: &[u8] = b"]}";

/// The rows of a registration as they will be sent, each an object in JSON, one behind the other. Kept apart from the
/// intent, as it is large, holds the hashes, and is needed only to send.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Payload {
    /// The objects.
    pub bytes: Vec<u8>,
}

impl Payload {
    /// Adds an object; where it stands.
    pub fn push(&mut self, object: &[u8]) -> (u32, u32) {
        let at = |len: usize| u32::try_from(len).unwrap_or(u32::MAX);
        let span = (at(self.bytes.len()), at(object.len()));
        self.bytes.extend_from_slice(object);
        span
    }

    /// The object of a row.
    #[must_use]
    pub fn object(&self, row: &Row) -> Option<&[u8]> {
        let (start, len) = (usize::try_from(row.span.0).ok()?, usize::try_from(row.span.1).ok()?);
        self.bytes.get(start..start.checked_add(len)?)
    }

    /// The body that sends the rows which are still waiting: always the same bytes for the same rows, as a service
    /// knows a repetition by them. `None`: what is kept doesn't fit the rows.
    pub(crate) fn body(&self, rows: &[Row]) -> Option<Vec<u8>> {
        let mut body = HEAD.to_vec();
        for row in rows.iter().filter(|row| row.status == RowStatus::Waiting) {
            if body.len() > HEAD.len() {
                body.push(b',');
            }
            body.extend_from_slice(self.object(row)?);
        }
        body.extend_from_slice(TAIL);
        Some(body)
    }
}

/// The object that registers a device, as what stands before and behind its hash: the hash is base64, which needs no
/// escaping, and is copied in by whoever has it.
#[must_use]
pub fn row_json(serial: &str, product_key: &str, group_tag: &str, user: &str) -> (Vec<u8>, Vec<u8>) {
    let mut head = br##"{"@odata.type":"#microsoft.graph.importedWindowsAutopilotDeviceIdentity""##.to_vec();
    for (name, value) in [
        ("groupTag", group_tag),
        ("serialNumber", serial),
        ("productKey", product_key),
        ("assignedUserPrincipalName", user),
    ] {
        head.extend_from_slice(b",\"");
        head.extend_from_slice(name.as_bytes());
        head.extend_from_slice(b"\":");
        string(&mut head, value);
    }
    head.extend_from_slice(br#","hardwareIdentifier":""#);
    (head, b"\"}".to_vec())
}

fn string(out: &mut Vec<u8>, text: &str) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    out.push(b'"');
    for byte in text.bytes() {
        match byte {
            b'"' | b'\\' => out.extend_from_slice(&[b'\\', byte]),
            0..0x20 => {
                out.extend_from_slice(b"\\u00");
                out.push(HEX[usize::from(byte >> 4)]);
                out.push(HEX[usize::from(byte & 15)]);
            }
            _ => out.push(byte),
        }
    }
    out.push(b'"');
}
