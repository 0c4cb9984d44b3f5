//! The command line as it was typed, for the commands that an answer names.

use std::env;

use crate::{
    cli::{self, Options},
    view::{Carried, CarriedOption, quoted},
};

/// Options that say how an answer looks, and take a value.
const LOOKS: [&str; 3] = ["--width", "--color", "--format"];

/// The command as it was typed, without the options that say how the answer looks, and what of `--prefer` changes
/// nothing.
pub fn command(options: &Options) -> String {
    let mut typed = vec!["ladder".to_owned()];
    let mut words = env::args_os().skip(1);
    while let Some(word) = words.next() {
        let word = word.to_string_lossy();
        let name = word.split('=').next().unwrap_or_default();
        if name == PREFER {
            let value = word.split_once('=').map(|(_, value)| value.to_owned());
            let value = value.or_else(|| Some(words.next()?.to_string_lossy().into_owned()));
            let value = value.and_then(|value| preferred(&value, options));
            typed.extend(value.map(|value| format!("{PREFER} {}", quoted(&value))));
        } else if !LOOKS.contains(&name) {
            typed.push(quoted(&word));
        } else if name == word {
            words.next();
        }
    }
    typed.join(" ")
}

/// A value of `--prefer` without what changes nothing; `None` where nothing is left.
fn preferred(value: &str, options: &Options) -> Option<String> {
    let none = &options.without_effect;
    let names = value.split(',');
    let names = names.filter(|name| !none.iter().any(|none| none == name.trim()));
    let names: Vec<&str> = names.collect();
    (!names.is_empty()).then(|| names.join(","))
}

/// Options about the person or the route that only some commands have, and take with the same meaning.
const OWN: [&str; 5] = ["--from", "--assume", PREFER, "--hours", "--years"];

const PREFER: &str = "--prefer";

/// The command whose `--hours` are hours that were spent, not hours a week.
const RECORD: &str = "log";

/// The options by which another command answers about the same person and the same files on the same day.
pub fn carried(options: &Options) -> Carried {
    let own = own(options).into_iter();
    let own = own.map(|(name, typed)| CarriedOption {
        name,
        typed,
        commands: cli::commands_with(name.trim_start_matches('-'))
            .into_iter()
            .filter(|command| command != RECORD)
            .collect(),
    });
    Carried {
        general: general(options),
        own: own.collect(),
    }
}

/// The options of `OWN` as they were typed, without what of `--prefer` changes nothing.
fn own(options: &Options) -> Vec<(&'static str, String)> {
    let mut typed = Vec::new();
    let words = env::args_os().skip(1);
    let mut words = words.map(|word| word.to_string_lossy().into_owned());
    while let Some(word) = words.next() {
        let (name, value) = match word.split_once('=') {
            Some((name, value)) => (name, Some(value.to_owned())),
            None => (word.as_str(), None),
        };
        if let Some(known) = OWN.into_iter().find(|own| *own == name)
            && let Some(value) = value.or_else(|| words.next())
        {
            let value = match known {
                PREFER => preferred(&value, options),
                _ => Some(value),
            };
            let value = value.map(|value| format!("{known} {}", quoted(&value)));
            typed.extend(value.map(|value| (known, value)));
        }
    }
    typed
}

/// The options that every command takes.
fn general(options: &Options) -> String {
    let path = |path: &std::path::PathBuf| path.to_string_lossy().into_owned();
    let with_value = [
        ("--ladder", options.ladder.as_ref().map(path)),
        ("--include-root", options.include_root.as_ref().map(path)),
        ("--profile", options.profile.as_ref().map(path)),
        ("--baseline", options.baseline.map(|word| word.to_string())),
        ("--as-of", options.as_of.clone()),
        ("--basis", options.basis.map(|word| word.to_string())),
        ("--region", options.region.clone()),
        ("--limit", options.limit.map(|limit| limit.to_string())),
    ];
    let mut typed = String::new();
    for (name, value) in with_value {
        typed.extend(value.map(|value| format!(" {name} {}", quoted(&value))));
    }
    for (name, is_given) in [
        ("--no-profile", options.no_profile),
        ("--no-estimates", options.no_estimates),
    ] {
        typed.extend(is_given.then(|| format!(" {name}")));
    }
    typed
}
