//! The parts of a workbook besides its sheets: the list of sheets, relations, shared texts, styles.

use std::collections::HashMap;

use smol_str::SmolStr;

use crate::import::grid::LENGTH;

use super::xml::{Item, Xml};

/// The most texts that cells share, and styles of cells.
const MOST: usize = 2_000_000;

/// What a workbook says of itself.
#[derive(Default)]
pub struct Book {
    pub sheets: Vec<Listed>,
    pub from_1904: bool,
}

/// A sheet as a workbook lists it.
pub struct Listed {
    pub name: String,
    pub is_hidden: bool,
    /// The id of the relation to its part.
    pub relation: String,
}

/// Whether an attribute is true.
fn is_true(value: Option<String>) -> bool {
    value.is_some_and(|value| matches!(value.as_str(), "1" | "true"))
}

/// Reads the list of sheets.
pub fn book(text: &str) -> Result<Book, String> {
    let mut book = Book::default();
    let mut xml = Xml::new(text);
    while let Some(item) = xml.next()? {
        let Item::Open(element) = item else { continue };
        match element.name().as_str() {
            "workbookPr" => book.from_1904 = is_true(element.attribute("date1904")),
            "sheet" => book.sheets.push(Listed {
                name: element.attribute("name").unwrap_or_default(),
                is_hidden: element
                    .attribute("state")
                    .is_some_and(|state| state != "visible"),
                relation: element.attribute("id").unwrap_or_default(),
            }),
            _ => (),
        }
    }
    Ok(book)
}

/// Reads relations of a kind: their ids, and the paths of what they lead to.
pub fn related(text: &str, folder: &str, kind: &str) -> Result<Vec<(String, String)>, String> {
    let mut related = Vec::new();
    let mut xml = Xml::new(text);
    while let Some(item) = xml.next()? {
        let Item::Open(element) = item else { continue };
        let attribute = |name| element.attribute(name).unwrap_or_default();
        let is_of_kind = attribute("Type").rsplit('/').next() == Some(kind);
        if is_of_kind && attribute("TargetMode") != "External" {
            related.push((attribute("Id"), resolved(folder, &attribute("Target"))));
        }
    }
    Ok(related)
}

/// A path from a folder of the archive.
fn resolved(folder: &str, target: &str) -> String {
    if let Some(path) = target.strip_prefix('/') {
        return path.to_owned();
    }
    let mut steps: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            "." | "" => (),
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    steps.join("/")
}

/// Reads the texts that cells share.
pub fn strings(text: &str) -> Result<Vec<SmolStr>, String> {
    let mut strings = Vec::new();
    let mut xml = Xml::new(text);
    while let Some(item) = xml.next()? {
        if let Item::Open(element) = item
            && element.name() == "si"
        {
            strings.push(rich_text(&mut xml, "si")?.into());
            if strings.len() > MOST {
                return Err(format!("it has more than {MOST} texts"));
            }
        }
    }
    Ok(strings)
}

/// The text of an element, of all its runs, without what tells how it is pronounced.
pub fn rich_text(xml: &mut Xml, name: &str) -> Result<String, String> {
    let mut text = String::new();
    let mut is_text = false;
    let mut is_phonetic = false;
    let mut length = 0;
    while let Some(item) = xml.next()? {
        match item {
            Item::Open(element) => match element.name().as_str() {
                "t" => is_text = true,
                "rPh" => is_phonetic = true,
                _ => (),
            },
            Item::Close(closed) => match closed.as_str() {
                "t" => is_text = false,
                "rPh" => is_phonetic = false,
                closed if closed == name => break,
                _ => (),
            },
            Item::Text(piece) if is_text && !is_phonetic => {
                length += piece.chars().count();
                if length > LENGTH {
                    return Err(format!("a text has more than {LENGTH} characters"));
                }
                text.push_str(&piece);
            }
            Item::Text(_) => (),
        }
    }
    Ok(unescaped(text))
}

