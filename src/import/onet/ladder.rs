//! The ladder that occupations make.

use std::collections::HashMap;

use smol_str::{SmolStr, ToSmolStr, format_smolstr};

use crate::{
    import::{
        Imported,
        imported::{entries, prose, stated_title, title},
    },
    load::{
        AskedLevelEntry, EducationEntry, Field, Figure as FigureEntry, LadderDocument, MoveEntry,
        RecommendedEntry, RoleEntry, SkillEntry, TrackEntry,
        types::{DegreeName, GradeText, Id, KindName, LevelName, LevelText, Years},
    },
    vocabulary::{Degree, MoveKind},
};

use super::{
    credit::origin,
    database::{Database, Figure, Occupation, Rating},
    left_out::LeftOut,
    release::Release,
    select::{FAMILIES, Selection, family},
    wages::Wages,
};

/// The id of the source of the ladder.
const SOURCE: &str = "onet";
/// From which importance on a skill is required, and from which it is recommended.
const REQUIRED: f64 = 3.0;
const RECOMMENDED: f64 = 2.0;
/// The highest level of the scale of levels.
const LEVELS: usize = 7;
/// The level of all software: no more is known of it.
const USED: &str = "used";

/// The time at work that each category of experience stands for.
const EXPERIENCE: [Option<&str>; 11] = [
    // None, and up to a month.
    None,
    None,
    Some("1-3 months"),
    Some("3-6 months"),
    Some("6-12 months"),
    Some("1-2"),
    Some("2-4"),
    Some("4-6"),
    Some("6-8"),
    Some("8-10"),
    Some("10+"),
];

/// The categories of education: less than a diploma, a diploma, a certificate, some college; associate; bachelor,
/// a certificate after it; master, a certificate after it; first professional degree, doctorate, a training after it.
const EDUCATION: [Degree; 12] = [
    Degree::None,
    Degree::None,
    Degree::None,
    Degree::None,
    Degree::Associate,
    Degree::Bachelor,
    Degree::Bachelor,
    Degree::Master,
    Degree::Master,
    Degree::Doctorate,
    Degree::Doctorate,
    Degree::Doctorate,
];
/// The category of a first professional degree.
const PROFESSIONAL: usize = 10;

/// Makes the ladder.
pub fn ladder(
    database: &Database,
    selection: &Selection,
    release: &Release,
    wages: Option<&Wages>,
) -> Imported {
    let mut left_out = LeftOut::default();
    let mut is_used = vec![false; database.skills.len()];
    let mut is_chosen = vec![false; database.occupations.len()];
    for position in &selection.occupations {
        is_chosen[*position] = true;
    }
    let mut roles = Vec::new();
    let mut families: Vec<&str> = Vec::new();
    for position in &selection.occupations {
        let occupation = &database.occupations[*position];
        let family = family(&occupation.code);
        if !families.contains(&family) {
            families.push(family);
        }
        let mut role = Role {
            database,
            occupation,
            is_used: &mut is_used,
            left_out: &mut left_out,
        };
        let entry = role.entry(&is_chosen, wages);
        roles.push((Id(occupation.code.clone()), Field::Valid(entry)));
    }
    let skills = database.skills.iter().zip(&is_used);
    let skills = skills.filter(|(_, is_used)| **is_used).map(|(skill, _)| {
        let is_software = skill.category == "Software";
        let entry = SkillEntry {
            title: stated_title(&skill.id, &skill.title),
            category: prose(skill.category),
            about: skill.about.as_deref().map_or(Field::Absent, prose),
            proficiency: if is_software {
                Field::Valid(vec![Field::Valid(LevelName(SmolStr::new_static(USED)))])
            } else {
                Field::Absent
            },
            ..SkillEntry::default()
        };
        (skill.id.clone(), Field::Valid(entry))
    });
    let levels =
        (1..=LEVELS).map(|level| Field::Valid(LevelName(format_smolstr!("level {level}"))));
    let tracks = families.into_iter().map(|family| {
        let known = FAMILIES.iter().find(|(code, _)| *code == family);
        let entry = TrackEntry {
            title: title(known.map_or(family, |(_, title)| title)),
            ..TrackEntry::default()
        };
        (Id(family.into()), Field::Valid(entry))
    });
    let mut document = LadderDocument {
        id: Field::Valid(Id(format_smolstr!("onet-{}", release.version))),
        title: title(&format!("O*NET {}", release.version)),
        about: prose(&format!(
            "Occupations of the United States, made from the O*NET {} Database.",
            release.version
        )),
        proficiency: Field::Valid(levels.collect()),
        tracks: entries(tracks),
        skills: entries(skills),
        roles: entries(roles),
        ..LadderDocument::default()
    };
    origin(database, release).cite(SOURCE, &mut document);
    if let Some(wages) = wages {
        wages.cite(&mut document);
    }
    Imported {
        document,
        unread: left_out.told(database, selection),
        remarks: left_out.remarks(wages.is_some_and(|wages| !wages.has_date())),
    }
}

/// An occupation that becomes a role.
struct Role<'a> {
    database: &'a Database,
    occupation: &'a Occupation,
    is_used: &'a mut [bool],
    left_out: &'a mut LeftOut,
}

/// Levels of skills.
type Asked = Vec<(Id, Field<AskedLevelEntry>)>;

