//! Long sheets: a row for each requirement of each role.

use std::{
    collections::{HashMap, HashSet},
    fmt,
};

use smol_str::SmolStr;

use crate::{
    diagnostic::list,
    import::grid::{Grid, Header, Row, one_line},
    model::fold,
};

use super::{
    At, Fault, SheetRequest, below,
    cell::short,
    columns, counted,
    draft::{Asked, Draft, DraftRole, DraftSkill, Wanted},
    level::{LevelCell, is_not_in_use},
    wide::grid_columns,
};

/// Where what stands in a long sheet.
#[derive(Debug)]
pub struct Long {
    /// The number of the row with the header.
    pub header: u32,
    role: u32,
    /// The line of roles, where the role is a rung of it.
    line: Option<u32>,
    track: Option<u32>,
    skill: u32,
    level: u32,
    category: Option<u32>,
    skill_about: Option<u32>,
    means: Option<u32>,
    /// What the line and the role are.
    about: [Option<u32>; 2],
}

/// How it is read, for a message.
impl fmt::Display for Long {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        use crate::import::grid::letters;
        write!(
            formatter,
            "long: roles in column {}, skills in {}, levels in {}",
            letters(self.role),
            letters(self.skill),
            letters(self.level)
        )
    }
}

impl Long {
    /// The long table that a row is the header of.
    pub fn find(header: &Header, request: &SheetRequest) -> Result<Option<Self>, Fault> {
        let rung = header.column(&columns::RUNG);
        let role = header.column(&columns::ROLE);
        let (skill, level) = (
            header.column(&columns::SKILL),
            header.column(&columns::LEVEL),
        );
        let (Some(own), Some(skill), Some(level)) = (rung.or(role), skill, level) else {
            return Ok(None);
        };
        if skill == level {
            return Ok(None);
        }
        let line = rung.and(role);
        let track = match &request.track {
            None => header.column(&columns::TRACK).or(line),
            Some(name) => {
                let folded = fold(name).replace('_', " ");
                Some(header.column(&[&folded]).ok_or_else(|| {
                    let names = header.names().map(|(_, name)| name);
                    Fault::new(format!(
                        "no column is called `{name}`, given by `--track-column`"
                    ))
                    .help(&format!("expected {}", list(names)))
                })?)
            }
        };
        let other = |names: &[&str]| {
            let found = header
                .names()
                .find(|(column, name)| names.contains(name) && *column != skill);
            found.map(|(column, _)| column)
        };
        Ok(Some(Self {
            header: header.row,
            role: own,
            line,
            track,
            skill,
            level,
            category: other(&columns::CATEGORY),
            skill_about: header.column(&columns::ABOUT),
            means: header.column(&columns::MEANS),
            about: [
                header.column(&columns::ROLE_ABOUT),
                header.column(&columns::RUNG_ABOUT),
            ],
        }))
    }

    /// What the sheet says.
    pub fn draft(&self, grid: &Grid, unread: &mut Vec<String>) -> Result<Draft, Fault> {
        let mut reader = Reader {
            long: self,
            draft: Draft::default(),
            roles: HashMap::new(),
            skills: HashMap::new(),
            tracks: HashMap::new(),
            lines: HashMap::new(),
            asked: HashMap::new(),
            answered: HashSet::new(),
            last: [const { SmolStr::new_static("") }; 4],
            repeated: 0,
            unranked: Vec::new(),
            unleveled: 0,
        };
        let header = grid.rows.iter().find(|row| row.number == self.header);
        for row in below(grid, self.header) {
            let is_again = header.is_some_and(|header| row.cells().eq(header.cells()));
            if !is_again {
                reader.row(row)?;
            }
        }
        let draft = reader.finish(unread)?;
        let read = [
            Some(self.role),
            self.line,
            self.track,
            Some(self.skill),
            Some(self.level),
            self.category,
            self.skill_about,
            self.means,
            self.about[0],
            self.about[1],
        ];
        grid_columns(
            grid,
            self.header,
            |column| read.contains(&Some(column)),
            unread,
        );
        Ok(draft)
    }
}

