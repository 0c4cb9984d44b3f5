//! New profiles and ladders: what a résumé gives, what is refused, and the questions on a terminal.

use std::{
    fs,
    io::{Cursor, Write},
    path::PathBuf,
    process::{Child, Output, Stdio},
};

use fastrand::Rng;
use ladder::import;
use tempfile::TempDir;
use zip::{ZipWriter, write::SimpleFileOptions};

use crate::process::{TODAY, ladder, run, stderr, text};

fn folder() -> TempDir {
    TempDir::new().expect("a temporary folder")
}

/// Runs `ladder init` for a new file, and returns what it says and the text of the file.
fn written(arguments: &[&str]) -> (String, String) {
    let folder = folder();
    let path = folder.path().join("new.yaml");
    let output = run(&[&["init"], arguments, &["-o", text(&path)]].concat());
    assert!(
        output.status.success(),
        "{arguments:?}: {}",
        stderr(&output)
    );
    let content = fs::read_to_string(&path).expect("the file is there");
    let checked = run(&["check", "--strict", text(&path)]);
    let problems = stderr(&checked);
    assert!(
        checked.status.success(),
        "{arguments:?}: {problems}\n{content}"
    );
    (stderr(&output), content)
}

/// Runs `ladder init`, which must fail and leave the folder as it is; returns what it says.
fn refused(arguments: &[&str]) -> String {
    let folder = folder();
    let path = folder.path().join("new.yaml");
    let output = run(&[&["init"], arguments, &["-o", text(&path)]].concat());
    assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    assert!(output.stdout.is_empty(), "{arguments:?}");
    let left = fs::read_dir(folder.path()).expect("a folder").count();
    assert_eq!(left, 0, "{arguments:?} left something behind");
    stderr(&output)
}

fn resumes(folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder");
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    paths.retain(|path| path.is_file() || path.ends_with("linkedin"));
    paths
}

#[test]
fn every_resume_becomes_a_sound_profile() {
    let resumes = resumes("tests/resumes");
    assert!(resumes.len() >= 12);
    for resume in resumes {
        let (said, _) = written(&["--from", text(&resume)]);
        assert!(said.contains(" taken, "), "{said}");
        assert!(said.contains("not on this ladder"), "{said}");
    }
}

#[test]
fn a_file_that_is_no_resume_is_refused_with_its_place() {
    for resume in resumes("tests/resumes/refused") {
        let said = refused(&["--from", text(&resume)]);
        assert!(
            said.contains(&format!("--> {}:", resume.display())),
            "{said}"
        );
    }
}

#[cfg(unix)]
#[test]
fn a_new_profile_can_be_read_by_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;

    let folder = folder();
    let path = folder.path().join("me.yaml");
    let output = run(&["init", "--role", "mid", "-o", text(&path)]);
    assert!(output.status.success(), "{}", stderr(&output));
    let mode = fs::metadata(&path).expect("the file").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn nothing_is_replaced_and_nothing_is_written_where_it_cannot_be() {
    let folder = folder();
    let path = folder.path().join("me.yaml");
    fs::write(&path, "role: mid # mine\n").expect("a file");
    let missing = folder.path().join("missing/me.yaml");
    for (target, why) in [
        (path.as_path(), "it exists already"),
        (folder.path(), "it is a directory"),
        (&missing, "the directory does not exist"),
    ] {
        let output = run(&["init", "--role", "senior", "-o", text(target)]);
        assert_eq!(output.status.code(), Some(2));
        assert!(stderr(&output).contains(why), "{}", stderr(&output));
    }
    let kept = fs::read_to_string(&path).expect("the file");
    assert_eq!(kept, "role: mid # mine\n");
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1);
    let output = run(&["init", "--role", "senior", "--force", "-o", text(&path)]);
    assert!(output.status.success(), "{}", stderr(&output));
    let replaced = fs::read_to_string(&path).expect("the file");
    assert!(replaced.contains("\nrole: senior\n"), "{replaced}");
}