impl Role<'_> {
    fn entry(&mut self, is_chosen: &[bool], wages: Option<&Wages>) -> RoleEntry {
        let occupation = self.occupation;
        let (mut required, mut recommended) = (Vec::new(), Vec::new());
        self.ratings(&mut required, &mut recommended);
        self.software(&mut required, &mut recommended);
        let recommended = RecommendedEntry {
            skills: entries(recommended),
            ..RecommendedEntry::default()
        };
        self.left_out.zones += usize::from(occupation.zone.is_none());
        let pay = wages.map(|wages| wages.pay(&occupation.code));
        self.left_out.wages += usize::from(pay.as_ref().is_some_and(Field::is_absent));
        RoleEntry {
            title: title(&occupation.title),
            about: prose(&occupation.about),
            track: Field::Valid(Id(family(&occupation.code).into())),
            grade: occupation.zone.map_or(Field::Absent, |zone| {
                Field::Valid(GradeText(zone.to_smolstr()))
            }),
            years: self.experience(),
            education: self.education(),
            skills: entries(required),
            recommended: if recommended.skills.is_absent() {
                Field::Absent
            } else {
                Field::Valid(Box::new(recommended))
            },
            pay: pay.unwrap_or_default(),
            next: self.moves(is_chosen),
            ..RoleEntry::default()
        }
    }

    /// Skills and knowledge, by their importance.
    fn ratings(&mut self, required: &mut Asked, recommended: &mut Asked) {
        for rating in &self.occupation.ratings {
            let Some((importance, level)) = self.rated(rating) else {
                continue;
            };
            if importance < RECOMMENDED {
                continue;
            }
            // Halves are rounded up.
            let level = level.round();
            if level < 1.0 {
                self.left_out.without_level += 1;
                continue;
            }
            let asked = if importance < REQUIRED {
                &mut *recommended
            } else {
                &mut *required
            };
            self.is_used[rating.skill] = true;
            let id = self.database.skills[rating.skill].id.clone();
            asked.push((id, at_level(level.to_smolstr())));
        }
    }

    /// The importance and the level, if both are known.
    fn rated(&mut self, rating: &Rating) -> Option<(f64, f64)> {
        let figures = [rating.importance, rating.level];
        let left_out = &mut *self.left_out;
        if rating.is_irrelevant {
            left_out.irrelevant += 1;
            return None;
        }
        if figures.contains(&Some(Figure::Suppressed)) {
            left_out.suppressed += 1;
            return None;
        }
        if let [Some(Figure::Known(importance)), Some(Figure::Known(level))] = figures {
            return Some((importance, level));
        }
        left_out.unrated += 1;
        None
    }

    fn software(&mut self, required: &mut Asked, recommended: &mut Asked) {
        // One name may stand under several kinds of software.
        let mut known: HashMap<usize, (bool, bool)> = HashMap::new();
        let mut order = Vec::new();
        for software in &self.occupation.software {
            let flags = known.entry(software.skill).or_insert_with(|| {
                order.push(software.skill);
                (false, false)
            });
            flags.0 |= software.is_in_demand;
            flags.1 |= software.is_hot;
        }
        for skill in order {
            let asked = match known[&skill] {
                (true, _) => &mut *required,
                (false, true) => &mut *recommended,
                (false, false) => {
                    self.left_out.software += 1;
                    continue;
                }
            };
            self.is_used[skill] = true;
            let id = self.database.skills[skill].id.clone();
            asked.push((id, at_level(SmolStr::new_static(USED))));
        }
    }

    /// The degree that the median of the answers names.
    fn education(&mut self) -> Field<Box<EducationEntry>> {
        let median = self.occupation.education.median(EDUCATION.len());
        let degree = |category: usize| EDUCATION[category - 1];
        let known = median.filter(|(least, most)| degree(*least) == degree(*most));
        let Some((least, most)) = known else {
            let is_empty = self.occupation.education.is_empty();
            let count = if is_empty {
                &mut self.left_out.without_education
            } else {
                &mut self.left_out.education
            };
            *count += 1;
            return Field::Absent;
        };
        if degree(least) == Degree::None {
            return Field::Absent;
        }
        Field::Valid(Box::new(EducationEntry {
            degree: Field::Valid(DegreeName(SmolStr::new_static(degree(least).name()))),
            text: if (least, most) == (PROFESSIONAL, PROFESSIONAL) {
                prose("A first professional degree, such as in law or medicine.")
            } else {
                Field::Absent
            },
            ..EducationEntry::default()
        }))
    }

    /// The years at related work that the median of the answers names.
    fn experience(&mut self) -> Field<FigureEntry<Years>> {
        let median = self.occupation.experience.median(EXPERIENCE.len());
        let years = |category: usize| EXPERIENCE[category - 1];
        let known = median.filter(|(least, most)| years(*least) == years(*most));
        let Some((category, _)) = known else {
            let is_empty = self.occupation.experience.is_empty();
            let count = if is_empty {
                &mut self.left_out.without_experience
            } else {
                &mut self.left_out.experience
            };
            *count += 1;
            return Field::Absent;
        };
        let years = years(category).and_then(Years::parse);
        years.map_or(Field::Absent, |years| {
            Field::Valid(FigureEntry::plain(&years))
        })
    }

    fn moves(&mut self, is_chosen: &[bool]) -> Field<Vec<Field<MoveEntry>>> {
        let mut moves = Vec::new();
        for related in &self.occupation.related {
            if !is_chosen[*related] {
                self.left_out.related.insert(*related);
                continue;
            }
            let entry = MoveEntry {
                role: Field::Valid(Id(self.database.occupations[*related].code.clone())),
                kind: Field::Valid(KindName(SmolStr::new_static(MoveKind::Lateral.name()))),
                ..MoveEntry::default()
            };
            moves.push(Field::Valid(entry));
        }
        if moves.is_empty() {
            Field::Absent
        } else {
            Field::Valid(moves)
        }
    }
}

fn at_level(level: SmolStr) -> Field<AskedLevelEntry> {
    Field::Valid(AskedLevelEntry {
        level: Field::Valid(LevelText(level)),
        ..AskedLevelEntry::default()
    })
}
