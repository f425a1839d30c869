//! Membership rules of dynamic groups, as conditions of a question: `(device.devicePhysicalIds -any (_ -contains "[OrderID]:Sales"))`.
//!
//! Who is in such a group is kept nowhere: it is asked each time, so it is never out of date.

use super::filter::Condition;
use super::{DEVICES, Entity, USERS};
use crate::http::failure::Failure;
use crate::store::slice::{Owned, pattern};

/// How long a rule may be, as the real service has it.
const LONGEST: usize = 3072;

/// How deep brackets may stand in each other.
const DEPTH: usize = 20;

/// What a rule says.
#[derive(Debug)]
pub struct Rule {
    /// What its members are.
    pub members: &'static Entity,
    /// Which of them they are.
    pub condition: Condition,
}

/// What a property holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Holds {
    Text,
    Truth,
    /// A JSON array of texts.
    Texts,
}

/// The properties that rules name, and their columns.
const OF_DEVICES: &[(&str, &str, Holds)] = &[
    ("accountEnabled", "account_enabled", Holds::Truth),
    ("deviceCategory", "device_category", Holds::Text),
    ("deviceId", "device_id", Holds::Text),
    ("deviceManagementAppId", "mdm_app_id", Holds::Text),
    ("deviceManufacturer", "manufacturer", Holds::Text),
    ("deviceModel", "model", Holds::Text),
    ("deviceOSType", "operating_system", Holds::Text),
    ("deviceOSVersion", "operating_system_version", Holds::Text),
    ("deviceOwnership", "device_ownership", Holds::Text),
    ("devicePhysicalIds", "physical_ids", Holds::Texts),
    ("deviceTrustType", "trust_type", Holds::Text),
    ("displayName", "display_name", Holds::Text),
    ("enrollmentProfileName", "enrollment_profile_name", Holds::Text),
    ("isRooted", "is_rooted", Holds::Truth),
    ("managementType", "management_type", Holds::Text),
    ("objectId", "id", Holds::Text),
    ("profileType", "profile_type", Holds::Text),
    ("systemLabels", "system_labels", Holds::Texts),
];

const OF_USERS: &[(&str, &str, Holds)] = &[
    ("accountEnabled", "account_enabled", Holds::Truth),
    ("companyName", "company_name", Holds::Text),
    ("department", "department", Holds::Text),
    ("displayName", "display_name", Holds::Text),
    ("employeeId", "employee_id", Holds::Text),
    ("givenName", "given_name", Holds::Text),
    ("jobTitle", "job_title", Holds::Text),
    ("mail", "mail", Holds::Text),
    ("mailNickName", "mail_nickname", Holds::Text),
    ("objectId", "id", Holds::Text),
    ("physicalDeliveryOfficeName", "office_location", Holds::Text),
    ("preferredLanguage", "preferred_language", Holds::Text),
    ("surname", "surname", Holds::Text),
    ("usageLocation", "usage_location", Holds::Text),
    ("userPrincipalName", "user_principal_name", Holds::Text),
    ("userType", "user_type", Holds::Text),
];

/// What a rule says.
///
/// # Errors
/// When it can't be read, or says something that isn't supported here.
pub fn read(text: &str) -> Result<Rule, Failure> {
    if text.len() > LONGEST {
        return Err(Failure::bad_request(format!("A membershipRule has {LONGEST} characters at most.")));
    }
    let tokens = tokens(text).ok_or_else(|| unreadable("a text without its end"))?;
    let condition = Condition { sql: String::new(), values: Vec::new() };
    let mut parser = Parser { tokens: &tokens, members: None, made: condition };
    parser.either(0)?;
    match (parser.tokens, parser.members) {
        ([], Some(members)) => Ok(Rule { members, condition: parser.made }),
        ([rest, ..], _) => Err(unreadable(rest.said())),
        ([], None) => Err(unreadable("its end")),
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Word(String),
    Text(String),
    Open,
    Close,
}

impl Token {
    fn said(&self) -> &str {
        match self {
            Token::Word(word) => word,
            Token::Text(_) => "a text",
            Token::Open => "(",
            Token::Close => ")",
        }
    }
}

fn tokens(text: &str) -> Option<Vec<Token>> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        rest = match first {
            '(' | ')' => {
                tokens.push(if first == '(' { Token::Open } else { Token::Close });
                &rest[1..]
            }
            '"' => {
                let (text, after) = rest[1..].split_once('"')?;
                tokens.push(Token::Text(text.to_owned()));
                after
            }
            _ => {
                let end = rest.find(|c: char| c.is_whitespace() || "()\"".contains(c)).unwrap_or(rest.len());
                tokens.push(Token::Word(rest[..end].to_owned()));
                &rest[end..]
            }
        }
        .trim_start();
    }
    Some(tokens)
}

