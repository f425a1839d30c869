//! Record 13: the TPM's description of itself.

use crate::Text;

/// What a TPM says of itself (record 13), as in
/// `TPM-Version:2.0 -Level:0-Revision:1.38-VendorID:'STM '-Firmware:65794.0`.
///
/// Each part is there only if the text has it, without white space and quotes around it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Tpm<'a> {
    /// The text as it stands.
    pub text: Text<'a>,
    /// The version of the TPM specification: `2.0`.
    pub version: Option<String>,
    /// The level of the specification.
    pub level: Option<String>,
    /// The revision of the specification: `1.38`.
    pub revision: Option<String>,
    /// The maker in up to four characters: `STM`, `INTC`, `AMD`…
    pub vendor: Option<String>,
    /// The version of the firmware.
    pub firmware: Option<String>,
}

const LABELS: [&str; 5] = ["TPM-Version:", "-Level:", "-Revision:", "-VendorID:", "-Firmware:"];

impl<'a> Tpm<'a> {
    /// Takes a text apart. It never fails: a text of another form has no parts.
    #[must_use]
    pub fn new(text: Text<'a>) -> Tpm<'a> {
        let whole = text.to_str();
        let [version, level, revision, vendor, firmware] = LABELS.map(|label| part(&whole, label));
        Tpm { text, version, level, revision, vendor, firmware }
    }
}

/// What stands between a label and the next one.
fn part(text: &str, label: &str) -> Option<String> {
    let (_, after) = text.split_once(label)?;
    let end = LABELS.iter().filter_map(|next| after.find(next)).min().unwrap_or(after.len());
    let value = after[..end].trim().trim_matches('\'').trim();
    (!value.is_empty()).then(|| value.to_owned())
}
