use std::{
    collections::BTreeMap,
    fs,
    process::{Output, Stdio},
};

use ladder::{
    check,
    diagnostic::{Findings, Selection},
    load::{
        self, Entries, Field, Files, LadderDocument, Loaded, Opening,
        types::{FilePath, Id},
    },
    model::{Day, Ladder, RoleIndex, SourceIndex},
    text::{FileId, Text},
    vocabulary::Severity,
};
use proptest::prelude::*;
use tempfile::TempDir;

use crate::{answers, check::catalogue, process::ladder};

/// Files in memory, by their names.
struct Memory {
    files: BTreeMap<String, String>,
    opened: Vec<String>,
}

impl Memory {
    fn new(files: impl IntoIterator<Item = (String, String)>) -> Self {
        Self {
            files: files.into_iter().collect(),
            opened: vec!["ladder.yaml".to_owned()],
        }
    }
}

impl Files for Memory {
    fn open(&mut self, path: &str, _: FileId) -> Opening {
        if let Some(known) = self.opened.iter().position(|known| known == path) {
            return Opening::Known(FileId(u32::try_from(known).expect("few files")));
        }
        self.opened.push(path.to_owned());
        match self.files.get(path) {
            Some(content) => Opening::Text(Text::new(path, content.as_str())),
            None => Opening::Refused("not there".to_owned(), None),
        }
    }
}

/// The one document and the ladder of several files; what is wrong with them, with the names of the files.
fn read(
    first: &str,
    others: impl IntoIterator<Item = (String, String)>,
) -> Result<(LadderDocument, Ladder), String> {
    let mut files = Memory::new(others);
    let mut texts = Vec::new();
    load::ladder(&Text::new("ladder.yaml", first))
        .and_then(|loaded| load::include(loaded, &mut files, &mut texts))
        .map(check::merge)
        .and_then(
            |Loaded {
                 document,
                 diagnostics,
                 ..
             }| {
                let ladder = check::ladder(&document, diagnostics)?;
                Ok((document, ladder))
            },
        )
        .map_err(|diagnostics| format!("{diagnostics:#?}"))
}

#[test]
fn a_file_that_several_files_include_is_read_once() {
    let role = |id: &str| {
        format!("include: [skills.yaml]\nroles: {{ {id}: {{ skills: {{ writing: a }} }} }}\n")
    };
    let (_, ladder) = read(
        "id: x\nproficiency: [a]\ninclude: [one.yaml, other.yaml]\n",
        [
            ("one.yaml".to_owned(), role("one")),
            ("other.yaml".to_owned(), role("other")),
            (
                "skills.yaml".to_owned(),
                "skills: { writing: {} }\n".to_owned(),
            ),
        ],
    )
    .expect("a ladder of four files");
    assert_eq!(ladder.skills.len(), 1);
    assert_eq!(ladder.roles().count(), 2);
    // One file names it twice, whichever read it first.
    let twice = "include: [skills.yaml, skills.yaml]\n".to_owned();
    let why = read(
        "id: x\nproficiency: [a]\ninclude: [one.yaml, other.yaml]\n",
        [
            ("one.yaml".to_owned(), role("one")),
            ("other.yaml".to_owned(), twice),
            (
                "skills.yaml".to_owned(),
                "skills: { writing: {} }\n".to_owned(),
            ),
        ],
    );
    assert!(why.expect_err("refused").contains("RepeatedInclude"));
}

/// The first elements of a section, up to a number.
fn first<T>(all: &mut Vec<T>, count: usize) -> Vec<T> {
    all.drain(..count.min(all.len())).collect()
}

