//! Every diagnostic that there is, in one table: its rule, its usual severity, its message.

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Good to know; nothing to do.
    Info,
    /// The device can be registered, but look at it.
    Warning,
    /// The device can't go out like this.
    Error,
}

impl Severity {
    /// `info`, `warning` or `error`.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Severity::Info => "info",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

macro_rules! rules {
    ($($(#[$doc:meta])* $id:ident)*) => {
        /// A rule: what is looked at. Several diagnostics can come from one rule.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Rule { $($(#[$doc])* $id,)* }

        impl Rule {
            /// Every rule.
            pub const ALL: &'static [Rule] = &[$(Rule::$id,)*];

            /// Its id, as in reports and in the documentation.
            #[must_use]
            pub fn id(self) -> &'static str {
                match self { $(Rule::$id => stringify!($id),)* }
            }
        }
    };
}

rules! {
    /// The file is one that holds devices.
    F1
    /// The file is not a list of corporate device identifiers.
    F2
    /// The archive can be opened.
    F3
    /// Encoding.
    E1
    /// Characters outside ASCII.
    E2
    /// Delimiter.
    D1
    /// Quotes.
    Q1
    /// Header words.
    H1
    /// Columns that the portals do not take.
    H2
    /// Text above the header, report exports.
    H3
    /// Repeated headers, blank rows.
    H4
    /// Number of fields in a row, and their length.
    C1
    /// Rows a file may hold.
    R1
    /// Serial present.
    S1
    /// Serial agrees with the hash.
    S2
    /// White space around values.
    S3
    /// Placeholder serials.
    S4
    /// Serials shared by different devices.
    S5
    /// White space inside the hash.
    X1
    /// Base64 of the hash.
    X2
    /// Alphabet of the hash.
    X3
    /// Structure and digest of the hash.
    X4
    /// Length of the hash.
    X5
    /// Manufacturer and serial in the hash.
    X6
    /// UUID, network, disk and TPM in the hash.
    X7
    /// Captured in Windows PE.
    X8
    /// Age of the capture.
    X9
    /// Virtual machines.
    X10
    /// Hashes of old tools.
    X11
    /// Product id and product key.
    P1
    /// Assigned user.
    U1
    /// Manufacturer and model agree with the hash; rows without a hash.
    T1
    /// Group tag and user agree between files.
    G1
    /// The same device more than once.
    Z1
}

macro_rules! codes {
    ($($name:ident $rule:ident $severity:ident $key:literal [$($arg:literal),*];)*) => {
        /// Every diagnostic that there is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[expect(missing_docs, reason = "the message of each is its documentation: locales/en/diagnostics.ftl")]
        pub enum Code { $($name,)* }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Code] = &[$(Code::$name,)*];

            /// The rule that it comes from.
            #[must_use]
            pub fn rule(self) -> Rule {
                match self { $(Code::$name => Rule::$rule,)* }
            }

            /// How bad it usually is.
            #[must_use]
            pub fn severity(self) -> Severity {
                match self { $(Code::$name => Severity::$severity,)* }
            }

            /// The key of its message, which stays the same for ever.
            #[must_use]
            pub fn key(self) -> &'static str {
                match self { $(Code::$name => $key,)* }
            }

            /// The names of the arguments that its message may use.
            #[must_use]
            pub fn args(self) -> &'static [&'static str] {
                match self { $(Code::$name => &[$($arg),*],)* }
            }

            /// The code of that [`key`](Code::key).
            #[must_use]
            pub fn from_key(key: &str) -> Option<Code> {
                match key { $($key => Some(Code::$name),)* _ => None }
            }
        }
    };
}

