//! The texts of the widget: those of the element, which are part of its script, and those of its engine, which it fetches.

use std::{collections::BTreeMap, fs};

use messages::{Language, Messages};

use crate::{
    paths,
    stop::{Result, Stop},
};

/// What comes before each id in the Fluent file, and isn't part of its name in the script.
const PREFIX: &str = "widget-";

/// The texts that are part of the script. They take no variables.
const OF_SCRIPT: &[&str] = &[
    "widget-label",
    "widget-lead",
    "widget-choose",
    "widget-checking",
    "widget-stop",
    "widget-stopped",
    "widget-files",
    "widget-devices",
    "widget-show",
    "widget-all",
    "widget-error",
    "widget-warning",
    "widget-info",
    "widget-search",
    "widget-undo",
    "widget-redo",
    "widget-reset",
    "widget-intune",
    "widget-partner-center",
    "widget-exported",
    "widget-nothing",
    "widget-serial",
    "widget-manufacturer",
    "widget-model",
    "widget-group-tag",
    "widget-user",
    "widget-status",
    "widget-ready",
    "widget-more",
    "widget-details",
    "widget-no-problems",
    "widget-save",
    "widget-leave-out",
    "widget-close",
    "widget-retry",
    "widget-frame",
    "widget-missing",
    "widget-unready",
    "widget-busy",
    "widget-too-many",
    "widget-too-large",
    "widget-denied",
    "widget-failed",
    "widget-crashed",
];

/// What the script has besides that registers.
const OF_REGISTER: &[&str] = &[
    "widget-register-title",
    "widget-register-lead",
    "widget-register-drop",
    "widget-register-readonly",
    "widget-register-no-server",
    "widget-register-button",
    "widget-register-ask",
    "widget-register-devices",
    "widget-register-at",
    "widget-register-not-kept",
    "widget-register-kept",
    "widget-register-decline",
    "widget-register-registered",
    "widget-register-failed",
    "widget-register-sent",
    "widget-register-waiting",
    "widget-register-cancelled",
    "widget-register-next-try",
    "widget-register-next-look",
    "widget-register-hurry",
    "widget-register-cancel",
    "widget-register-again",
    "widget-register-forget",
    "widget-register-request",
    "widget-register-left",
    "widget-register-queued",
    "widget-register-not-begun",
    "widget-register-not-stored",
    "widget-register-lost",
];

/// What it says of a service: the console's own words.
const OF_SERVICE: &[&str] = &[
    "refusal-device-not-found",
    "refusal-hash-not-valid",
    "refusal-already-registered",
    "refusal-claimed-by-other-organization",
    "refusal-duplicate",
    "refusal-incomplete",
    "refusal-unexpected",
    "refusal-lost",
    "advice-confirm-with-supplier",
    "advice-check-and-resubmit",
    "advice-look-for-the-other",
    "advice-nothing-to-do",
    "advice-check-with-supplier",
    "advice-contact-support",
    "advice-lost",
    "trouble-no-answer",
    "trouble-no-answer-advice",
    "trouble-unreadable",
    "trouble-unreadable-advice",
    "trouble-throttled",
    "trouble-throttled-advice",
    "trouble-service",
    "trouble-service-advice",
    "trouble-rejected",
    "trouble-rejected-advice",
    "trouble-sign-in",
    "trouble-sign-in-advice",
    "trouble-approval",
    "trouble-approval-advice",
    "trouble-not-observed",
    "trouble-not-observed-advice",
    "trouble-not-service",
    "trouble-not-service-advice",
];

/// The names of the rules, which the widget shows by their ids.
const NOT_SHOWN: &str = "rule-";

/// The texts of the script as an object of JavaScript, by language and name.
pub fn of_script() -> Result<String> {
    object(&["widget.ftl"], &[OF_SCRIPT])
}

/// The same of the script that registers.
pub fn of_register() -> Result<String> {
    object(&["app.ftl", "devices.ftl", "register.ftl", "widget.ftl"], &[OF_SCRIPT, OF_REGISTER, OF_SERVICE])
}

fn object(files: &[&str], ids: &[&[&'static str]]) -> Result<String> {
    let mut all = BTreeMap::new();
    for language in Language::ALL {
        let sources: Vec<String> = files.iter().map(|file| read(language, file)).collect::<Result<_>>()?;
        let messages = Messages::of(language, sources.iter().map(String::as_str));
        let named = |id: &&'static str| (id.strip_prefix(PREFIX).unwrap_or(id), messages.text(id, &[]));
        all.insert(language.tag(), ids.concat().iter().map(named).collect::<BTreeMap<_, _>>());
    }
    serde_json::to_string(&all).map_err(|error| Stop::Failed(format!("the widget's texts: {error}")))
}

/// The texts that the engine fetches, for each language: the name of the file, and what is in it.
pub fn of_engine() -> Result<Vec<(String, String)>> {
    let of_language = |language: Language| {
        let own = without(&read(language, "widget.ftl")?, &|id| OF_SCRIPT.contains(&id));
        let diagnostics = without(&read(language, "diagnostics.ftl")?, &|id| id.starts_with(NOT_SHOWN));
        Ok((format!("muster-{}.ftl", language.tag()), own + &diagnostics))
    };
    Language::ALL.into_iter().map(of_language).collect()
}

fn read(language: Language, name: &str) -> Result<String> {
    let file = paths::root().join("locales").join(language.tag()).join(name);
    fs::read_to_string(&file).map_err(|error| Stop::io("read", &file, &error))
}

/// A Fluent file without comments, empty lines and some of its messages.
fn without(source: &str, is_left_out: &dyn Fn(&str) -> bool) -> String {
    let mut kept = String::new();
    let mut skips = false;
    for line in source.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')) {
        if !line.starts_with([' ', '}']) {
            let id = line.split(['=', ' ']).next().unwrap_or_default();
            skips = is_left_out(id);
        }
        if !skips {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_has_every_text_in_each_language() {
        for script in [of_script(), of_register()] {
            let all: BTreeMap<String, BTreeMap<String, String>> =
                serde_json::from_str(&script.unwrap()).unwrap();
            for language in Language::ALL {
                for (name, text) in &all[language.tag()] {
                    // What isn't there stands for itself; only ids have a hyphen.
                    let is_there = !text.starts_with(PREFIX) && (text != name || !name.contains('-'));
                    assert!(is_there, "{language:?} {name}: not there");
                    assert!(!text.contains('{'), "{language:?} {name}: the script fills nothing in");
                }
            }
        }
    }

    #[test]
    fn the_engine_has_the_others() {
        for ((name, texts), language) in of_engine().unwrap().into_iter().zip(Language::ALL) {
            assert_eq!(name, format!("muster-{}.ftl", language.tag()));
            let messages = Messages::of(language, [texts.as_str()]);
            for there in ["widget-summary", "widget-changed", "diag-file-unrecognised.help", "severity-error"]
            {
                assert!(messages.find(there, &[]).is_some(), "{language:?} {there}");
            }
            for gone in ["widget-choose", "rule-F1"] {
                assert!(messages.find(gone, &[]).is_none(), "{language:?} {gone}");
            }
        }
    }

    #[test]
    fn messages_go_whole() {
        let source = "# About\na = A\n    .help = B\n\nb = { $n ->\n        [one] C\n       *[other] D\n    }\nc = E\n";
        assert_eq!(without(source, &|id| id == "b"), "a = A\n    .help = B\nc = E\n");
        assert_eq!(without(source, &|id| id == "a").lines().count(), 5);
    }
}