/// Reads the rows one after another.
struct Reader<'a> {
    long: &'a Long,
    draft: Draft,
    /// Roles by their track, line and title.
    roles: HashMap<[SmolStr; 3], usize>,
    skills: HashMap<SmolStr, usize>,
    tracks: HashMap<SmolStr, usize>,
    /// The lines, each with the number of its roles.
    lines: HashMap<[SmolStr; 2], (usize, usize)>,
    /// The requirements, each with its position.
    asked: HashMap<(usize, usize), usize>,
    /// What the roles answer for.
    answered: HashSet<(usize, SmolStr)>,
    /// The last track, line, role and skill, which hold for empty cells below them.
    last: [SmolStr; 4],
    /// How many rows say again what was said.
    repeated: usize,
    /// The places of levels that are missing.
    unranked: Vec<At>,
    /// How many skills are said to have no level.
    unleveled: usize,
}

impl Reader<'_> {
    fn row(&mut self, row: &Row) -> Result<(), Fault> {
        let long = self.long;
        let columns = [long.track, long.line, Some(long.role), Some(long.skill)];
        let own = columns.map(|column| {
            column
                .map(|column| one_line(row.get(column)))
                .unwrap_or_default()
        });
        let has_skill = !own[3].is_empty();
        let has_role = own[1..3].iter().any(|text| !text.is_empty());
        let level_at = At {
            row: row.number,
            column: long.level,
        };
        if !has_skill && !has_role {
            if row.get(long.level).is_empty() {
                return Ok(());
            }
            let message =
                "a level stands here, and its row has neither a role nor a skill".to_owned();
            return Err(Fault::at(level_at, message));
        }
        // What stands above holds for an empty cell, from the left to the right.
        let mut is_new = false;
        for (last, own) in self.last.iter_mut().zip(&own).take(3) {
            if !own.is_empty() {
                is_new |= *last != own.as_str();
                *last = own.into();
            } else if is_new {
                *last = SmolStr::default();
            }
        }
        if has_skill {
            self.last[3] = own[3].as_str().into();
        }
        let [_, line, title, skill] = self.last.clone();
        if (title.is_empty() && line.is_empty()) || skill.is_empty() {
            let (what, column) = if skill.is_empty() {
                ("skill", long.skill)
            } else {
                ("role", long.role)
            };
            let at = At {
                row: row.number,
                column,
            };
            return Err(Fault::at(at, format!("a {what} is missing here")));
        }
        let role = self.role(row);
        let written = row.get(long.level);
        if is_not_in_use(written) {
            self.responsibility(role, row);
            return Ok(());
        }
        let (level, text) = match LevelCell::of(written) {
            LevelCell::NotAsked if written.is_empty() => {
                self.unranked.push(level_at);
                return Ok(());
            }
            LevelCell::NotAsked => {
                self.skill(row);
                return Ok(());
            }
            LevelCell::Text => {
                let Some((level, rest)) = LevelCell::headed(written) else {
                    let message = format!("`{}` is a text and no level", short(written));
                    let help = "write the level alone, and the text into a column `skill level description`";
                    return Err(Fault::at(level_at, message).help(help));
                };
                (level, rest.into())
            }
            level => (level, SmolStr::default()),
        };
        let skill = self.skill(row);
        let means = long
            .means
            .map(|column| row.get(column).clone())
            .unwrap_or_default();
        let asked = Asked {
            role,
            skill,
            level: Wanted::Level(level),
            means,
            text,
            examples: Vec::new(),
            at: level_at,
        };
        self.add(asked)
    }

    /// Adds a requirement; one that is there already must be the same.
    fn add(&mut self, asked: Asked) -> Result<(), Fault> {
        let position = self.draft.asked.len();
        let known = self.asked.insert((asked.role, asked.skill), position);
        let Some(known) = known else {
            self.draft.asked.push(asked);
            return Ok(());
        };
        self.asked.insert((asked.role, asked.skill), known);
        let known = &self.draft.asked[known];
        if known.level == asked.level {
            self.repeated += 1;
            return Ok(());
        }
        let (role, skill) = (
            &self.draft.roles[asked.role].title,
            &self.draft.skills[asked.skill].title,
        );
        let message = format!(
            "`{role}` asks for another level of `{skill}` here than in {}",
            known.at
        );
        Err(Fault::at(asked.at, message).help("keep one of both rows, or name the roles apart"))
    }

    /// The role of a row.
    fn role(&mut self, row: &Row) -> usize {
        let [track, line, title, _] = self.last.clone();
        let title = if title.is_empty() || is_not_in_use(&title) {
            line.clone()
        } else {
            title
        };
        let key = [fold(&track), fold(&line), fold(&title)];
        if let Some(known) = self.roles.get(&key) {
            return *known;
        }
        let position = self.draft.roles.len();
        let lines = self.lines.len();
        let line_of = self
            .lines
            .entry([key[0].clone(), key[1].clone()])
            .or_insert((lines, 0));
        line_of.1 += 1;
        let track = (!track.is_empty()).then(|| {
            let tracks = &mut self.draft.tracks;
            *self.tracks.entry(key[0].clone()).or_insert_with(|| {
                tracks.push((track.clone(), SmolStr::default()));
                tracks.len() - 1
            })
        });
        let about = self
            .long
            .about
            .into_iter()
            .flatten()
            .map(|column| row.get(column).clone());
        let about = about.filter(|text| !text.is_empty());
        self.draft.roles.push(DraftRole {
            title,
            grade: self.long.line.map(|_| line_of.1),
            line: line_of.0,
            group: line,
            track,
            about: about.collect(),
            ..DraftRole::default()
        });
        self.roles.insert(key, position);
        position
    }

    /// The skill of a row.
    fn skill(&mut self, row: &Row) -> usize {
        let title = &self.last[3];
        let skills = &mut self.draft.skills;
        let position = *self.skills.entry(fold(title)).or_insert_with(|| {
            skills.push(DraftSkill {
                title: title.clone(),
                ..DraftSkill::default()
            });
            skills.len() - 1
        });
        let skill = &mut skills[position];
        let text = |column: Option<u32>| {
            column
                .map(|column| row.get(column).clone())
                .unwrap_or_default()
        };
        if skill.category.is_empty() {
            skill.category = one_line(&text(self.long.category)).into();
        }
        if skill.about.is_empty() {
            skill.about = text(self.long.skill_about);
        }
        position
    }

    /// A skill without a level is what the role answers for.
    fn responsibility(&mut self, role: usize, row: &Row) {
        let about = self.long.skill_about.map(|column| row.get(column).as_str());
        let about = about.filter(|about| !about.is_empty());
        let skill = &self.last[3];
        let sentence: SmolStr = match about {
            Some(about) => format!("{skill}: {about}").into(),
            None => skill.clone(),
        };
        if self.answered.insert((role, sentence.clone())) {
            self.draft.roles[role].responsibilities.push(sentence);
            self.unleveled += 1;
        } else {
            self.repeated += 1;
        }
    }

    fn finish(self, unread: &mut Vec<String>) -> Result<Draft, Fault> {
        if self.draft.roles.is_empty() {
            return Err(Fault::new("it has no row with a role".to_owned()));
        }
        if self.unleveled > 0 {
            let skills = counted(self.unleveled, "skill");
            unread.push(format!(
                "the level of {skills} that says it is not in use (a responsibility of the role)"
            ));
        }
        if !self.unranked.is_empty() {
            const SHOWN: usize = 3;
            let first = self.unranked.iter().take(SHOWN).map(ToString::to_string);
            let mut first = first.collect::<Vec<_>>().join(", ");
            if self.unranked.len() > SHOWN {
                first.push_str(", …");
            }
            let rows = counted(self.unranked.len(), "row");
            unread.push(format!("{rows} without a level ({first})"));
        }
        if self.repeated > 0 {
            unread.push(counted(self.repeated, "repeated row"));
        }
        Ok(self.draft)
    }
}
