//! The sums of the answers about several roles, compared with those about one; and large ladders.

use std::{collections::BTreeSet, fmt::Write as _, fs, path::PathBuf};

use ladder::{
    embedded,
    model::{Date, RoleIndex},
    query::{self, MatrixPart, PersonState},
};
use serde_json::Value;

use crate::process::{TODAY, ladder, stdout};

/// The roles of each track of a large ladder, and its tracks.
const GRADES: usize = 20;
const TRACKS: usize = 10;

/// A ladder of so many roles that it is not shown at once; each role asks for three of 40 skills.
fn large(folder: &tempfile::TempDir) -> String {
    let mut text = "id: large\ntitle: Large\nproficiency: [low, high]\ntracks:\n".to_owned();
    // Writing to a string cannot fail.
    for track in 0..TRACKS {
        let _ = writeln!(text, "  t{track}: Track {track}");
    }
    text.push_str("skills:\n");
    for skill in 0..40 {
        let _ = writeln!(
            text,
            "  s{skill}: {{ title: Skill {skill}, category: c{} }}",
            skill % 5
        );
    }
    text.push_str("roles:\n");
    for track in 0..TRACKS {
        for grade in 0..GRADES {
            let first = (track * 7 + grade) % 40;
            let skills = [first, (first + 13) % 40, (first + 29) % 40];
            let skills = skills.map(|skill| format!("s{skill}: high")).join(", ");
            let _ = write!(
                text,
                "  r{track}-{grade}:\n    title: Role {track} {grade}\n    track: t{track}\n    grade: {grade}\n    \
                 skills: {{ {skills} }}\n"
            );
            if grade == 0 {
                text.push_str("    entry: true\n");
            }
            if grade + 1 < GRADES {
                let _ = writeln!(text, "    next: [r{track}-{}]", grade + 1);
            }
        }
    }
    let file = folder.path().join("large.yaml");
    fs::write(&file, text).expect("a ladder");
    file.to_str().expect("a path in UTF-8").to_owned()
}

fn answer(file: &str, question: &str) -> String {
    let words: Vec<&str> = question.split(' ').collect();
    stdout(
        ladder(&words)
            .args(TODAY)
            .args(["--no-profile", "--ladder", file]),
    )
}

#[test]
fn a_large_ladder_is_a_summary_unless_all_of_it_is_asked_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = large(&folder);
    for short in [
        "show",
        "show --width 80",
        "show --width 60",
        "show --format list",
    ] {
        let lines = answer(&file, short).lines().count();
        assert!(lines <= 40, "{short}: {lines} lines");
    }
    let piped = answer(&file, "show");
    let hints = piped.lines().filter(|line| line.contains("  ladder "));
    for hint in hints.clone() {
        assert!(hint.contains(" --ladder "), "{hint}");
    }
    assert!(hints.count() >= 5, "{piped}");
    let is_complete = |text: &str| {
        let mut roles = (0..TRACKS).flat_map(|track| (0..GRADES).map(move |grade| (track, grade)));
        roles.all(|(track, grade)| {
            let names = [format!("r{track}-{grade}"), format!("Role {track} {grade}")];
            names.iter().any(|name| text.contains(name))
        })
    };
    for whole in [
        "show --all",
        "show --format json",
        "show --format csv",
        "show --format markdown",
        "show --format html",
        "show --format mermaid",
        "show --format svg",
        "matrix",
        "matrix --all --width 80",
        "matrix --format csv",
        "matrix --format html",
        "matrix --format markdown",
    ] {
        assert!(is_complete(&answer(&file, whole)), "{whole}");
    }
    let track = answer(&file, "show --track t3 --format json");
    let track: Value = serde_json::from_str(&track).expect("JSON");
    let roles = track["roles"].as_array().expect("roles");
    assert!(roles.iter().all(|role| role["track"] == "t3") && roles.len() == GRADES);
    let first_page = answer(&file, "matrix --width 80");
    assert!(first_page.lines().count() <= 40, "{first_page}");
    assert!(first_page.contains(" more roles"), "{first_page}");
}

#[test]
fn the_page_of_a_person_on_a_large_ladder_draws_what_is_near() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = large(&folder);
    let profile: PathBuf = folder.path().join("me.yaml");
    fs::write(&profile, "role: r3-4\ngoal: r3-9\n").expect("a profile");
    for format in ["markdown", "html"] {
        let mut command = ladder(&["report", "--ladder", &file, "--format", format]);
        let page = stdout(command.args(TODAY).arg("--profile").arg(&profile));
        assert!(page.contains(" more are not drawn"), "{format}");
        assert!(page.contains("r3-9") && !page.contains("r7-9"), "{format}");
    }
}

/// A person with a role of the embedded ladder.
fn persons() -> Vec<PersonState> {
    let ladder = embedded::ladder();
    let day = Date::parse("2026-11-20").expect("a date").first_day();
    let roles = ladder.roles();
    roles
        .map(|role| PersonState::meeting(&ladder, role, day))
        .collect()
}

#[test]
fn the_sums_are_those_of_each_role() {
    let ladder = embedded::ladder();
    let roles: Vec<RoleIndex> = ladder.roles().collect();
    for state in persons() {
        let matrix = query::matrix(&ladder, &state, &MatrixPart::default());
        assert_eq!(matrix.roles.len(), roles.len());
        for role in &roles {
            let id = &ladder[*role].id;
            let gaps = query::gaps(&ladder, &state, *role, true);
            let mut shown = matrix.roles.iter();
            let shown = shown
                .find(|shown| shown.placed.id == *id)
                .expect("it is shown");
            assert_eq!(shown.readiness, gaps.readiness, "{id}");
            let cells = matrix.requirements.iter();
            let cells: BTreeSet<(&str, _)> = cells
                .filter_map(|row| Some((row.id.as_str(), row.roles.get(id)?.held.status?.name())))
                .collect();
            let asked = gaps.gaps.iter();
            let asked = asked.map(|gap| (gap.id.as_str(), gap.status.name()));
            assert_eq!(cells, asked.collect(), "{id}");
            let sums = query::gaps_by_category(&ladder, &state, *role);
            assert_eq!(sums.readiness, gaps.readiness, "{id}");
            let counts = sums.categories.iter().filter_map(|one| one.readiness);
            let counts = counts.map(|one| (one.met, one.required));
            let total = counts.fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
            let whole = gaps.readiness.expect("a person");
            assert_eq!(total, (whole.met, whole.required), "{id}");
            let open: BTreeSet<&str> = sums
                .categories
                .iter()
                .flat_map(|one| one.open.iter().map(smol_str::SmolStr::as_str))
                .collect();
            let missing = gaps.gaps.iter().filter(|gap| gap.status.is_open());
            assert_eq!(open, missing.map(|gap| gap.id.as_str()).collect(), "{id}");
        }
    }
}
