//! XML as the parts of a workbook have it: elements by their local names, no document type, no entities of its own.

use std::borrow::Cow;

use quick_xml::{
    Reader, XmlVersion,
    escape::resolve_predefined_entity,
    events::{BytesStart, Event},
};

/// A part of a document.
pub enum Item<'t> {
    /// The start of an element.
    Open(Element<'t>),
    /// The end of an element with this name.
    Close(String),
    /// A piece of text.
    Text(Cow<'t, str>),
}

/// The start of an element.
pub struct Element<'t>(BytesStart<'t>);

impl Element<'_> {
    /// The name without its prefix.
    pub fn name(&self) -> String {
        self.0.local_name().as_ref().to_owned()
    }

    /// The value of an attribute by its name without a prefix.
    pub fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.0.attributes();
        // Comparing all names with each other takes long where there are many.
        attributes.with_checks(false);
        let found = attributes
            .flatten()
            .find(|attribute| attribute.key.local_name().as_ref() == name);
        let value = found?.normalized_value(XmlVersion::Explicit1_0).ok()?;
        Some(value.into_owned())
    }
}

/// Reads the parts of a document one after another.
pub struct Xml<'t> {
    reader: Reader<&'t [u8]>,
    /// How many elements are open.
    depth: usize,
}

impl<'t> Xml<'t> {
    /// A reader of a document.
    pub fn new(text: &'t str) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Self { reader, depth: 0 }
    }

    /// The next part; `None` at the end. An error says what is wrong.
    pub fn next(&mut self) -> Result<Option<Item<'t>>, String> {
        loop {
            let event = self
                .reader
                .read_event()
                .map_err(|error| error.to_string())?;
            return Ok(Some(match event {
                Event::Start(start) | Event::Empty(start) => {
                    self.depth += 1;
                    Item::Open(Element(start))
                }
                Event::End(end) => {
                    self.depth -= 1;
                    Item::Close(end.local_name().as_ref().to_owned())
                }
                Event::Text(text) => Item::Text(text.xml10_content()),
                Event::CData(text) => Item::Text(text.xml10_content()),
                Event::GeneralRef(reference) => {
                    let character = reference
                        .resolve_char_ref()
                        .map_err(|error| error.to_string())?;
                    let text = match character {
                        Some(character) => Cow::Owned(character.to_string()),
                        None => resolve_predefined_entity(&reference)
                            .map(Cow::Borrowed)
                            .ok_or_else(|| format!("the entity `{}` is not known", &*reference))?,
                    };
                    Item::Text(text)
                }
                Event::DocType(_) => return Err("it has a document type".to_owned()),
                Event::Eof if self.depth > 0 => return Err("its end is missing".to_owned()),
                Event::Eof => return Ok(None),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) => continue,
            }));
        }
    }
}
