//! The table that `ladder matrix` and `ladder compare` write as CSV.

use std::{
    collections::{BTreeSet, HashMap},
    fmt,
};

use smol_str::SmolStr;

use crate::{
    import::{
        grid::{Grid, Header, Row},
        imported::{prose, title},
    },
    load::{
        CertificationEntry, EducationEntry, Field, Figure, GroupEntry, RequiredCertification,
        types::{DegreeName, Id, Years},
    },
    model::fold,
    order::Order as _,
    vocabulary::{RequirementKind, Word as _},
};

use super::{
    At, Fault, below,
    cell::short,
    counted,
    draft::{Asked, Draft, DraftRole, DraftSkill, Wanted},
    level::{LevelCell, wrong_name},
};

/// The columns that are read, by their names.
const COLUMNS: [&str; 16] = [
    "role",
    "role title",
    "track",
    "track title",
    "grade",
    "kind",
    "id",
    "title",
    "category",
    "required",
    "need",
    "rank",
    "text",
    "examples",
    "means",
    "levels",
];

/// Where what stands in the table.
#[derive(Debug)]
pub struct Matrix {
    /// The number of the row with the header.
    pub header: u32,
    columns: [Option<u32>; COLUMNS.len()],
}

/// How it is read, for a message.
impl fmt::Display for Matrix {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("what `ladder matrix` writes")
    }
}

impl Matrix {
    /// The table that a row is the header of.
    pub fn find(header: &Header) -> Option<Self> {
        let columns = COLUMNS.map(|name| header.column(&[name]));
        let has = |name: &str| header.column(&[name]).is_some();
        let is_one = ["role", "kind", "id", "need", "rank"].into_iter().all(has);
        is_one.then_some(Self {
            header: header.row,
            columns,
        })
    }

    /// What the table says.
    pub fn draft(&self, grid: &Grid, unread: &mut Vec<String>) -> Result<Draft, Fault> {
        let mut reader = Reader {
            matrix: self,
            draft: Draft {
                has_own_scales: true,
                ..Draft::default()
            },
            roles: HashMap::new(),
            tracks: HashMap::new(),
            skills: HashMap::new(),
            certifications: HashMap::new(),
            sequences: Vec::new(),
            subject: (SmolStr::default(), SmolStr::default()),
            unread: HashMap::new(),
        };
        for row in below(grid, self.header) {
            reader.row(row)?;
        }
        if reader.draft.roles.is_empty() {
            return Err(Fault::new("it has no row with a role".to_owned()));
        }
        let mut others: Vec<(String, usize)> = reader.unread.drain().collect();
        others.order();
        unread.extend(
            others
                .into_iter()
                .map(|(what, number)| counted(number, &what)),
        );
        reader.in_order();
        Ok(reader.draft)
    }

    /// The text of a column by its name.
    fn text<'r>(&self, row: &'r Row, name: &str) -> &'r SmolStr {
        let position = COLUMNS.iter().position(|known| *known == name);
        let column = position.and_then(|position| self.columns[position]);
        row.get(column.unwrap_or(u32::MAX))
    }

    fn at(&self, row: &Row, name: &str) -> At {
        let position = COLUMNS.iter().position(|known| *known == name);
        let column = position.and_then(|position| self.columns[position]);
        At {
            row: row.number,
            column: column.unwrap_or_default(),
        }
    }

    /// Ensures that a cell has an id.
    fn ensure_id(&self, row: &Row, column: &str, id: &str) -> Result<(), Fault> {
        let nearest = Id::nearest(id);
        if nearest.as_deref() == Some(id) {
            return Ok(());
        }
        let fault = Fault::at(
            self.at(row, column),
            format!("`{}` is not a valid id", short(id)),
        );
        Err(match nearest {
            Some(nearest) => fault.help(&format!("`{nearest}` would be valid")),
            None => fault,
        })
    }
}

