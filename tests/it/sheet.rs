//! `ladder import sheet`: workbooks and texts with what spreadsheet programs do to them.

use std::{collections::BTreeSet, fmt::Write as _, fs, io::Cursor, path::Path, process::Output};

use calamine::{Data, Reader as _, Xlsx};
use ladder::import::{self, SheetRequest};
use proptest::{collection::vec, option, prelude::*, test_runner::Config};
use tempfile::tempdir;

use crate::{
    process::{ladder, stdout},
    workbook::{archive, packed, parts, rows, workbook},
};

/// Imports a file of this name and content.
fn imported(name: &str, bytes: &[u8], options: &[&str]) -> Output {
    let folder = tempdir().expect("a folder");
    fs::write(folder.path().join(name), bytes).expect("a file");
    let mut command = ladder(&["import", "sheet", name]);
    let output = command.args(options).current_dir(folder.path()).output();
    output.expect("the program runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("text")
}

/// The ladder of a file that is read.
fn read(name: &str, bytes: &[u8], options: &[&str]) -> String {
    let output = imported(name, bytes, options);
    assert!(output.status.success(), "{}", text(&output.stderr));
    text(&output.stdout)
}

/// What is said of a file that is refused; nothing is written.
fn refused(name: &str, bytes: &[u8], options: &[&str]) -> String {
    let output = imported(name, bytes, options);
    assert_eq!(output.status.code(), Some(2), "{}", text(&output.stdout));
    assert_eq!(text(&output.stdout), "");
    text(&output.stderr)
}

/// The same rows as texts.
fn texts(rows: &[&[&str]]) -> Vec<Vec<String>> {
    let rows = rows.iter();
    rows.map(|row| row.iter().map(|&text| text.to_owned()).collect())
        .collect()
}

const TABLE: [&[&str]; 4] = [
    &["Category", "Skill", "Junior", "Senior"],
    &["Craft", "Sewing", "working", "expert"],
    &["", "Gluing", "", "practitioner"],
    &["People", "Teaching", "-", "awareness"],
];

/// A ladder without its title and the name of its source, which come from the name of the file.
fn unnamed(ladder: &str) -> String {
    let lines = ladder.lines().filter(|line| {
        let line = line.trim_start();
        !line.starts_with("id: ") && !line.starts_with("title: ") && !line.starts_with("sheet: ")
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn csv(rows: &[Vec<String>], delimiter: &str) -> String {
    let cell = |text: &String| format!("\"{}\"", text.replace('"', "\"\""));
    let rows = rows
        .iter()
        .map(|row| row.iter().map(cell).collect::<Vec<_>>().join(delimiter));
    rows.collect::<Vec<_>>().join("\r\n")
}

#[test]
fn a_workbook_and_texts_of_the_same_cells_are_the_same_ladder() {
    let table = texts(&TABLE);
    let book = workbook(&[("Roles", "visible", rows(&table))], &[]);
    let first = unnamed(&read("a.xlsx", &book, &[]));
    assert!(first.contains("  gluing: { category: Craft }"), "{first}");
    for delimiter in [",", ";", "\t"] {
        let text = csv(&table, delimiter);
        assert_eq!(unnamed(&read("a.csv", text.as_bytes(), &[])), first);
        let marked = format!("\u{feff}{text}");
        assert_eq!(unnamed(&read("b.csv", marked.as_bytes(), &[])), first);
        let named = format!("sep={delimiter}\r\n{text}");
        assert_eq!(unnamed(&read("c.csv", named.as_bytes(), &[])), first);
        let units = marked.encode_utf16();
        let bytes: Vec<u8> = units.flat_map(u16::to_le_bytes).collect();
        assert_eq!(unnamed(&read("d.txt", &bytes, &[])), first);
        let units = marked.encode_utf16();
        let bytes: Vec<u8> = units.flat_map(u16::to_be_bytes).collect();
        assert_eq!(unnamed(&read("e.txt", &bytes, &[])), first);
    }
}

/// A sheet with everything that a cell can hold.
fn cells() -> String {
    "<dimension ref=\"A1:XFD1048576\"/><sheetData>\
     <row r=\"2\"><c r=\"B2\" t=\"s\"><v>0</v></c><c r=\"C2\" t=\"s\"><v>1</v></c>\
     <c r=\"D2\" t=\"inlineStr\"><is><r><t>Mid</t></r><r><t>dle &amp; more</t></r></is></c>\
     <c r=\"E2\" t=\"str\"><f>\"Sen\"&amp;\"ior\"</f><v>Senior</v></c><c r=\"F2\" s=\"1\"/></row>\
     <row r=\"3\"><c r=\"B3\" t=\"s\"><v>2</v></c><c r=\"C3\"><v>1</v></c><c r=\"D3\"><v>2.0</v></c>\
     <c r=\"E3\"><f>1+2</f><v>3</v></c></row>\
     <row r=\"4\"><c r=\"B4\" t=\"s\"><v>3</v></c><c r=\"C4\" t=\"b\"><v>0</v></c><c r=\"D4\" t=\"b\"><v>1</v></c>\
     <c r=\"E4\"><v>2.9999999999999996</v></c></row>\
     <row><c/><c t=\"s\"><v>4</v></c><c><v>1</v></c></row>\
     <row r=\"7\"><c r=\"C7\"/></row></sheetData>"
        .to_owned()
}

const STRINGS: [&str; 5] = [
    "<t>Skill</t>",
    "<t xml:space=\"preserve\"> Junior_x000D_\nof all </t>",
    "<r><t>Sew</t></r><r><rPr><b/></rPr><t>ing</t></r><rPh sb=\"0\" eb=\"1\"><t>hidden</t></rPh>",
    "<t>Gluing</t>",
    "<t>Teaching</t>",
];

#[test]
fn cells_are_read_whatever_form_they_have() {
    let book = workbook(&[("Roles", "visible", cells())], &STRINGS);
    let ladder = read("a.xlsx", &book, &[]);
    let expected = "proficiency: [level 1, level 2, level 3]
source: sheet
sources:
skills:
  sewing: {}
  gluing: {}
  teaching: {}
roles:
  junior-of-all:
    grade: 1
    skills: { sewing: level 1, teaching: level 1 }
  middle-more:
    grade: 2
    skills: { sewing: level 2, gluing: level 1 }
  senior:
    grade: 3
    skills: { sewing: level 3, gluing: level 3 }
accept: [dead-end]";
    assert_eq!(unnamed(&ladder), expected);
}

#[test]
fn merged_cells_hold_for_all_cells_that_they_cover() {
    let table = texts(&[
        &["Skills of all", "", "", ""],
        &["Theme", "Skill", "Junior", "Senior"],
        &["Craft", "Sewing", "working", "expert"],
        &["", "Gluing", "working", ""],
        &["People", "", "", ""],
        &["Care", "Teaching", "working", "expert"],
    ]);
    let merged = "<mergeCells count=\"4\"><mergeCell ref=\"A1:D1\"/><mergeCell ref=\"A3:A4\"/>\
                  <mergeCell ref=\"$C$4:$D$4\"/><mergeCell ref=\"A5:D5\"/></mergeCells>";
    let book = workbook(&[("Roles", "visible", rows(&table) + merged)], &[]);
    let ladder = read("a.xlsx", &book, &[]);
    assert!(ladder.contains("gluing: { category: Craft }"), "{ladder}");
    assert!(
        ladder.contains("{ sewing: expert, gluing: working, teaching: expert }"),
        "{ladder}"
    );
    assert!(ladder.contains("teaching: { category: Care }"), "{ladder}");
}

#[test]
fn the_sheet_is_the_only_table_that_is_shown_or_the_one_that_is_named() {
    let table = rows(&texts(&TABLE));
    let other = rows(&texts(&[&["Read me", "this is about sewing"]]));
    let sheets = [
        ("Notes &amp; more", "visible", other.clone()),
        ("Roles", "visible", table.clone()),
        ("Blank", "visible", String::new()),
        ("Old roles", "hidden", table.clone()),
        ("Older", "veryHidden", other.clone()),
    ];
    let book = workbook(&sheets, &[]);
    let output = imported("a.xlsx", &book, &[]);
    let said = text(&output.stderr);
    let expected = "3 things not read: the sheet `Notes & more`, the hidden sheet `Old roles`, the hidden sheet `Older`";
    assert!(said.contains(expected), "{said}");
    assert!(text(&output.stdout).contains("title: \"a.xlsx, sheet Roles\""));
    let ladder = read("a.xlsx", &book, &["--sheet", "old ROLES"]);
    assert!(
        ladder.contains("title: \"a.xlsx, sheet Old roles\""),
        "{ladder}"
    );
    let said = refused("a.xlsx", &book, &["--sheet", "Rolls"]);
    let expected = "`a.xlsx` has no sheet `Rolls`\n  = help: choose one with `--sheet`: `Notes & more`, `Roles`, `Blank`, `Old roles` and `Older`";
    assert!(said.contains(expected), "{said}");
    let said = refused("a.xlsx", &book, &["--sheet", "Notes & more"]);
    assert!(
        said.contains("the sheet `Notes & more` of `a.xlsx`: no row is the header"),
        "{said}"
    );

    let two = workbook(
        &[("A", "visible", table.clone()), ("B", "visible", table)],
        &[],
    );
    let said = refused("a.xlsx", &two, &[]);
    assert!(
        said.contains("several sheets of `a.xlsx` are tables of requirements: `A` and `B`"),
        "{said}"
    );
    let none = workbook(
        &[("A", "visible", other.clone()), ("B", "visible", other)],
        &[],
    );
    let said = refused("a.xlsx", &none, &[]);
    assert!(
        said.contains("no sheet of `a.xlsx` is a table of requirements: `A` and `B`"),
        "{said}"
    );
    let blank = workbook(&[("A", "visible", String::new())], &[]);
    let said = refused("a.xlsx", &blank, &[]);
    assert!(
        said.contains("cannot read the sheet `A` of `a.xlsx`: it is empty"),
        "{said}"
    );
}

#[test]
fn a_cell_that_is_no_level_is_named_with_what_to_do() {
    let with = |cell: &str| {
        let sheet = format!(
            "<sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c></row>\
             <row r=\"2\"><c r=\"A2\" t=\"s\"><v>2</v></c><c r=\"B2\"><v>1</v></c></row>\
             <row r=\"3\"><c r=\"A3\" t=\"s\"><v>3</v></c>{cell}</row></sheetData>"
        );
        refused(
            "a.xlsx",
            &workbook(&[("Roles", "visible", sheet)], &STRINGS),
            &[],
        )
    };
    for (cell, found, help) in [
        (
            "<c r=\"B3\" s=\"1\"><v>46112</v></c>",
            "`2026-03-31` is no level",
            "it is a date",
        ),
        (
            "<c r=\"B3\" s=\"2\"><v>46112</v></c>",
            "`2026-03-31` is no level",
            "it is a date",
        ),
        (
            "<c r=\"B3\" t=\"d\"><v>2026-03-31</v></c>",
            "`2026-03-31` is no level",
            "it is a date",
        ),
        (
            "<c r=\"B3\" t=\"e\"><v>#REF!</v></c>",
            "`#REF!` is no level",
            "mend the formula",
        ),
        (
            "<c r=\"B3\" t=\"e\"><v>#N/A</v></c>",
            "`#N/A` is no level",
            "mend the formula",
        ),
        (
            "<c r=\"B3\"><f>A1&amp;\"\"</f></c>",
            "`=A1&\"\"` is no level",
            "without a result",
        ),
        (
            "<c r=\"B3\"><f>SUM(A1:A9)</f></c>",
            "`=SUM(A1:A9)` is no level",
            "without a result",
        ),
        (
            "<c r=\"B3\"><v>2.5</v></c>",
            "`2.5` is no level",
            "a whole number",
        ),
        (
            "<c r=\"B3\"><v>1E+308</v></c>",
            "`1e308` is no level",
            "from 1 to as many as the scale has",
        ),
        (
            "<c r=\"B3\"><v>37</v></c>",
            "`37` is more than a level",
            "`--levels`",
        ),
    ] {
        let said = with(cell);
        assert!(
            said.contains(&format!("the sheet `Roles` of `a.xlsx`: cell B3: {found}")),
            "{said}"
        );
        assert!(said.contains(help), "{said}");
        assert!(
            said.contains("read as wide: skills in column A, roles in column B"),
            "{said}"
        );
    }
}

#[test]
fn other_files_than_tables_are_named() {
    let file = |path: &'static str| archive([(path, &b"x"[..])]);
    let words: Vec<u8> = "EncryptedPackage"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let compound = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    for (name, bytes, kind) in [
        (
            "a.ods",
            file("content.xml"),
            "a file of LibreOffice or OpenOffice (.ods)",
        ),
        ("a.numbers", file("Index/Document.iwa"), "a file of Numbers"),
        (
            "a.xlsb",
            file("xl/workbook.bin"),
            "a binary workbook (.xlsb)",
        ),
        ("a.docx", file("word/document.xml"), "a text document"),
        ("a.zip", file("photo.jpg"), "an archive and no workbook"),
        (
            "a.xls",
            compound.clone(),
            "a workbook in the form of Excel before 2007",
        ),
    ] {
        let said = refused(name, &bytes, &[]);
        assert!(
            said.contains(&format!("cannot read `{name}`: it is {kind}")),
            "{said}"
        );
        assert!(
            said.contains("save the sheet as .xlsx or as .csv"),
            "{said}"
        );
    }
    let said = refused("a.xlsx", &[compound, words].concat(), &[]);
    assert!(said.contains("it is protected by a password"), "{said}");
    let book = workbook(&[("Roles", "visible", rows(&texts(&TABLE)))], &[]);
    for length in [30, book.len() / 2, book.len() - 10] {
        let said = refused("a.xlsx", &book[..length], &[]);
        assert!(
            said.contains("it is damaged, or only the beginning of one"),
            "{said}"
        );
    }
}

/// A workbook with one part in another form.
fn changed(part: &str, content: &str) -> Vec<u8> {
    let mut parts = parts(&[("Roles", "visible", cells())], &STRINGS);
    let found = parts.iter_mut().find(|(name, _)| name == part);
    content.clone_into(&mut found.expect("a part").1);
    packed(&parts)
}

#[test]
fn a_hostile_workbook_is_refused() {
    let sheet = "xl/worksheets/sheet0.xml";
    let long = format!("<sst><si><t>{}</t></si></sst>", "a".repeat(40_000));
    let many = format!(
        "<worksheet><sheetData>{}</sheetData></worksheet>",
        "<c/>".repeat(100)
    );
    let entity =
        "<!DOCTYPE a [<!ENTITY b \"bbbb\"><!ENTITY c \"&b;&b;\">]><sst><si><t>&c;</t></si></sst>";
    let area = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Skill</t></is></c></row></sheetData>\
                <mergeCells><mergeCell ref=\"A1:XFD1048576\"/></mergeCells></worksheet>";
    for (part, content, why) in [
        (
            "xl/sharedStrings.xml",
            long.as_str(),
            "a text has more than 32767 characters",
        ),
        ("xl/sharedStrings.xml", entity, "it has a document type"),
        ("xl/sharedStrings.xml", "<sst/>", "it has no text `0`"),
        (
            "xl/workbook.xml",
            "<workbook><sheets>",
            "its end is missing",
        ),
        (sheet, area, "more than 2000000 cells"),
        (sheet, &many, "it is empty"),
        (
            sheet,
            "<worksheet><row r=\"x\"/></worksheet>",
            "a row has no number",
        ),
        (
            sheet,
            "<worksheet><row r=\"1\"><c r=\"A0\"/></row></worksheet>",
            "`A0` is no cell",
        ),
        (
            sheet,
            "<worksheet><row r=\"1\"><c r=\"XFE1\"/></row></worksheet>",
            "`XFE1` is no cell",
        ),
        (
            sheet,
            "<worksheet><row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\"><v>1</v></c><c r=\"A1\"><v>2</v></c></row></worksheet>",
            "the cell A1 is there twice",
        ),
        (sheet, "<worksheet><row></worksheet>", "is damaged"),
        (
            sheet,
            "<worksheet>&nbsp;</worksheet>",
            "the entity `nbsp` is not known",
        ),
    ] {
        let said = refused("a.xlsx", &changed(part, content), &[]);
        assert!(said.contains(why), "{part}: {said}");
    }
    // A part twice: programs differ in which one they take.
    let mut doubled = parts(&[("Roles", "visible", cells())], &STRINGS);
    doubled.push(("xl/worksheets/sheetX.xml".to_owned(), String::new()));
    let mut doubled = packed(&doubled);
    for at in 0..doubled.len() - 10 {
        if doubled[at..].starts_with(b"sheetX.xml") {
            doubled[at + 5] = b'0';
        }
    }
    let said = refused("a.xlsx", &doubled, &[]);
    assert!(
        said.contains("it has two parts with the same path"),
        "{said}"
    );
    let spaces = " ".repeat(65 << 20);
    let said = refused("a.xlsx", &changed("xl/sharedStrings.xml", &spaces), &[]);
    assert!(said.contains("has more than 64 MB"), "{said}");
    // One cell far away takes no room.
    let far = format!(
        "<worksheet>{}</worksheet>",
        rows(&texts(&TABLE)).replace(
            "</sheetData>",
            "<row r=\"1048576\"><c r=\"XFD1048576\" t=\"b\"><v>1</v></c></row></sheetData>"
        )
    );
    let output = imported("a.xlsx", &changed(sheet, &far), &[]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert!(text(&output.stderr).contains("column XFD, which has no heading"));
}

#[test]
fn no_change_of_a_workbook_is_a_panic() {
    let book = workbook(&[("Roles", "visible", cells())], &STRINGS);
    let request = SheetRequest::default();
    for position in (0..book.len()).step_by(3) {
        let mut changed = book.clone();
        changed[position] ^= 0x41;
        let _ = import::sheet("changed", changed, &request);
        let _ = import::sheet("cut", book[..position].to_vec(), &request);
    }
}

/// The cells of a sheet as another program reads them.
fn read_by_calamine(book: &[u8]) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(book.to_vec())).expect("a workbook");
    let range = book.worksheet_range_at(0).expect("a sheet").expect("cells");
    let cell = |cell: &Data| match cell {
        Data::Empty => String::new(),
        other => other.to_string(),
    };
    let (row, column) = range.start().unwrap_or_default();
    let blank = vec![Vec::new(); row as usize];
    let rows = range.rows().map(|row| {
        let before = std::iter::repeat_n(String::new(), column as usize);
        before.chain(row.iter().map(cell)).collect()
    });
    blank.into_iter().chain(rows).collect()
}

#[test]
fn another_program_reads_the_same_cells() {
    let book = workbook(&[("Roles", "visible", cells())], &STRINGS);
    let theirs = csv(&read_by_calamine(&book), ",");
    // They keep what XML cannot hold as it is written, and all digits of a number.
    let theirs = theirs
        .replace("_x000D_", "")
        .replace("2.9999999999999996", "3");
    assert_eq!(
        unnamed(&read("a.xlsx", &book, &[])),
        unnamed(&read("a.csv", theirs.as_bytes(), &[]))
    );
}

proptest! {
    #![proptest_config(Config { cases: 24, ..Config::default() })]

    /// Random cells are the same ladder, or the same error, as a workbook and as the text that another program makes
    /// of it.
    #[test]
    fn random_sheets_are_read_as_another_program_reads_them(
        cells in vec(vec(option::of("[a-z]{1,6}|[1-3]|x|-|working|a\nb|expert: yes|<&>\"'|é+"), 3), 1..6),
    ) {
        let mut table = texts(&[&["Skill", "Junior", "Middle", "Senior"]]);
        for (number, row) in cells.iter().enumerate() {
            let cells = row.iter().map(|cell| cell.clone().unwrap_or_default());
            table.push([format!("skill {number}")].into_iter().chain(cells).collect());
        }
        let book = workbook(&[("Roles", "visible", rows(&table))], &[]);
        let theirs = csv(&read_by_calamine(&book), ";");
        for options in [&[][..], &["--prose"][..]] {
            let ours = imported("a.xlsx", &book, options);
            let theirs = imported("a.csv", theirs.as_bytes(), options);
            prop_assert_eq!(ours.status.code(), theirs.status.code());
            prop_assert_eq!(unnamed(&text(&ours.stdout)), unnamed(&text(&theirs.stdout)));
            let said = text(&ours.stderr).replace("the sheet `Roles` of `a.xlsx`", "`a.csv`");
            prop_assert_eq!(said, text(&theirs.stderr));
        }
    }
}

/// Asks the program about the ladder of a folder.
fn asked(folder: &Path, question: &str) -> String {
    let arguments: Vec<&str> = question.split(' ').collect();
    stdout(ladder(&arguments).current_dir(folder))
}

/// A random ladder that a matrix can hold: roles on tracks with grades of their own, skills with categories, and several
/// scales; the level that each role asks for is a part of the scale, as a number from 0 (not asked) to 5.
fn expressible(skills: &[(u8, u8, Vec<u8>)], roles: usize) -> String {
    const SCALES: [&[&str]; 4] = [
        &["aware", "able", "expert"],
        &["=low", "high | higher"],
        &["used"],
        &["one", "two", "three", "four", "five"],
    ];
    let list = |names: &[&str]| serde_json::to_string(names).expect("JSON");
    let mut text = format!(
        "id: random\ntitle: Random\nproficiency: {}\n",
        list(SCALES[0])
    );
    text.push_str("tracks: { main: { title: \"The +main\" }, side: { title: Side } }\nskills:\n");
    for (skill, (category, scale, _)) in skills.iter().enumerate() {
        let own = match scale {
            0 => String::new(),
            own => format!(", proficiency: {}", list(SCALES[usize::from(*own)])),
        };
        let entry =
            format!("  skill-{skill}: {{ title: S-{skill}, category: K{category}{own} }}\n");
        text.push_str(&entry);
    }
    text.push_str("roles:\n");
    for role in 0..roles {
        let asked = skills
            .iter()
            .enumerate()
            .filter_map(|(skill, (_, scale, asked))| {
                let names = SCALES[usize::from(*scale)];
                let rank = usize::from(asked[role]) * names.len() / 5;
                let name = names[rank.checked_sub(1)?];
                Some(format!("skill-{skill}: {name:?}"))
            });
        let asked = asked.collect::<Vec<_>>().join(", ");
        let track = ["main", "side"][role % 2];
        let entry = format!(
            "  role-{role}: {{ title: Role no {role}, track: {track}, grade: {}, skills: {{ {asked} }} }}\n",
            role + 1
        );
        text.push_str(&entry);
    }
    text
}

proptest! {
    #![proptest_config(Config { cases: 24, ..Config::default() })]

    /// What a matrix can hold is read back from it: skills that are asked for, categories, scales, tracks, roles (also
    /// those that ask for nothing), titles, levels.
    #[test]
    fn a_random_ladder_is_read_back_from_its_matrix(
        skills in vec((0_u8..3, 0_u8..4, vec(0_u8..6, 5)), 1..7),
        roles in 2_usize..6,
    ) {
        let folder = tempdir().expect("a folder");
        let folder = folder.path();
        fs::write(folder.join("one.yaml"), expressible(&skills, roles)).expect("a file");
        let written = asked(folder, "matrix --ladder one.yaml --no-profile --format csv");
        fs::write(folder.join("matrix.csv"), written).expect("a file");
        asked(folder, "import sheet matrix.csv --title Random -o two.yaml");
        // What asks for nothing has no place in the order of the rows.
        let rows = |ladder| matrix(folder, ladder).into_iter().collect::<BTreeSet<_>>();
        prop_assert_eq!(rows("one.yaml"), rows("two.yaml"));
        let placed = |ladder: &str| {
            let shown = asked(folder, &format!("show --ladder {ladder} --format json"));
            let shown: serde_json::Value = serde_json::from_str(&shown).expect("JSON");
            let roles = shown["roles"].as_array().expect("roles").iter();
            let places = roles.map(|role| ["id", "title", "track", "grade"].map(|key| role[key].clone()));
            let tracks = shown["tracks"].as_array().expect("tracks").iter();
            let texts = tracks.map(ToString::to_string);
            let texts = texts.chain(places.map(|place| format!("{place:?}")));
            texts.collect::<BTreeSet<_>>()
        };
        prop_assert_eq!(placed("one.yaml"), placed("two.yaml"));
    }
}

/// The rows that `ladder matrix` writes as CSV, without what a ladder of one file alone has.
fn matrix(folder: &Path, ladder: &str) -> Vec<Vec<String>> {
    let written = asked(
        folder,
        &format!("matrix --ladder {ladder} --no-profile --format csv"),
    );
    let mut reader = csv_reader(&written);
    let header = reader.headers().expect("a header").clone();
    let kept = |column: usize| !matches!(&header[column], "introduced_by" | "source");
    let rows = reader.records().map(|row| {
        let row = row.expect("a row");
        let cells = row.iter().enumerate().filter(|(column, _)| kept(*column));
        cells.map(|(_, cell)| cell.to_owned()).collect()
    });
    rows.collect()
}

fn csv_reader(text: &str) -> csv::Reader<&[u8]> {
    csv::Reader::from_reader(text.as_bytes())
}

#[test]
fn what_a_matrix_of_the_embedded_ladder_says_is_read_back() {
    let folder = tempdir().expect("a folder");
    let id = "machine-learning-engineer";
    let written = asked(
        folder.path(),
        &format!("matrix --ladder {id} --no-profile --format csv"),
    );
    fs::write(folder.path().join("matrix.csv"), written).expect("a file");
    asked(folder.path(), "import sheet matrix.csv -o again.yaml");
    assert_eq!(
        matrix(folder.path(), id),
        matrix(folder.path(), "again.yaml")
    );
}

#[test]
fn what_a_sheet_cannot_hold_of_a_matrix_is_counted() {
    let folder = tempdir().expect("a folder");
    fs::write(
        folder.path().join("one.yaml"),
        "proficiency: [able]\nskills: { sew: {}, cut: {} }\nroles:\n  \
         tailor: { points: { need: 1, of: { skills: [sew, cut] }, worth: [1] }, any_of: \
         [{ of: [{ skill: sew, level: able }, { years: 3 }] }] }\n  \
         master: { any_of: [{ of: [{ skill: cut, level: able }, { years: 9 }] }] }\n",
    )
    .expect("a file");
    let written = asked(
        folder.path(),
        "matrix --ladder one.yaml --no-profile --format csv",
    );
    let said = imported("matrix.csv", written.as_bytes(), &["-o", "again.yaml"]);
    let said = text(&said.stderr);
    let counted = "2 `any-of` requirements, 1 `points` requirement";
    assert!(said.contains(counted), "{said}");
    // An id that was changed by hand is told by its cell.
    let changed = written.replace("tailor", "Tailor of Suits");
    let said = text(&imported("matrix.csv", changed.as_bytes(), &[]).stderr);
    let expected =
        "cell A2: `Tailor of Suits` is not a valid id\n  = help: `tailor-of-suits` would be valid";
    assert!(said.contains(expected), "{said}");
}

/// A random sheet: for each skill its category and the level that each role asks for; 0: not.
fn sheet(skills: &[(u8, Vec<u8>)], roles: usize, is_long: bool) -> String {
    let levels = ["", "awareness", "working", "practitioner", "expert"];
    let mut text = String::new();
    if is_long {
        text.push_str("Track;Role;Skill;Category;Level\n");
        for role in 0..roles {
            for (skill, (category, asked)) in skills.iter().enumerate() {
                // Writing to a string cannot fail.
                let _ = writeln!(
                    text,
                    "Track {};Role {role};Skill + {skill};Kind {category};{}",
                    role % 2,
                    levels[usize::from(asked[role])]
                );
            }
        }
    } else {
        text.push_str("Category;Skill");
        for role in 0..roles {
            let _ = write!(text, ";Role ({role})");
        }
        for (skill, (category, asked)) in skills.iter().enumerate() {
            let _ = write!(text, "\nKind {category};=Skill {skill}");
            for level in &asked[..roles] {
                let _ = write!(text, ";{}", levels[usize::from(*level)]);
            }
        }
    }
    text
}

proptest! {
    #![proptest_config(Config { cases: 24, ..Config::default() })]

    /// The matrix of an imported ladder is read back as a ladder with the same matrix, and neither has a problem.
    #[test]
    fn the_matrix_of_a_random_sheet_is_read_back(
        skills in vec((0_u8..3, vec(0_u8..5, 4)), 1..7),
        roles in 1_usize..5,
        is_long in any::<bool>(),
    ) {
        prop_assume!(skills.iter().any(|(_, asked)| asked[..roles].iter().any(|level| *level > 0)));
        let folder = tempdir().expect("a folder");
        let folder = folder.path();
        fs::write(folder.join("sheet.csv"), sheet(&skills, roles, is_long)).expect("a file");
        asked(folder, "import sheet sheet.csv -o one.yaml");
        let written = asked(folder, "matrix --ladder one.yaml --no-profile --format csv");
        fs::write(folder.join("matrix.csv"), written).expect("a file");
        asked(folder, "import sheet matrix.csv -o two.yaml");
        prop_assert_eq!(matrix(folder, "one.yaml"), matrix(folder, "two.yaml"));
        for ladder in ["one.yaml", "two.yaml"] {
            prop_assert_eq!(asked(folder, &format!("check --strict {ladder}")), "");
        }
    }
}

/// The column headings of the Digital and Data capability framework of the UK government.
const FRAMEWORK: &str = "Role Family,Role,Role Description,Role Level,Role Level Description,Skill Name,Skill Description,\
                         Skill Level,Skill Level Description,Role Type";

/// A sheet of that shape, with made-up content: so many role levels, four of each role, ten roles of each family.
fn framework(role_levels: usize) -> String {
    let levels = ["Awareness", "Working", "Practitioner", "Expert"];
    let rungs = ["Junior", "Middle", "Senior", "Head of"];
    let mut text = format!("\u{feff}{FRAMEWORK}\r\n");
    for number in 0..role_levels {
        let (role, rung) = (number / 4, number % 4);
        for skill in 0..8 {
            let (skill, level) = ((role * 3 + skill) % 60, levels[(rung + skill / 7).min(3)]);
            let row = format!(
                "Family {},Mender {role},Mends {role}.,{} mender {role},\"Does:\n- this\",Skill {skill},About {skill}.,{level},\
                 \"You can:\n- do {skill} at {level}\",Career\r\n",
                role / 10,
                rungs[rung]
            );
            text.push_str(&row);
            if skill == 5 {
                text.push_str(&row);
            }
        }
    }
    text.push_str(
        "Family 0,Chief mender,Leads.,NOT IN USE,,Leading,To lead.,NOT IN USE,,Senior\r\n",
    );
    text
}

#[test]
fn a_framework_of_two_hundred_role_levels_is_a_ladder() {
    let folder = tempdir().expect("a folder");
    let folder = folder.path();
    fs::write(folder.join("framework.csv"), framework(200)).expect("a file");
    let import = "import sheet framework.csv --track-column role_family --licence OGL-3.0 --date 2026-05-29 -o families.yaml";
    let arguments: Vec<&str> = import.split(' ').collect();
    let output = ladder(&arguments)
        .current_dir(folder)
        .output()
        .expect("it runs");
    let said = text(&output.stderr);
    assert!(
        said.contains("201 roles, 60 skills, 1,600 requirements; 3 things not read"),
        "{said}"
    );
    assert!(said.contains("not in use"), "{said}");
    assert!(said.contains("`Role Type`"), "{said}");
    assert_eq!(asked(folder, "check --strict families.yaml"), "");
    let shown = asked(folder, "show --ladder families.yaml --format yaml");
    assert_eq!(
        shown,
        fs::read_to_string(folder.join("families.yaml")).expect("a ladder")
    );
    let of_family = asked(
        folder,
        "matrix --ladder families.yaml --no-profile --track family-2 --format json",
    );
    let of_family: serde_json::Value = serde_json::from_str(&of_family).expect("JSON");
    assert_eq!(of_family["roles"].as_array().map(Vec::len), Some(40));

    asked(folder, "import sheet framework.csv -o roles.yaml");
    let of_role = asked(
        folder,
        "matrix --ladder roles.yaml --no-profile --track mender-7",
    );
    assert!(
        of_role.contains("4 of 201 roles, on the track Mender 7; 8 requirements."),
        "{of_role}"
    );
    let gaps = asked(
        folder,
        "gaps senior-mender-7 --from junior-mender-7 --ladder roles.yaml --as-of 2026-11-20",
    );
    assert!(gaps.contains("What the level means"), "{gaps}");
    assert!(gaps.contains("- do 21 at Practitioner"), "{gaps}");
}

#[test]
fn a_row_that_is_a_formula_elsewhere_is_text_here() {
    let ladder = read("a.csv", b"Skill,Junior\n'=SUM(A1),1\n'Tis,2\n", &[]);
    assert!(ladder.contains("title: =SUM(A1)"), "{ladder}");
    assert!(ladder.contains("title: \"'Tis\""), "{ladder}");
}
