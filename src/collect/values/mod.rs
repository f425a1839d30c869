//! What a script or letter can be filled in with. Each type can only be made from text that is right for it.

mod account;
mod computer;
mod drive;
mod folder;
mod phrase;
mod tag;
mod tenant;
mod unit;

pub use account::Account;
pub use computer::{ComputerName, computer_names};
pub use drive::DriveLetter;
pub use folder::Folder;
pub use phrase::{ModelFilter, Phrase};
pub use tag::GroupTag;
pub use tenant::Tenant;
pub use unit::OrganisationalUnit;

use super::Problem;

/// Characters that show nothing but change what a name is: controls, and the marks that copied text brings along.
fn is_invisible(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// The text, if all of it can be seen.
fn visible(text: &str) -> Result<&str, Problem> {
    if text.chars().any(is_invisible) { Err(Problem::Invisible) } else { Ok(text.trim()) }
}
