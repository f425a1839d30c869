//! The steps: what is in them, in which order, and that each has its text.

use messages::{Language, Messages, Value};

use super::{filled, from_source, untouched};
use crate::collect::{Field, Guide, Problem, Source, Step, Way, check, guide};

fn guide_of(way: Way) -> Guide {
    guide(&check(way, &filled()).inputs)
}

fn ids(steps: &[Step]) -> Vec<&str> {
    steps.iter().map(|step| step.text).collect()
}

/// The text of a step, in English and lower case.
fn texts(steps: &[Step]) -> String {
    let messages = Messages::new(Language::English);
    let text = |step: &Step| messages.text(step.text, &[("value", Value::from(step.value.as_str()))]);
    steps.iter().map(text).collect::<Vec<_>>().join("\n").to_lowercase()
}

fn assert_mentions(text: &str, words: &[&str]) {
    for word in words {
        assert!(text.contains(word), "{word} is not in:\n{text}");
    }
}

#[test]
fn reg_3_there_is_a_guide_for_each_of_the_ways() {
    for way in Way::ALL {
        assert!(!guide_of(way).steps.is_empty(), "{way:?}");
    }
    assert_mentions(&texts(&guide_of(Way::Oem).after), &["tuple", "manufacturer, model and serial number"]);
}

#[test]
fn reg_4_the_report_of_configuration_manager() {
    let guide = guide_of(Way::ConfigurationManager);
    assert_mentions(&texts(&guide.before), &["windows 10, version 1703 or later"]);
    let steps = texts(&guide.steps);
    let path = [
        "monitoring",
        "reporting",
        "reports",
        "hardware - general",
        "windows autopilot device information",
        "csv",
    ];
    assert_mentions(&steps, &path);
    assert!(path.windows(2).all(|pair| steps.find(pair[0]) < steps.find(pair[1])), "{steps}");
    let last = texts(&guide.steps[guide.steps.len() - 1..]);
    assert_mentions(&last, &["serial numbers", "manufacturer", "model", "text", "by hand"]);
}

#[test]
fn reg_5_prerequisites_come_first_and_removal_comes_before_registering() {
    let guide = guide_of(Way::ActiveDirectory);
    assert_mentions(
        &texts(&guide.before),
        &["winrm", "switched on", "remotely", "wmi", "private and public"],
    );
    assert_eq!(ids(&guide.steps)[..2], ["collect-step-admin", "collect-step-run"]);
    assert_mentions(
        &texts(&guide.after),
        &[
            "active directory domain services",
            "entra id",
            "configuration manager",
            "intune",
            "windows autopilot",
            "hours",
        ],
    );
    assert!(guide.after[0].warns && guide.after[1].warns);
}

#[test]
fn reg_5_the_module_is_needed_only_where_active_directory_lists_the_machines() {
    let has_module = |source| {
        let guide = guide(&check(Way::ActiveDirectory, &from_source(source)).inputs);
        ids(&guide.before).contains(&"collect-directory-before-module")
    };
    assert!(has_module(Source::Directory));
    assert!(!has_module(Source::Named));
}

#[test]
fn reg_6_by_hand_is_done_on_each_device_and_the_files_are_collected() {
    let guide = guide_of(Way::ByHand);
    assert_eq!(
        ids(&guide.steps),
        ["collect-hand-step-admin", "collect-step-run", "collect-hand-step-repeat"]
    );
    assert_mentions(&texts(&guide.steps), &["on the device", r"\\files\hwid", "next device"]);
}

