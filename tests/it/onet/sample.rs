//! Files in the form of the O*NET database. What they say is made up.

use std::{fmt::Write as _, fs, path::Path};

use crate::workbook::packed;

/// Which names the files have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Names {
    /// Up to release 30.2.
    Old,
    /// From release 30.3 on.
    New,
}

/// The files of a release.
#[derive(Debug, Clone)]
pub struct Sample {
    pub names: Names,
    /// Each file by its name.
    pub files: Vec<(String, String)>,
}

/// What an occupation says.
pub struct Occupation<'a> {
    pub code: &'a str,
    pub title: &'a str,
    pub zone: Option<u8>,
    /// The element, its name, and importance, level and flags as they are written: `4.12 3.50 N N`, the flags being
    /// those of the level: recommended to suppress, and not relevant.
    pub ratings: &'a [(&'a str, &'a str, &'a str)],
    /// The name, its kind, hot and in demand.
    pub software: &'a [(&'a str, &'a str, &'a str, &'a str)],
    /// The shares of the categories; `-` is suppressed.
    pub education: &'a str,
    pub experience: &'a str,
    /// The most related ones.
    pub related: &'a [&'a str],
}

const CODE: &str = "O*NET-SOC Code";
const RATING: &str = "Element ID\tElement Name\tScale ID\tData Value\tN\tStandard Error\tLower CI Bound\tUpper CI Bound\tRecommend Suppress\tNot Relevant\tDate\tDomain Source";
const SHARE: &str = "Element ID\tElement Name\tScale ID\tCategory\tData Value\tN\tStandard Error\tLower CI Bound\tUpper CI Bound\tRecommend Suppress\tDate\tDomain Source";

impl Sample {
    /// The headers of all files, and no row.
    pub fn empty(names: Names) -> Self {
        let rating = format!("{CODE}\t{RATING}\n");
        let share = format!("{CODE}\t{SHARE}\n");
        let (release, month) = match names {
            Names::Old => ("30.2", "February 2026"),
            Names::New => ("31.0", "August 2026"),
        };
        let mut sample = Self {
            names,
            files: vec![
                (
                    "Read Me.txt".to_owned(),
                    format!("O*NET {release} Database\nReleased {month}.\n"),
                ),
                (
                    "Occupation Data.txt".to_owned(),
                    format!("{CODE}\tTitle\tDescription\n"),
                ),
                (
                    "Job Zones.txt".to_owned(),
                    format!("{CODE}\tJob Zone\tDate\tDomain Source\n"),
                ),
                ("Knowledge.txt".to_owned(), rating.clone()),
                (
                    "Related Occupations.txt".to_owned(),
                    format!("{CODE}\tRelated O*NET-SOC Code\tRelatedness Tier\tIndex\n"),
                ),
                // It is not read.
                ("Task Statements.txt".to_owned(), format!("{CODE}\tTask\n")),
            ],
        };
        sample.files.extend(match names {
            Names::Old => vec![
                ("Skills.txt".to_owned(), rating),
                (
                    "Technology Skills.txt".to_owned(),
                    format!("{CODE}\tExample\tCommodity Code\tCommodity Title\tHot Technology\tIn Demand\n"),
                ),
                ("Education, Training, and Experience.txt".to_owned(), share),
            ],
            Names::New => vec![
                ("Essential Skills.txt".to_owned(), rating.clone()),
                ("Transferable Skills.txt".to_owned(), rating),
                (
                    "Software Skills.txt".to_owned(),
                    format!("{CODE}\tWorkplace Example\tElement ID\tElement Name\tHot Technology\tIn Demand\n"),
                ),
                ("Education.txt".to_owned(), share.clone()),
                ("Training and Experience.txt".to_owned(), share),
            ],
        });
        sample
    }

    /// The file of a name.
    pub fn file(&mut self, name: &str) -> &mut String {
        let file = self.files.iter_mut().find(|(known, _)| known == name);
        &mut file.expect("the name of a file").1
    }

    /// Adds an occupation.
    pub fn add(&mut self, occupation: &Occupation) {
        let Occupation { code, title, .. } = occupation;
        writeln!(
            self.file("Occupation Data.txt"),
            "{code}\t{title}\tThe work of {title}, as this sample has it."
        )
        .expect("a text");
        if let Some(zone) = occupation.zone {
            let zones = self.file("Job Zones.txt");
            writeln!(zones, "{code}\t{zone}\t08/2025\tAnalyst").expect("a text");
        }
        for (element, name, values) in occupation.ratings {
            let file = match (self.names, &element[..3]) {
                (_, "2.C") => "Knowledge.txt",
                (Names::Old, _) => "Skills.txt",
                (Names::New, "2.A") => "Essential Skills.txt",
                (Names::New, _) => "Transferable Skills.txt",
            };
            let values: Vec<&str> = values.split(' ').collect();
            let [importance, level, suppress, irrelevant] = values[..] else {
                panic!("{values:?}");
            };
            let file = self.file(file);
            for (scale, value, suppress, irrelevant) in [
                ("IM", importance, "N", "n/a"),
                ("LV", level, suppress, irrelevant),
            ] {
                writeln!(
                    file,
                    "{code}\t{element}\t{name}\t{scale}\t{value}\t8\t0.1250\t3.8750\t4.3650\t{suppress}\t{irrelevant}\t08/2025\tAnalyst"
                )
                .expect("a text");
            }
        }
        for (name, kind, hot, demand) in occupation.software {
            let file = match self.names {
                Names::Old => "Technology Skills.txt",
                Names::New => "Software Skills.txt",
            };
            let file = self.file(file);
            writeln!(file, "{code}\t{name}\t43230000\t{kind}\t{hot}\t{demand}").expect("a text");
        }
        let [education, experience] = match self.names {
            Names::Old => ["Education, Training, and Experience.txt"; 2],
            Names::New => ["Education.txt", "Training and Experience.txt"],
        };
        for (file, element, scale, shares) in [
            (education, "2.D.1", "RL", occupation.education),
            (experience, "3.A.1", "RW", occupation.experience),
        ] {
            let file = self.file(file);
            for (category, share) in (1..).zip(shares.split_whitespace()) {
                let (share, suppress) = match share {
                    "-" => ("3.00", "Y"),
                    share => (share, "N"),
                };
                writeln!(
                    file,
                    "{code}\t{element}\tA question\t{scale}\t{category}\t{share}\t25\t1.0\t1.0\t9.0\t{suppress}\t06/2019\tIncumbent"
                )
                .expect("a text");
            }
        }
        let related = self.file("Related Occupations.txt");
        for (index, other) in (1..).zip(occupation.related) {
            writeln!(related, "{code}\t{other}\tPrimary-Short\t{index}").expect("a text");
        }
    }