#[test]
fn of_several_at_once_one_writes_and_the_others_say_so() {
    let folder = folder();
    let path = folder.path().join("me.yaml");
    for round in 0..5 {
        let running = (0..6).map(|_| {
            let mut command = ladder(&["init", "--role", "mid", "-o", text(&path)]);
            let output = command
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn();
            output.expect("the program starts")
        });
        let running: Vec<Child> = running.collect();
        let ended = running
            .into_iter()
            .map(|run| run.wait_with_output().expect("it ends"));
        let (won, lost): (Vec<Output>, Vec<Output>) =
            ended.partition(|output| output.status.success());
        assert_eq!(won.len(), 1, "round {round}");
        for output in lost {
            let said = stderr(&output);
            assert!(said.contains("it exists already"), "{said}");
        }
        let left = fs::read_dir(folder.path()).expect("a folder").count();
        assert_eq!(left, 1, "round {round}");
        fs::remove_file(&path).expect("the file");
    }
}

#[test]
fn the_end_of_plain_answers_leaves_nothing_behind() {
    let folder = folder();
    let mut command = ladder(&["init", "--plain"]);
    command.current_dir(folder.path()).stdin(Stdio::piped());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    let mut input = child.stdin.take().expect("its input");
    input.write_all(b"4\n2023-04\n").expect("two answers");
    drop(input);
    let output = child.wait_with_output().expect("the program ends");
    assert_eq!(output.status.code(), Some(2));
    let said = stderr(&output);
    assert!(said.ends_with("note: nothing was written\n"), "{said}");
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 0);
}

#[test]
fn a_profile_names_a_ladder_of_its_own_by_a_path_from_its_folder() {
    let folder = folder();
    let people = folder.path().join("people");
    fs::create_dir(&people).expect("a folder");
    let ladder = folder.path().join("acme.yaml");
    let output = run(&[
        "init",
        "--ladder",
        "--roles",
        "junior,senior",
        "-o",
        text(&ladder),
    ]);
    assert!(output.status.success(), "{}", stderr(&output));
    let profile = people.join("ada.yaml");
    let (ladder, profile) = (text(&ladder), text(&profile));
    let output = run(&[
        "init", "--role", "junior", "--ladder", ladder, "-o", profile,
    ]);
    assert!(output.status.success(), "{}", stderr(&output));
    let written = fs::read_to_string(profile).expect("the file");
    assert!(written.contains("\nladder: ../acme.yaml\n"), "{written}");
    let checked = run(&["check", "--strict", profile]);
    assert!(checked.status.success(), "{}", stderr(&checked));
}

#[test]
fn a_new_ladder_is_sound_and_draws() {
    for roles in [
        &["--roles", "junior,senior,lead", "--skills", "a,b"][..],
        &["--roles", "one", "--track", "A Track"],
        &[
            "--roles",
            "Engineering:junior,senior",
            "--roles",
            "Management : lead,director,x:y",
            "--skills",
            "a",
        ],
        &[
            "--roles",
            "Junior Engineer,Ingénieure,a,b,c,d",
            "--skills",
            "Java, C++ ,日本語",
        ],
    ] {
        let folder = folder();
        let path = folder.path().join("ladder.yaml");
        let output = run(&[&["init", "--ladder"], roles, &["-o", text(&path)]].concat());
        assert!(output.status.success(), "{roles:?}: {}", stderr(&output));
        let checked = run(&["check", "--strict", text(&path)]);
        assert!(checked.status.success(), "{}", stderr(&checked));
        let shown = run(&["show", "--ladder", text(&path), "--format", "svg"]);
        assert!(shown.status.success(), "{}", stderr(&shown));
    }
}

/// An archive of parts, each with its content.
#[test]
fn a_new_ladder_has_no_hidden_characters() {
    let arguments = [
        "--ladder",
        "--track",
        "E\u{7}ng",
        "--roles",
        "A\u{200b}b,c\u{202e}d",
    ];
    let (_, text) = written(&arguments);
    assert!(
        text.contains("tracks: { eng: Eng }") && text.contains("  ab: { title: Ab,"),
        "{text}"
    );
    assert!(
        text.chars()
            .all(|character| character == '\n' || !character.is_control())
    );
}

fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        let started = writer.start_file(*name, SimpleFileOptions::default());
        started.expect("a part");
        writer.write_all(content).expect("its content");
    }
    writer.finish().expect("an archive").into_inner()
}

