//! U1: the user that a device is assigned to.

use super::{Subject, shown};
use crate::secret::is_masked_key;
use crate::{Arg, Code, Diagnostic, Field, Severity, limits};

pub(super) fn check(subject: &Subject, found: &mut Vec<Diagnostic>) {
    let user = subject.clean(Field::AssignedUser);
    if user.is_empty() || is_masked_key(user) {
        return;
    }
    let domains = &subject.context.domains;
    let mut args = vec![("value", shown(user))];
    let code = match domain_of(user) {
        None => Code::UserNotUpn,
        Some(domain) => {
            if domains.is_empty() || domains.iter().any(|known| known.eq_ignore_ascii_case(domain)) {
                return;
            }
            args.push(("domains", Arg::Text(domains.join(", "))));
            Code::UserDomain
        }
    };
    let diagnostic = subject.report(code, Field::AssignedUser, args);
    // Where users are not written, a wrong one holds nothing up.
    found.push(if subject.writes(Field::AssignedUser) {
        diagnostic
    } else {
        diagnostic.with_severity(Severity::Warning)
    });
}

/// The domain of a user principal name; `None` if it is not one. Source for the characters and lengths: Microsoft
/// Learn, *Prepare for directory synchronization to Microsoft 365*.
fn domain_of(user: &str) -> Option<&str> {
    let (local, domain) = user.split_once('@')?;
    let local_fits = !local.is_empty()
        && local.len() <= limits::UPN_LOCAL
        && local.bytes().all(|b| b.is_ascii_alphanumeric() || b"'.-_!#^~".contains(&b))
        && !local.starts_with('.')
        && !local.ends_with('.');
    let label_fits = |label: &str| {
        !label.is_empty()
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let domain_fits =
        domain.len() <= limits::UPN_DOMAIN && domain.contains('.') && domain.split('.').all(label_fits);
    (local_fits && domain_fits).then_some(domain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn user_principal_names() {
        for (user, domain) in [
            ("kim@contoso.com", Some("contoso.com")),
            ("kim.o'neil-2_b@mail.contoso.co.uk", Some("mail.contoso.co.uk")),
            ("kim_fabrikam.com#EXT#@contoso.onmicrosoft.com", Some("contoso.onmicrosoft.com")),
            ("kim", None),
            ("CONTOSO\\kim", None),
            ("kim@contoso", None),
            ("kim@@contoso.com", None),
            ("kim@home@contoso.com", None),
            ("kim de vries@contoso.com", None),
            ("kim@contoso .com", None),
            ("@contoso.com", None),
            ("kim@", None),
            ("kim@.com", None),
            ("kim@contoso.", None),
            ("kim@-contoso.com", None),
            (".kim@contoso.com", None),
            ("kim.@contoso.com", None),
            ("kím@contoso.com", None),
            ("kim@contóso.com", None),
            ("kim,o@contoso.com", None),
        ] {
            assert_eq!(domain_of(user), domain, "{user}");
        }
        assert_eq!(domain_of(&format!("{}@contoso.com", "a".repeat(65))), None);
        assert_eq!(domain_of(&format!("kim@{}.com", "a".repeat(45))), None);
    }
}