    /// So many occupations with what each of them has in the database: 68 rated elements, 31 programs, 20 related
    /// occupations. 29-1141.00 is one of them.
    pub fn large(count: usize, names: Names) -> Self {
        const FAMILIES: [u8; 11] = [11, 13, 15, 17, 19, 25, 29, 31, 43, 47, 51];
        let mut sample = Self::empty(names);
        let mut random = Random(7);
        let each = count.div_ceil(FAMILIES.len());
        let codes: Vec<String> = (0..count)
            .map(|number| format!("{}-{}.00", FAMILIES[number / each], 1141 + number % each))
            .collect();
        let elements: Vec<(String, String)> = (0..68)
            .map(|number| match number {
                0..10 => (
                    format!("2.A.{number}"),
                    format!("Essential ability {number}"),
                ),
                10..35 => (
                    format!("2.B.{number}"),
                    format!("Transferable ability {number}"),
                ),
                _ => (
                    format!("2.C.{number}"),
                    format!("Field of knowledge {number}"),
                ),
            })
            .collect();
        let programs = count * 8;
        for number in 0..count {
            let ratings: Vec<String> = elements.iter().map(|_| random.rating()).collect();
            let ratings: Vec<(&str, &str, &str)> = elements
                .iter()
                .zip(&ratings)
                .map(|((element, name), rating)| (&**element, &**name, &**rating))
                .collect();
            let software: Vec<(String, &str, &str)> = (0..31)
                .map(|_| {
                    let name = format!("Program {}", random.below(programs));
                    let is = |chance| if chance { "Y" } else { "N" };
                    (name, is(random.below(3) == 0), is(random.below(13) == 0))
                })
                .collect();
            let software: Vec<(&str, &str, &str, &str)> = software
                .iter()
                .map(|(name, hot, demand)| (&**name, "Programs of a kind", *hot, *demand))
                .collect();
            let related: Vec<&str> = (1..=5)
                .map(|step| &*codes[(number + step * step + random.below(2)) % count])
                .collect();
            sample.add(&Occupation {
                code: &codes[number],
                title: &format!("Occupation {number}"),
                zone: Some(1 + u8::try_from(random.below(5)).expect("a digit")),
                ratings: &ratings,
                software: &software,
                education: &random.shares(12),
                experience: &random.shares(11),
                related: &related,
            });
            let table = sample.file("Related Occupations.txt");
            for index in 6..=20 {
                let tier = if index <= 10 {
                    "Primary-Long"
                } else {
                    "Supplemental"
                };
                let other = &codes[(number + 3 * index) % count];
                writeln!(table, "{}\t{other}\t{tier}\t{index}", codes[number]).expect("a text");
            }
        }
        sample
    }

    /// Writes the files to a folder.
    pub fn write(&self, folder: &Path) {
        fs::create_dir_all(folder).expect("a folder");
        for (name, content) in &self.files {
            fs::write(folder.join(name), content).expect("a file");
        }
    }

    /// The files in an archive, within a folder.
    pub fn zipped(&self, folder: &str) -> Vec<u8> {
        let files = self.files.iter();
        let parts = files.map(|(name, text)| (format!("{folder}{name}"), text.clone()));
        packed(&parts.collect::<Vec<_>>())
    }
}

/// Numbers that are the same in each run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let high = usize::try_from(self.0 >> 33).expect("31 bits");
        high % limit
    }

    fn rating(&mut self) -> String {
        let (importance, level) = (100 + self.below(401), self.below(701));
        let is = |chance| if chance { "Y" } else { "N" };
        let (suppress, irrelevant) = (is(self.below(30) == 0), is(self.below(20) == 0));
        format!(
            "{}.{:02} {}.{:02} {suppress} {irrelevant}",
            importance / 100,
            importance % 100,
            level / 100,
            level % 100
        )
    }

    fn shares(&mut self, count: usize) -> String {
        let middle = self.below(count);
        let shares = (0..count).map(|category| match category.abs_diff(middle) {
            0 => "60.00",
            1 => "20.00",
            _ => "0.00",
        });
        shares.collect::<Vec<_>>().join(" ")
    }
}
