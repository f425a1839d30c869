//! `$filter`, as conditions of a question. What isn't supported is refused: a filter that is silently ignored gives entities that
//! nobody asked for.

use super::property::{CONTAINS, EQ, Entity, Kind, LT_GT, NE, Property, Realm, STARTS};
use crate::clock::Timestamp;
use crate::http::context::Version;
use crate::http::failure::Failure;
use crate::store::slice::{LONGEST, Owned, pattern};

/// How many words a filter has at most: databases have their limits too.
const MOST: usize = 800;

/// How deep brackets may stand in each other.
const DEPTH: usize = 20;

/// A moment that is farther than any other: in milliseconds, and so that either database reads its number.
pub const FAR: i64 = 9_000_000_000_000_000_000;

/// A condition with what stands for each `?` in it.
#[derive(Clone, Debug)]
pub struct Condition {
    /// The condition.
    pub sql: String,
    /// What stands for the placeholders.
    pub values: Vec<Owned>,
}

impl Condition {
    /// The same, such that moments are no way to find rows: the list is gone through in its order.
    pub fn in_order(self) -> Condition {
        // Nothing else in a filter is written so.
        Condition { sql: self.sql.replace("(coalesce(", "(+coalesce("), ..self }
    }
}

/// What a filter says of an entity's rows.
///
/// # Errors
/// When it can't be read, or asks for something that isn't supported.
pub fn read(filter: &str, entity: &'static Entity, version: Version) -> Result<Condition, Failure> {
    let tokens = tokens(filter).ok_or_else(|| unreadable("a text without its end"))?;
    let is_long =
        |token: &Token| matches!(token, Token::Text(text) | Token::Word(text) if text.len() > LONGEST);
    if tokens.len() > MOST || tokens.iter().any(is_long) {
        return Err(Failure::bad_request("This $filter is too long. Ask for less at once."));
    }
    let mut parser = Parser {
        tokens: &tokens,
        entity,
        version,
        made: Condition { sql: String::new(), values: Vec::new() },
    };
    parser.either(0)?;
    match parser.tokens {
        [] => Ok(parser.made),
        [rest, ..] => Err(unreadable(&rest.said())),
    }
}

/// Whether a filter asks for what the directory answers only to those who say that they know it may be a moment behind.
pub fn is_advanced(filter: &str) -> bool {
    let tokens = tokens(filter).unwrap_or_default();
    let is = |token: &Token, words: &[&str]| matches!(token, Token::Word(word) if words.iter().any(|known| word.eq_ignore_ascii_case(known)));
    let behind = tokens.iter().skip(1).chain(std::iter::once(&Token::Comma));
    tokens.iter().zip(behind).any(|(token, next)| {
        is(token, &["ne", "not"]) || (*next == Token::Open && is(token, &["contains", "endswith"]))
    })
}

#[derive(Clone, Debug, PartialEq)]
enum Token {
    /// A name, a number, a moment, an operator.
    Word(String),
    /// What stood in quotes.
    Text(String),
    Open,
    Close,
    Comma,
}

impl Token {
    fn said(&self) -> String {
        match self {
            Token::Word(word) => format!("'{word}'"),
            Token::Text(_) => "a text".to_owned(),
            Token::Open => "'('".to_owned(),
            Token::Close => "')'".to_owned(),
            Token::Comma => "','".to_owned(),
        }
    }
}

fn tokens(filter: &str) -> Option<Vec<Token>> {
    let mut tokens = Vec::new();
    let mut rest = filter.trim_start();
    while let Some(first) = rest.chars().next() {
        rest = match first {
            '(' | ')' | ',' => {
                tokens.push(match first {
                    '(' => Token::Open,
                    ')' => Token::Close,
                    _ => Token::Comma,
                });
                &rest[1..]
            }
            '\'' => {
                let (text, after) = quoted(&rest[1..])?;
                tokens.push(Token::Text(text));
                after
            }
            _ => {
                let end = rest.find(|c: char| c.is_whitespace() || "(),'".contains(c)).unwrap_or(rest.len());
                tokens.push(Token::Word(rest[..end].to_owned()));
                &rest[end..]
            }
        }
        .trim_start();
    }
    Some(tokens)
}

