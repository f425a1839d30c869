//! Letters of drives.

use crate::collect::Problem;

/// The letter of a flash drive, `D` to `Z`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DriveLetter(char);

impl Default for DriveLetter {
    fn default() -> DriveLetter {
        DriveLetter('E')
    }
}

impl DriveLetter {
    /// Reads `E`, `E:` or `E:\`.
    ///
    /// # Errors
    /// [`Problem::DriveSystem`] for the letters of Windows and of diskettes, [`Problem::DriveShape`] for anything
    /// that is not a letter.
    pub fn parse(text: &str) -> Result<DriveLetter, Problem> {
        let mut characters = text.trim().chars();
        let letter = characters.next().map(|letter| letter.to_ascii_uppercase());
        match (letter, characters.as_str()) {
            (Some('A'..='C'), "" | ":" | ":\\") => Err(Problem::DriveSystem),
            (Some(letter @ 'D'..='Z'), "" | ":" | ":\\") => Ok(DriveLetter(letter)),
            _ => Err(Problem::DriveShape),
        }
    }

    /// The top of the drive: `E:\`.
    #[must_use]
    pub fn root(self) -> String {
        format!("{}:\\", self.0)
    }
}
