//! A note on the inputs, which stands once, after the answer.

use crate::{
    diagnostic::Diagnostics,
    render::{self, Medium},
    view::{counted, quoted},
    vocabulary::Severity,
};

/// A note on the inputs.
pub struct Note {
    /// A sentence, up to the names that it lists.
    pub text: String,
    /// The names that it lists.
    pub names: Vec<String>,
    /// The end of the sentence.
    pub end: &'static str,
    /// Lines to paste into a file; empty for none.
    pub lines: String,
}

impl Note {
    /// A sentence that ends with names.
    pub fn listing(text: String, names: Vec<String>) -> Self {
        Self {
            names,
            ..text.into()
        }
    }

    /// The warnings that a file that was written has.
    pub fn warnings(name: &str, diagnostics: &Diagnostics) -> Option<Self> {
        let found = diagnostics.as_slice().iter();
        let found = found.filter(|one| one.code.severity() == Severity::Warning);
        let messages: Vec<String> = found.map(|one| one.message.clone()).collect();
        let (name, counted) = (quoted(name), counted(messages.len(), "warning"));
        let text = format!("`ladder check {name}` has {counted}: ");
        (!messages.is_empty()).then(|| Self::listing(text, messages))
    }

    /// The note as text, with all of its names or with the first few.
    pub fn drawn(&self, medium: Medium, all: bool) -> String {
        // A single other name is as short as its number.
        let is_short = self.names.len() <= FIRST_NAMES + 1;
        let (first, more) = if all || is_short {
            (self.names.as_slice(), String::new())
        } else {
            let (first, more) = self.names.split_at(FIRST_NAMES);
            let more = format!(" and {} more (`--all` names them)", more.len());
            (first, more)
        };
        let text = format!("{}{}{more}{}", self.text, first.join(", "), self.end);
        if self.lines.is_empty() {
            return render::note(&text, medium);
        }
        render::pattern(&text, &self.lines, medium)
    }
}

/// How many names of a note are shown without `--all`.
const FIRST_NAMES: usize = 3;

impl From<String> for Note {
    fn from(text: String) -> Self {
        Self {
            text,
            names: Vec::new(),
            end: "",
            lines: String::new(),
        }
    }
}
