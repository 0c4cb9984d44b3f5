use std::{
    fs,
    path::{Path, PathBuf},
};

/// Each layer, and the layers that it may use.
const LAYERS: [(&str, &[&str]); 15] = [
    ("order", &[]),
    ("vocabulary", &[]),
    ("model", &["order", "vocabulary"]),
    ("text", &[]),
    ("diagnostic", &["order", "text", "vocabulary"]),
    ("load", &["diagnostic", "text", "vocabulary"]),
    (
        "check",
        &["diagnostic", "load", "model", "order", "text", "vocabulary"],
    ),
    (
        "embedded",
        &["check", "diagnostic", "load", "model", "text"],
    ),
    (
        "import",
        &["diagnostic", "load", "model", "order", "text", "vocabulary"],
    ),
    ("query", &["model", "order", "vocabulary"]),
    ("view", &["diagnostic", "order", "query", "vocabulary"]),
    (
        "render",
        &["diagnostic", "order", "text", "view", "vocabulary"],
    ),
    ("cli", &["load", "render", "vocabulary"]),
    (
        "run",
        &[
            "check",
            "cli",
            "diagnostic",
            "embedded",
            "import",
            "load",
            "model",
            "order",
            "query",
            "render",
            "text",
            "view",
            "vocabulary",
        ],
    ),
    ("main", &["cli", "run"]),
];

/// Further layers that some files of a layer may use.
const EXCEPTIONS: [(&str, &str, &[&str]); 4] = [
    ("cli", "load", &["src/cli/path.rs"]),
    (
        "render",
        "diagnostic",
        &["src/render/diagnostics.rs", "src/render/sarif.rs"],
    ),
    (
        "render",
        "text",
        &["src/render/clean.rs", "src/render/json.rs"],
    ),
    ("view", "diagnostic", &["src/view/findings.rs"]),
];

#[test]
fn every_layer_uses_only_the_layers_below_it() {
    for (layer, allowed) in LAYERS {
        for file in files(&Path::new("src").join(layer)) {
            let source = fs::read_to_string(&file).expect("a source file can be read");
            for used in uses(without_tests(&source)) {
                let known = LAYERS.iter().any(|(name, _)| *name == used);
                let mut exceptions = EXCEPTIONS.iter();
                let only = exceptions.find(|(of, what, _)| *of == layer && *what == used);
                let told = only
                    .is_none_or(|(.., files)| files.iter().any(|known| file == Path::new(known)));
                let fits = allowed.contains(&used.as_str()) && told;
                assert!(
                    !known || used == layer || fits,
                    "{}: `{layer}` may not use `{used}`",
                    file.display()
                );
            }
        }
    }
}

#[test]
fn every_module_has_its_layer() {
    let library = fs::read_to_string("src/lib.rs").expect("the library can be read");
    let modules = library
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod "));
    for module in modules {
        let name = module.trim_end_matches(';');
        assert!(
            LAYERS.iter().any(|(layer, _)| *layer == name),
            "{name} has no layer"
        );
    }
}

/// The first names after `crate::`, in paths and in lists of imports.
fn uses(source: &str) -> Vec<String> {
    let word = |text: &str| -> String {
        let letters = text.chars();
        letters
            .take_while(|letter| letter.is_alphanumeric() || *letter == '_')
            .collect()
    };
    let mut used = Vec::new();
    for root in ["crate::", "ladder::"] {
        for rest in source.split(root).skip(1) {
            match rest.strip_prefix('{') {
                None => used.push(word(rest)),
                Some(list) => used.extend(heads(list).into_iter().map(|head| word(&head))),
            }
        }
    }
    used
}

/// The entries of a list of imports, up to its closing brace, without what is nested in them.
fn heads(list: &str) -> Vec<String> {
    let mut heads = vec![String::new()];
    let mut depth = 0;
    for letter in list.chars() {
        match letter {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => heads.push(String::new()),
            other if depth == 0 => heads.last_mut().expect("never empty").push(other),
            _ => (),
        }
    }
    let heads = heads.iter().map(|head| head.trim().to_owned());
    heads.filter(|head| !head.is_empty()).collect()
}

fn without_tests(source: &str) -> &str {
    if source.contains("\n#![cfg(test)]\n") {
        return "";
    }
    let tests = "#[cfg(test)]\nmod ";
    source.split(tests).next().unwrap_or(source)
}

/// The files of a layer, in all its folders.
fn files(layer: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(layer) else {
        return vec![layer.with_extension("rs")];
    };
    let paths = entries.map(|entry| entry.expect("a file can be listed").path());
    paths
        .flat_map(|path| {
            if path.is_dir() {
                files(&path)
            } else {
                vec![path]
            }
        })
        .collect()
}

#[test]
fn an_import_is_found_wherever_it_stands() {
    let source =
        "use crate::{\n    query::{a, view::b},\n    render,\n};\nlet x = crate::load::ladder();";
    assert_eq!(uses(source), ["query", "render", "load"]);
}
