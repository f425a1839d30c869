//! What source files say about texts.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// A piece of a source file. Comments are left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Token {
    /// A string literal, as it is written.
    Literal(String),
    /// Any other character; white space in a row is one space.
    Char(char),
}

/// The tokens of every source file under a folder; tests are left out, for what they use nobody sees.
pub fn tokens_under(folder: &Path) -> Vec<(String, Vec<Token>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
        let path = entry.unwrap().path();
        if path.file_stem().is_some_and(|name| name == "tests") {
            continue;
        }
        if path.is_dir() {
            found.extend(tokens_under(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push((path.display().to_string(), tokens(&fs::read_to_string(&path).unwrap())));
        }
    }
    found
}

/// Takes a source apart, as far as it matters here.
pub fn tokens(source: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = source;
    while let Some(c) = rest.chars().next() {
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if let Some((text, length)) = raw_literal(rest).or_else(|| literal(rest)) {
            tokens.push(Token::Literal(text.to_owned()));
            length
        } else if rest.starts_with("'\"'") || rest.starts_with("'\\") {
            // A character literal, which may be a quote.
            tokens.push(Token::Char('\''));
            rest[2..].find('\'').map_or(rest.len(), |end| end + 3)
        } else {
            let c = if c.is_whitespace() { ' ' } else { c };
            if c != ' ' || tokens.last() != Some(&Token::Char(' ')) {
                tokens.push(Token::Char(c));
            }
            rest.chars().next().map_or(0, char::len_utf8)
        };
        rest = &rest[length..];
    }
    tokens
}

/// `"text"`: what is in it, and how long it is with its quotes.
fn literal(source: &str) -> Option<(&str, usize)> {
    let inside = source.strip_prefix('"')?;
    let mut escaped = false;
    let end = inside.bytes().position(|byte| {
        let closes = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        closes
    })?;
    Some((&inside[..end], end + 2))
}

/// `r#"text"#`, with any number of `#`.
fn raw_literal(source: &str) -> Option<(&str, usize)> {
    let hashes = source.strip_prefix('r')?;
    let inside = hashes.trim_start_matches('#');
    let fence = &hashes[..hashes.len() - inside.len()];
    let inside = inside.strip_prefix('"')?;
    let end = inside.find(&format!("\"{fence}"))?;
    Some((&inside[..end], end + 3 + 2 * fence.len()))
}

/// A text that is asked for: `t!(i18n, "id", name = value)` or `.text("id", …)`.
#[derive(Debug, PartialEq, Eq)]
pub struct Request {
    /// The id, or a template of ids: `theme-{}`.
    pub id: String,
    /// The names of the arguments, where they can be told.
    pub names: Option<BTreeSet<String>>,
}

/// The requests in a source whose id, or whose template, stands in it.
pub fn requests(tokens: &[Token]) -> Vec<Request> {
    let mut found = Vec::new();
    for at in 0..tokens.len() {
        let before = at.checked_sub(1).map(|before| &tokens[before]);
        if starts_with(&tokens[at..], "t!(") && !before.is_some_and(is_of_name) {
            let arguments = arguments(&tokens[at + 3..]);
            if let Some(id) = arguments.get(1).and_then(|id| id_of(id)) {
                let names = arguments[2..].iter().map(|argument| name_of(argument)).collect();
                found.push(Request { id, names: Some(names) });
            }
        } else if starts_with(&tokens[at..], ".text(") {
            let arguments = arguments(&tokens[at + 6..]);
            if let Some(id) = arguments.first().and_then(|id| id_of(id)) {
                found.push(Request { id, names: None });
            }
        }
    }
    found
}

fn starts_with(tokens: &[Token], wanted: &str) -> bool {
    wanted.chars().enumerate().all(|(at, c)| tokens.get(at) == Some(&Token::Char(c)))
}

fn is_of_name(token: &Token) -> bool {
    matches!(token, Token::Char(c) if c.is_alphanumeric() || *c == '_')
}

/// The arguments up to the closing bracket.
fn arguments(tokens: &[Token]) -> Vec<Vec<Token>> {
    let mut arguments = vec![Vec::new()];
    let mut depth = 0_usize;
    for token in tokens {
        match token {
            Token::Char('(' | '[' | '{') => depth += 1,
            Token::Char(')' | ']' | '}') if depth == 0 => break,
            Token::Char(')' | ']' | '}') => depth -= 1,
            Token::Char(',') if depth == 0 => {
                arguments.push(Vec::new());
                continue;
            }
            _ => {}
        }
        arguments.last_mut().unwrap().push(token.clone());
    }
    arguments.retain(|argument| argument.iter().any(|token| *token != Token::Char(' ')));
    arguments
}

/// The one literal in an argument that is nothing but that, or a `format!` of it.
fn id_of(argument: &[Token]) -> Option<String> {
    let mut literals = argument.iter().filter_map(|token| match token {
        Token::Literal(text) => Some(text),
        Token::Char(_) => None,
    });
    let (Some(id), None) = (literals.next(), literals.next()) else { return None };
    let first = argument.iter().find(|token| **token != Token::Char(' '));
    let is_format = first == Some(&Token::Char('&'));
    (matches!(first, Some(Token::Literal(_))) || is_format).then(|| id.clone())
}

fn name_of(argument: &[Token]) -> String {
    let text = argument.iter().map_while(|token| match token {
        Token::Char(c) if *c != '=' => Some(*c),
        _ => None,
    });
    text.collect::<String>().trim().to_owned()
}

/// Whether a literal is an id, or a template that the id could come from: `theme-{}`.
pub fn names(literal: &str, id: &str) -> bool {
    if literal == id {
        return true;
    }
    let Some((prefix, rest)) = literal.split_once('{') else { return false };
    let Some((_, suffix)) = rest.rsplit_once('}') else { return false };
    let is_template = prefix.len() > 2
        && prefix.ends_with('-')
        && prefix
            .chars()
            .chain(suffix.chars())
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    is_template && id.len() > prefix.len() + suffix.len() && id.starts_with(prefix) && id.ends_with(suffix)
}

#[test]
fn sources_are_taken_apart() {
    let source = r##"
        // t!(i18n, "in-a-comment")
        let a = t!(i18n, "plain");
        let b = t!(self.i18n, "with-names", count = list.len(), name = f("x", 'y'),);
        let c = t!(i18n, &format!("theme-{}", choice.key()));
        let d = t!(i18n, route.title());
        let e = voice.text("of-text", &[("count", 1.into())]);
        let f = ('"', '\'', r#"raw "quoted" one"#, "an \" escaped one");
        assert!(x, "not asked for");
    "##;
    let request = |id: &str, names: Option<&[&str]>| Request {
        id: id.to_owned(),
        names: names.map(|names| names.iter().map(|&name| name.to_owned()).collect()),
    };
    assert_eq!(
        requests(&tokens(source)),
        [
            request("plain", Some(&[])),
            request("with-names", Some(&["count", "name"])),
            request("theme-{}", Some(&[])),
            request("of-text", None),
        ]
    );
    let literals: Vec<Token> =
        tokens(source).into_iter().filter(|token| matches!(token, Token::Literal(_))).collect();
    assert_eq!(literals.len(), 9, "{literals:?}");
}

#[test]
fn templates() {
    for (literal, id, wanted) in [
        ("theme-dark", "theme-dark", true),
        ("theme-dark", "theme-light", false),
        ("theme-{}", "theme-light", true),
        ("theme-{}", "theme-", false),
        ("theme-{key}", "themes", false),
        ("target-{key}-hint", "target-intune-hint", true),
        ("target-{key}-hint", "target-intune", false),
        ("{}", "theme-light", false),
        ("a {} of theme-{}", "theme-light", false),
    ] {
        assert_eq!(names(literal, id), wanted, "{literal} {id}");
    }
}