/// Cuts a ladder into files: how many entries of each section go into each file, all that is left into the last one.
/// What holds in one file alone stands in each.
fn cut(mut whole: LadderDocument, counts: &[[usize; 6]], is_chain: bool) -> Vec<LadderDocument> {
    let mut parts = Vec::new();
    for (position, count) in counts.iter().enumerate() {
        let is_last = position + 1 == counts.len();
        let [tracks, sources, skills, certifications, roles, facts] =
            count.map(|count| if is_last { usize::MAX } else { count });
        let mut part = LadderDocument {
            market: whole.market.clone(),
            proficiency: whole.proficiency.clone(),
            source: whole.source.clone(),
            ..LadderDocument::default()
        };
        macro_rules! move_entries {
            ($($section:ident)*) => {$(
                if let Some(all) = whole.$section.valid_mut() {
                    part.$section = Field::Valid(Entries(first(&mut all.0, $section)));
                }
            )*};
        }
        move_entries!(tracks sources skills certifications roles);
        if let Some(all) = whole.facts.valid_mut() {
            part.facts = Field::Valid(first(all, facts));
        }
        let includes: Vec<usize> = match (is_chain, position) {
            (true, _) if is_last => Vec::new(),
            (true, _) => vec![position + 1],
            (false, 0) => (1..counts.len()).collect(),
            (false, _) => Vec::new(),
        };
        let includes = includes.into_iter();
        let includes = includes.map(|other| Field::Valid(FilePath(name(other).into())));
        part.include = Field::Valid(includes.collect());
        parts.push(part);
    }
    let first = &mut parts[0];
    first.id = whole.id;
    first.title = whole.title;
    first.about = whole.about;
    first.learning = whole.learning;
    parts
}

fn name(number: usize) -> String {
    format!("file-{number}.yaml")
}

/// A ladder as it is read from one file.
fn alone(text: &str) -> Ladder {
    let (_, ladder) = read(text, []).expect("a sound ladder");
    ladder
}

fn document(text: &str) -> LadderDocument {
    let loaded = load::ladder(&Text::new("ladder.yaml", text)).expect("a ladder");
    loaded.document
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(150) })]

    /// A ladder that is cut into several files, whichever of them includes which, is the ladder of one file.
    #[test]
    fn a_ladder_in_several_files_is_that_in_one(
        bytes in prop::collection::vec(any::<u8>(), 0..1500),
        counts in prop::collection::vec(prop::array::uniform6(0_usize..6), 1..6),
        is_chain: bool,
    ) {
        let text = answers::ladder_text(&bytes);
        let files = cut(document(&text), &counts, is_chain);
        let texts = files.iter().map(|file| file.to_yaml().to_string());
        let texts: Vec<String> = texts.collect();
        let others = texts.iter().enumerate().skip(1);
        let others = others.map(|(number, text)| (name(number), text.clone()));
        let (one, ladder) = read(&texts[0], others).expect("a sound ladder");
        let whole = alone(&text);
        prop_assert_eq!(format!("{ladder:?}"), format!("{whole:?}"));
        for text in [one.to_yaml().to_string(), one.to_yaml().to_json()] {
            let written = alone(&text);
            prop_assert_eq!(format!("{written:?}"), format!("{whole:?}"));
        }
    }

    /// Two ladders with their own markets, sources and tracks: each means in one graph what it means alone, and one
    /// file can say the same.
    #[test]
    fn two_ladders_in_one_graph_mean_what_they_mean_alone(
        bytes in prop::collection::vec(any::<u8>(), 0..1000),
        others in prop::collection::vec(any::<u8>(), 0..1000),
    ) {
        let mut first = document(&answers::ladder_text(&bytes));
        let mut second = document(&others_text(&others));
        second.id = Field::Valid(Id("second".into()));
        for (_, role) in second.roles.entries_mut() {
            role.aliases = Field::Absent;
        }
        let second = second.to_yaml().to_string();
        first.include = Field::Valid(vec![Field::Valid(FilePath("second.yaml".into()))]);
        let read = read(&first.to_yaml().to_string(), [("second.yaml".to_owned(), second.clone())]);
        first.include = Field::Absent;
        let (one, both) = match read {
            Ok(read) => read,
            // Pay without a region beside pay with one.
            Err(why) => {
                prop_assert!(why.contains("`region`, and that of other files"), "{}", why);
                return Err(TestCaseError::Reject("no region".into()));
            }
        };
        let written = alone(&one.to_yaml().to_string());
        prop_assert_eq!(format!("{written:?}"), format!("{both:?}"));
        for ladder in [alone(&first.to_yaml().to_string()), alone(&second)] {
            for role in ladder.roles() {
                let [alone, role] = [(&ladder, role), (&both, named(&both, &ladder[role].id))]
                    .map(|(ladder, role)| meaning(ladder, role));
                prop_assert_eq!(alone, role);
            }
        }
    }
}

/// The text of a valid ladder without an id or a category of those of the first.
fn others_text(bytes: &[u8]) -> String {
    let text = answers::ladder_text(bytes).replace("zq", "zr");
    let text = text.replace("methods", "other methods");
    text.replace("a|b <c>", "a|b")
        .replace("=tools", "=other tools")
}

