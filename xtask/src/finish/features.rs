//! What a program asks of the WebAssembly that runs it.

/// The section of a module in which the compiler lists the extensions that it has used. `wasm-opt` takes a module for wrong
/// that uses any other.
const SECTION: &[u8] = b"target_features";

/// The extensions of WebAssembly that a module uses, such as `simd128`. `None`: it doesn't say, or is no module.
pub fn of(module: &[u8]) -> Option<Vec<String>> {
    let mut rest = module.strip_prefix(b"\0asm\x01\0\0\0")?;
    while !rest.is_empty() {
        let kind = byte(&mut rest)?;
        let mut section = bytes(&mut rest)?;
        if kind == 0 && bytes(&mut section)? == SECTION {
            return listed(section);
        }
    }
    None
}

/// Each with a sign before it: `+`, it is used.
fn listed(mut section: &[u8]) -> Option<Vec<String>> {
    let count = number(&mut section)?;
    let mut used = Vec::new();
    for _ in 0..count {
        let sign = byte(&mut section)?;
        let name = String::from_utf8(bytes(&mut section)?.to_vec()).ok()?;
        if sign == b'+' {
            used.push(name);
        }
    }
    Some(used)
}

fn byte(rest: &mut &[u8]) -> Option<u8> {
    let (first, behind) = rest.split_first()?;
    *rest = behind;
    Some(*first)
}

/// Seven bits a byte, the lowest first.
fn number(rest: &mut &[u8]) -> Option<u32> {
    let mut number = 0;
    for shift in (0..32).step_by(7) {
        let next = byte(rest)?;
        number |= u32::from(next & 0x7F) << shift;
        if next & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}

/// So many bytes as are told before them.
fn bytes<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let count = usize::try_from(number(rest)?).ok()?;
    let (taken, behind) = rest.split_at_checked(count)?;
    *rest = behind;
    Some(taken)
}

/// A module with nothing in it, whose compiler has used these.
#[cfg(test)]
pub fn module(used: &[&str], content: &str) -> Vec<u8> {
    let text = |text: &str| [&[u8::try_from(text.len()).unwrap()], text.as_bytes()].concat();
    let section = |name: &str, body: &[u8]| {
        let body = [&text(name), body].concat();
        [&[0, u8::try_from(body.len()).unwrap()], body.as_slice()].concat()
    };
    let list: Vec<u8> = used.iter().flat_map(|name| [b"+".to_vec(), text(name)].concat()).collect();
    let features = [&[u8::try_from(used.len()).unwrap()], list.as_slice()].concat();
    let sections = [section("content", content.as_bytes()), section("target_features", &features)];
    [b"\0asm\x01\0\0\0".to_vec(), sections.concat()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn used_extensions_are_told() {
        for used in [&[][..], &["simd128"], &["bulk-memory", "simd128", "sign-ext"]] {
            assert_eq!(of(&module(used, "x")).unwrap(), used);
        }
    }

    #[test]
    fn what_does_not_say_is_none() {
        let whole = module(&["simd128"], "x");
        for cut in 0..whole.len() {
            assert_eq!(of(&whole[..cut]), None, "{cut}");
        }
        assert_eq!(of(b"\0asm\x01\0\0\0\0\xFF\xFF\xFF\xFF\xFF\xFF"), None);
    }
}
