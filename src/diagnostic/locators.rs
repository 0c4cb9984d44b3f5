//! Finds places in a file and in those that it includes.

use std::ops::Range;

use crate::text::{FileId, Locator, Place, Pointer, Respelling, Segment, Target, Text};

/// The texts of a file and of those that it includes, each with what finds places in it; each stands at its
/// number, the first one is [`FileId::MAIN`].
///
/// A ladder of several files is checked as one document. So a pointer to an entry names the first file, and
/// leads into the file that has the entry: an id stands in one file alone.
pub struct Locators<'a>(Vec<(&'a Text, Locator<'a>)>);

impl<'a> Locators<'a> {
    pub fn new<'text: 'a>(
        texts: impl Iterator<Item = &'text Text>,
        respellings: &'a [Respelling],
    ) -> Self {
        Self(
            texts
                .map(|text| (text, text.locator(respellings)))
                .collect(),
        )
    }

    /// The file that a place is in, and the bytes there.
    pub fn locate(&self, place: &Place) -> (FileId, Range<usize>) {
        let file = place.file;
        if let Target::Pointer(pointer) = &place.target
            && file == FileId::MAIN
            && self.0.len() > 1
            && let Some((file, pointer)) = self.owner(pointer)
        {
            return (file, self.of(file).locate(&Target::Pointer(pointer)));
        }
        (file, self.of(file).locate(&place.target))
    }

    pub fn of(&self, file: FileId) -> &Locator<'a> {
        &self.entry(file).1
    }

    pub fn text(&self, file: FileId) -> &'a Text {
        self.entry(file).0
    }

    /// The name of the file that a place is in.
    pub fn name(&self, place: &Place) -> String {
        self.text(self.locate(place).0).name().to_owned()
    }

    fn entry(&self, file: FileId) -> &(&'a Text, Locator<'a>) {
        self.0.get(file.0 as usize).unwrap_or(&self.0[0])
    }

    /// The file that a pointer leads into, and the pointer there.
    fn owner(&self, pointer: &Pointer) -> Option<(FileId, Pointer)> {
        let mut files = self.0.iter().map(|(text, locator)| (text.id(), locator));
        match pointer.0.get(..2)? {
            [Segment::Value(_), Segment::Value(_) | Segment::Key(_)] => {
                let (file, _) = files.find(|(_, locator)| locator.leads(&pointer.0[..2]))?;
                Some((file, pointer.clone()))
            }
            // The lists of all files are one.
            [Segment::Value(list), Segment::Item(position)] => {
                let mut position = *position;
                for (file, locator) in files {
                    let count = locator.count(list);
                    if position < count {
                        let mut pointer = pointer.clone();
                        pointer.0[1] = Segment::Item(position);
                        return Some((file, pointer));
                    }
                    position -= count;
                }
                None
            }
            _ => None,
        }
    }
}