/// Reads the rows one after another.
struct Reader<'a> {
    matrix: &'a Matrix,
    draft: Draft,
    roles: HashMap<SmolStr, usize>,
    tracks: HashMap<SmolStr, usize>,
    skills: HashMap<SmolStr, usize>,
    certifications: HashMap<SmolStr, usize>,
    /// The roles that have each requirement, in the order of the ladder.
    sequences: Vec<Vec<usize>>,
    /// The kind and the id of the requirement of the last row.
    subject: (SmolStr, SmolStr),
    /// How many rows of a kind are not read.
    unread: HashMap<String, usize>,
}

impl Reader<'_> {
    fn row(&mut self, row: &Row) -> Result<(), Fault> {
        let text = |name| self.matrix.text(row, name).clone();
        let missing = |name: &str| {
            let at = self.matrix.at(row, name);
            Fault::at(at, format!("a {name} is missing here"))
        };
        let (kind, id) = (text("kind"), text("id"));
        if text("role").is_empty() {
            return Err(missing("role"));
        }
        let role = self.role(row)?;
        // A role that asks for nothing has a row without a requirement.
        if kind.is_empty() && id.is_empty() {
            return Ok(());
        }
        let subject = (kind.clone(), id.clone());
        if self.subject != subject || self.sequences.is_empty() {
            self.sequences.push(Vec::new());
            self.subject = subject;
        }
        if let Some(sequence) = self.sequences.last_mut() {
            sequence.push(role);
        }
        if kind.is_empty() {
            return Err(missing("kind"));
        }
        let known = RequirementKind::read(&kind).ok_or_else(|| {
            Fault::at(
                self.matrix.at(row, "kind"),
                format!("`{kind}` is no kind of requirement"),
            )
        })?;
        if text("required") == "false" {
            *self.unread.entry("recommendation".to_owned()).or_default() += 1;
            return Ok(());
        }
        match known {
            RequirementKind::Skill => return self.skill(row, role, &id),
            RequirementKind::Experience => {
                let need = text("need");
                let years = need.trim_end_matches('s').trim_end_matches("year").trim();
                let years = Years::parse(years).ok_or_else(|| {
                    Fault::at(
                        self.matrix.at(row, "need"),
                        format!("`{need}` is no number of years"),
                    )
                })?;
                self.draft.roles[role].entry.years = Field::Valid(Figure::plain(&years));
            }
            RequirementKind::Education => {
                let need = text("need");
                let (degree, fields) = need.split_once(" in ").unwrap_or((&need, ""));
                let fields: Vec<_> = fields
                    .split(", ")
                    .filter(|field| !field.is_empty())
                    .map(prose)
                    .collect();
                let entry = EducationEntry {
                    degree: Field::Valid(DegreeName(degree.into())),
                    fields: if fields.is_empty() {
                        Field::Absent
                    } else {
                        Field::Valid(fields)
                    },
                    ..EducationEntry::default()
                };
                self.draft.roles[role].entry.education = Field::Valid(Box::new(entry));
            }
            RequirementKind::Certification => self.certification(row, role, &id)?,
            RequirementKind::AnyOf | RequirementKind::Points => {
                *self
                    .unread
                    .entry(format!("`{kind}` requirement"))
                    .or_default() += 1;
            }
        }
        Ok(())
    }

    fn skill(&mut self, row: &Row, role: usize, id: &SmolStr) -> Result<(), Fault> {
        let text = |name| self.matrix.text(row, name).clone();
        let at = self.matrix.at(row, "need");
        let rank = text("rank").parse().ok().filter(|rank| *rank > 0);
        let rank = rank.ok_or_else(|| {
            Fault::at(
                self.matrix.at(row, "rank"),
                "the number of the level is missing here".to_owned(),
            )
        })?;
        if !self.skills.contains_key(id) {
            self.matrix.ensure_id(row, "id", id)?;
        }
        let skills = &mut self.draft.skills;
        let skill = *self.skills.entry(id.clone()).or_insert_with(|| {
            skills.push(DraftSkill {
                id: Some(id.clone()),
                title: text("title"),
                category: text("category"),
                ..DraftSkill::default()
            });
            skills.len() - 1
        });
        let levels = levels(&text("levels"), &text("need"), rank);
        let at_levels = self.matrix.at(row, "levels");
        let own = levels.get(rank as usize - 1);
        let is_other = own.is_none_or(|own| fold(own) != fold(&text("need")));
        let wrong = match wrong_name(&levels) {
            Some((level, wrong)) => Some(format!("`{level}` {wrong}")),
            None if is_other && !levels.is_empty() => Some(format!(
                "`{}` is not the level {rank} of these",
                text("need")
            )),
            None => None,
        };
        if let Some(wrong) = wrong {
            let help = "name all levels, lowest first, with `|` between them";
            return Err(Fault::at(at_levels, wrong).help(help));
        }
        let known = &mut self.draft.skills[skill].levels;
        if known.is_empty() {
            *known = levels;
        } else if !levels.is_empty() && *known != levels {
            let message = format!("other levels stand here than in the rows of `{id}` above");
            return Err(Fault::at(at_levels, message)
                .help("a skill has the same levels in all of its rows"));
        }
        let examples = text("examples");
        self.draft.asked.push(Asked {
            role,
            skill,
            level: Wanted::Level(LevelCell::Ranked(rank, text("need"))),
            means: text("means"),
            text: text("text"),
            examples: examples.lines().map(Into::into).collect(),
            at,
        });
        Ok(())
    }

    fn certification(&mut self, row: &Row, role: usize, id: &SmolStr) -> Result<(), Fault> {
        let name = self.matrix.text(row, "title");
        let need = self.matrix.text(row, "need");
        let members: Vec<Id> = need.split('|').map(|member| Id(member.into())).collect();
        for member in &members {
            self.matrix.ensure_id(row, "need", &member.0)?;
            let certifications = &mut self.draft.certifications;
            let position = *self
                .certifications
                .entry(member.0.clone())
                .or_insert_with(|| {
                    let entry = Field::Valid(CertificationEntry::default());
                    certifications.push((member.clone(), entry));
                    certifications.len() - 1
                });
            if let Some(entry) = certifications[position].1.valid_mut()
                && members.len() == 1
            {
                entry.title = title(name);
            }
        }
        let asked = match members.as_slice() {
            [only] => RequiredCertification::One(only.clone()),
            _ => RequiredCertification::Group(GroupEntry {
                id: if id == need {
                    Field::Absent
                } else {
                    Field::Valid(Id(id.clone()))
                },
                one_of: Field::Valid(members.into_iter().map(Field::Valid).collect()),
                ..GroupEntry::default()
            }),
        };
        let list = &mut self.draft.roles[role].entry.certifications;
        match list.valid_mut() {
            Some(list) => list.push(Field::Valid(asked)),
            None => *list = Field::Valid(vec![Field::Valid(asked)]),
        }
        Ok(())
    }

    /// The role of a row.
    fn role(&mut self, row: &Row) -> Result<usize, Fault> {
        let text = |name| self.matrix.text(row, name).clone();
        let id = text("role");
        if let Some(known) = self.roles.get(&id) {
            return Ok(*known);
        }
        self.matrix.ensure_id(row, "role", &id)?;
        let (name, track, grade) = (text("role title"), text("track"), text("grade"));
        let grade = match grade.as_str() {
            "" => None,
            number => Some(number.parse().map_err(|_| {
                Fault::at(
                    self.matrix.at(row, "grade"),
                    format!("`{number}` is no number of a grade"),
                )
            })?),
        };
        if !track.is_empty() && !self.tracks.contains_key(&track) {
            self.matrix.ensure_id(row, "track", &track)?;
        }
        let tracks = &mut self.draft.tracks;
        let track = (!track.is_empty()).then(|| {
            *self.tracks.entry(track.clone()).or_insert_with(|| {
                tracks.push((track.clone(), text("track title")));
                tracks.len() - 1
            })
        });
        let position = self.draft.roles.len();
        self.draft.roles.push(DraftRole {
            title: if name.is_empty() {
                crate::model::titled(&id)
            } else {
                name
            },
            id: Some(id.clone()),
            line: track.unwrap_or_default(),
            track,
            grade,
            ..DraftRole::default()
        });
        self.roles.insert(id, position);
        Ok(position)
    }

    /// Puts tracks and roles in the order of the ladder, as far as the order of the rows tells it.
    fn in_order(&mut self) {
        let draft = &mut self.draft;
        let track_of = |role: &usize| draft.roles[*role].track;
        let of_tracks = self
            .sequences
            .iter()
            .map(|roles| roles.iter().filter_map(track_of).collect());
        let tracks = positions(&of_tracks.collect::<Vec<Vec<usize>>>(), draft.tracks.len());
        let roles = positions(&self.sequences, draft.roles.len());
        let new = |position: &usize| {
            let role = &draft.roles[*position];
            (
                role.track.map(|track| tracks[track]),
                role.grade,
                roles[*position],
            )
        };
        let mut order: Vec<usize> = (0..draft.roles.len()).collect();
        order.order_by_key(new);
        let mut place = vec![0; order.len()];
        for (to, from) in order.iter().enumerate() {
            place[*from] = to;
        }
        for asked in &mut draft.asked {
            asked.role = place[asked.role];
        }
        for role in &mut draft.roles {
            role.track = role.track.map(|track| tracks[track]);
        }
        sort_by_place(&mut draft.roles, &place);
        sort_by_place(&mut draft.tracks, &tracks);
    }
}

