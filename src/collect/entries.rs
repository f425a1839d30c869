//! What the reader typed, as it is.

/// Something that the reader can fill in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// The machines to ask, by name.
    Machines,
    /// The account that may run commands on them.
    Account,
    /// The organisational unit to take machines from.
    Unit,
    /// The model to keep.
    Model,
    /// Where the results go.
    Folder,
    /// The group tag of every device.
    GroupTag,
    /// The flash drive's letter.
    Drive,
    /// The reader's organisation.
    Organisation,
    /// The organisation's tenant.
    Tenant,
    /// The supplier, or a person there.
    Supplier,
    /// Order or invoice numbers.
    Orders,
    /// Who signs the letter.
    Sender,
}

impl Field {
    /// Every field.
    pub const ALL: [Field; 12] = [
        Field::Machines,
        Field::Account,
        Field::Unit,
        Field::Model,
        Field::Folder,
        Field::GroupTag,
        Field::Drive,
        Field::Organisation,
        Field::Tenant,
        Field::Supplier,
        Field::Orders,
        Field::Sender,
    ];

    /// The message with its label.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Field::Machines => "collect-machines",
            Field::Account => "collect-account",
            Field::Unit => "collect-unit",
            Field::Model => "collect-model",
            Field::Folder => "collect-folder",
            Field::GroupTag => "collect-tag",
            Field::Drive => "collect-drive",
            Field::Organisation => "collect-organisation",
            Field::Tenant => "collect-tenant",
            Field::Supplier => "collect-supplier",
            Field::Orders => "collect-orders",
            Field::Sender => "collect-sender",
        }
    }

    /// The message that explains it below its label.
    #[must_use]
    pub fn hint(self) -> &'static str {
        match self {
            Field::Machines => "collect-machines-hint",
            Field::Account => "collect-account-hint",
            Field::Unit => "collect-unit-hint",
            Field::Model => "collect-model-hint",
            Field::Folder => "collect-folder-hint",
            Field::GroupTag => "collect-tag-hint",
            Field::Drive => "collect-drive-hint",
            Field::Organisation => "collect-organisation-hint",
            Field::Tenant => "collect-tenant-hint",
            Field::Supplier => "collect-supplier-hint",
            Field::Orders => "collect-orders-hint",
            Field::Sender => "collect-sender-hint",
        }
    }

    /// Whether it can't stay blank.
    #[must_use]
    pub fn is_required(self) -> bool {
        matches!(self, Field::Machines | Field::Folder | Field::Drive | Field::Organisation | Field::Sender)
    }

    /// Whether it takes several lines.
    #[must_use]
    pub fn is_long(self) -> bool {
        self == Field::Machines
    }
}

/// Where the names of the machines come from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Source {
    /// The reader lists them.
    #[default]
    Named,
    /// Active Directory does.
    Directory,
}

/// All that the reader typed; it is kept when another way is chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entries {
    /// Where the names of the machines come from.
    pub source: Source,
    texts: [String; Field::ALL.len()],
}

impl Default for Entries {
    /// Blank, but for a folder and a drive that most readers can leave as they are.
    fn default() -> Entries {
        let mut entries = Entries { source: Source::default(), texts: Default::default() };
        entries.set(Field::Folder, r"C:\HWID".to_owned());
        entries.set(Field::Drive, "E:".to_owned());
        entries
    }
}

impl Entries {
    /// What a field holds.
    #[must_use]
    pub fn get(&self, field: Field) -> &str {
        &self.texts[field as usize]
    }

    /// Changes what a field holds.
    pub fn set(&mut self, field: Field, text: String) {
        self.texts[field as usize] = text;
    }
}
