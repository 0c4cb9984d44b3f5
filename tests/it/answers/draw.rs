//! Choices, texts and dates drawn from bytes. Without bytes left, each is the smallest.

use std::fmt::{self, Display, Formatter};

/// What is left of the bytes.
#[derive(Clone, Copy)]
pub struct Draw<'b>(pub &'b [u8]);

/// Texts that a format could take for something else.
const TEXTS: [&str; 28] = [
    "Plain words",
    "a | b \\| c",
    "<b>&amp;\"'</b><script>",
    "=1+1",
    "＝1+1",
    "`code` *stars* _lines_ [a](https://a.example)",
    "\u{1b}[31mred\u{1b}]0;x\u{7}",
    "\u{202e}turned\u{2066}",
    "漢字かな交じり文",
    "e\u{301}\u{300}\u{302}",
    "👩\u{200d}🚀 \u{200d}",
    "نمی\u{200c}خواهم",
    "- item\n- other\n\nA paragraph.\n\n1. first\n2. second",
    "# heading\n> quote\n\n    code\n```\nfence",
    "%%{init: {}}%%",
    "]]> --> -- */ }}",
    "a;b,c:\"d\"\te",
    "BEGIN:VEVENT\r\nEND:VEVENT",
    "https://a.example/?x=<y>&z='1'",
    "javascript:alert(1)",
    "\u{feff}",
    "\u{2028}\u{85}\u{ad}",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen \
     seventeen eighteen nineteen twenty",
    "-5",
    "0",
    "null",
    "[1](2) {3}",
];

/// Links, of which some lead nowhere.
const LINKS: [&str; 6] = [
    "https://a.example/x",
    "http://b.example/?q=<a>&b=\"c\"",
    "mailto:a@example.org",
    "javascript:alert(1)",
    "not a link",
    "https://c.example/)](x",
];

impl Draw<'_> {
    fn byte(&mut self) -> u8 {
        let Some((first, rest)) = self.0.split_first() else {
            return 0;
        };
        self.0 = rest;
        *first
    }

    /// A number below another, which is at least one and at most 256.
    pub fn below(&mut self, count: usize) -> usize {
        usize::from(self.byte()) % count
    }

    /// Whether something of this rarity is there.
    pub fn one_in(&mut self, times: usize) -> bool {
        self.below(times) == times - 1
    }

    /// Any of these.
    pub fn of<'a, T>(&mut self, choices: &'a [T]) -> &'a T {
        &choices[self.below(choices.len())]
    }

    /// Some numbers below another, each at most once, in order.
    pub fn some(&mut self, count: usize, times: usize) -> Vec<usize> {
        (0..count).filter(|_| self.one_in(times)).collect()
    }

    /// A text: one of those above, two of them, or any characters.
    pub fn text(&mut self) -> String {
        let one = self.of(&TEXTS);
        match self.below(8) {
            0..=5 => (*one).to_owned(),
            6 => format!("{one} {}", self.of(&TEXTS)),
            _ => {
                let letters = (0..self.below(12)).map(|_| self.letter());
                letters.collect::<String>() + "x"
            }
        }
    }

    /// A text that is not empty, as titles are.
    pub fn text_with_letter(&mut self) -> String {
        self.text() + " x"
    }

    /// One of two.
    pub fn is(&mut self) -> bool {
        self.one_in(2)
    }

    fn letter(&mut self) -> char {
        let (plane, high, low) = (self.byte(), self.byte(), self.byte());
        let number = match plane {
            0..=127 => u32::from(low),
            128..=223 => u32::from_be_bytes([0, 0, high, low]),
            _ => u32::from_be_bytes([0, 1 + plane % 16, high, low]),
        };
        char::from_u32(number)
            .filter(|letter| *letter != '\0')
            .unwrap_or('x')
    }

    pub fn link(&mut self) -> &'static str {
        LINKS[self.below(LINKS.len())]
    }

    /// A year, a month or a day.
    pub fn date(&mut self) -> String {
        let (form, month, day) = (self.below(3), 1 + self.below(12), 1 + self.below(28));
        let year = if self.one_in(16) {
            *self.of(&[1900, 2999, 1969])
        } else {
            2012 + self.below(24)
        };
        match form {
            0 => year.to_string(),
            1 => format!("{year}-{month:02}"),
            _ => format!("{year}-{month:02}-{day:02}"),
        }
    }

    /// A number, such as a time or an amount.
    pub fn number(&mut self) -> f64 {
        let number = u8::try_from(self.below(60)).map_or(0.0, f64::from);
        match self.below(8) {
            0..=4 => number,
            5 => number / 2.0,
            6 => number * 1000.0 + 0.5,
            _ => 0.1,
        }
    }

    /// Years as one number, a span, months, or at least so many.
    pub fn years(&mut self) -> Node {
        let (low, more) = (self.below(9), self.below(5));
        numeric(match self.below(6) {
            0 | 1 => format!("{low}"),
            2 => format!("{low}-{}", low + more),
            3 => format!("{} months", low * 4),
            4 => format!("{low}+"),
            _ => format!("{low}.5"),
        })
    }

    /// Hours of study.
    pub fn hours(&mut self) -> Node {
        let (low, more) = (self.below(200), self.below(90));
        numeric(match self.below(4) {
            0 | 1 => format!("{low}"),
            2 => format!("{low}-{}", low + more),
            _ => "0".to_owned(),
        })
    }
}

