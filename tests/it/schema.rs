use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use ladder::{diagnostic::Code, embedded, load::types::Id};
use serde_json::Value;

use crate::{check::catalogue, process::ladder};

/// A printed schema in an independent validator.
fn validator(kind: &str) -> jsonschema::Validator {
    let output = ladder(&["schema", kind])
        .output()
        .expect("the program runs");
    let schema: Value = serde_json::from_slice(&output.stdout).expect("sound JSON");
    assert!(
        schema["$schema"]
            .as_str()
            .is_some_and(|draft| draft.contains("2020-12")),
        "{kind}"
    );
    jsonschema::meta::validate(&schema).expect("a sound schema");
    jsonschema::validator_for(&schema).expect("a sound schema")
}

/// What is printed is the file that an editor can be given the address of.
#[test]
fn the_printed_schemas_are_the_files() {
    for kind in ["ladder", "profile"] {
        let output = ladder(&["schema", kind]).output();
        let printed = output.expect("the program runs").stdout;
        let file = fs::read(format!("schema/{kind}.schema.json")).expect("a file");
        assert!(printed == file, "{kind}");
    }
}

/// A YAML file read by an independent parser.
fn value(path: &Path) -> Option<Value> {
    let content = fs::read_to_string(path).ok()?;
    // A validator does not get to see that keys were merged.
    let content = content.replace("<<:", "merged:");
    // JSON has no such numbers.
    let content = content.replace(".nan", "nan").replace(".inf", "inf");
    serde_yaml::from_str(&content).ok()
}

fn is_profile(path: &Path) -> bool {
    let folder = path.parent().and_then(Path::file_name);
    let name = path
        .file_name()
        .expect("a file has a name")
        .to_string_lossy();
    folder.is_some_and(|folder| folder == "profiles") || name.starts_with("profile")
}

/// Every valid ladder and profile of the repository.
fn good() -> Vec<PathBuf> {
    let folders = ["data", "data/examples", "tests/ladders", "tests/profiles"].map(|folder| {
        let entries = fs::read_dir(folder).expect("the folder can be listed");
        let paths = entries.map(|entry| entry.expect("a file can be listed").path());
        paths.collect::<Vec<_>>()
    });
    let mut good: Vec<PathBuf> = folders.concat();
    good.retain(|path| path.is_file());
    good.retain(|path| {
        let own = if path.starts_with("data") {
            embedded::ID
        } else {
            "tests/ladders/small.yaml"
        };
        let mut command = ladder(&["check", "--ladder", own]);
        let output = command.arg(path).output().expect("the program runs");
        output.status.success()
    });
    good.sort();
    good
}