struct Parser<'t> {
    tokens: &'t [Token],
    members: Option<&'static Entity>,
    made: Condition,
}

impl<'t> Parser<'t> {
    fn next(&mut self) -> Option<&'t Token> {
        let (first, rest) = self.tokens.split_first()?;
        self.tokens = rest;
        Some(first)
    }

    /// Takes a word, whatever its case; whether it was there.
    fn takes(&mut self, word: &str) -> bool {
        let is_there =
            matches!(self.tokens.first(), Some(Token::Word(next)) if next.eq_ignore_ascii_case(word));
        if is_there {
            self.tokens = &self.tokens[1..];
        }
        is_there
    }

    fn expect(&mut self, wanted: &Token) -> Result<(), Failure> {
        match self.next() {
            Some(token) if token == wanted => Ok(()),
            other => Err(unreadable(other.map_or("its end", Token::said))),
        }
    }

    fn either(&mut self, depth: usize) -> Result<(), Failure> {
        self.made.sql.push('(');
        self.both(depth)?;
        while self.takes("-or") || self.takes("or") {
            self.made.sql.push_str(" OR ");
            self.both(depth)?;
        }
        self.made.sql.push(')');
        Ok(())
    }

    fn both(&mut self, depth: usize) -> Result<(), Failure> {
        self.one(depth)?;
        while self.takes("-and") || self.takes("and") {
            self.made.sql.push_str(" AND ");
            self.one(depth)?;
        }
        Ok(())
    }

    fn one(&mut self, depth: usize) -> Result<(), Failure> {
        if depth > DEPTH {
            return Err(Failure::bad_request("This membershipRule has too many brackets in each other."));
        }
        if self.takes("-not") || self.takes("not") {
            self.made.sql.push_str("NOT ");
            return self.one(depth + 1);
        }
        match self.next() {
            Some(Token::Open) => {
                self.either(depth + 1)?;
                self.expect(&Token::Close)
            }
            Some(Token::Word(name)) => self.comparison(name),
            other => Err(unreadable(other.map_or("its end", Token::said))),
        }
    }

    fn comparison(&mut self, name: &str) -> Result<(), Failure> {
        let (object, property) = name.split_once('.').ok_or_else(|| unreadable(name))?;
        let (members, properties) = match object.to_ascii_lowercase().as_str() {
            "device" => (&DEVICES, OF_DEVICES),
            "user" => (&USERS, OF_USERS),
            _ => return Err(unreadable(name)),
        };
        if self.members.is_some_and(|other| !other.is(members)) {
            return Err(Failure::bad_request(
                "A membershipRule is about devices or about users, not about both.",
            ));
        }
        self.members = Some(members);
        let found = properties.iter().find(|(known, ..)| known.eq_ignore_ascii_case(property));
        let &(_, column, holds) = found.ok_or_else(|| {
            let known: Vec<&str> = properties.iter().map(|(name, ..)| *name).collect();
            Failure::bad_request(format!(
                "This membershipRule names '{name}', which is not supported here. Supported: {}.",
                known.join(", ")
            ))
        })?;
        match holds {
            Holds::Texts => self.any(column),
            Holds::Text | Holds::Truth => self.operator(column, holds),
        }
    }

    /// `-any (_ -contains "…")`, with its brackets or without.
    fn any(&mut self, column: &str) -> Result<(), Failure> {
        if !self.takes("-any") {
            return Err(unreadable("a list, which needs -any"));
        }
        let is_bracketed = self.tokens.first() == Some(&Token::Open);
        if is_bracketed {
            self.next();
        }
        if !self.takes("_") {
            return Err(unreadable("-any, which needs an underscore"));
        }
        self.operator(column, Holds::Texts)?;
        if is_bracketed { self.expect(&Token::Close) } else { Ok(()) }
    }

    fn operator(&mut self, column: &str, holds: Holds) -> Result<(), Failure> {
        let operator = match self.next() {
            Some(Token::Word(word)) => word.trim_start_matches('-').to_ascii_lowercase(),
            other => return Err(unreadable(other.map_or("its end", Token::said))),
        };
        let (operator, is_not) = match operator.as_str() {
            "eq" | "startswith" | "contains" => (operator.as_str(), false),
            "ne" => ("eq", true),
            "notstartswith" => ("startswith", true),
            "notcontains" => ("contains", true),
            _ => {
                return Err(Failure::bad_request(format!(
                    "This membershipRule compares by '-{operator}', which is not supported here. Supported: -eq, -ne, \
                     -startsWith, -notStartsWith, -contains, -notContains."
                )));
            }
        };
        let (test, value) = test(column, holds, operator, self.next())?;
        // Of what nothing is known, nothing is so.
        self.made.sql.extend([if is_not { "NOT " } else { "" }, "coalesce(", &test, ", 1 = 0)"]);
        self.made.values.extend(value);
        Ok(())
    }
}

