//! Who asks.
//!
//! Nothing here is verified: the server has no sign-in yet and answers on its own computer only, so whoever reaches it can say to be
//! anybody. A sign-in replaces [`Administrator::of`]; all else goes by what that gives.

use axum::http::{HeaderMap, header};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Map, Value, json};

/// The header by which a client without a token says who asks: a user principal name.
const USER: &str = "muster-user";

/// How long a name or an id may be.
const LONGEST: usize = 256;

/// Who asks, as the request says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Administrator {
    /// The id of their object in the directory.
    pub id: Option<String>,
    /// Their user principal name, in lower case.
    pub user_name: Option<String>,
    /// What people call them.
    pub display_name: Option<String>,
    /// Whether it is an application that speaks for itself.
    pub is_application: bool,
}

/// What is known of two administrators together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kinship {
    /// They are one.
    Same,
    /// They are two.
    Two,
    /// Nothing tells: one is known by an id, the other by a name.
    Unknown,
}

impl Administrator {
    /// Whom the headers of a request name: the claims of a bearer token, or else `muster-user`. The default is the one
    /// administrator without a name, who is everybody that says nothing.
    ///
    /// A proxy that signs people in says who they are by `muster-user`; what a token says then could be made up by anybody.
    pub fn of(headers: &HeaderMap, is_behind_proxy: bool) -> Administrator {
        let bearer = headers.get(header::AUTHORIZATION).filter(|_| !is_behind_proxy);
        let bearer = bearer.and_then(|value| value.to_str().ok());
        let token = bearer.and_then(|value| {
            let (scheme, token) = value.split_once(' ')?;
            scheme.eq_ignore_ascii_case("bearer").then_some(token.trim())
        });
        let of_token = token.and_then(claims).map(|claims| Administrator::of_claims(&claims));
        let user = headers.get(USER).and_then(|value| std::str::from_utf8(value.as_bytes()).ok());
        of_token.filter(Administrator::is_named).unwrap_or_else(|| Administrator {
            user_name: user.and_then(plain).map(|name| name.to_lowercase()),
            ..Administrator::default()
        })
    }

    fn of_claims(claims: &Map<String, Value>) -> Administrator {
        let claim = |name: &str| claims.get(name).and_then(Value::as_str).and_then(plain);
        let is_application = claim("idtyp").as_deref() == Some("app");
        let display_name = if is_application { "app_displayname" } else { "name" };
        Administrator {
            id: claim("oid").map(|id| id.to_ascii_lowercase()),
            user_name: claim("upn").or_else(|| claim("preferred_username")).map(|name| name.to_lowercase()),
            display_name: claim(display_name),
            is_application,
        }
    }

    /// Whether it says who asks.
    pub fn is_named(&self) -> bool {
        self.id.is_some() || self.user_name.is_some()
    }

    /// Whether this is the same administrator as another one.
    pub fn kinship(&self, other: &Administrator) -> Kinship {
        let same = |ours: &Option<String>, theirs: &Option<String>| match (ours, theirs) {
            (Some(ours), Some(theirs)) => Some(ours == theirs),
            _ => None,
        };
        match (same(&self.id, &other.id), same(&self.user_name, &other.user_name)) {
            _ if self.is_named() != other.is_named() => Kinship::Two,
            (Some(false), Some(true)) => Kinship::Unknown,
            (Some(false), _) | (None, Some(false)) => Kinship::Two,
            (None, None) if self.is_named() => Kinship::Unknown,
            (Some(true), _) | (None, Some(true) | None) => Kinship::Same,
        }
    }

    /// As the wire tells it: an `identitySet`.
    pub fn identity_set(&self) -> Value {
        let name = self.display_name.as_ref().or(self.user_name.as_ref()).or(self.id.as_ref());
        let identity = json!({
            "id": self.id,
            "displayName": name.map_or("Unnamed administrator", String::as_str),
        });
        let mut set = json!({ "application": null, "device": null, "user": null });
        if self.is_application {
            set["application"] = identity;
        } else {
            set["user"] = identity;
            if let Some(user_name) = &self.user_name {
                set["user"]["@odata.type"] = "#microsoft.graph.userIdentity".into();
                set["user"]["userPrincipalName"] = user_name.as_str().into();
            }
        }
        set
    }
}