#[test]
fn reg_7_the_device_is_not_set_up_and_stays_off_until_it_is_registered() {
    let guide = guide_of(Way::FlashDrive);
    assert_eq!(
        ids(&guide.steps),
        [
            "collect-step-admin",
            "collect-step-run",
            "collect-flash-step-take",
            "collect-flash-step-power",
            "collect-flash-step-prompt",
            "collect-flash-step-collect",
            "collect-flash-step-shutdown",
            "collect-flash-step-repeat",
        ]
    );
    assert_mentions(
        &texts(&guide.steps),
        &["do not start the setup", "reset or reimage", "shift+f10", "take the flash drive out and shut"],
    );
    assert_eq!(guide.steps[6].command.as_deref(), Some("shutdown /s /t 0"));
    assert_mentions(
        &texts(&guide.after),
        &["do not switch the device on again until its registration is complete"],
    );
    assert!(guide.steps[3].warns && guide.after[0].warns);
}

#[test]
fn reg_8_every_text_is_there_and_filled_in_in_both_languages() {
    for language in Language::ALL {
        let messages = Messages::new(language);
        let mut texts: Vec<(String, String)> = Vec::new();
        let mut note = |id: &str, value: &str| {
            texts.push((id.to_owned(), messages.text(id, &[("value", Value::from(value))])));
        };
        for way in Way::ALL {
            note(way.title(), "");
            note(way.choose_when(), "");
            for source in [Source::Named, Source::Directory] {
                let guide = guide(&check(way, &from_source(source)).inputs);
                for step in guide.before.iter().chain(&guide.steps).chain(&guide.after) {
                    note(step.text, &step.value);
                }
            }
        }
        for field in Field::ALL {
            note(field.label(), "");
            note(field.hint(), "");
        }
        for (id, text) in texts {
            assert!(text != id && !text.contains("{$"), "{language:?} {id}: {text}");
        }
        for problem in problems() {
            let text = problem.text(&messages);
            assert!(text.contains(' ') && !text.contains("{$"), "{language:?} {problem:?}: {text}");
        }
    }
}

/// One problem of each kind.
fn problems() -> Vec<Problem> {
    let text = || "x".to_owned();
    vec![
        Problem::Missing,
        Problem::Invisible,
        Problem::ComputerName(text()),
        Problem::Address(text()),
        Problem::AccountShape,
        Problem::AccountCharacter('x'),
        Problem::LocalAccount,
        Problem::Relative,
        Problem::FolderCharacter('x'),
        Problem::FolderName(text()),
        Problem::FolderLong(189),
        Problem::TagCharacter('x'),
        Problem::UnitPart(text()),
        Problem::UnitDomain,
        Problem::DriveShape,
        Problem::DriveSystem,
        Problem::TenantShape,
    ]
}

#[test]
fn reg_8_a_problem_is_shown_at_its_field_and_the_steps_go_on_with_the_default() {
    let mut entries = filled();
    entries.set(Field::Folder, "HWID".to_owned());
    entries.set(Field::Machines, " ".to_owned());
    let checked = check(Way::ActiveDirectory, &entries);
    assert_eq!(checked.problems, [(Field::Machines, Problem::Missing), (Field::Folder, Problem::Relative)]);
    assert_eq!(checked.problem(Field::Folder), Some(&Problem::Relative));
    assert_eq!(checked.problem(Field::Account), None);
    assert_mentions(&texts(&guide(&checked.inputs).steps), &[r"c:\hwid"]);
}

#[test]
fn reg_8_a_way_checks_its_own_fields_alone() {
    for way in Way::ALL {
        for source in [Source::Named, Source::Directory] {
            let mut entries = untouched(source);
            for field in Field::ALL {
                entries.set(field, "\u{0}\u{0}a".to_owned());
            }
            let wrong: Vec<Field> =
                check(way, &entries).problems.into_iter().map(|(field, _)| field).collect();
            // Unseen characters set names of machines apart, so that one field is right.
            let fields: Vec<Field> =
                way.fields(source).iter().copied().filter(|field| *field != Field::Machines).collect();
            assert_eq!(wrong.len(), fields.len(), "{way:?} {source:?} {wrong:?}");
            assert!(fields.iter().all(|field| wrong.contains(field)), "{way:?} {source:?} {wrong:?}");
        }
    }
}