fn named(ladder: &Ladder, id: &str) -> RoleIndex {
    let mut roles = ladder.roles();
    roles.find(|role| ladder[*role].id == id).expect("the role")
}

/// What a role asks for and pays, by names: an index differs between ladders.
fn meaning(ladder: &Ladder, role: RoleIndex) -> String {
    let entry = &ladder[role];
    let source = |source: Option<SourceIndex>| source.map(|source| ladder[source].id.to_string());
    let skills = entry.required.skills.iter().map(|(skill, asked)| {
        let level = ladder.scale(*skill).name(asked.value);
        (
            ladder[*skill].id.to_string(),
            level.to_owned(),
            source(asked.terms.source),
        )
    });
    let pay = entry.pay.iter().map(|pay| {
        let amounts = [pay.low, pay.mid, pay.high];
        (
            amounts,
            pay.stated.clone(),
            pay.terms.clone(),
            source(pay.source),
        )
    });
    let moves = ladder.moves_from(role).into_iter().map(|(target, edge)| {
        (
            ladder[target].id.to_string(),
            edge.kind,
            source(edge.source),
        )
    });
    let (skills, pay, moves): (Vec<_>, Vec<_>, Vec<_>) =
        (skills.collect(), pay.collect(), moves.collect());
    let grade = entry.grade;
    format!(
        "{} {grade} {skills:?} {pay:?} {moves:?}",
        ladder[entry.track].title
    )
}

/// A folder with these files.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, content) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("it is in a folder")).expect("a folder");
        fs::write(path, content).expect("a file");
    }
    folder
}

/// What a command in a folder does.
fn run(folder: &TempDir, arguments: &[&str]) -> Output {
    let mut command = ladder(arguments);
    command.current_dir(folder.path()).stdin(Stdio::null());
    command.output().expect("the program runs")
}

/// What `ladder check` says of ladder.yaml, whose problems are those of a file.
fn told(folder: &TempDir) -> String {
    let output = run(folder, &["check", "ladder.yaml"]);
    let told = String::from_utf8(output.stderr).expect("text");
    assert_eq!(output.status.code(), Some(1), "{told}");
    told
}

const ROLE: &str = "roles: { senior: { entry: true } }\n";

fn including(paths: &str) -> String {
    format!("id: acme\ninclude: [{paths}]\n{ROLE}")
}

/// Three ladders in a folder include a common file: it is checked with each and told once.
#[test]
fn a_file_that_three_ladders_include_is_told_once() {
    let ladder = |id: &str, skill: &str| {
        format!(
            "id: {id}\ninclude: [common/skills.yaml]\nroles:\n  {id}: {{ entry: true, skills: {{ {skill}: working }} }}\n"
        )
    };
    let common = "proficiency: [working]\nskills: { python: { titel: Python } }\n";
    let files = [
        ladder("one", "python"),
        ladder("two", "pyton"),
        ladder("three", "python"),
    ];
    let folder = folder(&[
        ("one.yaml", &files[0]),
        ("three.yaml", &files[2]),
        ("two.yaml", &files[1]),
        ("common/skills.yaml", common),
    ]);
    let output = run(&folder, &["check", ".", "--format", "json"]);
    let found: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let problems = found["problems"].as_array().expect("a list").iter();
    let problems = problems.map(|problem| {
        format!(
            "{}:{} {}",
            problem["file"], problem["line"], problem["message"]
        )
    });
    let problems: Vec<String> = problems.collect();
    assert_eq!(
        problems,
        [
            "\"./common/skills.yaml\":2 \"a skill has no key `titel`\"",
            "\"./two.yaml\":4 \"unknown skill `pyton`\"",
        ]
    );
    let files = found["files"].as_array().expect("a list").iter();
    let files: Vec<String> = files
        .map(|file| format!("{} {}", file["file"], file["included"]))
        .collect();
    assert_eq!(
        files,
        [
            "\"./one.yaml\" [\"./common/skills.yaml\"]",
            "\"./three.yaml\" [\"./common/skills.yaml\"]",
            "\"./two.yaml\" [\"./common/skills.yaml\"]",
        ]
    );
    assert_eq!(found["errors"], 2);
    assert_eq!(output.status.code(), Some(1));
}