/// The claims of a token, if it is a JWT.
fn claims(token: &str) -> Option<Map<String, Value>> {
    let mut parts = token.split('.');
    let (_, claims, _) = (parts.next()?, parts.next()?, parts.next()?);
    let bytes = URL_SAFE_NO_PAD.decode(claims.trim_end_matches('=')).ok()?;
    serde_json::from_slice(&bytes).ok()
}

/// A name that can be kept and shown.
fn plain(name: &str) -> Option<String> {
    let name = name.trim();
    let is_plain = !name.is_empty() && name.len() <= LONGEST && !name.chars().any(char::is_control);
    is_plain.then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn token(claims: &Value) -> String {
        format!("Bearer e30.{}.", URL_SAFE_NO_PAD.encode(claims.to_string()))
    }

    fn asked_by(authorization: Option<&str>, user: Option<&str>) -> Administrator {
        let mut headers = HeaderMap::new();
        for (name, value) in [("authorization", authorization), (USER, user)] {
            if let Some(value) = value {
                headers.insert(name, HeaderValue::from_bytes(value.as_bytes()).unwrap());
            }
        }
        Administrator::of(&headers, false)
    }

    #[test]
    fn whom_requests_name() {
        let long = "a".repeat(257);
        for (authorization, user, wanted) in [
            (None, None, "- - -"),
            (None, Some(" Adele@Contoso.com "), "- adele@contoso.com -"),
            (None, Some("Zoë@contoso.com"), "- zoë@contoso.com -"),
            (None, Some("  "), "- - -"),
            (None, Some(long.as_str()), "- - -"),
            (Some("Bearer secret"), Some("a@contoso.com"), "- a@contoso.com -"),
            (Some("Bearer a.b.c"), None, "- - -"),
            (Some("Basic e30.e30."), Some("a@contoso.com"), "- a@contoso.com -"),
            (Some(&token(&json!({}))), Some("a@contoso.com"), "- a@contoso.com -"),
            (Some(&token(&json!({ "oid": 7, "upn": "x\u{0}y" }))), None, "- - -"),
            (
                Some(&token(&json!({ "oid": "ID-1", "upn": "A@contoso.com", "name": "Adele" }))),
                Some("b@contoso.com"),
                "id-1 a@contoso.com Adele",
            ),
            (
                Some(&token(&json!({ "preferred_username": "a@contoso.com" })).replace("Bearer", "bearer")),
                None,
                "- a@contoso.com -",
            ),
            (
                Some(&token(
                    &json!({ "idtyp": "app", "oid": "ID-2", "app_displayname": "Robot", "name": "No" }),
                )),
                None,
                "id-2 - Robot app",
            ),
        ] {
            let found = asked_by(authorization, user);
            let shown = [&found.id, &found.user_name, &found.display_name]
                .map(|part| part.as_deref().unwrap_or("-"))
                .join(" ");
            let shown = if found.is_application { shown + " app" } else { shown };
            assert_eq!(shown, wanted, "{authorization:?} {user:?}");
        }
    }

    #[test]
    fn who_is_whom() {
        let known = |id: &str, name: &str| Administrator {
            id: Some(id.to_owned()).filter(|id| !id.is_empty()),
            user_name: Some(name.to_owned()).filter(|name| !name.is_empty()),
            ..Administrator::default()
        };
        for (one, other, wanted) in [
            (("", ""), ("", ""), Kinship::Same),
            (("", ""), ("", "a"), Kinship::Two),
            (("1", ""), ("", ""), Kinship::Two),
            (("", "a"), ("", "a"), Kinship::Same),
            (("", "a"), ("", "b"), Kinship::Two),
            (("1", "a"), ("1", "b"), Kinship::Same),
            (("1", "a"), ("2", "b"), Kinship::Two),
            (("1", "a"), ("2", ""), Kinship::Two),
            (("1", "a"), ("", "a"), Kinship::Same),
            (("1", "a"), ("", "b"), Kinship::Two),
            (("1", "a"), ("2", "a"), Kinship::Unknown),
            (("1", ""), ("", "a"), Kinship::Unknown),
        ] {
            let (left, right) = (known(one.0, one.1), known(other.0, other.1));
            assert_eq!((left.kinship(&right), right.kinship(&left)), (wanted, wanted), "{one:?} {other:?}");
        }
    }
}
