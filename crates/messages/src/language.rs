//! The languages that there are.

/// A language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Dutch.
    Dutch,
}

impl Language {
    /// Every language.
    pub const ALL: [Language; 2] = [Language::English, Language::Dutch];

    /// The language tag, as in the `lang` attribute of a page: `en` or `nl`.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::Dutch => "nl",
        }
    }

    /// What the language calls itself.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Language::English => "English",
            Language::Dutch => "Nederlands",
        }
    }

    /// The plural form that a whole number takes, by its name in CLDR: both languages have the same two.
    #[must_use]
    pub fn plural_form(self, number: i64) -> &'static str {
        match self {
            Language::English | Language::Dutch if number.unsigned_abs() == 1 => "one",
            Language::English | Language::Dutch => "other",
        }
    }

    /// The first language of a list of wishes (`nl-BE`, `en_GB.UTF-8`, `nl_NL@euro`, …) that there is; English if none.
    ///
    /// ```
    /// use messages::Language;
    /// assert_eq!(Language::choose(["fr-FR", "nl-BE", "en"]), Language::Dutch);
    /// assert_eq!(Language::choose(["fr"]), Language::English);
    /// ```
    #[must_use]
    pub fn choose<'a>(wishes: impl IntoIterator<Item = &'a str>) -> Language {
        wishes.into_iter().find_map(Language::from_tag).unwrap_or_default()
    }

    /// The language of a tag, whatever its region.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Language> {
        let primary = tag.split(['-', '_', '.', '@']).next().unwrap_or_default();
        Language::ALL.into_iter().find(|language| language.tag().eq_ignore_ascii_case(primary))
    }
}
