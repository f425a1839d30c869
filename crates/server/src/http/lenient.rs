//! JSON whose keys lack quotes, as a widely used `PowerShell` module sends it.

/// Puts quotes around keys that have none: a name behind `{` or `,` and before `:`. All else stays as it is.
pub fn quote_keys(text: &[u8]) -> Vec<u8> {
    let mut quoted = Vec::with_capacity(text.len() + 16);
    let mut rest = text;
    let mut key_may_follow = false;
    while let [first, tail @ ..] = rest {
        if *first == b'"' {
            let length = string_length(rest);
            quoted.extend(&rest[..length]);
            rest = &rest[length..];
            key_may_follow = false;
        } else if key_may_follow && let Some(length) = bare_key_length(rest) {
            quoted.push(b'"');
            quoted.extend(&rest[..length]);
            quoted.push(b'"');
            rest = &rest[length..];
            key_may_follow = false;
        } else {
            key_may_follow = matches!(first, b'{' | b',') || (key_may_follow && first.is_ascii_whitespace());
            quoted.push(*first);
            rest = tail;
        }
    }
    quoted
}

/// How long the string at the start is, with its quotes.
fn string_length(text: &[u8]) -> usize {
    let mut escaped = false;
    for (index, byte) in text.iter().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return index + 1,
            _ => {}
        }
    }
    text.len()
}

fn bare_key_length(text: &[u8]) -> Option<usize> {
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || b"_.@$".contains(byte);
    // Where no name begins, what follows isn't looked at: it may be a mebibyte of blanks, at each of which this is asked.
    let length = text.iter().position(|byte| !is_name(byte)).filter(|length| *length > 0)?;
    let next = text[length..].iter().find(|byte| !byte.is_ascii_whitespace())?;
    (*next == b':').then_some(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_get_quotes_and_nothing_else_does() {
        for (text, wanted) in [
            (
                r#"{ userPrincipalName: "x", groupTag: "y" }"#,
                r#"{ "userPrincipalName": "x", "groupTag": "y" }"#,
            ),
            ("{a:{b:[true, false]},c : null}", r#"{"a":{"b":[true, false]},"c" : null}"#),
            (r#"{"a": "x, b: {c: \", d: 1"}"#, r#"{"a": "x, b: {c: \", d: 1"}"#),
            ("[1, 2]", "[1, 2]"),
            (r#"{"a"#, r#"{"a"#),
            ("{a", "{a"),
        ] {
            assert_eq!(String::from_utf8_lossy(&quote_keys(text.as_bytes())), wanted);
        }
    }
}
