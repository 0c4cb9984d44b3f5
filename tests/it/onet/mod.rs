//! Ladders from the database of occupations, on samples that are made here: no file is a copy.

pub mod sample;

use std::{
    fs,
    path::{Path, PathBuf},
};

use sample::{Names, Occupation, Sample};
use snapbox::{Assert, Data};
use tempfile::TempDir;

use crate::{
    process::{run, stderr, text},
    workbook::{rows, workbook},
};

/// Three occupations, two of which are related, and one that nobody rated.
fn small(names: Names) -> Sample {
    let mut sample = Sample::empty(names);
    sample.add(&Occupation {
        code: "29-1141.00",
        title: "Nurses",
        zone: Some(3),
        ratings: &[
            ("2.A.1.a", "Reading", "3.00 3.50 N N"),
            ("2.A.1.b", "Mathematics", "2.99 2.49 N N"),
            ("2.B.1.a", "Monitoring", "1.99 4.00 N N"),
            ("2.B.1.b", "Coordination", "4.00 4.00 Y N"),
            ("2.B.1.c", "Repairing", "3.10 0.00 N Y"),
            ("2.B.1.d", "Installation", "n/a 2.00 N N"),
            ("2.B.1.e", "Programming", "3.00 0.49 N N"),
            ("2.C.1.a", "Medicine", "4.75 6.50 N N"),
            ("2.C.4.a", "Mathematics", "3.25 3.00 N N"),
        ],
        software: &[
            ("Sample Charts", "Medical software", "Y", "Y"),
            ("Sample Sheets", "Spreadsheet software", "Y", "N"),
            ("sample sheets", "Office software", "N", "N"),
            ("Sample Mail", "Office software", "N", "N"),
        ],
        education: "0.00 1.00 4.00 5.00 30.00 55.00 0.00 5.00 0.00 0.00 0.00 0.00",
        experience: "20.00 5.00 5.00 5.00 5.00 45.00 15.00 0.00 0.00 0.00 0.00",
        related: &["29-1141.01", "29-9099.00"],
    });
    sample.add(&Occupation {
        code: "29-1141.01",
        title: "Nurses of Acute Care",
        zone: Some(4),
        ratings: &[
            ("2.A.1.a", "Reading", "4.10 4.20 N N"),
            ("2.C.1.a", "Medicine", "4.90 7.00 N N"),
        ],
        software: &[("Sample Charts", "Medical software", "Y", "Y")],
        // It stays open whether the hidden answers name a master's degree.
        education: "0.00 0.00 0.00 0.00 0.00 40.00 - - 0.00 0.00 0.00 0.00",
        experience: "0.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 - 30.00 70.00",
        related: &["29-1141.00"],
    });
    sample.add(&Occupation {
        code: "29-9099.00",
        title: "Nurses, All Other",
        zone: None,
        ratings: &[],
        software: &[],
        education: "",
        experience: "",
        related: &[],
    });
    sample.add(&Occupation {
        code: "23-1011.00",
        title: "Counsel",
        zone: Some(5),
        ratings: &[("2.A.1.a", "Reading", "4.50 5.00 N N")],
        software: &[],
        education: "0.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 100.00 0.00 0.00",
        experience: "0.00 0.00 60.00 40.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00",
        related: &[],
    });
    sample
}

/// A folder with the files of a sample in `db`.
fn unpacked(sample: &Sample) -> (TempDir, PathBuf) {
    let folder = TempDir::new().expect("a temporary folder");
    let database = folder.path().join("db");
    sample.write(&database);
    (folder, database)
}

/// Imports a folder or an archive, and returns what is said and the ladder, which is sound.
fn imported(database: &Path, arguments: &[&str]) -> (String, String) {
    let folder = TempDir::new().expect("a temporary folder");
    let path = folder.path().join("ladder.yaml");
    let first = ["import", "onet", text(database), "-o", text(&path)];
    let output = run(&[&first, arguments].concat());
    let said = stderr(&output);
    assert!(output.status.success(), "{arguments:?}: {said}");
    let content = fs::read_to_string(&path).expect("the file is there");
    let checked = run(&["check", "--strict", text(&path)]);
    let problems = stderr(&checked);
    assert!(
        checked.status.success(),
        "{arguments:?}: {problems}\n{content}"
    );
    let said = said.replace(text(folder.path()), "");
    (said.replace(text(database), "db"), content)
}