/// The tables of the unpacked export, below a folder.
fn export(folder: &str) -> Vec<(String, Vec<u8>)> {
    let names = fs::read_dir("tests/resumes/linkedin").expect("a folder");
    let mut parts: Vec<(String, Vec<u8>)> = names
        .map(|entry| {
            let entry = entry.expect("an entry");
            let name = entry.file_name().into_string().expect("a name in UTF-8");
            let content = fs::read(entry.path()).expect("a table");
            (format!("{folder}{name}"), content)
        })
        .collect();
    parts.sort();
    parts
}

fn archived(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let parts: Vec<(&str, &[u8])> = parts
        .iter()
        .map(|(name, content)| (name.as_str(), content.as_slice()))
        .collect();
    archive(&parts)
}

/// Runs `ladder init --from` for bytes.
fn from_bytes<T>(bytes: &[u8], check: impl Fn(&[&str]) -> T) -> T {
    let folder = folder();
    let path = folder.path().join("export.zip");
    fs::write(&path, bytes).expect("a file");
    check(&["--from", text(&path)])
}

#[test]
fn an_archive_says_what_its_folder_says() {
    let (_, unpacked) = written(&["--from", "tests/resumes/linkedin"]);
    let mut inside = export("Basic_LinkedInDataExport/");
    inside.push((
        "messages.csv".to_owned(),
        b"FROM,CONTENT\nsomebody,secret\n".to_vec(),
    ));
    for parts in [export(""), inside] {
        let (_, packed) = from_bytes(&archived(&parts), written);
        assert_eq!(packed, unpacked);
    }
}

#[test]
fn a_hostile_archive_is_refused() {
    let outside = archive(&[("../Positions.csv", b"Title,Company Name\nLead,A\n")]);
    let said = from_bytes(&outside, refused);
    assert!(
        said.contains("`../Positions.csv` points out of the archive"),
        "{said}"
    );
    let zeros = vec![b' '; 8 << 20];
    let said = from_bytes(&archive(&[("Skills.csv", &zeros)]), refused);
    assert!(
        said.contains("`Skills.csv` is more than 100 times as large"),
        "{said}"
    );
    let zeros = vec![b' '; 17 << 20];
    let said = from_bytes(&archive(&[("Skills.csv", &zeros)]), refused);
    assert!(said.contains("`Skills.csv` has more than 16 MB"), "{said}");
    let names: Vec<String> = (0..1001).map(|number| format!("{number}.csv")).collect();
    let many: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
    let said = from_bytes(&archive(&many), refused);
    assert!(said.contains("it has more than 1000 entries"), "{said}");
    let twice = archive(&[("Skills.csv", b"Name\nA\n"), ("a/skills.csv", b"Name\nB\n")]);
    let said = from_bytes(&twice, refused);
    assert!(said.contains("it has two parts with the name of"), "{said}");
    let other = archive(&[("photo.jpg", b"x")]);
    let said = from_bytes(&other, refused);
    assert!(said.contains("is no LinkedIn export"), "{said}");
    let whole = archived(&export(""));
    for end in (4..whole.len()).step_by(97) {
        from_bytes(&whole[..end], refused);
    }
}

#[test]
fn a_size_that_an_archive_denies_is_found_when_it_is_unpacked() {
    let mut bytes = archive(&[("Skills.csv", &vec![b' '; 17 << 20])]);
    let size = u32::try_from(17 << 20)
        .expect("a small number")
        .to_le_bytes();
    let places: Vec<usize> = (0..bytes.len() - 4)
        .filter(|at| bytes[*at..*at + 4] == size)
        .collect();
    assert!(!places.is_empty());
    for at in places {
        bytes[at..at + 4].copy_from_slice(&1000_u32.to_le_bytes());
    }
    from_bytes(&bytes, refused);
}

#[test]
fn no_change_of_a_resume_is_a_panic() {
    let mut inputs: Vec<Vec<u8>> = resumes("tests/resumes")
        .iter()
        .filter(|path| path.is_file())
        .map(|path| fs::read(path).expect("a file"))
        .collect();
    inputs.push(archived(&export("")));
    let mut random = Rng::with_seed(7);
    for input in inputs {
        for end in (0..input.len()).step_by(7) {
            let _ = import::read("cut", input[..end].to_vec());
        }
        for _ in 0..300 {
            let mut changed = input.clone();
            for _ in 0..3 {
                let at = random.usize(..changed.len());
                changed[at] = random.u8(..);
            }
            let _ = import::read("changed", changed);
        }
    }
}