/// The characters that XML cannot hold are written as `_x000D_`.
pub fn unescaped(text: String) -> String {
    if !text.contains("_x") {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find("_x") {
        out.push_str(&rest[..at]);
        let (digits, end) = (rest.get(at + 2..at + 6), rest.get(at + 6..at + 7));
        let code = digits.filter(|_| end == Some("_"));
        let code = code.and_then(|digits| u32::from_str_radix(digits, 16).ok());
        let character = code.and_then(char::from_u32);
        out.extend(character);
        let read = if character.is_some() { 7 } else { 2 };
        if character.is_none() {
            out.push_str("_x");
        }
        rest = &rest[at + read..];
    }
    out + rest
}

/// Which styles of cells show numbers as dates.
#[derive(Debug, Default)]
pub struct Styles(Vec<bool>);

impl Styles {
    /// Whether a style shows a number as a date.
    pub fn is_date(&self, style: usize) -> bool {
        self.0.get(style).copied().unwrap_or_default()
    }
}

/// Reads the styles of cells.
pub fn styles(text: &str) -> Result<Styles, String> {
    let mut formats: HashMap<u32, bool> = HashMap::new();
    let mut styles = Vec::new();
    let mut are_of_cells = false;
    let mut xml = Xml::new(text);
    while let Some(item) = xml.next()? {
        match item {
            Item::Open(element) => match element.name().as_str() {
                "numFmt" => {
                    let id = element.attribute("numFmtId").and_then(|id| id.parse().ok());
                    let code = element.attribute("formatCode").unwrap_or_default();
                    formats.extend(id.map(|id| (id, is_date_format(&code))));
                }
                "cellXfs" => are_of_cells = true,
                "xf" if are_of_cells => {
                    let id = element.attribute("numFmtId").and_then(|id| id.parse().ok());
                    let id: u32 = id.unwrap_or_default();
                    let is_date = formats.get(&id).copied();
                    styles.push(
                        is_date.unwrap_or(matches!(id, 14..=22 | 27..=36 | 45..=47 | 50..=58)),
                    );
                    if styles.len() > MOST {
                        return Err(format!("it has more than {MOST} styles"));
                    }
                }
                _ => (),
            },
            Item::Close(name) if name == "cellXfs" => are_of_cells = false,
            Item::Close(_) | Item::Text(_) => (),
        }
    }
    Ok(Styles(styles))
}

/// Whether a format has signs of dates or times, texts and conditions left out.
fn is_date_format(code: &str) -> bool {
    let mut is_quoted = false;
    let mut is_bracketed = false;
    let mut characters = code.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' | '_' | '*' => drop(characters.next()),
            '"' => is_quoted = !is_quoted,
            '[' if !is_quoted => is_bracketed = true,
            ']' if !is_quoted => is_bracketed = false,
            'd' | 'D' | 'm' | 'M' | 'y' | 'Y' | 'h' | 'H' | 's' | 'S'
                if !is_quoted && !is_bracketed =>
            {
                return true;
            }
            _ => (),
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_may_have_runs_and_characters_by_number() {
        let text = "<sst><si><t>a_x000D_b</t></si><si><r><t>Know</t></r><r><t xml:space='preserve'> how &amp; why&#33;</t></r>\
                    <rPh><t>x</t></rPh></si><si><t/></si><si><t>_xZZ_ _x</t></si></sst>";
        assert_eq!(
            strings(text).expect("texts"),
            ["a\rb", "Know how & why!", "", "_xZZ_ _x"]
        );
    }

    #[test]
    fn a_document_type_and_an_unknown_entity_are_refused() {
        for text in [
            "<!DOCTYPE a [<!ENTITY b 'c'>]><sst/>",
            "<sst><si><t>&b;</t></si></sst>",
        ] {
            strings(text).expect_err(text);
        }
    }

    #[test]
    fn formats_of_dates_are_known() {
        for format in ["yyyy-mm-dd", "d/m", "[$-809]dd mmmm", "h:mm"] {
            assert!(is_date_format(format), "{format}");
        }
        for format in [
            "0.00",
            "General",
            "\"day\" 0",
            "[Red]0",
            "0\\d",
            "#,##0_ ;@",
        ] {
            assert!(!is_date_format(format), "{format}");
        }
    }
}