/// The condition of a comparison, and what stands in it.
fn test(
    column: &str,
    holds: Holds,
    operator: &str,
    value: Option<&Token>,
) -> Result<(String, Option<Owned>), Failure> {
    let lower = |text: &str| pattern(&text.to_ascii_lowercase());
    let like = |pattern: String| (format!("lower({column}) LIKE ? ESCAPE '\\'"), Some(Owned::Text(pattern)));
    Ok(match (holds, operator, value) {
        (_, "eq", Some(Token::Word(word))) if word.eq_ignore_ascii_case("null") => {
            (format!("{column} IS NULL"), None)
        }
        (Holds::Truth, "eq", Some(Token::Word(word) | Token::Text(word))) => {
            let is = ["false", "true"].iter().position(|known| word.eq_ignore_ascii_case(known));
            let is = is.ok_or_else(|| unreadable(word))?;
            (format!("{column} = {is}"), None)
        }
        (Holds::Text, "eq", Some(Token::Text(text))) => {
            (format!("lower({column}) = ?"), Some(Owned::Text(text.to_ascii_lowercase())))
        }
        (Holds::Text, "startswith", Some(Token::Text(text))) => like(format!("{}%", lower(text))),
        (Holds::Text, "contains", Some(Token::Text(text))) => like(format!("%{}%", lower(text))),
        // A list is kept as JSON, in which each text stands between two quotes.
        (Holds::Texts, operator, Some(Token::Text(text))) => {
            if !text.chars().any(char::is_alphanumeric) {
                return Err(unreadable(
                    "a text without a letter or digit, by which no element of a list is told",
                ));
            }
            let text = lower(&escaped(text));
            like(match operator {
                "eq" => format!("%\"{text}\"%"),
                "startswith" => format!("%\"{text}%"),
                _ => format!("%{text}%"),
            })
        }
        (_, _, token) => return Err(unreadable(token.map_or("its end", Token::said))),
    })
}

/// A text as JSON has it, without its quotes.
fn escaped(text: &str) -> String {
    let quoted = serde_json::Value::from(text).to_string();
    quoted.trim_matches('"').to_owned()
}

fn unreadable(at: &str) -> Failure {
    Failure::bad_request(format!(
        "This membershipRule can't be read at {at}. A rule is such as: (device.devicePhysicalIds -any (_ -contains \
         \"[OrderID]:Sales\")) or (user.department -eq \"Sales\")."
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_become_conditions() {
        for (rule, sql) in [
            (
                r#"(device.devicePhysicalIds -any (_ -contains "[OrderID]:Sales"))"#,
                "((coalesce(lower(physical_ids) LIKE ? ESCAPE '\\', 1 = 0)))",
            ),
            (
                r#"device.devicePhysicalIds -any _ -eq "[OrderID]:Sales" -and device.accountEnabled -eq true"#,
                "(coalesce(lower(physical_ids) LIKE ? ESCAPE '\\', 1 = 0) AND coalesce(account_enabled = 1, 1 = 0))",
            ),
            (
                r#"not (user.department -ne "Sales" or user.mail -eq null)"#,
                "(NOT (NOT coalesce(lower(department) = ?, 1 = 0) OR coalesce(mail IS NULL, 1 = 0)))",
            ),
        ] {
            assert_eq!(read(rule).unwrap().condition.sql, sql, "{rule}");
        }
        let values = read(r#"device.devicePhysicalIds -any _ -eq "a\b%""#).unwrap().condition.values;
        assert!(matches!(&values[..], [Owned::Text(text)] if text == "%\"a\\\\\\\\b\\%\"%"), "{values:?}");
    }

    #[test]
    fn what_cannot_be_read_is_refused() {
        for rule in [
            "",
            "device",
            "device.displayName",
            "device.displayName -eq",
            "device.displayName -eq \"a",
            "device.displayName -match \"a\"",
            "device.unknown -eq \"a\"",
            "group.displayName -eq \"a\"",
            "device.devicePhysicalIds -eq \"a\"",
            "device.devicePhysicalIds -any (device -eq \"a\")",
            "(device.displayName -eq \"a\"",
            "device.displayName -eq \"a\")",
            "device.displayName -eq \"a\" -and user.mail -eq \"b\"",
            "device.accountEnabled -eq maybe",
            "device.accountEnabled -startsWith true",
            &"(".repeat(100),
            &"not ".repeat(100),
            &"x".repeat(5000),
        ] {
            assert!(read(rule).is_err(), "{rule}");
        }
    }
}
