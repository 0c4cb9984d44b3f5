//! What a sheet says of roles and skills, whatever its shape, and the ladder that follows from it.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet, HashMap},
};

use smol_str::{SmolStr, ToSmolStr};

use crate::{
    import::{
        ids::Ids,
        imported::{entries, prose, title},
    },
    load::{
        AskedLevelEntry, CertificationEntry, Field, Items, LadderDocument, MoveEntry, RoleEntry,
        TrackEntry,
        types::{Id, LevelText},
    },
    model::fold,
};

use super::{
    At, Fault,
    cell::short,
    entries::{AskedLevels, names, own_title},
    level::{LevelCell, why_none},
    scale::{Levels, MOST, word},
};

/// What a sheet says.
#[derive(Debug, Default)]
pub struct Draft {
    /// The tracks: the name or the id of each, and its title where the sheet has that besides.
    pub tracks: Vec<(SmolStr, SmolStr)>,
    /// The roles, in their order.
    pub roles: Vec<DraftRole>,
    /// The skills, in their order.
    pub skills: Vec<DraftSkill>,
    /// What the roles ask for.
    pub asked: Vec<Asked>,
    /// The certifications, in their order.
    pub certifications: Vec<(Id, Field<CertificationEntry>)>,
    /// Whether the skills may have scales of their own.
    pub has_own_scales: bool,
    /// What was understood in one of several ways.
    pub remarks: Vec<String>,
}

/// A role of a sheet.
#[derive(Debug, Default)]
pub struct DraftRole {
    /// The id, where the sheet has one.
    pub id: Option<SmolStr>,
    pub title: SmolStr,
    /// What several roles of one title are told apart by.
    pub group: SmolStr,
    /// The position of its track.
    pub track: Option<usize>,
    /// Its height, where the sheet orders the roles.
    pub grade: Option<usize>,
    /// Roles of one line follow each other.
    pub line: usize,
    pub about: Vec<SmolStr>,
    /// What it answers for.
    pub responsibilities: Vec<SmolStr>,
    /// The rest of the role, where the sheet says more.
    pub entry: RoleEntry,
}

/// A skill of a sheet.
#[derive(Debug, Default)]
pub struct DraftSkill {
    /// The id, where the sheet has one.
    pub id: Option<SmolStr>,
    pub title: SmolStr,
    pub category: SmolStr,
    pub about: SmolStr,
    /// All levels that it has, lowest first, where the sheet names them.
    pub levels: Vec<SmolStr>,
}

/// What a role asks for of a skill.
#[derive(Debug)]
pub struct Asked {
    /// The position of the role.
    pub role: usize,
    /// The position of the skill.
    pub skill: usize,
    pub level: Wanted,
    /// What the level means for the skill.
    pub means: SmolStr,
    /// What the level means in the role.
    pub text: SmolStr,
    pub examples: Vec<SmolStr>,
    pub at: At,
}

/// The level that a role asks for.
#[derive(Debug, PartialEq)]
pub enum Wanted {
    /// A level as a cell has it.
    Level(LevelCell),
    /// A level that is described alone: each role has one of its own, unless it is described in the same words.
    Described,
}

/// The texts of the levels of each skill.
type Meanings = Vec<BTreeMap<u32, SmolStr>>;

