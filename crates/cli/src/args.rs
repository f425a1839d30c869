//! What can be asked for on the command line. The help is made from the comments.

use std::path::PathBuf;

use clap::{Args as Group, Parser, Subcommand, ValueEnum};
use device_csv::{Context, Target};
use messages::Language;

use crate::clock;

const EXIT_CODES: &str = "\
Exit status:
  0  done, and nothing above a warning was found
  1  done, and errors were found
  2  the job could not be done: a file can't be read or written, nothing matches, wrong usage

Environment:
  LC_ALL, LC_MESSAGES, LANG  the language of the texts: English (en) or Dutch (nl)
  NO_COLOR                   no colour, on a terminal either
  SOURCE_DATE_EPOCH          seconds since 1970 to take for the present, so that output can be repeated";

/// Checks, merges and inspects hardware-hash files of Windows devices.
///
/// Nothing is sent anywhere, and no hash or product key is ever shown.
#[derive(Parser)]
#[command(name = "muster", version, after_help = EXIT_CODES, max_term_width = 100)]
pub struct Args {
    /// The language of the texts, whatever the environment says. JSON is English always
    #[arg(long, global = true, value_name = "LANGUAGE", value_parser = language)]
    pub lang: Option<Language>,

    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Subcommand)]
pub enum Command {
    /// Says what is wrong in files, where, and how to mend it
    #[command(after_help = EXIT_CODES)]
    Check(CheckArgs),
    /// Merges files into ones that a portal takes
    ///
    /// A device that is in several rows is written once, by its newest capture. A device that something is wrong with
    /// stays behind, and is listed with the reason; so are the rows that another row stands for.
    #[command(after_help = EXIT_CODES)]
    Merge(MergeArgs),
    /// Shows what hardware hashes say, decoded
    #[command(after_help = EXIT_CODES)]
    Inspect(InspectArgs),
}

/// What to check.
#[derive(Group)]
pub struct CheckArgs {
    /// The form of the result. That of JSON is described in docs/check-json.md
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,

    #[command(flatten)]
    pub rules: Rules,

    #[command(flatten)]
    pub files: Files,
}

/// What to merge, and into what.
#[derive(Group)]
pub struct MergeArgs {
    /// Apply every fix that guesses nothing and loses nothing
    #[arg(long)]
    pub apply_fixes: bool,

    /// Where to write
    ///
    /// A folder (one that is there, or a name that ends in a slash) gets numbered files. A file name is used as it is
    /// when one file holds everything; else the files are numbered: OUT-01.csv, OUT-02.csv. With - one file goes to
    /// standard output. A file that is being merged is never overwritten; others are, and appear whole or not at all.
    /// Where numbered files of an earlier run would stay beside the new ones, nothing is written.
    #[arg(short, long, value_name = "OUT")]
    pub output: PathBuf,

    /// Also write a report of every device: as JSON if the name ends in .json, else as CSV for people
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,

    #[command(flatten)]
    pub rules: Rules,

    #[command(flatten)]
    pub files: Files,
}

/// What to inspect.
#[derive(Group)]
pub struct InspectArgs {
    /// The form of the result. That of JSON is described in docs/inspect-json.md
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,

    /// Show the hash of this device row only, counted from 1 without headers
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub row: Option<u32>,

    /// A file with a hardware hash: the bare text, an OA3.xml report, a CSV or a ZIP of these. - is standard input
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
}

/// By which rules files are judged.
#[derive(Group)]
pub struct Rules {
    /// The portal that the devices go to
    #[arg(long, value_enum, value_name = "PORTAL", default_value_t)]
    pub target: Portal,

    /// A verified domain of the organisation; may be given several times. Users of other domains are then errors
    #[arg(long = "domain", value_name = "DOMAIN")]
    pub domains: Vec<String>,
}

impl Rules {
    /// The same for the rules.
    pub fn context(&self) -> Context {
        Context { now: clock::now(), target: self.target.into(), domains: self.domains.clone() }
    }
}

/// Files to read.
#[derive(Group)]
pub struct Files {
    /// Files, folders, patterns such as 'hashes/*.csv', or - for standard input
    ///
    /// Of folders, with those in them, and of ZIP archives, the .csv, .txt and .xml files are taken; of folders the
    /// .zip archives too. A file that is named twice is read once.
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
}

/// The form of a result.
#[derive(Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people
    #[default]
    Text,
    /// For programs
    Json,
}

/// A portal.
#[derive(Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Portal {
    /// Microsoft Intune: at most 500 devices a file, each with a hash
    #[default]
    Intune,
    /// Partner Center: at most 1000 devices a file, each with a hash, or with manufacturer, model and serial
    PartnerCenter,
}

impl From<Portal> for Target {
    fn from(portal: Portal) -> Target {
        match portal {
            Portal::Intune => Target::Intune,
            Portal::PartnerCenter => Target::PartnerCenter,
        }
    }
}

fn language(tag: &str) -> Result<Language, String> {
    Language::from_tag(tag).ok_or_else(|| {
        let tags: Vec<&str> = Language::ALL.iter().map(|language| language.tag()).collect();
        format!("there are {}", tags.join(" and "))
    })
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_definition_is_sound() {
        Args::command().debug_assert();
    }
}
