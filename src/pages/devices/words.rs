//! Words for what the service says.

use graph::Remote;
use graph::wire::{EnrollmentState, beta::ProfileAssignmentStatus};
use leptos::prelude::*;
use lifecycle::cleanup::Scope;
use lifecycle::{RegistrationError, RegistrationState};
use outbox::{Action, Import, Intent, Row, RowStatus, Ruling, Trouble, TroubleKind};

use crate::components::{Button, Icon, IconView, Look, Toasts};
use crate::format;
use crate::i18n::I18n;
use crate::pages::collect::copy;
use crate::queries::{TenantLine, column, seconds};
use crate::t;
use crate::tenant::Tenant;

/// The names of errors that are ours: the service has forgotten that it took the device.
const LOST: [&str; 2] = ["NoImportRecord", "ImportRecordGone"];

/// The class and the icon of a state.
pub fn look(line: &TenantLine) -> (&'static str, Icon) {
    match line.state {
        RegistrationState::Failed => ("severity-error", Icon::Error),
        _ if line.needs_look() => ("severity-warning", Icon::Warning),
        RegistrationState::Pending => ("severity-info", Icon::Sync),
        RegistrationState::ReadyForUser => ("severity-none", Icon::Success),
        RegistrationState::Active => ("severity-none", Icon::Person),
        RegistrationState::Inactive => ("secondary", Icon::Info),
    }
}

/// The state of a device, with what it alone doesn't tell.
pub fn state(i18n: I18n, line: &TenantLine) -> String {
    let state = t!(i18n, &format!("state-{}", line.state.key()));
    let more = match (line.refusal, line.attention) {
        (Some(error), _) => t!(i18n, &format!("refusal-{}", error.key())),
        (None, Some(attention)) => t!(i18n, &format!("attention-{}", attention.key())),
        (None, None) if line.change_refused.is_some() => t!(i18n, "change-refused"),
        (None, None) => return state,
    };
    t!(i18n, "state-more", state = state, more = more)
}

/// What a column says, in the reader's language.
pub fn value(i18n: I18n, at: usize, text: &str) -> String {
    match at {
        column::CONTACT => match seconds(text) {
            Some(moment) => format::moment(i18n.language(), moment),
            None => String::new(),
        },
        column::ENROLMENT if EnrollmentState::KNOWN.iter().any(|known| known.as_str() == text) => {
            t!(i18n, &format!("enrolment-{text}"))
        }
        column::PROFILE if ProfileAssignmentStatus::KNOWN.iter().any(|known| known.as_str() == text) => {
            t!(i18n, &format!("profile-{text}"))
        }
        _ => text.to_owned(),
    }
}

/// When all devices were last read.
pub fn synced(i18n: I18n, tenant: Tenant) -> String {
    match tenant.records.get().status.pulled {
        Some(pulled) => t!(i18n, "synced", moment = format::moment(i18n.language(), pulled / 1000)),
        None => t!(i18n, "synced-never"),
    }
}

/// What an intent is about.
pub fn title(i18n: I18n, intent: &Intent) -> String {
    match &intent.action {
        Action::Register { rows, .. } => t!(i18n, "intent-register", count = rows.len()),
        Action::Order(order) => {
            let name = if order.name.is_empty() { order.serial.as_str() } else { order.name.as_str() };
            t!(i18n, &format!("intent-{}", remote_key(&order.remote)), name = name)
        }
        Action::Removal(removal) => {
            let name = if removal.name.is_empty() { removal.serial.as_str() } else { removal.name.as_str() };
            t!(i18n, "intent-removal", name = name)
        }
        Action::Rule(change) => {
            let platform = platform(i18n, &change.platform);
            match change.days {
                Some(days) if change.rule.is_empty() => {
                    t!(i18n, "intent-rule-make", platform = platform, days = days)
                }
                Some(days) => t!(i18n, "intent-rule-change", platform = platform, days = days),
                None => t!(i18n, "intent-rule-delete", platform = platform),
            }
        }
        Action::Decision(decision) => {
            let key = ruling_key(decision.ruling);
            t!(i18n, &format!("intent-decision-{key}"), name = decision.about.as_str())
        }
        Action::Update(update) => {
            let serial = update.serial.as_str();
            match (&update.group_tag, &update.user) {
                (Some(tag), _) => t!(i18n, "intent-tag", serial = serial, value = tag.as_str()),
                (None, user) => {
                    t!(i18n, "intent-user", serial = serial, value = user.as_deref().unwrap_or_default())
                }
            }
        }
    }
}

/// The devices that a clean-up rule is about, as the service writes it.
pub fn platform(i18n: I18n, name: &str) -> String {
    if Scope::names().any(|known| known == name) {
        t!(i18n, &format!("rule-platform-{name}"))
    } else {
        name.to_owned()
    }
}

/// A name for what is decided.
pub fn ruling_key(ruling: Ruling) -> &'static str {
    match ruling {
        Ruling::Approve => "approve",
        Ruling::Reject => "reject",
        Ruling::TakeBack => "take-back",
    }
}