/// A file is checked with the ladder that includes it, and not alone: it may need what the others describe.
#[test]
fn a_file_of_a_folder_that_another_one_includes_is_not_checked_alone() {
    let roles = "roles: { junior: { skills: { python: working } } }\n";
    let skills = "proficiency: [working]\nskills: { python: {} }\n";
    let folder = folder(&[
        ("a.yaml", roles),
        ("ladder.yaml", &including("a.yaml, z.yaml")),
        ("z.yaml", skills),
    ]);
    let output = run(&folder, &["check", ".", "-v"]);
    let told = String::from_utf8(output.stderr).expect("text");
    assert!(
        output.status.success() && !told.contains("a.yaml: no"),
        "{told}"
    );
    // Files that include each other are still checked.
    fs::write(folder.path().join("a.yaml"), "include: [ladder.yaml]").expect("a file");
    let output = run(&folder, &["check", "."]);
    let told = String::from_utf8(output.stderr).expect("text");
    assert!(told.contains("error[circular-include]"), "{told}");
}

/// One file has the warnings of several, whichever of them accepts what, and no word too many that none of them had.
#[test]
fn converted_files_have_the_warnings_that_they_had() {
    let [first, more, rest] = [
        "include: [more.yaml, rest.yaml]\nid: acme\ntracks: { t: T }\nroles: { one: { track: t, grade: 1, entry: true }, two: { track: t, grade: 2, about: 'a\u{200b}b' } }\n",
        "roles: { three: { track: t, grade: 3 }, four: { track: t, grade: 4, accept: [unreachable-role] } }\n",
        "skills: { go: { about: 'c\u{200b}d' } }\nfacts: [{ text: 'e\u{200b}f' }]\nroles: { five: { track: t, grade: 5 } }\n",
    ];
    let accept = "accept: [dead-end, hidden-character]\n";
    for accepting in 0..8_u8 {
        let text = |text: &str, bit: u8| match accepting & bit {
            0 => text.to_owned(),
            _ => format!("{accept}{text}"),
        };
        let texts = [text(first, 1), text(more, 2), text(rest, 4)];
        let names = ["ladder.yaml", "more.yaml", "rest.yaml"];
        let files: Vec<(&str, &str)> = names
            .into_iter()
            .zip(texts.iter().map(String::as_str))
            .collect();
        let folder = folder(&files);
        let output = run(&folder, &["convert", "ladder.yaml", "-o", "one.yaml"]);
        assert!(output.status.success(), "{output:?}");
        let told = |name: &str| {
            let output = run(&folder, &["check", "--verbose", "--format", "json", name]);
            let answer: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
            let problems = answer["problems"].as_array().expect("a list").iter();
            let problems = problems.map(|one| format!("{} {}", one["code"], one["message"]));
            let mut problems: Vec<String> = problems.collect();
            problems.sort();
            let needless: Vec<String> = problems
                .extract_if(.., |one| one.contains("unneeded-accept"))
                .collect();
            (problems, needless.len())
        };
        let (several, one) = (told("ladder.yaml"), told("one.yaml"));
        assert_eq!(several.0, one.0, "{accepting}");
        assert!(one.1 <= several.1, "{accepting}: {one:?}");
    }
}

#[test]
fn a_file_is_not_included_a_thousand_times() {
    let paths: Vec<String> = (0..10_000)
        .map(|number| format!("skill-{number}.yaml"))
        .collect();
    let ladder = including(&paths.join(", "));
    let several = folder(&[("ladder.yaml", &ladder)]);
    assert!(told(&several).contains("there is no such file"));
    for path in &paths {
        fs::write(several.path().join(path), "skills: {}").expect("a file");
    }
    assert!(told(&several).contains("the ladder has more than 1000 files"));
    // A chain of files is no deeper than a list is long.
    for (number, path) in paths.iter().enumerate() {
        let next = format!("include: [skill-{}.yaml]", number + 1);
        fs::write(several.path().join(path), next).expect("a file");
    }
    fs::write(
        several.path().join("ladder.yaml"),
        including("skill-0.yaml"),
    )
    .expect("a file");
    assert!(told(&several).contains("the ladder has more than 1000 files"));
}

/// Of a file that is no part of a ladder, no word is shown.
#[test]
fn any_other_file_is_refused_without_a_word_of_it() {
    let others: [&[u8]; 6] = [
        b"password: secret\n",
        b"secret",
        b"- secret\n- [\n",
        b"secret: [\n",
        b"secret \xff\n",
        b"",
    ];
    for other in others {
        let files = folder(&[("ladder.yaml", &including("notes.txt"))]);
        fs::write(files.path().join("notes.txt"), other).expect("a file");
        let told = told(&files);
        assert!(
            told.contains("`notes.txt` is no part of a ladder"),
            "{told}"
        );
        assert!(!told.contains("secret"), "{told}");
    }
    let broken = folder(&[
        ("ladder.yaml", &including("skills.yaml")),
        ("skills.yaml", "skills: {\n"),
    ]);
    assert!(
        told(&broken).contains("--> skills.yaml:1:9"),
        "{}",
        told(&broken)
    );
}