/// Imports what must be refused; nothing is written. Returns what is said.
fn refused(database: &Path, arguments: &[&str]) -> String {
    let folder = TempDir::new().expect("a temporary folder");
    let path = folder.path().join("ladder.yaml");
    let first = ["import", "onet", text(database), "-o", text(&path)];
    let output = run(&[&first, arguments].concat());
    assert_eq!(
        output.status.code(),
        Some(2),
        "{arguments:?}: {}",
        stderr(&output)
    );
    assert!(output.stdout.is_empty());
    let left = fs::read_dir(folder.path()).expect("a folder").count();
    assert_eq!(left, 0, "{arguments:?} left something behind");
    let parent = database.parent().expect("a folder around it");
    stderr(&output).replace(&format!("{}/", text(parent)), "")
}

/// Compares a text with a file in `tests/onet`.
fn expect(told: String, file: &str) {
    let expected = Data::read_from(&Path::new("tests/onet").join(file), None);
    let assert = Assert::new().action_env("SNAPSHOTS").normalize_paths(false);
    assert.eq(told, expected);
}

#[test]
fn occupations_become_roles() {
    for (names, file) in [(Names::Old, "old"), (Names::New, "new")] {
        let (_folder, database) = unpacked(&small(names));
        let (said, ladder) = imported(&database, &["--all"]);
        expect(said, &format!("{file}.txt"));
        expect(ladder, &format!("{file}.yaml"));
    }
}

/// The cells of a table with commas, as a sheet.
fn sheet(table: &str) -> String {
    let mut reader = csv::ReaderBuilder::new();
    let reader = reader.has_headers(false).from_reader(table.as_bytes());
    let records = reader.into_records();
    let cells = |record: csv::StringRecord| record.iter().map(str::to_owned).collect();
    let table: Vec<Vec<String>> = records
        .map(|record| cells(record.expect("a record")))
        .collect();
    rows(&table)
}

#[test]
fn wages_become_pay() {
    let (folder, database) = unpacked(&small(Names::New));
    let wages = folder.path().join("national_M2025_dl.csv");
    let table = "AREA_TITLE,OCC_CODE,OCC_TITLE,O_GROUP,A_PCT10,A_PCT25,A_MEDIAN,A_PCT75,A_PCT90\n\
                 U.S.,29-0000,All of health,major,1,2,3,4,5\n\
                 U.S.,29-1141,Nurses,detailed,*,\"61,250\",\"75,330\",\"101,100\",#\n\
                 U.S.,23-1011,Counsel,detailed,70000,99000,140000,#,#\n";
    fs::write(&wages, table).expect("a file");
    let (said, ladder) = imported(&database, &["--all", "--wages", text(&wages)]);
    expect(format!("{said}{ladder}"), "wages.txt");
    // Without a year in its name, the table has the date that is given.
    let undated = folder.path().join("wages.csv");
    fs::write(&undated, table).expect("a file");
    let (said, _) = imported(&database, &["--wages", text(&undated)]);
    assert!(said.contains("note: the wages have no date"), "{said}");
    let dated = ["--wages", text(&undated), "--wages-date", "2025-05"];
    assert_eq!(imported(&database, &dated).1, ladder);
    // The same as a workbook, after a sheet without wages.
    let path = folder.path().join("national_M2025_dl.xlsx");
    let fields = ("Fields", "visible", sheet("Field,Description"));
    let sheets = [fields, ("Wages", "visible", sheet(table))];
    fs::write(&path, workbook(&sheets, &[])).expect("a file");
    let (_, same) = imported(&database, &["--wages", text(&path)]);
    assert_eq!(same, ladder);
    for (table, problem) in [
        (
            "OCC_CODE,A_MEDIAN\n29-1141,1\n",
            "it has no column A_PCT25, A_PCT75",
        ),
        (
            &table.replace("140000", "much"),
            "cell G4: `much` is no wage",
        ),
        (
            &table.replace("140000", "90000"),
            "cell G4: `90000` is less than the lower percentile `99000` in F4",
        ),
        (
            &format!("{table}California,29-1141,Nurses,detailed,1,2,3,4,5\n"),
            "cell A5: a second area, `California` besides `U.S.`",
        ),
        (
            &format!("{table}U.S.,29-1141,Nurses,detailed,1,2,3,4,5\n"),
            "cell B5: `29-1141` has a row already",
        ),
    ] {
        fs::write(&wages, table).expect("a file");
        let said = refused(&database, &["--wages", text(&wages)]);
        assert!(said.contains(problem), "{said}");
    }
}