#[cfg(unix)]
#[test]
fn a_killed_run_leaves_a_whole_file_or_none() {
    let folder = folder();
    let path = folder.path().join("me.yaml");
    let (_, whole) = written(&["--role", "mid"]);
    for round in 0..40 {
        let mut command = ladder(&["init", "--role", "mid", "-o", text(&path)]);
        command
            .args(TODAY)
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let mut child = command.spawn().expect("the program starts");
        for _ in 0..round * round {
            let _ = fs::read_dir(folder.path()).expect("a folder").count();
        }
        child.kill().expect("it is killed, or has ended");
        child.wait().expect("it has ended");
        match fs::read_to_string(&path) {
            Ok(content) => {
                assert_eq!(content, whole, "round {round}");
                fs::remove_file(&path).expect("the file");
            }
            Err(error) => assert_eq!(error.kind(), std::io::ErrorKind::NotFound),
        }
    }
}

#[test]
fn a_table_of_a_million_columns_is_refused() {
    let wide = format!("Name{}\n", ",".repeat(1_000_000));
    let said = from_bytes(wide.as_bytes(), refused);
    assert!(said.contains("the table has 1000001 columns"), "{said}");
    let row = format!("Name\nPython\nSQL{}\n", ",".repeat(1_000_000));
    let said = from_bytes(row.as_bytes(), refused);
    assert!(said.contains(":3:1"), "{said}");
}

#[test]
fn a_resume_of_many_unknown_skills_is_read_in_time() {
    let skills: Vec<String> = (0..50_000)
        .map(|number| format!("\"skill {number}\""))
        .collect();
    let resume = format!("{{ \"basics\": {{}}, \"skills\": [{}] }}", skills.join(","));
    let (said, content) = from_bytes(resume.as_bytes(), written);
    assert!(said.contains("50000 not on this ladder"), "{said}");
    assert!(content.contains("and 49500 more"));
}

#[test]
fn without_a_terminal_nothing_is_asked() {
    let said = refused(&[]);
    assert!(said.contains("there is no terminal to ask on"), "{said}");
    let said = refused(&["--ladder"]);
    assert!(said.contains("there is no terminal to ask on"), "{said}");
}

/// Positions, certificates and studies as a résumé in JSON.
fn resume(sections: &str) -> Vec<u8> {
    format!("{{ \"basics\": {{}}, {sections} }}").into_bytes()
}

#[test]
fn an_end_that_cannot_be_read_is_not_the_present() {
    for end in [
        "31.12.2023",
        "09/2023",
        "Q3 2023",
        "until 2023",
        "ended",
        "févr. 2024",
        "N/A",
    ] {
        let work = format!(
            r#""work": [{{ "position": "senior", "name": "AB", "startDate": "2020-01", "endDate": "{end}" }}]"#
        );
        let (said, content) = from_bytes(&resume(&work), written);
        assert!(!content.contains("\nrole: "), "{content}");
        assert!(!content.contains("\nhistory:"), "{content}");
        let kept = format!("#   2020-01..{end} senior, AB\n");
        assert!(content.contains(&kept), "{content}");
        assert!(said.contains("kept as comments: 1 position"), "{said}");
        let table =
            format!("Company Name,Title,Started On,Finished On\nAB,senior,Jan 2020,{end}\n");
        let (_, content) = from_bytes(table.as_bytes(), written);
        assert!(!content.contains("\nrole: "), "{content}");
        assert!(content.contains(&kept), "{content}");
    }
    let work = r#""work": [{ "position": "senior", "startDate": "2020-01", "endDate": ["2023"] }]"#;
    let (_, content) = from_bytes(&resume(work), written);
    assert!(!content.contains("\nrole: "), "{content}");
}

