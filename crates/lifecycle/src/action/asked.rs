//! What is asked for.

use crate::limits;

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// To restart.
    Restart,
    /// To check in now.
    Sync,
    /// To erase itself.
    Wipe(Wipe),
    /// To give back what the organisation brought.
    Retire,
    /// To be taken out of the list.
    Delete,
    /// To have its Windows made anew.
    FreshStart {
        /// With the user's data kept.
        keep_user_data: bool,
    },
}

impl Action {
    /// The actions, with nothing chosen besides.
    pub const PLAIN: [Action; 6] = [
        Action::Restart,
        Action::Sync,
        Action::Wipe(Wipe::PLAIN),
        Action::Retire,
        Action::Delete,
        Action::FreshStart { keep_user_data: false },
    ];

    /// The key by which its text is found.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Action::Restart => "restart",
            Action::Sync => "sync",
            Action::Wipe(_) => "wipe",
            Action::Retire => "retire",
            Action::Delete => "delete",
            Action::FreshStart { .. } => "fresh-start",
        }
    }

    /// Whether it is the same action, whatever was chosen besides.
    #[must_use]
    pub fn is_kind(self, other: Action) -> bool {
        self.key() == other.key()
    }

    /// Seconds within which a device that is on and connected has it; `None`: nobody says. Rules RS-1, WP-7, RT-7.
    #[must_use]
    pub fn arrives_within(self) -> Option<i64> {
        match self {
            Action::Restart => Some(limits::RESTARTS_WITHIN),
            Action::Wipe(_) | Action::Retire => Some(limits::ACTION_ARRIVES),
            Action::Sync | Action::Delete | Action::FreshStart { .. } => None,
        }
    }

    /// Whether it takes something away for good.
    #[must_use]
    pub fn is_destructive(self) -> bool {
        matches!(self, Action::Wipe(_) | Action::Retire | Action::Delete | Action::FreshStart { .. })
    }

    /// Whether the device leaves management by it.
    #[must_use]
    pub fn ends_management(self) -> bool {
        match self {
            Action::Wipe(wipe) => !wipe.keep_enrolment,
            Action::Retire | Action::Delete => true,
            Action::Restart | Action::Sync | Action::FreshStart { .. } => false,
        }
    }
}

/// What can be chosen for a wipe. Rules WP-1 to WP-3, WP-6, WP-9.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[expect(clippy::struct_excessive_bools, reason = "each is a parameter of the call")]
pub struct Wipe {
    /// `keepEnrollmentData`: with its enrolment and the user's account kept.
    pub keep_enrolment: bool,
    /// `keepUserData`: with the user's data kept.
    pub keep_user_data: bool,
    /// `useProtectedWipe`: goes on though the device loses power.
    pub protected: bool,
    /// `macOsUnlockCode`: a code is given, which the caller holds; [`is_unlock_code`] says which it may be.
    pub unlock_code: bool,
    /// `persistEsimDataPlan`: with the eSIM's data plan kept.
    pub keep_esim: bool,
    /// `obliterationBehavior`: what a Mac does that can't erase its content alone.
    pub obliteration: Option<Obliteration>,
}

impl Wipe {
    /// With nothing chosen.
    pub const PLAIN: Wipe = Wipe {
        keep_enrolment: false,
        keep_user_data: false,
        protected: false,
        unlock_code: false,
        keep_esim: false,
        obliteration: None,
    };

    /// What was chosen.
    pub fn chosen(self) -> impl Iterator<Item = WipeOption> {
        WipeOption::ALL.into_iter().filter(move |option| self.has(*option))
    }

    /// Whether that was chosen.
    #[must_use]
    pub fn has(self, option: WipeOption) -> bool {
        match option {
            WipeOption::KeepEnrolment => self.keep_enrolment,
            WipeOption::KeepUserData => self.keep_user_data,
            WipeOption::Protected => self.protected,
            WipeOption::UnlockCode => self.unlock_code,
            WipeOption::KeepEsim => self.keep_esim,
            WipeOption::Obliteration => self.obliteration.is_some(),
        }
    }

    /// With that chosen too, or no more. The user's data are kept with the enrolment and the account, and not without: there is one
    /// such choice. Rule WP-2
    #[must_use]
    pub fn choose(mut self, option: WipeOption, on: bool) -> Wipe {
        match option {
            WipeOption::KeepEnrolment => {
                self.keep_enrolment = on;
                self.keep_user_data &= on;
            }
            WipeOption::KeepUserData => {
                self.keep_user_data = on;
                self.keep_enrolment |= on;
            }
            WipeOption::Protected => self.protected = on,
            WipeOption::UnlockCode => self.unlock_code = on,
            WipeOption::KeepEsim => self.keep_esim = on,
            WipeOption::Obliteration => self.obliteration = on.then_some(Obliteration::Default),
        }
        self
    }

    /// With that chosen alone.
    #[must_use]
    pub fn with(option: WipeOption) -> Wipe {
        Wipe {
            keep_enrolment: option == WipeOption::KeepEnrolment,
            keep_user_data: option == WipeOption::KeepUserData,
            protected: option == WipeOption::Protected,
            unlock_code: option == WipeOption::UnlockCode,
            keep_esim: option == WipeOption::KeepEsim,
            obliteration: (option == WipeOption::Obliteration).then_some(Obliteration::Default),
        }
    }
}

/// A choice for a wipe.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WipeOption {
    /// [`Wipe::keep_enrolment`]
    KeepEnrolment,
    /// [`Wipe::keep_user_data`]
    KeepUserData,
    /// [`Wipe::protected`]
    Protected,
    /// [`Wipe::unlock_code`]
    UnlockCode,
    /// [`Wipe::keep_esim`]
    KeepEsim,
    /// [`Wipe::obliteration`]
    Obliteration,
}

impl WipeOption {
    /// Every choice.
    pub const ALL: [WipeOption; 6] = [
        WipeOption::KeepEnrolment,
        WipeOption::KeepUserData,
        WipeOption::Protected,
        WipeOption::UnlockCode,
        WipeOption::KeepEsim,
        WipeOption::Obliteration,
    ];

    /// The key by which its text is found.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            WipeOption::KeepEnrolment => "keep-enrolment",
            WipeOption::KeepUserData => "keep-user-data",
            WipeOption::Protected => "protected",
            WipeOption::UnlockCode => "unlock-code",
            WipeOption::KeepEsim => "keep-esim",
            WipeOption::Obliteration => "obliteration",
        }
    }
}

/// What a Mac does that can't erase its content and settings alone. Source: Graph (beta), `obliterationBehavior`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Obliteration {
    /// Obliterates itself.
    Default,
    /// Stays as it is, and says that it failed.
    DoNotObliterate,
    /// Says so, then obliterates itself.
    ObliterateWithWarning,
    /// Doesn't try anything else.
    Always,
}

impl Obliteration {
    /// Every behaviour, with the name that Graph has for it.
    pub const NAMES: [(&'static str, Obliteration); 4] = [
        ("default", Obliteration::Default),
        ("doNotObliterate", Obliteration::DoNotObliterate),
        ("obliterateWithWarning", Obliteration::ObliterateWithWarning),
        ("always", Obliteration::Always),
    ];
}

/// Whether a text can be the code that unlocks a wiped Mac: six digits. Rule WP-9.
#[must_use]
pub fn is_unlock_code(text: &str) -> bool {
    text.len() == 6 && text.bytes().all(|byte| byte.is_ascii_digit())
}