codes! {
    FileUnrecognised F1 Error "file-unrecognised" [];
    FileEmpty F1 Error "file-empty" [];
    FileWithoutDevices F1 Error "file-without-devices" [];
    FileBinary F1 Error "file-binary" [];
    FileWithoutHashes F1 Error "file-without-hashes" ["columns"];
    CorporateIdentifiers F2 Error "corporate-identifiers" ["rows"];
    ArchiveUnreadable F3 Error "archive-unreadable" [];
    ArchiveEncrypted F3 Error "archive-encrypted" [];
    ArchiveMemberDamaged F3 Error "archive-member-damaged" [];
    ArchiveMemberMethod F3 Error "archive-member-method" [];
    ArchiveTooLarge F3 Error "archive-too-large" ["limit"];
    ArchiveEmpty F3 Warning "archive-empty" [];
    EncodingUtf16 E1 Info "encoding-utf16" ["encoding"];
    EncodingUtf8Bom E1 Info "encoding-utf8-bom" [];
    EncodingWindows1252 E1 Info "encoding-windows-1252" [];
    EncodingDamaged E1 Warning "encoding-damaged" [];
    NotAscii E2 Warning "not-ascii" ["field", "characters"];
    Delimiter D1 Info "delimiter" ["delimiter"];
    Quoted Q1 Info "quoted" [];
    QuoteUnclosed Q1 Warning "quote-unclosed" [];
    QuoteStray Q1 Warning "quote-stray" [];
    NeedsQuotes Q1 Error "needs-quotes" ["field", "value"];
    ColumnsRealigned Q1 Warning "columns-realigned" ["field", "value"];
    HeaderNormalised H1 Info "header-normalised" ["found", "wanted"];
    HeaderMissing H1 Info "header-missing" [];
    ExtraColumns H2 Warning "extra-columns" ["columns"];
    Preamble H3 Info "preamble" ["lines"];
    ReportExport H3 Info "report-export" [];
    RepeatedHeader H4 Info "repeated-header" [];
    BlankRows H4 Info "blank-rows" ["count"];
    TooFewFields C1 Error "too-few-fields" ["found", "wanted"];
    TooManyFields C1 Error "too-many-fields" ["found", "wanted"];
    ColumnsAssigned C1 Warning "columns-assigned" ["field", "value"];
    RowTooLong C1 Error "row-too-long" ["limit"];
    ValueNotKept C1 Error "value-not-kept" ["field"];
    TooManyRows R1 Info "too-many-rows" ["rows", "limit", "files"];
    SerialFromHash S1 Warning "serial-from-hash" ["value"];
    SerialMissing S1 Error "serial-missing" [];
    SerialLeadingZeros S2 Warning "serial-leading-zeros" ["value", "wanted"];
    SerialScientific S2 Warning "serial-scientific" ["value", "wanted"];
    SerialDecimal S2 Warning "serial-decimal" ["value", "wanted"];
    SerialPadding S2 Warning "serial-padding" ["value", "wanted"];
    SerialCase S2 Warning "serial-case" ["value", "wanted"];
    SerialMismatch S2 Error "serial-mismatch" ["value", "wanted"];
    SurroundingSpace S3 Warning "surrounding-space" ["field", "value"];
    SerialPlaceholder S4 Error "serial-placeholder" ["value"];
    SerialShared S5 Warning "serial-shared" ["value", "file", "line"];
    HashWhitespace X1 Warning "hash-whitespace" [];
    HashPadding X2 Warning "hash-padding" [];
    HashNotBase64 X2 Error "hash-not-base64" ["offset"];
    HashUrlAlphabet X3 Warning "hash-url-alphabet" [];
    HashMagic X4 Error "hash-magic" [];
    HashTruncated X4 Error "hash-truncated" ["length"];
    HashStructure X4 Error "hash-structure" ["offset"];
    HashTrailer X4 Error "hash-trailer" [];
    HashDigest X4 Error "hash-digest" [];
    HashTail X4 Error "hash-tail" ["offset"];
    HashLength X5 Info "hash-length" [];
    HashNoManufacturer X6 Error "hash-no-manufacturer" [];
    HashNoSerial X6 Error "hash-no-serial" [];
    HashNoUuid X7 Warning "hash-no-uuid" [];
    HashNoNetwork X7 Warning "hash-no-network" [];
    HashNoDisk X7 Warning "hash-no-disk" [];
    HashNoTpm X7 Warning "hash-no-tpm" [];
    HashWindowsPe X8 Warning "hash-windows-pe" [];
    CaptureInFuture X9 Info "capture-in-future" ["time"];
    CaptureOld X9 Info "capture-old" ["time"];
    WindowsTooOld X9 Info "windows-too-old" ["build"];
    VirtualMachine X10 Info "virtual-machine" ["manufacturer", "model"];
    HashTooSmall X11 Error "hash-too-small" ["length"];
    ProductKey P1 Error "product-key" ["field"];
    ProductIdOfWindows P1 Info "product-id-of-windows" ["value"];
    ProductIdOdd P1 Warning "product-id-odd" ["value"];
    ProductIdMismatch P1 Warning "product-id-mismatch" ["value", "wanted"];
    UserNotUpn U1 Error "user-not-upn" ["value"];
    UserDomain U1 Error "user-domain" ["value", "domains"];
    NoHash T1 Error "no-hash" [];
    NoIdentifier T1 Error "no-identifier" [];
    TupleAlmost T1 Warning "tuple-almost" ["field", "value", "wanted"];
    TupleMismatch T1 Warning "tuple-mismatch" ["field", "value", "wanted"];
    SampleData T1 Error "sample-data" [];
    GroupTagConflict G1 Error "group-tag-conflict" ["value", "other", "file", "line"];
    UserConflict G1 Error "user-conflict" ["value", "other", "file", "line"];
    Duplicate Z1 Warning "duplicate" ["file", "line"];
}
