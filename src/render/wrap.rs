//! Wraps text to a width.

/// Wraps a text between words; a word that is too long is not broken.
pub fn wrap(text: &str, first: &str, rest: &str, width: Option<usize>) -> String {
    let mut written = String::new();
    let Some(width) = width else {
        line(&mut written, &format!("{first}{text}"));
        return written;
    };
    let options = options(width).initial_indent(first);
    for text in textwrap::wrap(text, options.subsequent_indent(rest)) {
        line(&mut written, &text);
    }
    written
}

/// Options that wrap only at spaces.
pub fn options<'a>(width: usize) -> textwrap::Options<'a> {
    textwrap::Options::new(width)
        .break_words(false)
        .word_splitter(textwrap::WordSplitter::NoHyphenation)
}

/// Adds a line, without spaces at its end.
pub fn line(written: &mut String, text: &str) {
    written.push_str(text.trim_end());
    written.push('\n');
}
