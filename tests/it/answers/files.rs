//! A ladder in several files.

use std::collections::BTreeMap;

use ladder::{
    check,
    diagnostic::{Findings, Selection},
    load::{self, Entries, Field, Files, LadderDocument, Loaded, Opening, types::FilePath},
    model::Ladder,
    text::{FileId, Text},
};

use super::{TODAY, draw::Draw};

/// A ladder that is cut into several files is the ladder of one file, and has no error.
pub fn several_are_as_one(text: &str, mut draw: Draw) {
    let count = 1 + draw.below(5);
    let counts = (0..count).map(|_| [(); 6].map(|()| draw.below(6)));
    let counts: Vec<[usize; 6]> = counts.collect();
    let loaded = load::ladder(&Text::new("ladder.yaml", text)).expect("a ladder");
    let files = cut(loaded.document, &counts, draw.is());
    let texts: Vec<String> = files
        .iter()
        .map(|file| file.to_yaml().to_string())
        .collect();
    let others = || {
        let others = texts.iter().enumerate().skip(1);
        others.map(|(number, text)| (name(number), text.clone()))
    };
    let (_, one) = read(text, []).expect("a ladder");
    let (_, several) =
        read(&texts[0], others()).unwrap_or_else(|why| panic!("{why} in {texts:#?}"));
    assert_eq!(format!("{several:?}"), format!("{one:?}"), "{texts:#?}");
    let first = Text::new("ladder.yaml", texts[0].as_str());
    let checked = check::inspect(first, &mut Memory::new(others()), TODAY, |_| None);
    assert!(
        Findings::of([&checked], Selection::ERRORS).sound,
        "{texts:#?}"
    );
}

/// Files in memory, by their names.
pub struct Memory {
    files: BTreeMap<String, String>,
    opened: Vec<String>,
}

impl Memory {
    pub fn new(files: impl IntoIterator<Item = (String, String)>) -> Self {
        Self {
            files: files.into_iter().collect(),
            opened: vec!["ladder.yaml".to_owned()],
        }
    }
}

impl Files for Memory {
    fn open(&mut self, path: &str, _: FileId) -> Opening {
        if let Some(known) = self.opened.iter().position(|known| known == path) {
            return Opening::Known(FileId(u32::try_from(known).expect("few files")));
        }
        self.opened.push(path.to_owned());
        match self.files.get(path) {
            Some(content) => Opening::Text(Text::new(path, content.as_str())),
            None => Opening::Refused("not there".to_owned(), None),
        }
    }
}

/// The one document and the ladder of several files; what is wrong with them, with the names of the files.
pub fn read(
    first: &str,
    others: impl IntoIterator<Item = (String, String)>,
) -> Result<(LadderDocument, Ladder), String> {
    let mut files = Memory::new(others);
    let mut texts = Vec::new();
    load::ladder(&Text::new("ladder.yaml", first))
        .and_then(|loaded| load::include(loaded, &mut files, &mut texts))
        .map(check::merge)
        .and_then(
            |Loaded {
                 document,
                 diagnostics,
                 ..
             }| {
                let ladder = check::ladder(&document, diagnostics)?;
                Ok((document, ladder))
            },
        )
        .map_err(|diagnostics| format!("{diagnostics:#?}"))
}

/// The first elements of a section, up to a number.
fn first<T>(all: &mut Vec<T>, count: usize) -> Vec<T> {
    all.drain(..count.min(all.len())).collect()
}

/// Cuts a ladder into files: how many entries of each section go into each file, all that is left into the last one.
/// What holds in one file alone stands in each.
pub fn cut(
    mut whole: LadderDocument,
    counts: &[[usize; 6]],
    is_chain: bool,
) -> Vec<LadderDocument> {
    let mut parts = Vec::new();
    for (position, count) in counts.iter().enumerate() {
        let is_last = position + 1 == counts.len();
        let [tracks, sources, skills, certifications, roles, facts] =
            count.map(|count| if is_last { usize::MAX } else { count });
        let mut part = LadderDocument {
            market: whole.market.clone(),
            proficiency: whole.proficiency.clone(),
            source: whole.source.clone(),
            ..LadderDocument::default()
        };
        macro_rules! move_entries {
            ($($section:ident)*) => {$(
                if let Some(all) = whole.$section.valid_mut() {
                    part.$section = Field::Valid(Entries(first(&mut all.0, $section)));
                }
            )*};
        }
        move_entries!(tracks sources skills certifications roles);
        if let Some(all) = whole.facts.valid_mut() {
            part.facts = Field::Valid(first(all, facts));
        }
        let includes: Vec<usize> = match (is_chain, position) {
            (true, _) if is_last => Vec::new(),
            (true, _) => vec![position + 1],
            (false, 0) => (1..counts.len()).collect(),
            (false, _) => Vec::new(),
        };
        let includes = includes.into_iter();
        let includes = includes.map(|other| Field::Valid(FilePath(name(other).into())));
        part.include = Field::Valid(includes.collect());
        parts.push(part);
    }
    let first = &mut parts[0];
    first.id = whole.id;
    first.title = whole.title;
    first.about = whole.about;
    first.learning = whole.learning;
    parts
}

pub fn name(number: usize) -> String {
    format!("file-{number}.yaml")
}