/// A name for what a managed device is asked.
pub fn remote_key(remote: &Remote) -> &'static str {
    match remote {
        Remote::Restart => "restart",
        Remote::Sync => "sync",
        Remote::Wipe(_) => "wipe",
        Remote::Retire => "retire",
        Remote::Delete => "delete",
        Remote::FreshStart { .. } => "fresh-start",
    }
}

/// An error as the service names it.
fn error_detail(code: i32, name: &str) -> String {
    if code == 0 { name.to_owned() } else { format!("{code} · {name}") }
}

/// Something that went wrong: in plain words, what to do about it, and what support wants to know.
pub struct Problem {
    /// What happened.
    pub what: String,
    /// What to do.
    pub advice: String,
    /// The other side's own words.
    pub detail: String,
    /// The id that support asks for.
    pub request_id: Option<String>,
}

impl Problem {
    /// What stands in the way of an intent, or of everything.
    pub fn of_trouble(i18n: I18n, trouble: &Trouble) -> Problem {
        let key = match trouble.kind {
            TroubleKind::NoAnswer => "no-answer",
            TroubleKind::Unreadable => "unreadable",
            TroubleKind::Throttled => "throttled",
            TroubleKind::Service => "service",
            TroubleKind::Rejected => "rejected",
            TroubleKind::SignIn => "sign-in",
            TroubleKind::Approval => "approval",
            TroubleKind::NotObserved => "not-observed",
            TroubleKind::NotService => "not-service",
            TroubleKind::NotApproved => "not-approved",
            TroubleKind::Device => "device",
            TroubleKind::RuleExists => "rule-exists",
            TroubleKind::Decided => "decided",
            TroubleKind::Justification => "justification",
        };
        let status = if trouble.status == 0 { String::new() } else { trouble.status.to_string() };
        let detail = [status.as_str(), &trouble.code, &trouble.message];
        Problem {
            what: t!(i18n, &format!("trouble-{key}")),
            advice: t!(i18n, &format!("trouble-{key}-advice")),
            detail: detail.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · "),
            request_id: trouble.request_id.clone(),
        }
    }

    /// Why a device was not registered, if it wasn't. Rule REG-11.
    pub fn of_row(i18n: I18n, intent: &Intent, row: &Row, refusal: RegistrationError) -> Problem {
        let RowStatus::Failed { code, name } = &row.status else {
            return intent.trouble.as_ref().map_or_else(
                || Problem::refused(i18n, refusal, String::new(), intent.request_id.clone()),
                |trouble| Problem::of_trouble(i18n, trouble),
            );
        };
        let detail = error_detail(*code, name);
        // Not what the service says, but that it says nothing any more.
        if LOST.contains(&name.as_str()) {
            return Problem {
                what: t!(i18n, "refusal-lost"),
                advice: t!(i18n, "advice-lost"),
                detail,
                request_id: intent.request_id.clone(),
            };
        }
        Problem::refused(i18n, refusal, detail, intent.request_id.clone())
    }

    /// Why the service refused what somebody else registers, if it did. Rule REG-11.
    pub fn of_import(i18n: I18n, import: &Import) -> Option<Problem> {
        let RowStatus::Failed { code, name } = &import.status else { return None };
        let refusal = RegistrationError::from_name(name, *code);
        Some(Problem::refused(i18n, refusal, error_detail(*code, name), None))
    }

    fn refused(
        i18n: I18n,
        refusal: RegistrationError,
        detail: String,
        request_id: Option<String>,
    ) -> Problem {
        Problem {
            what: t!(i18n, &format!("refusal-{}", refusal.key())),
            advice: t!(i18n, &format!("advice-{}", refusal.advice().key())),
            detail,
            request_id,
        }
    }

    /// The problem, to read and to hand on.
    pub fn view(self, i18n: I18n, toasts: Toasts) -> AnyView {
        let id = self.request_id.map(|id| fact(i18n, toasts, "request-id", id, true));
        view! {
            <div class="trouble">
                <p>
                    <span class="severity-error">
                        <IconView icon=Icon::Error />
                    </span>
                    <strong>{self.what}</strong>
                </p>
                <p>{self.advice}</p>
                <p class="secondary mono">{self.detail}</p>
                <dl class="facts">{id}</dl>
            </div>
        }
        .into_any()
    }
}

/// A value with its name, and a button that copies it.
pub fn fact(i18n: I18n, toasts: Toasts, label: &'static str, value: String, copies: bool) -> AnyView {
    if value.is_empty() {
        return ().into_any();
    }
    let button = copies.then(|| {
        let value = value.clone();
        let name = Signal::derive(move || t!(i18n, "copy-value", name = t!(i18n, label)));
        view! {
            <Button
                label=name
                icon=Icon::Copy
                icon_only=true
                look=Look::Subtle
                on_press=move |()| copy(i18n, toasts, value.clone())
            />
        }
    });
    let class = if copies { "mono" } else { "" };
    view! {
        <dt>{t!(i18n, label)}</dt>
        <dd>
            <span class=class>{value}</span>
            {button}
        </dd>
    }
    .into_any()
}
