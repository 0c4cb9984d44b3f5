//! Replaces the symbols of the program for terminals without Unicode.

/// Replaces every symbol that the program draws by an ASCII character of the same width; letters
/// stay.
pub fn ascii(text: &str) -> String {
    text.chars().map(symbol).collect()
}

fn symbol(symbol: char) -> char {
    match symbol {
        '─' | '╴' | '╶' | '–' | '—' => '-',
        '━' | '╍' | '╸' | '╺' | '╼' | '╾' | '═' | '▬' => '=',
        '│' | '╵' | '╷' => '|',
        '╌' => '~',
        '▒' => '%',
        '╎' => '!',
        '┃' | '╏' | '╹' | '╻' | '╽' | '╿' | '█' | '▓' | '■' => '#',
        '┊' | '┋' => ':',
        // Dots, so that two adjacent corners do not look like a line.
        '┈' | '┉' | '·' | '…' | '┌'..='┓' => '.',
        '└'..='┛' => '\'',
        '├'..='╋' => '+',
        '▲' => '^',
        '▼' => 'v',
        '►' | '→' => '>',
        '◄' | '←' => '<',
        '●' | '◆' | '•' => '*',
        '◇' => 'o',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_keeps_its_shape() {
        assert_eq!(ascii("┌─┴─┐ ▲ ┗━┛┕"), ".-+-. ^ '=''");
        assert_eq!(
            ascii("mid → senior, 3–5 Jahre, größer"),
            "mid > senior, 3-5 Jahre, größer"
        );
    }
}
