//! The file of a ladder, and those that it includes.

use std::path::Path;

use crate::{
    check,
    cli::Options,
    diagnostic::{Diagnostics, File, Silenced, UsageError},
    embedded,
    load::{self, DocumentKind},
    model::{Day, Ladder},
    text::{FileId, Text, Yaml},
};

use super::included::IncludedFiles;

/// The file of a ladder, and what it includes.
pub struct LadderFile {
    pub text: Text,
    /// The texts of the files that it includes.
    pub included: Vec<Text>,
    /// The file that each `include` names, in the order in which they are read.
    named: Vec<FileId>,
}

impl LadderFile {
    /// The embedded ladder as a file.
    pub fn embedded() -> Self {
        Self {
            text: Text::new(embedded::ID, embedded::TEXT),
            included: Vec::new(),
            named: Vec::new(),
        }
    }

    /// The bytes of all files.
    pub fn size(&self) -> usize {
        self.texts().map(|text| text.content().len()).sum()
    }

    fn texts(&self) -> impl Iterator<Item = &Text> {
        [&self.text].into_iter().chain(&self.included)
    }

    fn files(&self) -> load::ReadBefore<'_> {
        load::ReadBefore::new(&self.included, &self.named)
    }

    /// What is found in all files on a day.
    pub fn inspect(&self, day: Day) -> Diagnostics {
        check::inspect(self.text.clone(), &mut self.files(), day, |_| None).diagnostics
    }

    /// What all files say, as one that says the same, also of what is found in them.
    pub fn one(&self, found: Diagnostics) -> Result<Yaml, UsageError> {
        let silenced = if self.included.is_empty() {
            Silenced::default()
        } else {
            found.into_silenced()
        };
        let mut files = self.files();
        let read = load::ladder(&self.text)
            .and_then(|loaded| load::include(loaded, &mut files, &mut Vec::new()))
            .map(check::merge);
        let document = read.expect("it was read before").document;
        load::with_own_keys(document.to_yaml(), self.texts(), &silenced).ok_or_else(|| {
            let name = self.text.name();
            let message = format!("cannot write `{name}` as one file: aliases repeat too much");
            let help = "write the values below keys that begin with `x-` out";
            UsageError::new(message).help(help.to_owned())
        })
    }

    /// Reads and checks a ladder from the text of its file, and the files that it includes.
    pub fn read(text: Text, path: &Path, options: &Options) -> Result<(Ladder, Self), Box<File>> {
        let mut files = IncludedFiles::new(path, &text, options);
        let mut included = Vec::new();
        let read = load::ladder(&text)
            .and_then(|loaded| load::include(loaded, &mut files, &mut included))
            .map(check::merge)
            .and_then(|loaded| check::ladder(&loaded.document, loaded.diagnostics));
        match read {
            Ok(ladder) => {
                let named = files.into_named();
                let file = Self {
                    text,
                    included,
                    named,
                };
                Ok((ladder, file))
            }
            Err(diagnostics) => {
                let kind = Some(DocumentKind::Ladder.name());
                let mut file = File::new(text, kind, diagnostics);
                file.included = included;
                Err(Box::new(file))
            }
        }
    }
}