/// A number stands without quotes, a span with them.
fn numeric(text: String) -> Node {
    match text.parse::<f64>() {
        Ok(_) => Node::Plain(text),
        Err(_) => Node::Text(text),
    }
}

/// A part of a document, which is written as JSON.
pub enum Node {
    Text(String),
    /// A number or a word that stands without quotes.
    Plain(String),
    List(Vec<Self>),
    Map(Map),
}

/// A map in the order in which it was filled.
#[derive(Default)]
pub struct Map(pub Vec<(String, Node)>);

impl Map {
    pub fn put(&mut self, key: &str, value: impl Into<Node>) {
        self.0.push((key.to_owned(), value.into()));
    }

    /// The value is there once in so many times.
    pub fn maybe<'b, N: Into<Node>>(
        &mut self,
        key: &str,
        times: usize,
        draw: &mut Draw<'b>,
        value: impl FnOnce(&mut Draw<'b>) -> N,
    ) {
        if draw.one_in(times) {
            let value = value(draw);
            self.put(key, value);
        }
    }

    /// The value is there where it is not empty.
    pub fn filled(&mut self, key: &str, value: impl Into<Node>) {
        let value = value.into();
        let is_empty = match &value {
            Node::List(items) => items.is_empty(),
            Node::Map(Self(entries)) => entries.is_empty(),
            Node::Text(_) | Node::Plain(_) => false,
        };
        if !is_empty {
            self.put(key, value);
        }
    }
}

impl From<&str> for Node {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Node {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<f64> for Node {
    fn from(number: f64) -> Self {
        Self::Plain(number.to_string())
    }
}

impl From<usize> for Node {
    fn from(number: usize) -> Self {
        Self::Plain(number.to_string())
    }
}

impl From<bool> for Node {
    fn from(is: bool) -> Self {
        Self::Plain(is.to_string())
    }
}

impl From<Map> for Node {
    fn from(map: Map) -> Self {
        Self::Map(map)
    }
}

impl<N: Into<Self>> From<Vec<N>> for Node {
    fn from(items: Vec<N>) -> Self {
        Self::List(items.into_iter().map(Into::into).collect())
    }
}

impl Display for Node {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => write!(f, "{}", serde_json::Value::from(text.as_str())),
            Self::Plain(text) => f.write_str(text),
            Self::List(items) => {
                f.write_str("[")?;
                for (position, item) in items.iter().enumerate() {
                    let comma = if position > 0 { ", " } else { "" };
                    write!(f, "{comma}{item}")?;
                }
                f.write_str("]")
            }
            Self::Map(Map(entries)) => {
                f.write_str("{")?;
                for (position, (key, value)) in entries.iter().enumerate() {
                    let comma = if position > 0 { ", " } else { "" };
                    write!(
                        f,
                        "{comma}{}: {value}",
                        serde_json::Value::from(key.as_str())
                    )?;
                }
                f.write_str("}")
            }
        }
    }
}
