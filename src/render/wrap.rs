//! Wraps text to a width.

/// Wraps a text between words; a word that is too long is not broken.
pub fn wrap(text: &str, first: &str, rest: &str, width: Option<usize>) -> String {
    let mut written = String::new();
    let Some(width) = width else {
        line(&mut written, &format!("{first}{text}"));
        return written;
    };
    let options = textwrap::Options::new(width)
        .initial_indent(first)
        .subsequent_indent(rest)
        .break_words(false)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation)
        .wrap_algorithm(textwrap::WrapAlgorithm::FirstFit);
    for text in textwrap::wrap(text, options) {
        line(&mut written, &text);
    }
    written
}

/// Adds a line, without spaces at its end.
pub fn line(written: &mut String, text: &str) {
    written.push_str(text.trim_end());
    written.push('\n');
}