#[test]
fn an_end_is_open_by_a_word_for_the_present_or_by_nothing() {
    for end in [
        r#""Present""#,
        r#""now""#,
        r#""Current""#,
        r#""heute""#,
        r#""至今（9个月）""#,
        r#""""#,
        "null",
    ] {
        let work = format!(
            r#""work": [{{ "position": "senior", "startDate": "2020-01", "endDate": {end} }}]"#
        );
        let (_, content) = from_bytes(&resume(&work), written);
        assert!(
            content.contains("\nrole: senior\nsince: 2020-01\n"),
            "{content}"
        );
    }
}

#[test]
fn a_start_that_cannot_be_read_keeps_the_position_as_a_comment() {
    let work = r#""work": [{ "position": "senior", "startDate": "Juin 2019" }]"#;
    let (_, content) = from_bytes(&resume(work), written);
    assert!(!content.contains("\nrole: "), "{content}");
    let kept = "#   Juin 2019.. senior\n";
    assert!(content.contains(kept), "{content}");
}

#[test]
fn an_impossible_day_is_refused_in_every_form() {
    for day in ["Feb 30 2024", "30 Feb 2024", "2024-02-30"] {
        let table = format!("Company Name,Title,Started On,Finished On\nAB,Lead,Jan 2020,{day}\n");
        let said = from_bytes(table.as_bytes(), refused);
        assert!(said.contains(&format!("`{day}` is not a date")), "{said}");
        assert!(said.contains(":2:18"), "{said}");
    }
}

#[test]
fn a_certificate_with_a_date_that_cannot_be_read_is_not_held() {
    for (earned, expires) in [
        ("Juin 2019", ""),
        ("Jun 2019", "Q3 2022"),
        ("Jun 2019", "Present"),
        ("someday", "expired"),
    ] {
        let table = format!(
            "Name,Authority,Started On,Finished On\ngoogle-pmle,Google,{earned},{expires}\n"
        );
        let (said, content) = from_bytes(table.as_bytes(), written);
        assert!(!content.contains("\ncertifications:"), "{content}");
        let earned = earned.replace("Jun 2019", "2019-06");
        let kept = format!("#   google-pmle ({earned}..{expires})\n");
        assert!(content.contains(&kept), "{content}");
        assert!(said.contains("kept as comments: 1 certificate"), "{said}");
    }
}