/// Whatever an included file holds, each problem is in the file that is named.
#[test]
fn each_problem_of_an_included_file_has_its_place_in_it() {
    let day = Day::constant(2026, 11, 20);
    let mut found = 0;
    for path in catalogue() {
        let Ok(content) = fs::read_to_string(&path) else {
            continue;
        };
        let first = including("other.yaml");
        let mut files = Memory::new([("other.yaml".to_owned(), content.clone())]);
        let file = check::inspect(
            Text::new("ladder.yaml", first.as_str()),
            &mut files,
            day,
            |_| None,
        );
        let selection = Selection {
            least: Severity::Note,
            strict: false,
        };
        for problem in Findings::of([&file], selection).problems {
            let (text, places) = (&problem.file, [&problem.location]);
            let also = problem.also.iter().filter(|label| label.file.is_none());
            let lines = if text == "other.yaml" {
                &content
            } else {
                &first
            };
            let lines = lines.split(['\n', '\r']).count();
            for place in places.into_iter().chain(also.map(|label| &label.location)) {
                assert!((1..=lines).contains(&place.line), "{path:?}: {problem:?}");
            }
            found += usize::from(text == "other.yaml");
        }
    }
    assert!(found > 100, "{found}");
}

/// Limits hold for all files together.
#[test]
fn several_files_are_not_larger_than_one_may_be() {
    let large = format!("about: {}\n", "a".repeat(600_000));
    let files = folder(&[
        ("ladder.yaml", &including("a.yaml, b.yaml")),
        ("a.yaml", &large),
        ("b.yaml", &large),
    ]);
    let output = run(&files, &["check", "ladder.yaml", "--limit", "1"]);
    let told_of_size = String::from_utf8(output.stderr).expect("text");
    assert!(
        told_of_size.contains("with `b.yaml` the ladder is larger than 1 MB"),
        "{told_of_size}"
    );
    let output = run(&files, &["check", "ladder.yaml", "--limit", "2"]);
    assert!(output.status.success());
    // 60 repeats of 100 values in each file: two files are within the limit of 10,000, and three are not.
    let values = vec!["a"; 100].join(", ");
    let repeats = vec!["{ aliases: *a }"; 60];
    let skills = |file: &str| {
        let skills = repeats.iter().enumerate();
        let skills = skills.map(|(number, skill)| format!("  {file}{number}: {skill}\n"));
        let skills: String = skills.collect();
        format!("skills:\n  {file}: {{ aliases: &a [{values}] }}\n{skills}")
    };
    let files = folder(&[
        ("ladder.yaml", &including("a.yaml")),
        ("a.yaml", &skills("a")),
        ("b.yaml", &skills("b")),
    ]);
    assert!(run(&files, &["check", "ladder.yaml"]).status.success());
    fs::write(
        files.path().join("ladder.yaml"),
        including("a.yaml, b.yaml"),
    )
    .expect("a file");
    assert!(told(&files).contains("b.yaml:"), "{}", told(&files));
    assert!(told(&files).contains("error[too-many-aliases]"));
}

