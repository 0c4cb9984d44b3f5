use std::fs;

use ladder::{
    check,
    diagnostic::{File, InvalidFile},
    embedded, load,
    render::{self, Medium},
    text::Text,
};

/// The files that the README shows are sound, and the ladder knows every word of the profile.
#[test]
fn the_files_in_the_readme_are_sound() {
    let readme = fs::read_to_string("README.md").expect("the README can be read");
    let blocks: Vec<&str> = readme
        .split("```yaml\n")
        .skip(1)
        .filter_map(|rest| rest.split("```").next())
        .collect();
    assert_eq!(blocks.len(), 2);
    for block in blocks {
        let text = Text::new("README.md", block);
        let diagnostics = if block.starts_with("id:") {
            load::ladder(&text)
                .and_then(|loaded| check::ladder(&loaded.document, loaded.diagnostics))
                .err()
        } else {
            let ladder = embedded::ladder();
            let checked = load::profile(&text)
                .and_then(|loaded| check::profile(&loaded.document, loaded.diagnostics, &ladder));
            checked
                .map(|checked| assert!(checked.unknown.is_empty(), "{:?}", checked.unknown))
                .err()
        };
        if let Some(diagnostics) = diagnostics {
            panic!(
                "{}",
                render::invalid_file(
                    &InvalidFile {
                        file: File {
                            text,
                            kind: None,
                            diagnostics
                        },
                        help: Vec::new()
                    },
                    Medium::default()
                )
            );
        }
    }
}
