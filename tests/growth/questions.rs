//! What is asked of every shape: every command, and the formats that differ.

use std::path::Path;

use clap::ValueEnum;
use ladder::render::Format;

use crate::{commands, shapes::Files};

/// Every question about the files in a folder, as arguments of the program.
pub fn questions(files: &Files, folder: &Path) -> Vec<String> {
    let Files { here, goal, .. } = files;
    let (ladder, profile) = (folder.join("ladder.yaml"), folder.join("profile.yaml"));
    let (ladder, profile) = (&ladder.display(), &profile.display());
    let mut questions = commands::questions(&format!("--profile {profile}"), here, goal);
    questions.extend([
        format!("show {here}"),
        "show --all --no-profile".to_owned(),
        "show --no-profile".to_owned(),
        "report --no-profile".to_owned(),
        format!("match --from {here}"),
        format!("next --from {here}"),
        format!("report {goal} --from {here}"),
    ]);
    questions.sort_unstable();
    questions.dedup();
    let asked = questions.iter().flat_map(|question| {
        let formats = formats(question).into_iter();
        formats.map(move |format| format!("{question} --ladder {ladder} {format}"))
    });
    let mut asked: Vec<String> = asked.collect();
    let changed = folder.join("changed.yaml");
    let changed = changed.display();
    for diff in [
        format!("diff {ladder} {changed} --profile {profile}"),
        format!("diff {changed} {ladder}"),
        format!("diff machine-learning-engineer {ladder}"),
        format!("diff {ladder} machine-learning-engineer"),
    ] {
        asked.extend(
            formats(&diff)
                .into_iter()
                .map(|format| format!("{diff} {format}")),
        );
    }
    let check = format!("check {ladder} {profile}");
    let formats = formats(&check).into_iter();
    asked.extend(formats.map(|format| format!("{check} {format}")));
    asked
}

/// The formats of the answer to a question, and a screen.
fn formats(question: &str) -> Vec<String> {
    let command = question.split(' ').next().unwrap_or_default();
    let has_diagram = matches!(command, "show" | "path" | "plan");
    // The others write the same tables in the same ways.
    let is_whole = matches!(command, "show" | "report" | "check" | "gaps" | "diff");
    let formats = Format::value_variants().iter();
    let formats = formats.filter(|format| match format {
        Format::Mermaid | Format::Dot | Format::Svg => has_diagram,
        Format::Ics => matches!(command, "plan" | "due"),
        Format::Yaml => command == "show",
        Format::Sarif => command == "check",
        Format::Table | Format::Json | Format::Html => true,
        Format::List | Format::Csv | Format::Markdown => is_whole,
    });
    let named = formats.filter_map(ValueEnum::to_possible_value);
    let named = named.map(|format| format!("--format {}", format.get_name()));
    let screen = is_whole.then(|| "--width 80".to_owned());
    named.chain(screen).collect()
}
