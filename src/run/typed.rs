//! The command line as it was typed, for the commands that an answer names.

use std::env;

use crate::{cli::Options, view::quoted};

/// Options that say how an answer looks, and take a value.
const LOOKS: [&str; 3] = ["--width", "--color", "--format"];

/// The command as it was typed, without the options that say how the answer looks.
pub fn command() -> String {
    let mut typed = vec!["ladder".to_owned()];
    let mut words = env::args_os().skip(1);
    while let Some(word) = words.next() {
        let word = word.to_string_lossy();
        let name = word.split('=').next().unwrap_or_default();
        if !LOOKS.contains(&name) {
            typed.push(quoted(&word));
        } else if name == word {
            words.next();
        }
    }
    typed.join(" ")
}

/// The options by which another command reads the same files on the same day.
pub fn options(options: &Options) -> String {
    let path = |path: &std::path::PathBuf| path.to_string_lossy().into_owned();
    let with_value = [
        ("--ladder", options.ladder.as_ref().map(path)),
        ("--profile", options.profile.as_ref().map(path)),
        ("--as-of", options.as_of.clone()),
    ];
    let mut typed = String::new();
    for (name, value) in with_value {
        typed.extend(value.map(|value| format!(" {name} {}", quoted(&value))));
    }
    if options.no_profile {
        typed.push_str(" --no-profile");
    }
    typed
}
