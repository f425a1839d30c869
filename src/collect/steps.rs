//! The steps of each way, in order.

use super::{Inputs, Machines, Way};

/// Something to do or to see to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The message that says what.
    pub text: &'static str,
    /// What the message's `$value` is; blank where it has none.
    pub value: String,
    /// What to type for it.
    pub command: Option<String>,
    /// Whether something is lost if it is overlooked.
    pub warns: bool,
}

impl Step {
    fn new(text: &'static str) -> Step {
        Step { text, value: String::new(), command: None, warns: false }
    }

    fn value(self, value: impl Into<String>) -> Step {
        Step { value: value.into(), ..self }
    }

    fn command(self, command: impl Into<String>) -> Step {
        Step { command: Some(command.into()), ..self }
    }

    fn warns(self) -> Step {
        Step { warns: true, ..self }
    }
}

/// How to go about a way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guide {
    /// What must be so before the first step, in any order.
    pub before: Vec<Step>,
    /// The steps.
    pub steps: Vec<Step>,
    /// What remains to be done, or to be known, before the devices are registered, in any order.
    pub after: Vec<Step>,
}

/// The guide of a way, filled in.
#[must_use]
pub fn guide(inputs: &Inputs) -> Guide {
    match inputs {
        Inputs::Oem(_) => oem(),
        Inputs::ConfigurationManager => configuration_manager(),
        Inputs::ActiveDirectory(values) => {
            active_directory(values.folder.as_str(), matches!(values.machines, Machines::Directory(_)))
        }
        Inputs::ByHand(values) => by_hand(values.folder.as_str()),
        Inputs::FlashDrive(values) => flash_drive(&values.drive.root()),
    }
}

/// Running the script of a way.
fn run(way: Way) -> Step {
    let name = way.file_name().unwrap_or_default();
    Step::new("collect-step-run").command(format!(r"powershell -ExecutionPolicy Bypass -File .\{name}"))
}

fn oem() -> Guide {
    Guide {
        before: Vec::new(),
        steps: vec![
            Step::new("collect-oem-step-send"),
            Step::new("collect-oem-step-check"),
            Step::new("collect-oem-step-partner"),
        ],
        after: vec![Step::new("collect-oem-tuple"), Step::new("collect-oem-product-key")],
    }
}

fn configuration_manager() -> Guide {
    Guide {
        before: vec![
            Step::new("collect-configmgr-before-version"),
            Step::new("collect-configmgr-before-inventory"),
        ],
        steps: vec![
            Step::new("collect-configmgr-step-workspace"),
            Step::new("collect-configmgr-step-reports"),
            Step::new("collect-configmgr-step-run"),
            Step::new("collect-configmgr-step-export"),
            Step::new("collect-configmgr-step-filter"),
        ],
        after: Vec::new(),
    }
}

fn active_directory(folder: &str, from_directory: bool) -> Guide {
    let mut before = vec![
        Step::new("collect-directory-before-winrm").command("Enable-PSRemoting -Force"),
        Step::new("collect-directory-before-network"),
        Step::new("collect-directory-before-account"),
        Step::new("collect-directory-before-firewall")
            .command("Enable-NetFirewallRule -Group '@FirewallAPI.dll,-34251'"),
    ];
    if from_directory {
        before.push(Step::new("collect-directory-before-module"));
    }
    Guide {
        before,
        steps: vec![
            Step::new("collect-step-admin"),
            run(Way::ActiveDirectory),
            Step::new("collect-directory-step-missed").value(folder),
        ],
        after: vec![
            Step::new("collect-directory-after-directories").warns(),
            Step::new("collect-directory-after-services").warns(),
            Step::new("collect-directory-after-wait"),
        ],
    }
}

fn by_hand(folder: &str) -> Guide {
    Guide {
        before: vec![Step::new("collect-hand-before-internet")],
        steps: vec![
            Step::new("collect-hand-step-admin"),
            run(Way::ByHand),
            Step::new("collect-hand-step-repeat").value(folder),
        ],
        after: Vec::new(),
    }
}

fn flash_drive(drive: &str) -> Guide {
    Guide {
        before: vec![Step::new("collect-flash-before-stick").value(drive)],
        steps: vec![
            Step::new("collect-step-admin"),
            run(Way::FlashDrive),
            Step::new("collect-flash-step-take").value(drive),
            Step::new("collect-flash-step-power").warns(),
            Step::new("collect-flash-step-prompt"),
            Step::new("collect-flash-step-collect").command(r"D:\collect"),
            Step::new("collect-flash-step-shutdown").command("shutdown /s /t 0"),
            Step::new("collect-flash-step-repeat"),
        ],
        after: vec![Step::new("collect-flash-after-power").warns()],
    }
}
