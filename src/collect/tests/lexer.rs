//! Enough of PowerShell's lexer to tell code, literals and comments apart. It refuses what the scripts never hold and
//! what would take more to understand: double quotes, backticks and here-strings outside literals.

use crate::collect::quote::SINGLE_QUOTES;

/// A script, taken apart.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Lexed {
    /// The code without comments; in place of each literal stands `'…'`.
    pub(super) code: String,
    /// What each literal stands for.
    pub(super) literals: Vec<String>,
}

/// Takes a script apart.
pub(super) fn lex(script: &str) -> Result<Lexed, String> {
    let mut lexed = Lexed::default();
    let mut characters = script.chars().peekable();
    let mut open = Vec::new();
    while let Some(character) = characters.next() {
        match character {
            '#' => while characters.next_if(|next| *next != '\n').is_some() {},
            _ if SINGLE_QUOTES.contains(&character) => {
                if lexed.code.ends_with('@') {
                    return Err("a here-string".to_owned());
                }
                lexed.literals.push(literal(&mut characters)?);
                lexed.code.push_str("'…'");
            }
            '"' | '`' | '\u{201c}'..='\u{201f}' => {
                return Err(format!("{character} in code behind {}", lexed.code));
            }
            '(' | '{' | '[' => {
                open.push(character);
                lexed.code.push(character);
            }
            ')' | '}' | ']' => {
                let opened = open.pop().ok_or("closed, never opened")?;
                if !matches!((opened, character), ('(', ')') | ('{', '}') | ('[', ']')) {
                    return Err(format!("{opened} closed by {character}"));
                }
                lexed.code.push(character);
            }
            _ => lexed.code.push(character),
        }
    }
    if open.is_empty() { Ok(lexed) } else { Err(format!("left open: {open:?}")) }
}

/// The rest of a literal: any single quotation mark behind another stands for one, alone it ends the literal.
fn literal(characters: &mut std::iter::Peekable<std::str::Chars>) -> Result<String, String> {
    let mut text = String::new();
    loop {
        let character = characters.next().ok_or("a literal without end")?;
        if SINGLE_QUOTES.contains(&character)
            && characters.next_if(|next| SINGLE_QUOTES.contains(next)).is_none()
        {
            return Ok(text);
        }
        text.push(character);
    }
}

#[test]
fn the_lexer_sees_code_that_leaves_its_literal() {
    let lexed = lex("a 'b''c’’d' # 'e\nf 'g'").unwrap();
    assert_eq!(lexed.code, "a '…' \nf '…'");
    assert_eq!(lexed.literals, ["b'c’d", "g"]);
    for broken in ["'a", "a \"b\"", "a `\nb", "@'\na\n'@", "(a}", "(a", "a)"] {
        assert!(lex(broken).is_err(), "{broken}");
    }
    assert_eq!(lex("'a’; calc; ‘'").unwrap().code, "'…'; calc; '…'");
}