#[test]
fn every_form_of_the_files_says_the_same() {
    let sample = small(Names::New);
    let (folder, database) = unpacked(&sample);
    let (_, ladder) = imported(&database, &[]);
    let same = |sample: &Sample, what: &str| {
        let (_folder, database) = unpacked(sample);
        assert_eq!(imported(&database, &[]).1, ladder, "{what}");
    };
    let changed = |change: &dyn Fn(&str) -> String| {
        let mut sample = sample.clone();
        for (_, content) in &mut sample.files {
            *content = change(content);
        }
        sample
    };
    same(
        &changed(&|text| format!("\u{feff}{text}")),
        "a byte order mark",
    );
    same(&changed(&|text| text.replace('\n', "\r\n")), "CR LF");
    same(&changed(&|text| text.replace('\n', "\n\n")), "empty lines");
    // Columns that are not read, in front of the others.
    let shifted = |text: &str| {
        let lines = text.lines().enumerate();
        let lines = lines.map(|(number, line)| format!("Column {number}\t{line}\n"));
        lines.collect::<String>()
    };
    same(&changed(&shifted), "another column");
    let mut renamed = sample.clone();
    for (name, _) in &mut renamed.files {
        *name = name.to_uppercase().replace(' ', "_");
    }
    same(&renamed, "names in another case");
    // A line break in a text that stands in quotes.
    let mut broken = sample.clone();
    let titles = broken.file("Occupation Data.txt");
    *titles = titles.replace("Nurses of Acute Care\t", "\"Nurses of\nAcute Care\"\t");
    same(&broken, "a line break in a title");
    // Commas between the cells.
    let mut commas = changed(&|text| {
        let lines = text.lines().map(|line| {
            let cells: Vec<String> = line.split('\t').map(|cell| format!("\"{cell}\"")).collect();
            cells.join(",") + "\n"
        });
        lines.collect()
    });
    for (name, _) in &mut commas.files {
        *name = name.replace(".txt", ".csv");
    }
    commas.files.remove(0);
    let (_folder, of_commas) = unpacked(&commas);
    let plain = |ladder: &str| ladder.replace("2026-08", "2025-08");
    let (_, of_commas) = imported(&of_commas, &["--release", "31.0"]);
    assert_eq!(of_commas, plain(&ladder), "commas");

    for inside in ["", "db_31_0_text/", "a/b/"] {
        let archive = folder.path().join("db.zip");
        fs::write(&archive, sample.zipped(inside)).expect("an archive");
        assert_eq!(imported(&archive, &[]).1, ladder, "`{inside}`");
    }
    let outer = folder.path().join("outer");
    sample.write(&outer.join("db_31_0_text"));
    assert_eq!(imported(&outer, &[]).1, ladder, "a folder in the folder");
}

#[test]
fn some_occupations_are_chosen() {
    let (_folder, database) = unpacked(&small(Names::New));
    let roles = |arguments: &[&str]| {
        let (_, ladder) = imported(&database, arguments);
        let codes = ["29-1141.00", "29-1141.01", "29-9099.00", "23-1011.00"];
        let is_role = |code: &&str| ladder.contains(&format!("\n  {code}:"));
        let found: Vec<&str> = codes.into_iter().filter(is_role).collect();
        found.join(" ")
    };
    assert_eq!(roles(&[]), "29-1141.00 29-1141.01 23-1011.00");
    assert_eq!(
        roles(&["--unrated"]),
        "29-1141.00 29-1141.01 29-9099.00 23-1011.00"
    );
    assert_eq!(roles(&["--family", "23"]), "23-1011.00");
    assert_eq!(roles(&["--family", "29"]), "29-1141.00 29-1141.01");
    // What is named is kept.
    let named = ["--occupation", "29-9099.00", "29-1141.01"];
    assert_eq!(roles(&named), "29-1141.01 29-9099.00");
    assert_eq!(roles(&["--around", "29-1141.01"]), "29-1141.00 29-1141.01");
    let both = ["--around", "29-1141.01", "--family", "23"];
    assert_eq!(roles(&both), "29-1141.00 29-1141.01 23-1011.00");
    assert_eq!(
        roles(&["--around", "23-1011.00", "--depth", "9"]),
        "23-1011.00"
    );
}

