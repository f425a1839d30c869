//! From what was typed to values that a script can be made of.

use super::values::{
    Account, ComputerName, DriveLetter, Folder, GroupTag, ModelFilter, OrganisationalUnit, Phrase, Tenant,
    computer_names,
};
use super::{Entries, Field, Problem, Source, Way};

/// The values of a way, all valid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inputs {
    /// For [`Way::Oem`].
    Oem(Letter),
    /// For [`Way::ConfigurationManager`], which needs none.
    ConfigurationManager,
    /// For [`Way::ActiveDirectory`].
    ActiveDirectory(ActiveDirectory),
    /// For [`Way::ByHand`].
    ByHand(ByHand),
    /// For [`Way::FlashDrive`].
    FlashDrive(FlashDrive),
}

impl Inputs {
    /// The way that they are for.
    #[must_use]
    pub fn way(&self) -> Way {
        match self {
            Inputs::Oem(_) => Way::Oem,
            Inputs::ConfigurationManager => Way::ConfigurationManager,
            Inputs::ActiveDirectory(_) => Way::ActiveDirectory,
            Inputs::ByHand(_) => Way::ByHand,
            Inputs::FlashDrive(_) => Way::FlashDrive,
        }
    }
}

/// Who writes to whom about which devices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// The organisation that owns the devices.
    pub organisation: Option<Phrase>,
    /// Its tenant.
    pub tenant: Option<Tenant>,
    /// Whom the letter is for.
    pub supplier: Option<Phrase>,
    /// The orders or invoices by which the supplier finds the devices.
    pub orders: Option<Phrase>,
    /// Who signs.
    pub sender: Option<Phrase>,
}

/// The machines whose hashes are collected over the network.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Machines {
    /// These.
    Named(Vec<ComputerName>),
    /// Those that Active Directory has in a unit, or in the whole domain.
    Directory(Option<OrganisationalUnit>),
}

/// Which machines to ask, how, and where the answers go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActiveDirectory {
    /// The machines to ask.
    pub machines: Machines,
    /// The account to ask with; the reader's own if there is none.
    pub account: Option<Account>,
    /// The model to keep; every model if there is none.
    pub model: Option<ModelFilter>,
    /// Where the file goes.
    pub folder: Folder,
    /// The tag of every device.
    pub group_tag: Option<GroupTag>,
}

/// Where the file of each device goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ByHand {
    /// The folder.
    pub folder: Folder,
    /// The tag of every device.
    pub group_tag: Option<GroupTag>,
}

/// The flash drive to prepare.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlashDrive {
    /// Its letter on the computer that prepares it.
    pub drive: DriveLetter,
    /// The tag of every device.
    pub group_tag: Option<GroupTag>,
}

/// What came of the entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// The values. In place of an entry with a problem stands its default, so that the steps can be shown all the same.
    pub inputs: Inputs,
    /// What is wrong, in the order of the form. A script may be shown only when nothing is.
    pub problems: Vec<(Field, Problem)>,
}

impl Checked {
    /// What is wrong with a field.
    #[must_use]
    pub fn problem(&self, field: Field) -> Option<&Problem> {
        self.problems.iter().find(|(wrong, _)| *wrong == field).map(|(_, problem)| problem)
    }
}

/// Reads what a way needs from the entries.
#[must_use]
pub fn check(way: Way, entries: &Entries) -> Checked {
    let mut reader = Reader { entries, problems: Vec::new() };
    let inputs = match way {
        Way::Oem => Inputs::Oem(Letter {
            organisation: reader.read(Field::Organisation, Phrase::parse),
            tenant: reader.read(Field::Tenant, Tenant::parse),
            supplier: reader.read(Field::Supplier, Phrase::parse),
            orders: reader.read(Field::Orders, Phrase::parse),
            sender: reader.read(Field::Sender, Phrase::parse),
        }),
        Way::ConfigurationManager => Inputs::ConfigurationManager,
        Way::ActiveDirectory => Inputs::ActiveDirectory(ActiveDirectory {
            machines: match entries.source {
                Source::Named => {
                    Machines::Named(reader.read(Field::Machines, computer_names).unwrap_or_default())
                }
                Source::Directory => Machines::Directory(reader.read(Field::Unit, OrganisationalUnit::parse)),
            },
            account: reader.read(Field::Account, Account::parse),
            model: reader.read(Field::Model, ModelFilter::parse),
            folder: reader.read(Field::Folder, Folder::parse).unwrap_or_default(),
            group_tag: reader.read(Field::GroupTag, GroupTag::parse),
        }),
        Way::ByHand => Inputs::ByHand(ByHand {
            folder: reader.read(Field::Folder, Folder::parse).unwrap_or_default(),
            group_tag: reader.read(Field::GroupTag, GroupTag::parse),
        }),
        Way::FlashDrive => Inputs::FlashDrive(FlashDrive {
            drive: reader.read(Field::Drive, DriveLetter::parse).unwrap_or_default(),
            group_tag: reader.read(Field::GroupTag, GroupTag::parse),
        }),
    };
    Checked { inputs, problems: reader.problems }
}

struct Reader<'a> {
    entries: &'a Entries,
    problems: Vec<(Field, Problem)>,
}

impl Reader<'_> {
    fn read<T>(&mut self, field: Field, parse: fn(&str) -> Result<T, Problem>) -> Option<T> {
        let text = self.entries.get(field).trim();
        let problem = match parse(text) {
            _ if text.is_empty() && field.is_required() => Problem::Missing,
            _ if text.is_empty() => return None,
            Ok(value) => return Some(value),
            Err(problem) => problem,
        };
        self.problems.push((field, problem));
        None
    }
}