impl Draft {
    /// The ladder, with the levels of `declared`, lowest first; empty: those that the sheet has. With `moves`, roles that
    /// follow each other are promoted. What was understood in one of several ways is added to the remarks.
    pub fn document(
        mut self,
        declared: &[SmolStr],
        moves: bool,
        remarks: &mut Vec<String>,
    ) -> Result<LadderDocument, Fault> {
        remarks.append(&mut self.remarks);
        remarks.extend(self.not_asked());
        let scales = self.scales(declared)?;
        let guessed = scales.common.iter().chain(scales.own.values());
        let guessed = guessed.filter(|levels| levels.is_guessed);
        let guessed: BTreeSet<String> = guessed.map(|levels| levels.names.join(", ")).collect();
        remarks.extend(guessed.into_iter().map(|levels| {
            format!(
                "levels, lowest first: {levels}; the sheet does not order them, `--levels` would"
            )
        }));
        self.name_apart();
        let skills = self.skills.iter();
        let skill_ids = given(
            skills.map(|skill| (skill.id.as_deref(), &skill.title)),
            "skill",
        );
        let roles = self.roles.iter();
        let role_ids = given(roles.map(|role| (role.id.as_deref(), &role.title)), "role");
        let is_id = |text: &&str| Id::nearest(text).as_deref() == Some(*text);
        let tracks = self.tracks.iter();
        let tracks = tracks.map(|(name, _)| (Some(name.as_str()).filter(is_id), name));
        let track_ids = given(tracks, "track");
        let (requirements, meanings) = self.requirements(&scales, &skill_ids)?;
        let next = if moves {
            self.promotions(&role_ids)
        } else {
            vec![Field::Absent; self.roles.len()]
        };
        Ok(LadderDocument {
            proficiency: names(scales.common.as_ref()),
            tracks: entries(
                self.tracks
                    .iter()
                    .zip(track_ids.iter())
                    .map(|((name, own), id)| {
                        let own = Some(own).filter(|own| !own.is_empty());
                        let entry = TrackEntry {
                            title: own
                                .map_or_else(|| title(&own_title(id, name)), |own| title(own)),
                            ..TrackEntry::default()
                        };
                        (id.clone(), Field::Valid(entry))
                    }),
            ),
            skills: entries(self.skills.iter().zip(meanings).zip(0..).map(
                |((skill, meanings), position)| {
                    let own = scales.own.get(&position);
                    let entry =
                        skill.entry(&skill_ids[position], meanings, scales.common.as_ref(), own);
                    (skill_ids[position].clone(), Field::Valid(entry))
                },
            )),
            certifications: entries(self.certifications),
            roles: entries(
                self.roles
                    .into_iter()
                    .zip(requirements)
                    .zip(next)
                    .zip(&role_ids)
                    .map(|(((role, skills), next), id)| {
                        let entry = role.entry(id, skills, next, &track_ids);
                        (id.clone(), Field::Valid(entry))
                    }),
            ),
            ..LadderDocument::default()
        })
    }

    /// The skills that no role asks for.
    fn not_asked(&self) -> Option<String> {
        let mut is_asked = vec![false; self.skills.len()];
        for asked in &self.asked {
            is_asked[asked.skill] = true;
        }
        let skills = self.skills.iter().zip(is_asked);
        let others = skills.filter(|(_, is_asked)| !is_asked);
        let others: Vec<String> = others
            .map(|(skill, _)| format!("`{}`", skill.title))
            .collect();
        let skills = if others.len() == 1 {
            "the skill"
        } else {
            "the skills"
        };
        (!others.is_empty()).then(|| format!("no role asks for {skills} {}", first(&others)))
    }

    /// Tells roles of one title apart by their groups.
    fn name_apart(&mut self) {
        let mut counts: HashMap<SmolStr, usize> = HashMap::new();
        for role in &self.roles {
            *counts.entry(fold(&role.title)).or_default() += 1;
        }
        for role in &mut self.roles {
            let is_shared = counts[&fold(&role.title)] > 1;
            if is_shared && !role.group.is_empty() && fold(&role.group) != fold(&role.title) {
                role.title = format!("{} ({})", role.title, role.group).into();
            }
        }
    }

    /// The scales of the ladder and of skills.
    fn scales(&self, declared: &[SmolStr]) -> Result<Scales, Fault> {
        let is_described = |asked: &&Asked| asked.level == Wanted::Described;
        let mut described: Vec<usize> = self
            .asked
            .iter()
            .filter(is_described)
            .map(|asked| asked.skill)
            .collect();
        described.dedup();
        let cells = self.asked.iter().filter_map(|asked| match &asked.level {
            Wanted::Level(cell) => Some((cell, asked.at)),
            Wanted::Described => None,
        });
        let by_role = (!described.is_empty())
            .then(|| self.levels_by_role())
            .transpose()?;
        let has_cells = cells.clone().next().is_some();
        let mut own: BTreeMap<usize, Levels> = BTreeMap::new();
        let common = if !has_cells {
            by_role.clone()
        } else if let Some(common) = self.named_scales(declared, &mut own) {
            Some(common)
        } else if self.has_own_scales && declared.is_empty() {
            let mut by_skill: BTreeMap<usize, Vec<LevelCell>> = BTreeMap::new();
            for asked in &self.asked {
                if let Wanted::Level(cell) = &asked.level {
                    by_skill.entry(asked.skill).or_default().push(cell.clone());
                }
            }
            Some(common_scale(by_skill, &mut own).map_or_else(|| Levels::of(cells), Ok)?)
        } else if declared.is_empty() {
            Some(self.scales_by_kind(&mut own)?)
        } else {
            Some(Levels::new(declared.iter().cloned()))
        };
        if has_cells && let Some(by_role) = by_role {
            own.extend(described.into_iter().map(|skill| (skill, by_role.clone())));
        }
        Ok(Scales { common, own })
    }

