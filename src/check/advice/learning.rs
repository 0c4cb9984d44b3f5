//! Warns of times of learning that do not count.

use crate::{
    diagnostic::{Code, Diagnostics},
    load::Part,
    text::{FileId, PointerRef},
};

/// The included files that say how long learning takes, which only the first file says.
pub fn unused_learning(parts: &[Part]) -> Vec<FileId> {
    let parts = parts.iter().zip((0..).map(FileId)).skip(1);
    let with_learning = parts.filter(|(part, _)| !part.document.learning.is_absent());
    with_learning.map(|(_, file)| file).collect()
}

/// Warns of the times of learning of an included file.
pub fn add_unused_learning(file: FileId, diagnostics: &mut Diagnostics) {
    let message = "the `learning` of an included file does not count: that of the first file does";
    diagnostics
        .add(
            Code::UnusedLearning,
            PointerRef::root(file).name("learning"),
            message,
        )
        .help("move it to the first file, or write the times into the skills".to_owned());
}