#[test]
fn every_good_file_fits_its_schema() {
    let (ladders, profiles) = (validator("ladder"), validator("profile"));
    let good = good();
    assert!(good.len() >= 7, "{good:?}");
    for path in good {
        let value = value(&path).unwrap_or_else(|| panic!("{} is no YAML", path.display()));
        let validator = if is_profile(&path) {
            &profiles
        } else {
            &ladders
        };
        let errors: Vec<_> = validator
            .iter_errors(&value)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{}: {errors:#?}", path.display());
    }
}

/// Problems that a schema can find: those of form, not of references.
const SEEN: [Code; 10] = [
    Code::Empty,
    Code::WrongType,
    Code::UnknownKey,
    Code::MissingKey,
    Code::InvalidId,
    Code::InvalidDate,
    Code::InvalidNumber,
    Code::InvalidCurrency,
    Code::InvalidLevel,
    Code::UnknownWord,
];

/// Problems that it finds in some forms only.
const HALF_SEEN: [Code; 3] = [Code::InvalidPay, Code::RepeatedName, Code::InvalidInclude];

/// Problems of references, which it finds where the name is no id.
const REFERENCES: [Code; 5] = [
    Code::UnknownTrack,
    Code::UnknownSource,
    Code::UnknownSkill,
    Code::UnknownCertification,
    Code::UnknownRole,
];

/// Problems with which a validator cannot read the file.
const UNREAD: [Code; 5] = [
    Code::Encoding,
    Code::Syntax,
    Code::TooDeep,
    Code::TooManyAliases,
    Code::RepeatedKey,
];

/// A schema rejects exactly the files whose problems it can find.
#[test]
fn a_bad_file_is_refused_by_its_schema_too() {
    let (ladders, profiles) = (validator("ladder"), validator("profile"));
    let mut caught = 0;
    for path in catalogue() {
        let mut command = ladder(&["check", "--format", "json"]);
        command.args(["--ladder", "tests/ladders/small.yaml"]);
        let output = command.arg(&path).output().expect("the program runs");
        let answer: Value = serde_json::from_slice(&output.stdout).expect("sound JSON");
        let problems = answer["problems"].as_array().expect("a list").iter();
        // A schema knows no other file.
        let name = path.to_str().expect("text");
        let problems = problems.filter(|problem| problem["file"] == name);
        let codes: Vec<Code> = problems
            .map(|problem| Code::of_name(problem["code"].as_str().expect("a code")))
            .map(|code| code.expect("a known code"))
            .collect();
        let has = |known: &[Code]| codes.iter().any(|code| known.contains(code));
        if has(&UNREAD) {
            continue;
        }
        let value = value(&path).unwrap_or_else(|| panic!("{} is no YAML", path.display()));
        let validator = if is_profile(&path) {
            &profiles
        } else {
            &ladders
        };
        let fits = validator.is_valid(&value);
        let mut problems = answer["problems"].as_array().expect("a list").iter();
        let names_no_id = problems.any(|problem| {
            let code = Code::of_name(problem["code"].as_str().expect("a code"));
            let message = problem["message"].as_str().expect("a text");
            let name = message.split('`').nth(1);
            let is_reference = code.is_some_and(|code| REFERENCES.contains(&code));
            // A profile names entries by their titles too.
            is_reference
                && !is_profile(&path)
                && name.is_some_and(|name| Id::nearest(name).as_deref() != Some(name))
        });
        if has(&SEEN) || names_no_id {
            assert!(!fits, "{} fits the schema", path.display());
            caught += 1;
        } else if !has(&HALF_SEEN) {
            assert!(fits, "{} does not fit the schema", path.display());
        }
    }
    assert!(caught >= 12, "only {caught} were caught");
}

/// The SARIF output is valid.
#[test]
fn sarif_fits_the_schema_of_sarif() {
    // The pattern for languages has a bracket too many, and is no pattern.
    let schema = sarif_schema().replace("{2}]?$", "{2}$");
    let schema: Value = serde_json::from_str(&schema).expect("sound JSON");
    let validator = jsonschema::validator_for(&schema).expect("a sound schema");
    let mut command = ladder(&["check", "--verbose", "--format", "sarif"]);
    command.args(catalogue()).arg(embedded::ID);
    let output = command.output().expect("the program runs");
    assert_eq!(output.status.code(), Some(1));
    let log: Value = serde_json::from_slice(&output.stdout).expect("sound JSON");
    let errors: Vec<_> = validator
        .iter_errors(&log)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let log: serde_sarif::sarif::Sarif = serde_json::from_value(log).expect("a log");
    let run = &log.runs[0];
    let results = run.results.as_ref().expect("results");
    assert!(results.len() > 100, "{}", results.len());
    assert_eq!(run.tool.driver.name, "ladder");
    assert_eq!(
        run.tool.driver.rules.as_ref().map(Vec::len),
        Some(Code::ALL.len())
    );
}

/// The schema that comes with the crate for SARIF.
fn sarif_schema() -> String {
    // What other platforms need was never fetched.
    let output = Command::new("rustc").arg("-vV").output();
    let about = String::from_utf8(output.expect("the compiler runs").stdout).expect("text");
    let host = about.lines().find_map(|line| line.strip_prefix("host: "));
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked", "--offline"])
        .args(["--filter-platform", host.expect("a platform")])
        .output()
        .expect("cargo runs");
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("sound JSON");
    let packages = metadata["packages"].as_array().expect("a list");
    let package = packages
        .iter()
        .find(|package| package["name"] == "serde-sarif");
    let manifest = package.expect("a dependency")["manifest_path"]
        .as_str()
        .expect("a path");
    let schema = Path::new(manifest)
        .with_file_name("src")
        .join("schema.json");
    fs::read_to_string(schema).expect("the schema can be read")
}