    /// The scale that most skills name, where the sheet names the scales of skills; the others get their own.
    fn named_scales(
        &self,
        declared: &[SmolStr],
        own: &mut BTreeMap<usize, Levels>,
    ) -> Option<Levels> {
        let named = self.skills.iter().enumerate();
        let named = named.filter(|(_, skill)| !skill.levels.is_empty() && declared.is_empty());
        let mut counts: HashMap<&[SmolStr], (usize, Reverse<usize>)> = HashMap::new();
        for (position, skill) in named.clone() {
            let count = counts.entry(&skill.levels);
            count.or_insert((0, Reverse(position))).0 += 1;
        }
        let (common, _) = counts.into_iter().max_by_key(|(_, count)| *count)?;
        let others = named.filter(|(_, skill)| skill.levels != common);
        own.extend(
            others.map(|(position, skill)| (position, Levels::new(skill.levels.iter().cloned()))),
        );
        Some(Levels::new(common.iter().cloned()))
    }

    /// The scale of the levels; where some skills have numbers and others names, two scales: which number is which name
    /// is not known.
    fn scales_by_kind(&self, own: &mut BTreeMap<usize, Levels>) -> Result<Levels, Fault> {
        let mut kinds: BTreeMap<usize, [Option<At>; 2]> = BTreeMap::new();
        let mut are_ranked = false;
        let mut cells = Vec::with_capacity(self.asked.len());
        for asked in &self.asked {
            let Wanted::Level(cell) = &asked.level else {
                continue;
            };
            if let LevelCell::Name(name) = cell
                && let Some(why) = why_none(name)
            {
                return Err(
                    Fault::at(asked.at, format!("`{}` is no level", short(name))).help(why),
                );
            }
            cells.push((asked.skill, cell, asked.at));
            let kinds = kinds.entry(asked.skill).or_default();
            match cell {
                LevelCell::Rank(_) => kinds[0] = kinds[0].or(Some(asked.at)),
                LevelCell::Name(_) => kinds[1] = kinds[1].or(Some(asked.at)),
                LevelCell::Ranked(..) => are_ranked = true,
                LevelCell::NotAsked | LevelCell::Tick | LevelCell::Text => (),
            }
        }
        let all = cells.iter().map(|(_, cell, at)| (*cell, *at));
        let count = |kind: usize| kinds.values().filter(|kinds| kinds[kind].is_some()).count();
        let counts = [count(0), count(1)];
        if are_ranked || counts.contains(&0) {
            return Levels::of(all);
        }
        let mixed = kinds.values().find_map(|kinds| kinds[0].zip(kinds[1]));
        if let Some((number, name)) = mixed {
            let message = format!("a number stands here, and a name in {name}: which level is it?");
            let help = "write all levels of a skill by name or by number, or name the scale with `--levels`";
            return Err(Fault::at(number, message).help(help));
        }
        let common = usize::from(counts[1] >= counts[0]);
        let is_of = |skill: &usize, kind: usize| kinds[skill][kind].is_some();
        let of = |kind: usize| {
            let cells = cells.iter().filter(move |(skill, ..)| is_of(skill, kind));
            Levels::of(cells.map(|(_, cell, at)| (*cell, *at)))
        };
        let other = of(1 - common)?;
        let skills = kinds.keys().filter(|skill| is_of(skill, 1 - common));
        own.extend(skills.map(|skill| (*skill, other.clone())));
        of(common)
    }

    /// A level for each role, named after it.
    fn levels_by_role(&self) -> Result<Levels, Fault> {
        let names: Vec<SmolStr> = self
            .roles
            .iter()
            .map(|role| {
                let is_name = role.title.parse::<u64>().is_err() && fold(&role.title) != "none";
                if is_name {
                    role.title.clone()
                } else {
                    format!("level {}", role.title).into()
                }
            })
            .collect();
        if names.len() > MOST as usize {
            let message = format!(
                "texts in cells are levels by their column, and these are more than {MOST}"
            );
            return Err(Fault::new(message).help("choose the columns with `--roles`"));
        }
        Ok(Levels::new(names))
    }

