//! Which release of the database some files are.

use crate::{
    diagnostic::UsageError,
    import::{ImportError, dates::month_of},
    model::Date,
};

/// A release of the database.
#[derive(Debug, Clone, PartialEq)]
pub struct Release {
    /// Such as `31.0`.
    pub version: String,
    /// When it was published, where its Read Me says so.
    pub published: Option<Date>,
}

/// How many words of a Read Me are read.
const WORDS: usize = 10_000;

impl Release {
    /// The release by the Read Me and by the paths of the files, else as the request has it, which also decides where
    /// these contradict each other, or the tables: `is_new` says that they are called as from release 30.3 on.
    pub fn of<'a>(
        name: &'a str,
        paths: impl Iterator<Item = &'a str>,
        is_new: bool,
        readme: &str,
        requested: Option<&str>,
    ) -> Result<Self, ImportError> {
        let wrong = |message: String, help: &str| {
            Err(ImportError::Input(
                UsageError::new(message).help(help.to_owned()),
            ))
        };
        if let Some(version) = requested.filter(|version| !is_version(version)) {
            let message = format!("`{version}` is no release of O*NET");
            return wrong(message, "expected a number such as 31.0");
        }
        let by_readme = in_readme(readme);
        let by_path = paths.chain([name]).find_map(in_path);
        let known: Vec<&String> = by_readme.iter().chain(&by_path).collect();
        let decide = "say which release it is with `--release`";
        let fits = |version: &str| is_from_new(version) == is_new;
        let decides = |version: &str| {
            known.iter().any(|known| *known == version)
                || (fits(version) && !known.iter().any(|known| fits(known)))
        };
        let version = match (
            known.as_slice(),
            requested.filter(|version| decides(version)),
        ) {
            (_, Some(requested)) => requested.to_owned(),
            ([by_readme, by_path], None) if by_readme != by_path => {
                let message = format!(
                    "`{name}` is release {by_readme} of O*NET by its Read Me, and {by_path} by its name"
                );
                return wrong(message, decide);
            }
            ([version, ..], None) if !fits(version) => {
                let tables = if is_new { "from 30.3 on" } else { "up to 30.2" };
                let message = format!(
                    "`{name}` is release {version} of O*NET, and has the tables of releases {tables}"
                );
                return wrong(message, decide);
            }
            ([version, ..], None) => match requested {
                Some(requested) => {
                    let message =
                        format!("`{name}` is release {version} of O*NET, not {requested}");
                    return wrong(message, "leave `--release` out");
                }
                None => (*version).clone(),
            },
            ([], None) => {
                let message = format!("`{name}` does not say which release of O*NET it is");
                let error = UsageError::new(message)
                    .help("looked for `Read Me.txt`, and for a name such as `db_31_0_text`".to_owned())
                    .help("say it with `--release 31.0`: every figure names the release as its source".to_owned());
                return Err(ImportError::Input(error));
            }
        };
        Ok(Self {
            version,
            published: by_readme.and_then(|version| month(readme, &version)),
        })
    }
}

/// Whether a text is a number such as `31.0`.
fn is_version(text: &str) -> bool {
    let is_number = |part: &str| {
        (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let parts = text.split_once('.');
    parts.is_some_and(|(major, minor)| is_number(major) && is_number(minor))
}

/// Whether the tables of a release have the names of 30.3 and later.
fn is_from_new(version: &str) -> bool {
    let numbers = version
        .split('.')
        .map(|part| part.parse::<u32>().unwrap_or_default());
    numbers.ge([30, 3])
}

/// The first number such as `31.0` after the name of the database.
fn in_readme(text: &str) -> Option<String> {
    const BETWEEN: [&str; 4] = ["", "database", "version", "release"];
    let word = |word: &str| {
        let is_end =
            |letter: char| matches!(letter, '®' | ',' | '.' | ':' | '(' | ')' | '\u{feff}');
        word.trim_matches(is_end).to_lowercase()
    };
    let words: Vec<String> = text.split_whitespace().take(WORDS).map(word).collect();
    let mut named = (0..words.len()).filter(|position| words[*position] == "o*net");
    named.find_map(|position| {
        let mut after = words[position + 1..].iter();
        let number = after.find(|word| !BETWEEN.contains(&word.as_str()))?;
        is_version(number).then(|| number.clone())
    })
}

/// The release in a path such as `db_31_0_text/Skills.txt`.
fn in_path(path: &str) -> Option<String> {
    path.to_lowercase()
        .split(['/', '\\'])
        .rev()
        .find_map(|name| {
            let rest = &name[name.find("db_")? + 3..];
            let mut numbers = rest.split(['_', '.', ' ', '-']);
            let version = format!("{}.{}", numbers.next()?, numbers.next()?);
            is_version(&version).then_some(version)
        })
}

/// The first month with a year, such as `August 2026`, in a line that names the version or speaks of a release.
fn month(text: &str, version: &str) -> Option<Date> {
    let lines = text.lines().take(WORDS).map(str::to_lowercase);
    let mut about = lines.filter(|line| line.contains(version) || line.contains("releas"));
    about.find_map(|line| {
        let words: Vec<&str> = line.split_whitespace().take(WORDS).collect();
        words.windows(2).find_map(|pair| {
            let month = pair[0].trim_matches(|letter: char| !letter.is_alphabetic());
            let month = month_of(month)?;
            let year = pair[1].trim_matches(|letter: char| !letter.is_ascii_digit());
            Date::parse(&format!("{year}-{month:02}"))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_changed_with_a_release() {
        for (version, is_new) in [
            ("9.9", false),
            ("30.2", false),
            ("30.3", true),
            ("31.0", true),
            ("101.0", true),
        ] {
            assert_eq!(is_from_new(version), is_new, "{version}");
        }
    }

    #[test]
    fn the_release_is_found() {
        for (readme, version) in [
            ("O*NET 31.0 Database", Some("31.0")),
            ("The O*NET® 28.3 Database, released May 2024.", Some("28.3")),
            ("O*NET® Database, Version 30.3.", Some("30.3")),
            ("O*NET-SOC 2019 taxonomy of 2.0 things", None),
            ("Version 31.0", None),
        ] {
            assert_eq!(in_readme(readme).as_deref(), version, "{readme}");
        }
        for (path, version) in [
            ("db_31_0_text.zip", Some("31.0")),
            ("a/db_30_3_text/Skills.txt", Some("30.3")),
            ("a\\DB_28_1_excel\\Skills.csv", Some("28.1")),
            ("db_new/Skills.txt", None),
            ("db.zip", None),
        ] {
            assert_eq!(in_path(path).as_deref(), version, "{path}");
        }
        let august = Date::parse("2026-08");
        assert_eq!(
            month("By codes of May 2019.\nReleased in August 2026.", "31.0"),
            august
        );
        assert_eq!(month("O*NET 31.0 Database (August 2026)", "31.0"), august);
        assert_eq!(
            month("By codes of May 2019. You may 2 things", "31.0"),
            None
        );
    }
}