/// The levels in a cell: in a line each, or with `|` between them; where the one that is needed has such a sign itself
/// and no other level is named, that alone.
fn levels(cell: &str, need: &str, rank: u32) -> Vec<SmolStr> {
    let sign = if cell.contains('\n') { '\n' } else { '|' };
    if rank == 1 && cell == need && !cell.is_empty() {
        return vec![cell.into()];
    }
    let names = cell.split(sign).map(str::trim);
    names
        .filter(|name| !name.is_empty())
        .map(Into::into)
        .collect()
}

/// Moves each item to its place.
fn sort_by_place<T>(items: &mut Vec<T>, places: &[usize]) {
    let mut placed: Vec<(usize, T)> = places.iter().copied().zip(items.drain(..)).collect();
    placed.order_by_key(|(place, _)| *place);
    items.extend(placed.into_iter().map(|(_, item)| item));
}

/// The positions of numbers in an order that all sequences keep, of several such orders the one nearest to that of the
/// numbers; where the sequences contradict each other, the rest stays in the order of the numbers.
fn positions(sequences: &[Vec<usize>], count: usize) -> Vec<usize> {
    let mut after: Vec<Vec<usize>> = vec![Vec::new(); count];
    let mut before = vec![0_usize; count];
    for pair in sequences.iter().flat_map(|sequence| sequence.windows(2)) {
        if pair[0] != pair[1] {
            after[pair[0]].push(pair[1]);
            before[pair[1]] += 1;
        }
    }
    let mut open: BTreeSet<usize> = BTreeSet::new();
    open.extend((0..count).filter(|number| before[*number] == 0));
    let mut positions = vec![usize::MAX; count];
    let mut next = 0;
    while let Some(number) = open.pop_first() {
        positions[number] = next;
        next += 1;
        for other in &after[number] {
            before[*other] -= 1;
            if before[*other] == 0 {
                open.insert(*other);
            }
        }
    }
    for position in &mut positions {
        if *position == usize::MAX {
            *position = next;
            next += 1;
        }
    }
    positions
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_is_found_that_all_rows_keep() {
        let sequences = [vec![1, 2], vec![0, 1, 3], vec![3, 4], vec![2, 4]];
        assert_eq!(positions(&sequences, 5), [0, 1, 2, 3, 4]);
        assert_eq!(positions(&[vec![2, 0], vec![2, 1]], 3), [1, 2, 0]);
        let mut circle = positions(&[vec![0, 1], vec![1, 0]], 3);
        circle.sort_unstable();
        assert_eq!(circle, [0, 1, 2]);
    }
}