/// A pipe has no folder.
#[test]
fn a_ladder_from_a_pipe_includes_below_the_folder_that_is_named() {
    let files = folder(&[
        ("ladder.yaml", &including("skills.yaml")),
        ("common/skills.yaml", "skills: { python: {} }\n"),
        ("common/more/design.yaml", "include: [../tools.yaml]\n"),
        ("common/tools.yaml", "skills: { figma: {} }\n"),
    ]);
    let piped = |text: &str, arguments: &[&str]| {
        let input = files.path().join("input");
        fs::write(&input, text).expect("a file");
        let mut command = ladder(arguments);
        command.current_dir(files.path());
        command.stdin(fs::File::open(&input).expect("a file"));
        let output = command.output().expect("the program runs");
        (
            output.status.code(),
            String::from_utf8(output.stderr).expect("text"),
        )
    };
    let text = including("skills.yaml, more/design.yaml");
    let (code, told) = piped(&text, &["check", "-"]);
    assert_eq!(code, Some(1));
    assert!(
        told.contains("a ladder from a pipe cannot include `skills.yaml`"),
        "{told}"
    );
    let (code, told) = piped(&text, &["check", "-", "--include-root", "common", "-v"]);
    assert_eq!(
        (code, told.contains("no problem")),
        (Some(0), true),
        "{told}"
    );
    let outside = including("../input");
    let (code, told) = piped(&outside, &["check", "-", "--include-root", "common"]);
    assert_eq!(code, Some(1));
    assert!(
        told.contains("`../input` is not below the folder of the ladder"),
        "{told}"
    );
    let (_, told) = piped(&text, &["check", "-", "--include-root", "nowhere"]);
    let missing = "the folder `nowhere`, given by --include-root, is not there";
    assert!(told.contains(missing), "{told}");
    // A file has its folder, and the named one besides.
    let output = run(
        &files,
        &[
            "check",
            "common/more/design.yaml",
            "--include-root",
            "common",
        ],
    );
    let told = String::from_utf8(output.stderr).expect("text");
    assert!(!told.contains("invalid-include"), "{told}");
}

/// The answer does not replace a file that the ladder includes.
#[test]
fn an_included_file_is_not_the_output() {
    let files = folder(&[
        ("ladder.yaml", &including("skills.yaml")),
        ("skills.yaml", "skills: { python: {} }\n"),
    ]);
    let output = run(&files, &["show", "--format", "yaml", "-o", "skills.yaml"]);
    let told = String::from_utf8(output.stderr).expect("text");
    assert_eq!(output.status.code(), Some(2));
    assert!(told.contains("cannot write `skills.yaml`"), "{told}");
    let verbose = run(&files, &["show", "-v"]);
    let told = String::from_utf8(verbose.stderr).expect("text");
    assert!(told.contains("ladder: skills.yaml (included)"), "{told}");
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::symlink;

    use super::{folder, fs, including, ladder, told};

    /// Links are followed before a file is compared with the folder of the ladder, and with other files.
    #[test]
    fn links_lead_no_further_than_paths() {
        let outside = folder(&[("secret.yaml", "skills: { secret: {} }\n")]);
        let files = folder(&[
            (
                "ladder.yaml",
                &including("link.yaml, linked/secret.yaml, dangling.yaml, loop.yaml"),
            ),
            ("skills.yaml", "skills: { python: {} }\n"),
        ]);
        let at = |name: &str| files.path().join(name);
        symlink(outside.path().join("secret.yaml"), at("link.yaml")).expect("a link");
        symlink(outside.path(), at("linked")).expect("a link");
        symlink("nowhere.yaml", at("dangling.yaml")).expect("a link");
        symlink("loop.yaml", at("loop.yaml")).expect("a link");
        let found = told(&files);
        for part in [
            "`link.yaml` is not below the folder",
            "`linked/secret.yaml` is not below the folder",
            "`dangling.yaml`: it is a broken link",
            "cannot read the included file `loop.yaml`: ",
        ] {
            assert!(found.contains(part), "{found}");
        }
        assert!(!found.contains("secret: {}"), "{found}");
        // A link to a file of the ladder is that file.
        symlink("skills.yaml", at("other.yaml")).expect("a link");
        fs::write(at("ladder.yaml"), including("skills.yaml, other.yaml")).expect("a file");
        assert!(told(&files).contains("the file `other.yaml` is included twice"));
        // A ladder behind a link includes from its own folder.
        fs::write(at("ladder.yaml"), including("skills.yaml")).expect("a file");
        symlink(at("ladder.yaml"), outside.path().join("ladder.yaml")).expect("a link");
        let mut command = ladder(&["check", "ladder.yaml"]);
        let output = command
            .current_dir(outside.path())
            .output()
            .expect("the program runs");
        assert!(output.status.success());
    }

    /// A pipe is not waited for, and a device has no end.
    #[test]
    fn only_regular_files_are_included() {
        let files = folder(&[("ladder.yaml", &including("pipe.yaml, device.yaml"))]);
        let pipe = files.path().join("pipe.yaml");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status();
        assert!(made.expect("mkfifo runs").success());
        symlink("/dev/zero", files.path().join("device.yaml")).expect("a link");
        let found = told(&files);
        assert!(found.contains("`pipe.yaml` is no regular file"), "{found}");
        assert!(
            found.contains("`device.yaml` is not below the folder"),
            "{found}"
        );
    }
}
