//! The program's own signs, for a terminal that has none but those of ASCII.

/// Replaces every sign that the program draws with by one of ASCII that is as wide; letters stay.
pub fn ascii(text: &str) -> String {
    text.chars().map(sign).collect()
}

fn sign(sign: char) -> char {
    match sign {
        '─' | '╴' | '╶' | '–' | '—' => '-',
        '━' | '╍' | '╸' | '╺' | '╼' | '╾' | '═' | '▬' => '=',
        '│' | '╵' | '╷' => '|',
        '╌' => '~',
        '╎' => '!',
        '┃' | '╏' | '╹' | '╻' | '╽' | '╿' | '█' | '▓' | '■' => '#',
        '┊' | '┋' => ':',
        // Two corners side by side are not one line.
        '┈' | '┉' | '·' | '…' | '┌'..='┓' => '.',
        '└'..='┛' => '\'',
        '├'..='╋' => '+',
        '▲' => '^',
        '▼' => 'v',
        '►' | '→' => '>',
        '◄' | '←' => '<',
        '●' | '◆' | '•' => '*',
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
