//! Reads a ladder from a file, and prints what someone in one role lacks for another:
//!
//! ```text
//! cargo run --no-default-features --example gaps -- data/machine-learning-engineer.yaml mid senior
//! ```

use std::{env, error::Error, fs, process::ExitCode};

use ladder::{
    check,
    diagnostic::{File, Findings, Selection},
    load,
    query::{self, Day, PersonState},
    render::{self, Format, Medium},
    text::Text,
    view::Carried,
};

fn gaps(path: &str, from: &str, to: &str) -> Result<String, Box<dyn Error>> {
    // From text to a document, and from a document to a ladder; each step reports its problems.
    let text = Text::new(path, fs::read_to_string(path)?);
    let ladder = load::ladder(&text)
        .and_then(|loaded| check::ladder(&loaded.document, loaded.diagnostics))
        .map_err(|diagnostics| {
            let file = File::new(text, None, diagnostics);
            let findings = Findings::of([&file], Selection::ERRORS);
            render::diagnostics(&findings, Medium::default())
        })?;
    let (from, to) = (check::role(from, &ladder)?, check::role(to, &ladder)?);

    // A question has a plain struct for an answer, which any format can show.
    let day = Day::constant(2026, 11, 20);
    let person = PersonState::meeting(&ladder, from, day);
    let answer = query::gaps(&ladder, &person, to, false);
    let heading = format!("Requirements that are not met: {}", answer.gaps.len());
    let table = render::render(
        &answer,
        Format::Table,
        Medium::default(),
        &Carried::default(),
    );
    Ok(format!(
        "{heading}\n\n{}",
        table.expect("every answer has a table")
    ))
}

#[expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program prints"
)]
fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [path, from, to] = arguments.as_slice() else {
        eprintln!("usage: gaps LADDER FROM TO");
        return ExitCode::from(2);
    };
    match gaps(path, from, to) {
        Ok(printed) => print!("{printed}"),
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

#[test]
fn the_gaps_between_two_roles_are_printed() {
    let ladder = "tests/ladders/small.yaml";
    let printed = gaps(ladder, "junior", "senior").expect("a sound ladder with both roles");
    assert!(
        printed.starts_with("Requirements that are not met: "),
        "{printed}"
    );
    let refused = gaps("tests/check/ten-mistakes.yaml", "junior", "senior").expect_err("unsound");
    assert!(refused.to_string().contains("error["), "{refused}");
}
