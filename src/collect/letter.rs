//! The letter that asks a supplier for the registration file.

use messages::{Messages, Value};

use super::Letter;
use super::values::{Phrase, Tenant};

/// The columns that are asked for: what Partner Center takes, and enough for every check.
const COLUMNS: &str = "Device Serial Number,Windows Product ID,Hardware Hash,Manufacturer name,Device model";

/// Writes it, lines ended by LF.
pub(super) fn write(values: &Letter, messages: &Messages) -> String {
    let text = |id: &str, value: &str| messages.text(id, &[("value", Value::from(value))]);
    let mut paragraphs = Vec::new();
    let phrase = |phrase: &Option<Phrase>| phrase.as_ref().map(|phrase| phrase.as_str().to_owned());
    let organisation = phrase(&values.organisation).unwrap_or_default();

    paragraphs.push(text("collect-letter-subject", &organisation));
    paragraphs.push(match phrase(&values.supplier) {
        Some(supplier) => text("collect-letter-dear", &supplier),
        None => text("collect-letter-dear-anyone", ""),
    });
    paragraphs.push(text("collect-letter-request", &organisation));
    if let Some(orders) = phrase(&values.orders) {
        paragraphs.push(text("collect-letter-orders", &orders));
    }
    paragraphs.push(text("collect-letter-format", COLUMNS));
    paragraphs.push(match values.tenant.as_ref().map(Tenant::as_str) {
        Some(tenant) => text("collect-letter-register-tenant", tenant),
        None => text("collect-letter-register", ""),
    });
    paragraphs.push(text("collect-letter-safe", ""));
    let sender = phrase(&values.sender).unwrap_or_default();
    paragraphs.push(format!("{}\n{sender}\n{organisation}", text("collect-letter-regards", "")));
    let mut letter = paragraphs.join("\n\n");
    letter.push('\n');
    letter
}