    /// What each role asks for, and what the levels of each skill mean.
    fn requirements(
        &mut self,
        scales: &Scales,
        ids: &[Id],
    ) -> Result<(Vec<AskedLevels>, Meanings), Fault> {
        let mut required: Vec<AskedLevels> = self.roles.iter().map(|_| Vec::new()).collect();
        let mut meanings: Meanings = self.skills.iter().map(|_| BTreeMap::new()).collect();
        // The levels of a skill by the words that describe them.
        let mut described: HashMap<(usize, SmolStr), u32> = HashMap::new();
        for asked in std::mem::take(&mut self.asked) {
            let levels = scales.of(asked.skill);
            let rank = match &asked.level {
                Wanted::Level(cell) => levels
                    .rank(cell)
                    .ok_or_else(|| unknown_level(cell, levels, asked.at))?,
                Wanted::Described => {
                    let own = u32::try_from(asked.role + 1).unwrap_or(u32::MAX);
                    *described
                        .entry((asked.skill, asked.means.clone()))
                        .or_insert(own)
                }
            };
            let mut text = asked.text;
            if !asked.means.is_empty() {
                let known = meanings[asked.skill]
                    .entry(rank)
                    .or_insert_with(|| asked.means.clone());
                if *known != asked.means && text.is_empty() {
                    text = asked.means;
                }
            }
            let name = levels
                .names
                .get(rank as usize - 1)
                .cloned()
                .unwrap_or_default();
            let mut entry = AskedLevelEntry {
                level: Field::Valid(LevelText(name)),
                ..AskedLevelEntry::default()
            };
            if !text.is_empty() {
                entry.text = prose(&text);
            }
            if !asked.examples.is_empty() {
                entry.examples = Field::Valid(
                    asked
                        .examples
                        .iter()
                        .map(|example| prose(example))
                        .collect(),
                );
            }
            required[asked.role].push((ids[asked.skill].clone(), Field::Valid(entry)));
        }
        Ok((required, meanings))
    }

    /// The promotions between roles that follow each other on a line.
    fn promotions(&self, ids: &[Id]) -> Vec<Field<Items<MoveEntry>>> {
        let mut last: HashMap<usize, usize> = HashMap::new();
        let mut next = vec![Field::Absent; self.roles.len()];
        for (position, role) in self.roles.iter().enumerate() {
            if let Some(below) = last.insert(role.line, position) {
                let above = MoveEntry {
                    role: Field::Valid(ids[position].clone()),
                    ..MoveEntry::default()
                };
                next[below] = Field::Valid(vec![Field::Valid(above)]);
            }
        }
        next
    }
}

/// The scale of the ladder, and those that skills have of their own, by the position of the skill.
struct Scales {
    common: Option<Levels>,
    own: BTreeMap<usize, Levels>,
}

impl Scales {
    fn of(&self, skill: usize) -> &Levels {
        static NONE: std::sync::LazyLock<Levels> = std::sync::LazyLock::new(|| Levels::new([]));
        self.own
            .get(&skill)
            .or(self.common.as_ref())
            .unwrap_or(&NONE)
    }
}

/// The scale that the numbered levels of most skills make together; the others get one of their own.
fn common_scale(
    by_skill: BTreeMap<usize, Vec<LevelCell>>,
    own: &mut BTreeMap<usize, Levels>,
) -> Option<Levels> {
    let mut common: Vec<LevelCell> = Vec::new();
    for (skill, cells) in by_skill {
        let together = common.iter().chain(&cells);
        if Levels::placed(together).is_some() {
            for cell in cells {
                if !common.contains(&cell) {
                    common.push(cell);
                }
            }
        } else {
            own.insert(skill, Levels::placed(cells.iter())?);
        }
    }
    Levels::placed(common.iter())
}

fn unknown_level(cell: &LevelCell, levels: &Levels, at: At) -> Fault {
    let found = match cell {
        LevelCell::Rank(rank) => rank.to_smolstr(),
        LevelCell::Name(name) => name.clone(),
        LevelCell::Ranked(rank, name) => format!("{rank} {name}").into(),
        LevelCell::NotAsked | LevelCell::Tick | LevelCell::Text => SmolStr::default(),
    };
    let names = levels.names.iter().map(SmolStr::as_str);
    let message = format!(
        "`{}` is no level of {}",
        short(&found),
        crate::diagnostic::list_and(names)
    );
    if let Some(why) = why_none(&found) {
        return Fault::at(at, message).help(why);
    }
    let help = "name all levels, lowest first, with `--levels`";
    match cell {
        LevelCell::Name(name) => {
            let names = levels.names.iter().map(SmolStr::as_str);
            word(at, message, name, names, help)
        }
        _ => Fault::at(at, message).help(help),
    }
}

/// Some of several things, and how many more there are.
pub fn first(all: &[String]) -> String {
    const SHOWN: usize = 5;
    let shown = all[..all.len().min(SHOWN)].join(", ");
    match all.len().saturating_sub(SHOWN) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

/// The ids of what has a title, its own where it has one.
fn given<'d>(
    named: impl Iterator<Item = (Option<&'d str>, &'d SmolStr)> + Clone,
    what: &str,
) -> Vec<Id> {
    let mut ids = Ids::default();
    let kept: Vec<Option<Id>> = named
        .clone()
        .map(|(id, _)| id.filter(|id| ids.keep(id)).map(|id| Id(id.into())))
        .collect();
    let named = named.zip(kept);
    named
        .map(|((_, title), kept)| kept.unwrap_or_else(|| ids.give(title, what)))
        .collect()
}