/// A text up to its closing quote, in which one inside is doubled; and what follows.
fn quoted(text: &str) -> Option<(String, &str)> {
    let mut made = String::new();
    let mut rest = text;
    loop {
        let (part, after) = rest.split_once('\'')?;
        made.push_str(part);
        match after.strip_prefix('\'') {
            Some(more) => {
                made.push('\'');
                rest = more;
            }
            None => return Some((made, after)),
        }
    }
}

struct Parser<'t> {
    tokens: &'t [Token],
    entity: &'static Entity,
    version: Version,
    made: Condition,
}

impl<'t> Parser<'t> {
    /// The directory takes more than Intune does.
    fn is_of_directory(&self) -> bool {
        self.entity.realm == Realm::Directory
    }

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
            other => Err(unreadable(&other.map_or("its end".to_owned(), Token::said))),
        }
    }

    fn either(&mut self, depth: usize) -> Result<(), Failure> {
        self.made.sql.push('(');
        self.both(depth)?;
        while self.takes("or") {
            self.made.sql.push_str(" OR ");
            self.both(depth)?;
        }
        self.made.sql.push(')');
        Ok(())
    }

    fn both(&mut self, depth: usize) -> Result<(), Failure> {
        self.one(depth)?;
        while self.takes("and") {
            self.made.sql.push_str(" AND ");
            self.one(depth)?;
        }
        Ok(())
    }

    fn one(&mut self, depth: usize) -> Result<(), Failure> {
        if depth > DEPTH {
            return Err(Failure::bad_request("This $filter has too many brackets in each other."));
        }
        match self.next() {
            Some(Token::Open) => {
                self.either(depth + 1)?;
                self.expect(&Token::Close)
            }
            Some(Token::Word(word)) if self.is_of_directory() && word.eq_ignore_ascii_case("not") => {
                // What isn't known isn't so, and that can be denied.
                self.made.sql.push_str("NOT coalesce((");
                self.one(depth + 1)?;
                self.made.sql.push_str("), 1 = 0)");
                Ok(())
            }
            Some(Token::Word(name)) if self.tokens.first() == Some(&Token::Open) => self.call(name),
            Some(Token::Word(name)) => self.comparison(name),
            other => Err(unreadable(&other.map_or("its end".to_owned(), Token::said))),
        }
    }

    fn call(&mut self, function: &str) -> Result<(), Failure> {
        self.next();
        let Some(Token::Word(name)) = self.next() else { return Err(unreadable(function)) };
        self.expect(&Token::Comma)?;
        let Some(Token::Text(text)) = self.next() else { return Err(unreadable(function)) };
        self.expect(&Token::Close)?;
        let (filter, [front, behind]) = match function.to_ascii_lowercase().as_str() {
            "contains" => (CONTAINS, ["%", "%"]),
            "startswith" => (STARTS, ["", "%"]),
            // The directory looks at the end of what it looks at the start of.
            "endswith" if self.is_of_directory() => (STARTS, ["%", ""]),
            _ => return Err(unreadable(&format!("'{function}'"))),
        };
        let property = self.property(name, filter)?;
        self.made.sql.extend(["lower(", property.column, ") LIKE ? ESCAPE '\\'"]);
        self.made.values.push(Owned::Text(format!("{front}{}{behind}", pattern(&text.to_ascii_lowercase()))));
        Ok(())
    }

    fn comparison(&mut self, name: &str) -> Result<(), Failure> {
        let Some(Token::Word(operator)) = self.next() else { return Err(unreadable(&format!("'{name}'"))) };
        let (filter, sign) = match operator.to_ascii_lowercase().as_str() {
            "eq" => (EQ, "="),
            "ne" => (NE, "<>"),
            "lt" => (LT_GT, "<"),
            "le" => (LT_GT, "<="),
            "gt" => (LT_GT, ">"),
            "ge" => (LT_GT, ">="),
            _ => return Err(unreadable(&format!("'{operator}'"))),
        };
        let property = self.property(name, filter)?;
        if self.takes("null") {
            self.made.sql.push_str(property.column);
            self.made.sql.push_str(if filter == NE { " IS NOT NULL" } else { " IS NULL" });
            return Ok(());
        }
        let value = self.next().ok_or_else(|| unreadable("its end"))?;
        let (column, value) = self.value(property, value)?;
        // Where nothing is known, it is something else.
        let or_nothing =
            if filter == NE { format!(" OR {} IS NULL", property.column) } else { String::new() };
        self.made.sql.extend(["(", &column, " ", sign, " ?", &or_nothing, ")"]);
        self.made.values.push(value);
        Ok(())
    }

    /// The column as it is compared, and with what.
    fn value(&self, property: &Property, value: &Token) -> Result<(String, Owned), Failure> {
        let plain = property.column.to_owned();
        let made = match (property.kind, value) {
            (Kind::Text, Token::Text(text) | Token::Word(text)) => {
                Some((format!("lower({plain})"), Owned::Text(text.to_ascii_lowercase())))
            }
            (Kind::Word(both, beta), Token::Text(text) | Token::Word(text)) => {
                let beta = if self.version == Version::Beta { beta } else { &[] };
                let member = both.iter().chain(beta).find(|member| member.eq_ignore_ascii_case(text));
                member.map(|member| (plain, Owned::Text((*member).to_owned())))
            }
            (Kind::Flag | Kind::Bool, Token::Word(word)) => {
                let is = ["false", "true"].iter().position(|known| word.eq_ignore_ascii_case(known));
                is.and_then(|is| i64::try_from(is).ok()).map(|is| (plain, Owned::Integer(is)))
            }
            (Kind::Number | Kind::MaybeNumber, Token::Word(word)) => {
                word.parse().ok().map(|number| (plain, Owned::Integer(number)))
            }
            (Kind::Moment | Kind::Since | Kind::Until, Token::Word(word) | Token::Text(word)) => {
                // What never was is before everything, what has no end behind it.
                let end = if property.kind == Kind::Until { FAR } else { -FAR };
                let column = format!("coalesce({plain}, {end})");
                Timestamp::parse(word).map(|moment| (column, Owned::Integer(moment.0)))
            }
            _ => None,
        };
        made.ok_or_else(|| {
            Failure::bad_request(format!(
                "This $filter compares {} with something that it can't be.",
                property.name
            ))
        })
    }

    fn property(&self, name: &str, filter: u8) -> Result<&'static Property, Failure> {
        let found = self.entity.property(name, self.version);
        found.filter(|property| property.filters & filter != 0).ok_or_else(|| {
            let supported: Vec<String> = self
                .entity
                .properties
                .iter()
                .filter(|property| property.filters != 0 && property.is_in(self.version))
                .map(|property| {
                    let ends = property.filters & STARTS != 0 && self.is_of_directory();
                    let ends = if ends { ", endswith" } else { "" };
                    format!("{} ({}{ends})", property.name, filters(property.filters))
                })
                .collect();
            Failure::bad_request(format!(
                "This $filter is not supported here. Supported: {}. Compare all else with what comes back.",
                supported.join("; ")
            ))
        })
    }
}

fn filters(filters: u8) -> String {
    let names =
        [(EQ, "eq"), (NE, "ne"), (LT_GT, "lt, le, gt, ge"), (CONTAINS, "contains"), (STARTS, "startswith")];
    let taken: Vec<&str> =
        names.into_iter().filter(|(bit, _)| filters & bit != 0).map(|(_, name)| name).collect();
    taken.join(", ")
}

fn unreadable(at: &str) -> Failure {
    Failure::bad_request(format!(
        "This $filter can't be read at {at}. A filter is such as: serialNumber eq 'ABC' and lastSyncDateTime lt 2026-01-31T00:00:00Z."
    ))
}
