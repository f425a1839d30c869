//! What is wrong with something that the reader typed.

use messages::{Messages, Value};

/// What is wrong with something that the reader typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// It can't stay blank.
    Missing,
    /// It holds a character that can't be seen, such as a tab.
    Invisible,
    /// This is not a computer's name.
    ComputerName(String),
    /// This is an address: Kerberos needs a name.
    Address(String),
    /// It is not `DOMAIN\account` or `account@domain`.
    AccountShape,
    /// An account's name can't hold this.
    AccountCharacter(char),
    /// It is an account of one computer, not of the domain.
    LocalAccount,
    /// It is not a full path.
    Relative,
    /// A folder's name can't hold this, or PowerShell takes it for a wildcard.
    FolderCharacter(char),
    /// Windows can't have a folder of this name.
    FolderName(String),
    /// It has more characters than this, which leaves no room for the name of a file.
    FolderLong(usize),
    /// A group tag can't hold this: the file that is imported has no quotes and no other letters.
    TagCharacter(char),
    /// This part is not `OU=…`, `CN=…` or `DC=…`.
    UnitPart(String),
    /// It does not end in the domain's `DC=…` parts.
    UnitDomain,
    /// It is not a letter of a drive.
    DriveShape,
    /// It is the drive of Windows itself.
    DriveSystem,
    /// It is not a domain, such as `contoso.onmicrosoft.com`.
    TenantShape,
}

impl Problem {
    /// The problem in the reader's language, with what to do about it.
    #[must_use]
    pub fn text(&self, messages: &Messages) -> String {
        let (id, value) = match self {
            Problem::Missing => ("collect-problem-missing", String::new()),
            Problem::Invisible => ("collect-problem-invisible", String::new()),
            Problem::ComputerName(name) => ("collect-problem-computer-name", name.clone()),
            Problem::Address(address) => ("collect-problem-address", address.clone()),
            Problem::AccountShape => ("collect-problem-account-shape", String::new()),
            Problem::AccountCharacter(character) => {
                ("collect-problem-account-character", character.to_string())
            }
            Problem::LocalAccount => ("collect-problem-local-account", String::new()),
            Problem::Relative => ("collect-problem-relative", String::new()),
            Problem::FolderCharacter(character) => {
                ("collect-problem-folder-character", character.to_string())
            }
            Problem::FolderName(name) => ("collect-problem-folder-name", name.clone()),
            Problem::FolderLong(longest) => ("collect-problem-folder-long", longest.to_string()),
            Problem::TagCharacter(character) => ("collect-problem-tag-character", character.to_string()),
            Problem::UnitPart(part) => ("collect-problem-unit-part", part.clone()),
            Problem::UnitDomain => ("collect-problem-unit-domain", String::new()),
            Problem::DriveShape => ("collect-problem-drive-shape", String::new()),
            Problem::DriveSystem => ("collect-problem-drive-system", String::new()),
            Problem::TenantShape => ("collect-problem-tenant-shape", String::new()),
        };
        messages.text(id, &[("value", Value::from(value))])
    }
}
