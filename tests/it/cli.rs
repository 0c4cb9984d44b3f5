use std::path::Path;

use crate::commands::names;

/// A configuration directory that does not exist, so that no profile of the machine is found.
pub const NOWHERE: &str = "tests/nowhere";

#[test]
fn every_command_has_cases() {
    for name in names() {
        let folder = Path::new("tests/cases").join(&name);
        assert!(
            folder.is_dir(),
            "`ladder {name}` has no cases in tests/cases/{name}"
        );
    }
}

#[test]
fn every_case_runs_as_written() {
    trycmd::TestCases::new()
        .env("XDG_CONFIG_HOME", NOWHERE)
        .env("LADDER_FILE", "")
        .env("LADDER_PROFILE", "")
        .env("LADDER_AS_OF", "")
        .env("NO_COLOR", "")
        .env("CLICOLOR_FORCE", "")
        .case("tests/cases/*/*.md")
        .case("README.md")
        .case("docs/**/*.md");
}
