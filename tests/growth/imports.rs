//! Sheets of any size, each large in a way of its own.

use std::fmt::Write as _;

use crate::{
    grows_as_read,
    workbook::{rows, workbook},
};

const LEVELS: [&str; 4] = ["awareness", "working", "practitioner", "expert"];

/// The cells of a wide sheet of so many skills and 12 roles.
fn wide(n: usize) -> Vec<Vec<String>> {
    let mut table = vec![vec!["Category".to_owned(), "Skill".to_owned()]];
    table[0].extend((0..12).map(|role| format!("Role {role}")));
    for skill in 0..n {
        let category = if skill % 10 == 0 {
            format!("Kind {skill}")
        } else {
            String::new()
        };
        let levels = (0..12).map(|role| LEVELS[(role + skill) % 4].to_owned());
        table.push(
            [category, format!("Skill {skill}")]
                .into_iter()
                .chain(levels)
                .collect(),
        );
    }
    table
}

fn text(table: &[Vec<String>]) -> Vec<u8> {
    let lines: Vec<String> = table.iter().map(|row| row.join(";")).collect();
    lines.join("\n").into_bytes()
}

/// A long sheet, a row for each of 8 skills of each role.
fn long(n: usize, title: impl Fn(usize) -> String) -> Vec<u8> {
    let mut text = "Family;Role;Role Level;Skill;Skill Level;Skill Level Description\n".to_owned();
    for role in 0..n {
        for skill in 0..8 {
            let level = LEVELS[(role + skill) % 4];
            let skill = title((role + skill * 7) % n);
            // Writing to a string cannot fail.
            let _ = writeln!(
                text,
                "F{};R{};{role} of R{};{skill};{level};\"{skill}\nat {level}\"",
                role / 40,
                role / 4,
                role / 4
            );
        }
    }
    text.into_bytes()
}

#[test]
fn a_wide_sheet() {
    grows_as_read("sheet.csv", "", |n| text(&wide(n)));
}

#[test]
fn a_sheet_of_many_roles() {
    grows_as_read("sheet.csv", "--moves", |n| {
        let table = wide(n);
        let columns = table[0].len();
        let turned: Vec<Vec<String>> = (1..columns)
            .map(|column| table.iter().map(|row| row[column].clone()).collect())
            .collect();
        text(&turned)
    });
}

#[test]
fn a_sheet_of_texts() {
    grows_as_read("sheet.csv", "--prose", |n| {
        let mut table = wide(n);
        for (number, row) in table.iter_mut().enumerate().skip(1) {
            for (column, cell) in row.iter_mut().enumerate().skip(2) {
                *cell = format!("This is what {number} in {column} is about.");
            }
        }
        text(&table)
    });
}

#[test]
fn a_long_sheet() {
    grows_as_read("sheet.csv", "", |n| {
        long(n, |skill| format!("Skill {skill}"))
    });
}

#[test]
fn a_long_sheet_of_titles_with_one_id() {
    grows_as_read("sheet.csv", "", |n| {
        long(n, |skill| {
            "も".repeat(skill % 500 + 1) + &"る".repeat(skill / 500)
        })
    });
}

#[test]
fn a_matrix() {
    grows_as_read("sheet.csv", "", |n| {
        let mut text =
            "role,role_title,track,grade,kind,id,title,category,need,rank,means\n".to_owned();
        for skill in 0..n {
            for role in 0..8 {
                let role = (skill + role) % n;
                let _ = writeln!(
                    text,
                    "r{role},R {role},t{},{role},skill,s{skill},S {skill},,low,1,",
                    role / 9
                );
            }
        }
        text.into_bytes()
    });
}

#[test]
fn a_workbook_with_merged_cells() {
    grows_as_read("sheet.xlsx", "", |n| {
        let mut merged = String::from("<mergeCells>");
        for first in (2..n).step_by(10) {
            let _ = write!(merged, "<mergeCell ref=\"A{first}:A{}\"/>", first + 9);
        }
        let sheet = rows(&wide(n)) + &merged + "</mergeCells>";
        workbook(&[("Roles", "visible", sheet)], &[])
    });
}
