//! What a way hands over: a script, or a letter.

use messages::Messages;

use super::{Inputs, letter, script};

/// A text to copy, or to download as a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// The name of the file.
    pub name: &'static str,
    /// The text, each line ended by CR LF.
    pub text: String,
}

impl Document {
    /// The text `lines`, whose lines end in LF, as a document.
    fn new(name: &'static str, lines: &str) -> Document {
        Document { name, text: lines.replace('\n', "\r\n") }
    }

    /// The bytes of the file: UTF-8 behind a byte order mark, without which Windows PowerShell would read it in the
    /// code page of the computer and take parts of letters for quotation marks.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        [b"\xef\xbb\xbf", self.text.as_bytes()].concat()
    }
}

/// The script or letter of a way, if it has one.
#[must_use]
pub fn document(inputs: &Inputs, messages: &Messages) -> Option<Document> {
    let lines = match inputs {
        Inputs::Oem(values) => letter::write(values, messages),
        Inputs::ConfigurationManager => return None,
        Inputs::ActiveDirectory(values) => script::active_directory::write(values, messages),
        Inputs::ByHand(values) => script::by_hand::write(values, messages),
        Inputs::FlashDrive(values) => script::flash_drive::write(values, messages),
    };
    inputs.way().file_name().map(|name| Document::new(name, &lines))
}
