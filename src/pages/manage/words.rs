//! Words for what is known of managed devices, and of what is asked of them.

use leptos::prelude::*;
use lifecycle::action::{Action, Platform, Refusal};
use lifecycle::budget::Denied;
use lifecycle::texts::Text;
use lifecycle::warning::Warning;

use crate::components::Icon;
use crate::format;
use crate::i18n::I18n;
use crate::queries::{
    ActionLine, Condition, Doing, Happening, Impossible, ManagedLine, PLATFORMS, Stage, managed_column,
    platform_place, seconds,
};
use crate::t;

/// What `complianceState` may say, `managedDeviceOwnerType` and `joinType`, as far as there are words for it.
const COMPLIANCE: [&str; 6] =
    ["compliant", "noncompliant", "inGracePeriod", "conflict", "error", "configManager"];
const OWNERS: [&str; 2] = ["company", "personal"];
const JOINS: [&str; 3] = ["azureADJoined", "azureADRegistered", "hybridAzureADJoined"];

/// The class and the icon of how a device is doing.
pub fn look(line: &ManagedLine) -> (&'static str, Icon) {
    match line.condition {
        Condition::NeedsLook => ("severity-warning", Icon::Warning),
        Condition::UnderWay => ("severity-info", Icon::Sync),
        Condition::Silent => ("secondary", Icon::Info),
        Condition::Fine => ("severity-none", Icon::Success),
    }
}

/// What a device is at, in plain words.
pub fn doing(i18n: I18n, line: &ManagedLine) -> String {
    match line.doing {
        Doing::Asked(action, stage) => {
            let more = t!(i18n, &format!("stage-{}", stage.key()));
            t!(i18n, "state-more", state = action_name(i18n, action), more = more)
        }
        Doing::State(state) => i18n.text(&state.text_id(), &[]),
    }
}

/// The class and the icon of how far an action is.
pub fn stage_look(stage: Stage) -> (&'static str, Icon) {
    match stage {
        Stage::Failed => ("severity-error", Icon::Error),
        Stage::Expired | Stage::Approval | Stage::Held => ("severity-warning", Icon::Warning),
        Stage::Waiting | Stage::Sent | Stage::Pending | Stage::Active => ("severity-info", Icon::Sync),
        Stage::Done => ("severity-none", Icon::Success),
        Stage::Canceled | Stage::Unknown => ("secondary", Icon::Info),
    }
}

/// How far an action is.
pub fn stage_words(i18n: I18n, stage: Stage) -> String {
    t!(i18n, &format!("stage-{}", stage.key()))
}

/// What an action is called.
pub fn action_name(i18n: I18n, action: Action) -> String {
    i18n.text(&action.text_id(), &[])
}

/// What was chosen for an action, in words.
pub fn chosen(i18n: I18n, action: Action) -> Vec<String> {
    match action {
        Action::Wipe(wipe) => wipe.chosen().map(|option| i18n.text(&option.text_id(), &[])).collect(),
        Action::FreshStart { keep_user_data: true } => {
            vec![i18n.text(&lifecycle::action::WipeOption::KeepUserData.text_id(), &[])]
        }
        _ => Vec::new(),
    }
}

/// What a column says, in the reader's language.
pub fn value(i18n: I18n, at: usize, line: &ManagedLine) -> String {
    use managed_column as column;
    let text = line.texts[at].as_str();
    let known = |names: &[&str]| names.contains(&text);
    match at {
        column::CONTACT | column::ENROLLED | column::CERTIFICATE => match seconds(text) {
            Some(moment) => format::moment(i18n.language(), moment),
            None if at == column::CONTACT => t!(i18n, "check-in-never"),
            None => String::new(),
        },
        column::PLATFORM if line.platform.is_some() => platform(i18n, line.platform),
        column::OWNER if known(&OWNERS) => t!(i18n, &format!("owner-{text}")),
        column::COMPLIANCE if known(&COMPLIANCE) => t!(i18n, &format!("compliance-{text}")),
        column::JOIN if known(&JOINS) => t!(i18n, &format!("join-{text}")),
        _ => text.to_owned(),
    }
}

/// What a platform is called.
pub fn platform(i18n: I18n, platform: Option<Platform>) -> String {
    let (_, key) = PLATFORMS[platform_place(platform)];
    t!(i18n, &format!("platform-{key}"))
}

/// Why a device can't be asked.
pub fn impossible(i18n: I18n, why: Impossible) -> String {
    match why {
        Impossible::Platform => t!(i18n, "platform-unknown-why"),
        Impossible::Refused(refusal) => self::refusal(i18n, refusal),
    }
}

/// Why a choice can't be made, where it is told beside the choice itself.
pub fn no_choice(i18n: I18n, why: Impossible) -> String {
    match why {
        Impossible::Refused(Refusal::Option(_)) => t!(i18n, "ask-no-choice"),
        why => impossible(i18n, why),
    }
}

/// Why something can't be asked for.
pub fn refusal(i18n: I18n, refusal: Refusal) -> String {
    let option = |option: lifecycle::action::WipeOption| i18n.text(&option.text_id(), &[]);
    let args = match refusal {
        Refusal::Version(major, minor, build) => {
            let version = match (minor, build) {
                (0, 0) => major.to_string(),
                (_, 0) => format!("{major}.{minor}"),
                _ => format!("{major}.{minor}.{build}"),
            };
            vec![("version", version.into())]
        }
        Refusal::Option(chosen) => vec![("option", option(chosen).into())],
        Refusal::Together(one, other) => vec![("one", option(one).into()), ("other", option(other).into())],
        _ => Vec::new(),
    };
    i18n.text(&refusal.text_id(), &args)
}

/// What to be warned of.
pub fn warning(i18n: I18n, warning: Warning) -> String {
    let moment = |seconds: i64| format::moment(i18n.language(), seconds);
    let args = match warning {
        Warning::RestartsUnasked(seconds) | Warning::ArrivesWithin(seconds) => {
            vec![("minutes", (seconds / 60).into())]
        }
        Warning::NotHeardOf(Some(last)) | Warning::StillReachable(last) => {
            vec![("moment", moment(last).into())]
        }
        Warning::Overrides(pending)
        | Warning::IgnoredFor(pending)
        | Warning::Replaces(pending)
        | Warning::AlreadyAsked(pending) => vec![
            ("moment", moment(pending.since).into()),
            ("action", action_name(i18n, pending.action).into()),
        ],
        _ => Vec::new(),
    };
    i18n.text(&warning.text_id(), &args)
}

/// Why so many aren't asked.
pub fn denied(i18n: I18n, denied: Denied) -> String {
    let args = match denied {
        Denied::Cap { most, left, until } | Denied::Tripwire { most, left, until } => vec![
            ("most", most.into()),
            ("left", left.into()),
            ("moment", format::moment(i18n.language(), until).into()),
        ],
        Denied::NotTyped { wanted } | Denied::Mistyped { wanted } => vec![("wanted", wanted.into())],
        Denied::Nothing => Vec::new(),
    };
    i18n.text(&denied.text_id(), &args)
}

/// What happened to a device by an action, and when.
pub fn happened(i18n: I18n, action: &ActionLine, happening: &Happening) -> AnyView {
    let named = action.action.map_or_else(|| action.raw.clone(), |it| action_name(i18n, it));
    let moment = (happening.at > 0).then(|| format::moment(i18n.language(), happening.at));
    view! {
        <li>
            <span class="secondary">{moment}</span>
            <span>{t!(i18n, &format!("happened-{}", happening.key), action = named)}</span>
        </li>
    }
    .into_any()
}