#[test]
fn only_a_finished_degree_counts() {
    for title in [
        "Bachelor (in progress)",
        "Bachelor's thesis",
        "Certified Scrum Master",
        "Master Class",
        "MS Office",
        "Sales Associate training",
    ] {
        let studies =
            format!(r#""education": [{{ "studyType": "{title}", "endDate": "2020-06" }}]"#);
        let (said, content) = from_bytes(&resume(&studies), written);
        assert!(!content.contains("\neducation:"), "{content}");
        assert!(
            content.contains(&format!("#   {title} (2020-06)\n")),
            "{content}"
        );
        assert!(said.contains("kept as comments: 1 study"), "{said}");
    }
}

#[test]
fn a_table_of_studies_names_the_field_after_the_degree() {
    let table = "School Name,Start Date,End Date,Notes,Degree Name,Activities\n\
                 A,2015,2019,,\"Bachelor of Science - BS, Computer Science\",\n";
    let (_, content) = from_bytes(table.as_bytes(), written);
    let degree = "{ degree: bachelor, field: computer-science, earned: 2019 }";
    assert!(content.contains(degree), "{content}");
}

#[test]
fn an_option_beside_a_resume_keeps_the_present_position_as_a_comment() {
    let work = r#""work": [{ "position": "mid", "name": "AB", "startDate": "2022-06" }]"#;
    let replaced = |arguments: &[&str]| written(&[arguments, &["--role", "senior"]].concat());
    let (said, content) = from_bytes(&resume(work), replaced);
    assert!(content.contains("#   2022-06.. mid, AB\n"), "{content}");
    assert!(said.contains("kept as comments: 1 position"), "{said}");
    let same = |arguments: &[&str]| written(&[arguments, &["--role", "mid"]].concat());
    let (_, content) = from_bytes(&resume(work), same);
    assert!(
        content.contains("\nrole: mid\nsince: 2022-06\n"),
        "{content}"
    );
}

#[test]
fn the_own_level_of_a_skill_comes_before_that_of_a_group() {
    let own = r#"{ "name": "Python", "level": "working" }"#;
    let group = r#"{ "name": "Work", "level": "expert", "keywords": ["Python"] }"#;
    for skills in [[own, group], [group, own]] {
        let skills = format!("\"skills\": [{}]", skills.join(","));
        let (said, content) = from_bytes(&resume(&skills), written);
        assert!(content.contains("\n  python: working\n"), "{content}");
        let conflict = "note: the résumé gives several levels of `python`";
        assert!(said.contains(conflict), "{said}");
        assert!(!said.contains("the level of a group"), "{said}");
    }
}

#[test]
fn a_long_cell_is_cut_and_a_short_name_has_no_candidate() {
    let table = format!("Name\n{}\nGo\nC\n", "a ".repeat(500_000));
    let (_, content) = from_bytes(table.as_bytes(), written);
    assert!(content.len() < 5_000, "{}", content.len());
    assert!(content.contains("…\n"), "{content}");
    assert!(content.contains("#   Go\n#   C\n"), "{content}");
}

#[test]
fn a_quote_that_is_not_closed_is_refused_with_its_place() {
    for table in [
        "Name\nPython\n\"SQL\nJava\n",
        "Name\nPython\n\"SQL\n\"Java\"\n",
    ] {
        let said = from_bytes(table.as_bytes(), refused);
        assert!(said.contains("the quote is not closed"), "{said}");
        assert!(said.contains(":3:1"), "{said}");
    }
    let sound = "Name\n\"a \"\"b\"\" c\"\n5\" disk\n\"two\nlines\"\n\"\"\n";
    from_bytes(sound.as_bytes(), written);
}

#[cfg(unix)]
#[test]
fn a_replaced_profile_can_be_read_by_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;

    let folder = folder();
    let path = folder.path().join("me.yaml");
    fs::write(&path, "role: mid\n").expect("a file");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).expect("a file");
    let output = run(&["init", "--role", "mid", "--force", "-o", text(&path)]);
    assert!(output.status.success(), "{}", stderr(&output));
    let mode = fs::metadata(&path).expect("the file").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn options_that_contradict_each_other_are_refused() {
    for (arguments, message) in [
        (
            &["--role", "mid", "--since", "2131"][..],
            "--since: 2131 is after today",
        ),
        (
            &["--role", "mid", "--goal", "mid"],
            "--goal: `mid` is the present role",
        ),
        (
            &["--goal", "mid", "--by", "2001"],
            "--by: 2001 is before today",
        ),
        (
            &["--skill", "python=expert", "--skill", "Python=working"],
            "--skill Python=working: `python` is given twice",
        ),
        (
            &["--role", "mid", "--since", "2020-01", "--years", "1"],
            "--years: in the field since 2025-11-20, but in the role since 2020-01",
        ),
        (
            &["--ladder", "--roles", "a,b", "--role", "mid"],
            "`--role` describes a profile",
        ),
    ] {
        let said = refused(arguments);
        assert!(said.contains(message), "{said}");
    }
}

#[test]
fn roles_with_the_same_id_are_refused_and_can_be_given_ids() {
    let said = refused(&["--ladder", "--roles", "C++ Dev,C# Dev"]);
    let message = "the roles `C++ Dev` and `C# Dev` have the same id `c-dev`";
    assert!(said.contains(message), "{said}");
    assert!(said.contains("such as `c-dev-2=C# Dev`"), "{said}");
    let folder = folder();
    let path = folder.path().join("l1.yaml");
    fs::write(folder.path().join("me.yaml"), "role: mid\n").expect("a file");
    let mut command = ladder(&["init", "--ladder", "--roles", "C++ Dev,c-dev-2=C# Dev"]);
    command
        .args(["-o", "l1.yaml"])
        .args(TODAY)
        .current_dir(folder.path());
    let output = command.output().expect("the program runs");
    let said = stderr(&output);
    assert!(
        said.contains("next: `ladder show --ladder l1.yaml --no-profile`"),
        "{said}"
    );
    let content = fs::read_to_string(path).expect("the file");
    assert!(content.contains("c-dev-2:"), "{content}");
}
