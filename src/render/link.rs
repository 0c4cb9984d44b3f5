//! Decides which addresses from files become links.

/// The schemes of links; every other address, such as `javascript:`, stays text.
const SCHEMES: [&str; 3] = ["https://", "http://", "mailto:"];

/// The address, if it may be a link: it has a known scheme and only characters of addresses, so
/// that only `&` in HTML needs escaping.
pub fn link(address: &str) -> Option<&str> {
    let begins = |scheme: &&str| {
        let start = address.get(..scheme.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    let scheme = SCHEMES.iter().find(|scheme| begins(scheme))?;
    let fits = |byte: u8| byte.is_ascii_graphic() && !b"\"'<>\\^`{|}".contains(&byte);
    (address.len() > scheme.len() && address.bytes().all(fits)).then_some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_address_is_a_link() {
        for address in [
            "https://example.org/a?b=c&d=%20#e",
            "http://example.org",
            "HTTPS://EXAMPLE.ORG",
            "mailto:ada@example.org",
        ] {
            assert_eq!(link(address), Some(address));
        }
        for text in [
            "javascript:alert(1)",
            " https://example.org",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "//example.org",
            "https://",
            "https://a\"onclick=x",
            "https://a b",
            "https://a\u{1b}b",
            "https://\u{e4}.org",
            "\u{e4}",
        ] {
            assert_eq!(link(text), None, "{text}");
        }
    }
}
