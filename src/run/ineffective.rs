//! Options everywhere that have no effect on a command.

use crate::{
    cli::{Command, Options},
    diagnostic::{UsageError, list_and},
};

const LADDER: &str = "--ladder";
const INCLUDE_ROOT: &str = "--include-root";
const PROFILE: &str = "--profile";
const BASELINE: &str = "--baseline";
const BASIS: &str = "--basis";
const REGION: &str = "--region";
const NO_ESTIMATES: &str = "--no-estimates";

/// Refuses what is given and would change nothing, of the options that say what is read and which figures count.
pub fn refuse(command: &Command, options: &Options) -> Result<(), UsageError> {
    // The options that have an effect, and what to write instead of one that has none.
    let (name, effective, instead): (&str, &[&str], _) = match command {
        Command::Init(_) => ("init", &[LADDER, INCLUDE_ROOT, PROFILE, BASIS], None),
        Command::Find(_) => ("find", &[LADDER, INCLUDE_ROOT, PROFILE], None),
        Command::Check(asked) if asked.files.is_empty() => {
            ("check", &[LADDER, INCLUDE_ROOT, PROFILE], None)
        }
        Command::Check(_) => (
            "check",
            &[LADDER, INCLUDE_ROOT],
            Some((PROFILE, "name all files: `ladder check FILE me.yaml`")),
        ),
        Command::Convert(_) => (
            "convert",
            &[INCLUDE_ROOT],
            Some((LADDER, "name the ladder alone: `ladder convert LADDER`")),
        ),
        Command::Import(_) => ("import", &[], None),
        Command::Schema(_) => ("schema", &[], None),
        Command::Diff(_) => (
            "diff",
            &[INCLUDE_ROOT, PROFILE, BASELINE, BASIS, REGION, NO_ESTIMATES],
            Some((LADDER, "name both ladders: `ladder diff OLD NEW`")),
        ),
        Command::Team(_) => (
            "team",
            &[LADDER, INCLUDE_ROOT, BASELINE, BASIS, REGION, NO_ESTIMATES],
            Some((PROFILE, "name all profiles: `ladder team people/ me.yaml`")),
        ),
        // Their answers are about a person, or their next commands are.
        Command::Show(_)
        | Command::Next(_)
        | Command::Gaps(_)
        | Command::Path(_)
        | Command::Plan(_)
        | Command::Due(_)
        | Command::Progress(_)
        | Command::Match(_)
        | Command::Matrix(_)
        | Command::Compare(_)
        | Command::Pay(_)
        | Command::Report(_)
        | Command::Set(_)
        | Command::Log(_) => return Ok(()),
    };
    let given = [
        (LADDER, options.ladder.is_some()),
        (INCLUDE_ROOT, options.include_root.is_some()),
        (PROFILE, options.profile.is_some()),
        (BASELINE, options.baseline.is_some()),
        (BASIS, options.basis.is_some()),
        (REGION, options.region.is_some()),
        (NO_ESTIMATES, options.no_estimates),
    ];
    let without_effect = |(option, is_given): &(&str, bool)| {
        let is_effective = effective.contains(option);
        *is_given && !is_effective
    };
    let found = given.into_iter().filter(without_effect);
    let found: Vec<&str> = found.map(|(option, _)| option).collect();
    let (has, them) = match found.as_slice() {
        [] => return Ok(()),
        [_] => ("has", "it"),
        _ => ("have", "them"),
    };
    let named = list_and(found.iter().copied());
    let help = match instead {
        Some((option, help)) if found == [option] => help.to_owned(),
        _ => format!("leave {them} out"),
    };
    let error = UsageError::new(format!("{named} {has} no effect on `ladder {name}`"));
    Err(error.help(help))
}