/// What is done to a sample.
type Change = Box<dyn Fn(&mut Sample)>;

fn replace(file: &'static str, from: &'static str, to: &'static str) -> Change {
    Box::new(move |sample| {
        let content = sample.file(file);
        assert!(content.contains(from), "{from}");
        *content = content.replacen(from, to, 1);
    })
}

fn without(files: &'static [&'static str]) -> Change {
    Box::new(move |sample| sample.files.retain(|(name, _)| !files.contains(&&**name)))
}

/// A name, what is wrong with a sample, and the arguments with which it is imported.
type Case = (&'static str, Change, &'static [&'static str]);

fn wrong_files() -> Vec<Case> {
    vec![
        (
            "a folder without the files",
            Box::new(|sample| sample.files.clear()),
            &[],
        ),
        (
            "some files are missing",
            without(&["Transferable Skills.txt", "Education.txt", "Job Zones.txt"]),
            &[],
        ),
        (
            "files of two releases",
            Box::new(|sample| sample.files.push(("Skills.txt".to_owned(), String::new()))),
            &[],
        ),
        (
            "one table twice",
            Box::new(|sample| {
                sample
                    .files
                    .push(("Knowledge.csv".to_owned(), String::new()));
            }),
            &[],
        ),
        ("an unknown release", without(&["Read Me.txt"]), &[]),
        ("another release", Box::new(|_| ()), &["--release", "30.3"]),
        (
            "a release that its tables contradict",
            replace("Read Me.txt", "31.0", "30.2"),
            &[],
        ),
        ("no release", Box::new(|_| ()), &["--release", "new"]),
        (
            "missing columns",
            Box::new(|sample| {
                let ratings = sample.file("Essential Skills.txt");
                *ratings = ratings
                    .replace("Data Value", "Value")
                    .replace("Not Relevant", "NR");
            }),
            &[],
        ),
        (
            "an empty table",
            Box::new(|sample| sample.file("Knowledge.txt").clear()),
            &[],
        ),
        (
            "a line break in a title",
            replace(
                "Occupation Data.txt",
                "Nurses of Acute Care",
                "Nurses of\nAcute Care",
            ),
            &[],
        ),
        (
            "a quote that is not closed",
            replace(
                "Occupation Data.txt",
                "Nurses of Acute Care",
                "\"Nurses of Acute Care",
            ),
            &[],
        ),
        (
            "a tab in a title",
            replace("Occupation Data.txt", "Nurses of", "Nurses\tof"),
            &[],
        ),
        (
            "an empty title",
            replace("Occupation Data.txt", "\tNurses of Acute Care\t", "\t\t"),
            &[],
        ),
        (
            "a code as a number",
            replace("Occupation Data.txt", "29-1141.01", "29-1141.1"),
            &[],
        ),
        (
            "an occupation twice",
            replace("Occupation Data.txt", "29-1141.01", "29-1141.00"),
            &[],
        ),
    ]
}

fn wrong_values() -> Vec<Case> {
    vec![
        (
            "a file that is cut short",
            Box::new(|sample| {
                let ratings = sample.file("Essential Skills.txt");
                ratings.truncate(ratings.len() - 30);
            }),
            &[],
        ),
        (
            "a value out of its scale",
            replace("Essential Skills.txt", "3.50", "7.50"),
            &[],
        ),
        (
            "a value that is no number",
            replace("Essential Skills.txt", "3.50", "3,50"),
            &[],
        ),
        (
            "a rating twice",
            replace("Essential Skills.txt", "\tLV\t", "\tIM\t"),
            &[],
        ),
        (
            "a zone twice",
            Box::new(|sample| {
                let zones = sample.file("Job Zones.txt");
                let row = zones.lines().nth(1).expect("a row").to_owned();
                zones.push_str(&row.replacen("\t3\t", "\t4\t", 1));
                zones.push('\n');
            }),
            &[],
        ),
        (
            "shares of more than a hundred",
            replace("Education.txt", "\t1.00\t", "\t99.00\t"),
            &[],
        ),
        (
            "an unknown scale",
            replace("Essential Skills.txt", "\tLV\t", "\tCX\t"),
            &[],
        ),
        (
            "an unknown word",
            replace("Essential Skills.txt", "\tN\tn/a\t", "\tno\tn/a\t"),
            &[],
        ),
        (
            "an impossible month",
            replace("Essential Skills.txt", "08/2025", "13/2025"),
            &[],
        ),
        (
            "an impossible zone",
            replace("Job Zones.txt", "\t3\t", "\t6\t"),
            &[],
        ),
        (
            "an impossible category",
            replace("Education.txt", "\t12\t", "\t13\t"),
            &[],
        ),
        (
            "a category twice",
            replace("Education.txt", "\tRL\t2\t", "\tRL\t1\t"),
            &[],
        ),
        (
            "an unknown code",
            Box::new(|_| ()),
            &["--occupation", "29-1142.00"],
        ),
        (
            "a code without its end",
            Box::new(|_| ()),
            &["--around", "29-1141"],
        ),
        (
            "a title for a code",
            Box::new(|_| ()),
            &["--around", "counsel"],
        ),
        ("an unknown group", Box::new(|_| ()), &["--family", "15"]),
    ]
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    let told = wrong_files().into_iter().chain(wrong_values());
    let told = told.map(|(what, change, arguments)| {
        let mut sample = small(Names::New);
        change(&mut sample);
        let (_folder, database) = unpacked(&sample);
        format!("# {what}\n{}\n", refused(&database, arguments))
    });
    expect(told.collect::<Vec<_>>().concat(), "refused.txt");
}

#[test]
fn a_path_after_codes_is_told() {
    let (_folder, database) = unpacked(&small(Names::New));
    for option in ["--occupation", "--family"] {
        let output = run(&["import", "onet", option, "29-1141.00", text(&database)]);
        assert_eq!(output.status.code(), Some(2));
        let said = stderr(&output);
        assert!(
            said.contains("write the folder or the archive before the options"),
            "{said}"
        );
    }
}

#[test]
fn the_name_and_the_read_me_say_the_same_release() {
    let folder = TempDir::new().expect("a temporary folder");
    let database = folder.path().join("db_30_3_text");
    small(Names::New).write(&database);
    let said = refused(&database, &[]);
    let expected = "is release 31.0 of O*NET by its Read Me, and 30.3 by its name\n  = help: say which release it is with `--release`";
    assert!(said.contains(expected), "{said}");
    let (_, ladder) = imported(&database, &["--release", "30.3"]);
    assert!(ladder.contains("O*NET 30.3 Database"), "{ladder}");
}

#[test]
fn a_release_that_has_the_tables_settles_what_they_contradict() {
    let mut sample = small(Names::New);
    let readme = sample.file("Read Me.txt");
    *readme = readme.replace("31.0", "30.2");
    let (_folder, database) = unpacked(&sample);
    for options in [&[] as &[&str], &["--release", "29.0"]] {
        let said = refused(&database, options);
        let expected = "is release 30.2 of O*NET, and has the tables of releases from 30.3 on\n  = help: say which release it is with `--release`";
        assert!(said.contains(expected), "{said}");
    }
    for release in ["31.0", "30.2"] {
        let (_, ladder) = imported(&database, &["--release", release]);
        let source = format!("O*NET {release} Database");
        assert!(ladder.contains(&source), "{ladder}");
    }
}

#[test]
fn an_end_of_pay_alone_is_a_percentile() {
    let (folder, database) = unpacked(&small(Names::New));
    let wages = folder.path().join("national_M2025_dl.csv");
    fs::write(
        &wages,
        "OCC_CODE,A_PCT25,A_MEDIAN,A_PCT75\n29-1141,239200,#,#\n",
    )
    .expect("a file");
    let (_, ladder) = imported(&database, &["--wages", text(&wages)]);
    let pay = "pay: { low: 239200, range: P25-P75, source: oews }";
    assert!(ladder.contains(pay), "{ladder}");
}

#[test]
fn what_is_not_text_is_told_with_its_place() {
    let (_folder, database) = unpacked(&small(Names::New));
    let titles = database.join("Occupation Data.txt");
    let content = fs::read(&titles).expect("a file");
    let mut latin = content.clone();
    let nurses = content.windows(6).position(|window| window == b"Nurses");
    latin[nurses.expect("a title")] = 0xe9;
    fs::write(&titles, latin).expect("a file");
    let said = refused(&database, &[]);
    assert!(said.contains("--> db/Occupation Data.txt:2:12"), "{said}");
    assert!(said.contains("0xE9 is not valid UTF-8"), "{said}");
    // UTF-16 with a byte order mark is text.
    let utf16 = String::from_utf8(content).expect("text");
    let utf16 = utf16.encode_utf16().flat_map(u16::to_le_bytes);
    fs::write(
        &titles,
        [0xff, 0xfe].into_iter().chain(utf16).collect::<Vec<u8>>(),
    )
    .expect("a file");
    imported(&database, &[]);
}

#[test]
fn a_hostile_archive_is_refused() {
    let folder = TempDir::new().expect("a temporary folder");
    let path = folder.path().join("db.zip");
    let told = |bytes: &[u8]| {
        fs::write(&path, bytes).expect("a file");
        refused(&path, &[])
    };
    let whole = small(Names::New).zipped("");
    for end in (0..whole.len()).step_by(211) {
        told(&whole[..end]);
    }
    assert!(told(b"PK").contains("it is no archive"));
    let mut bomb = small(Names::New);
    *bomb.file("Knowledge.txt") = " ".repeat(8 << 20);
    let said = told(&bomb.zipped(""));
    assert!(
        said.contains("`Knowledge.txt` is more than 100 times as large"),
        "{said}"
    );
    *bomb.file("Knowledge.txt") = " ".repeat(17 << 20);
    let said = told(&bomb.zipped(""));
    assert!(
        said.contains("`Knowledge.txt` has more than 16 MB"),
        "{said}"
    );
    let said = told(&small(Names::New).zipped("../"));
    assert!(said.contains("points out of the archive"), "{said}");
    let mut twice = small(Names::New);
    twice
        .files
        .push(("a/knowledge.txt".to_owned(), String::new()));
    let said = told(&twice.zipped(""));
    assert!(said.contains("two parts with the name of"), "{said}");
}

#[test]
fn a_nurse_finds_what_is_alike() {
    let folder = TempDir::new().expect("a temporary folder");
    let archive = folder.path().join("db.zip");
    let nursing = folder.path().join("nursing.yaml");
    fs::write(
        &archive,
        Sample::large(220, Names::New).zipped("db_31_0_text/"),
    )
    .expect("an archive");
    let around = [
        "--around",
        "29-1141.00",
        "--depth",
        "2",
        "-o",
        text(&nursing),
    ];
    let output = run(&[&["import", "onet", text(&archive)], &around[..]].concat());
    assert!(output.status.success(), "{}", stderr(&output));
    let output = run(&["match", "--ladder", text(&nursing), "--like", "29-1141.00"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let alike = String::from_utf8_lossy(&output.stdout).into_owned();
    let title = "Roles like Occupation 120 (29-1141.00)";
    assert!(alike.starts_with(title), "{alike}");
    // Every role that was reached is compared.
    let ladder = fs::read_to_string(&nursing).expect("the file is there");
    let roles = ladder
        .lines()
        .filter_map(|line| line.strip_prefix("  ")?.strip_suffix(".00:"));
    let roles: Vec<&str> = roles.filter(|code| *code != "29-1141").collect();
    assert!((15..=30).contains(&roles.len()), "{ladder}");
    for role in roles {
        assert!(alike.contains(&format!("\n{role}.00  ")), "{role}: {alike}");
    }
}
