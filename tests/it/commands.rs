use clap::CommandFactory;
use ladder::cli::Cli;

/// The names of all subcommands.
pub fn names() -> Vec<String> {
    let command = Cli::command();
    let commands = command.get_subcommands();
    commands
        .map(|command| command.get_name().to_owned())
        .collect()
}

/// At least one question for each command that answers one from a ladder.
///
/// `person` is `--from ROLE` or `--profile FILE`; `here` and `goal` are roles.
pub fn questions(person: &str, here: &str, goal: &str) -> Vec<String> {
    // `--profile` goes with every command, `--from` with those that plan for a person.
    let profile = if person.starts_with("--profile") {
        person
    } else {
        "--no-profile"
    };
    let of_command = |name: String| match name.as_str() {
        "show" => vec![format!("show {profile}"), format!("show {goal}")],
        "find" => vec![format!("find {goal}")],
        "next" => vec![format!("next {person}"), format!("next {person} --unlock")],
        "gaps" => vec![
            format!("gaps {goal}"),
            format!("gaps {goal} {person}"),
            format!("gaps {goal} {person} --by category"),
            format!("gaps {goal} {person} --advert tests/adverts/machine-learning.txt"),
        ],
        "path" => vec![
            format!("path {goal} {person}"),
            format!("path {goal} {person} --pareto"),
        ],
        "plan" => vec![
            format!("plan {goal} {person}"),
            format!("plan {goal} {person} --hours 5"),
        ],
        // They are about the dates of a profile.
        "due" | "progress" if profile != person => Vec::new(),
        "due" => vec![
            format!("due {person}"),
            format!("due {person} --within 90d"),
        ],
        "progress" => vec![
            format!("progress {person}"),
            format!("progress {goal} {person} --since 2024"),
        ],
        "match" => vec![format!("match {person}"), format!("match --like {goal}")],
        "matrix" => vec![
            format!("matrix {person}"),
            format!("matrix {person} --roles {here},{goal}"),
        ],
        "compare" => vec![
            format!("compare {here} {goal}"),
            format!("compare {here} {goal} {person}"),
        ],
        // It takes profiles by their names.
        "team" => match person.strip_prefix("--profile ") {
            Some(file) => vec![format!("team {file}"), format!("team {file} --role {goal}")],
            None => Vec::new(),
        },
        "pay" => vec![format!("pay {goal} {profile}")],
        "report" => vec![
            format!("report {profile}"),
            format!("report {goal} {person}"),
        ],
        // They are about files.
        "check" | "convert" | "diff" | "import" | "init" | "schema" | "set" | "log" => Vec::new(),
        _ => panic!("`ladder {name}` has no questions: add them to tests/it/commands.rs"),
    };
    names().into_iter().flat_map(of_command).collect()
}
