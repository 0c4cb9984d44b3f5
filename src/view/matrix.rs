//! Requirements of several roles: roles across, requirements down.

use std::collections::{BTreeMap, HashMap, HashSet};

use smol_str::SmolStr;

use crate::{
    query::{Grade, MatrixAnswer, MatrixRow, Need, OTHER_SKILLS, Side},
    vocabulary::{RequirementKind, Status},
};

use super::{
    Body, Columns, CrossTable, Heading, ROLE, Records, Section, Sheet, Sources, StyledText,
    TextStyle, Value, View, compare, display, gaps,
};

/// The group of certifications.
const CERTIFICATIONS: &str = "certifications";

/// More roles than a screen has columns for.
const ON_SCREEN: usize = 100;

impl View for MatrixAnswer {
    fn name(&self) -> &'static str {
        "matrix"
    }

    fn sheet(&self) -> Sheet {
        let mut sources = Sources::new(&self.sources);
        let sections = vec![table(self, None, &mut sources)];
        sheet(self, sections).citing(sources).before(next(self))
    }

    fn screen(&self, rows: usize) -> Sheet {
        let section = table(self, Some(rows), &mut Sources::default());
        let section = section.leaving_out(self.sources.len(), "source");
        Sheet {
            of_roles: Some(of_roles(self)),
            ..sheet(self, vec![section]).before(next(self))
        }
    }

    fn records(&self) -> Records {
        let roles = self.roles.iter().map(|role| {
            let track = role.track_title.as_ref();
            RoleOfRow {
                id: &role.placed.id,
                title: &role.placed.title,
                track: track.map(|title| (&role.placed.track, title)),
                grade: &role.placed.grade,
            }
        });
        let is_whole = self.category.is_none();
        records(roles, entries(&self.requirements, true), is_whole)
    }
}

/// What one role asks for: a requirement, the id of the role, and whether it is required.
pub(super) type Entry<'a> = (&'a MatrixRow, &'a SmolStr, &'a Side, bool);

/// What each role asks for, one by one.
pub(super) fn entries(rows: &[MatrixRow], is_required: bool) -> impl Iterator<Item = Entry<'_>> {
    rows.iter().flat_map(move |row| {
        let sides = row.roles.0.iter();
        sides.map(move |(role, side)| (row, role, side, is_required))
    })
}

/// What rows say of a role.
pub(super) struct RoleOfRow<'a> {
    pub id: &'a SmolStr,
    pub title: &'a SmolStr,
    /// The id and the title of its track, where the ladder names tracks.
    pub track: Option<(&'a SmolStr, &'a SmolStr)>,
    pub grade: &'a Grade,
}

/// The fields of the role of a row.
const ROLE_FIELDS: [&str; 5] = ["role", "role_title", "track", "track_title", "grade"];

impl RoleOfRow<'_> {
    fn fields(&self) -> [Value; ROLE_FIELDS.len()] {
        [
            self.id.clone().into(),
            self.title.clone().into(),
            self.track.map(|(id, _)| id.clone()).into(),
            self.track.map(|(_, title)| title.clone()).into(),
            self.grade.rank.into(),
        ]
    }
}

/// Requirements for programs, a row for each of some roles that has one. Where they are all that the roles ask for
/// (`is_whole`), a role that asks for nothing has a row of its own.
pub(super) fn records<'a>(
    roles: impl Iterator<Item = RoleOfRow<'a>>,
    entries: impl Iterator<Item = Entry<'a>>,
    is_whole: bool,
) -> Records {
    let roles: Vec<RoleOfRow> = roles.collect();
    let by_id = roles.iter().map(|role| (role.id.as_str(), role.fields()));
    let by_id: &HashMap<&str, [Value; ROLE_FIELDS.len()]> = &by_id.collect();
    let entries: Vec<Entry> = entries.collect();
    let asking: HashSet<&str> = entries.iter().map(|entry| entry.1.as_str()).collect();
    let mut columns = Columns::<Entry>::new();
    for (position, name) in ROLE_FIELDS.into_iter().enumerate() {
        columns = columns.field(name, move |entry| {
            let fields = by_id.get(entry.1.as_str());
            fields.map(|fields| fields[position].clone())
        });
    }
    let mut records = columns
        .field("kind", |(row, ..)| row.kind)
        .field("id", |(row, ..)| row.id.clone())
        .field("title", |(row, ..)| row.title.clone())
        .field("category", |(row, ..)| row.category.clone())
        .field("required", |(.., is_required)| *is_required)
        .field("need", |(_, _, side, _)| display::needed(&side.need))
        .field("rank", |(_, _, side, _)| match &side.need {
            Need::Skill(level) => Some(level.rank),
            _ => None,
        })
        .field("introduced_by", |(_, _, side, _)| {
            side.origin.introduced_by.clone()
        })
        .field("have", |(row, _, side, _)| {
            let have = side.held.have.as_ref();
            have.map(|have| display::held(row.kind, have))
        })
        .field("status", |(_, _, side, _)| side.held.status)
        .field("baseline", |(_, _, side, _)| side.held.baseline.clone())
        .field("assumed", |(_, _, side, _)| side.held.assumed)
        .field("reason", |(_, _, side, _)| side.held.reason.clone())
        .field("source", |(_, _, side, _)| side.origin.cited.source.clone())
        .wording(|(_, _, side, _)| Some(&side.origin.wording))
        .field("means", |(_, _, side, _)| side.means.clone())
        .field("levels", |(row, ..)| joined(&row.levels))
        .records(&entries);
    let width = records.columns.len();
    let idle = roles
        .iter()
        .filter(|role| is_whole && !asking.contains(role.id.as_str()));
    records.rows.extend(idle.map(|role| {
        let mut row = role.fields().to_vec();
        row.resize(width, Value::Empty);
        row
    }));
    records
}

/// Levels in one cell: with `|` between them, or in a line each where one of them has such a sign.
fn joined(levels: &[SmolStr]) -> String {
    let has_sign = levels.iter().any(|level| level.contains('|'));
    levels.join(if has_sign { "\n" } else { "|" })
}

fn sheet(matrix: &MatrixAnswer, sections: Vec<Section>) -> Sheet {
    let title = StyledText::strong("What roles ask for: ");
    let title = title.then(display::named(&matrix.header.ladder));
    let about = gaps::about(matrix.header.person.as_ref(), &matrix.header.as_of);
    Sheet::new(title, about.chain([scope(matrix)]), sections)
}

/// `5 of 15 roles, on the track Management; 30 requirements.`
fn scope(matrix: &MatrixAnswer) -> StyledText {
    let all = display::counted(matrix.of, "role");
    let roles = match matrix.roles.len() {
        shown if shown == matrix.of => all,
        shown => format!("{shown} of {all}"),
    };
    let track = matrix.track.as_ref();
    let track = track.map(|track| format!(", on the track {}", track.title));
    let count = matrix.requirements.len();
    let asked = match &matrix.category {
        Some(category) => {
            let skills = display::counted(count, "skill");
            format!("{skills} of the category {category}")
        }
        None => display::counted(count, "requirement"),
    };
    format!("{roles}{}; {asked}.", track.unwrap_or_default()).into()
}

/// Two roles side by side, that of the person and the one after it.
fn next(matrix: &MatrixAnswer) -> Option<String> {
    let present = matrix.header.person.as_ref();
    let present = present.and_then(|person| person.role.as_ref());
    let ids = matrix.roles.iter().map(|role| role.placed.id.as_str());
    let ids: Vec<&str> = ids.collect();
    let own = ids
        .iter()
        .position(|id| present.is_some_and(|present| present.id == *id));
    let from = own.unwrap_or_default().min(ids.len().saturating_sub(2));
    let command = match ids.get(from..)? {
        [one, other, ..] => format!("compare {one} {other}"),
        [only] => format!("show {only}"),
        [] => return None,
    };
    Some(started(command, matrix))
}

/// A command for the same person.
fn started(command: String, matrix: &MatrixAnswer) -> String {
    match &matrix.header.person {
        Some(person) => gaps::started(command, person),
        None => command,
    }
}

/// The start of a command for some of the roles, which follow.
fn of_roles(matrix: &MatrixAnswer) -> String {
    let category = matrix.category.as_ref();
    let category = category.map(|category| format!(" --category {}", display::quoted(category)));
    let command = format!("matrix{}", category.unwrap_or_default());
    format!("{} --roles ", started(command, matrix))
}

/// The roles and their requirements, with what the signs in the cells mean.
fn table(matrix: &MatrixAnswer, most_rows: Option<usize>, sources: &mut Sources) -> Section {
    let person = matrix.header.person.as_ref();
    let shown = most_rows.map_or(matrix.roles.len(), |_| ON_SCREEN.min(matrix.roles.len()));
    let shown = &matrix.roles[..shown];
    let columns = shown.iter();
    let columns = columns.map(|role| (&role.placed.id, role.track_title.as_deref()));
    let mut rows = matrix.requirements.iter();
    let is_grouped = matrix.category.is_none() && rows.any(|row| row.category.is_some());
    let mut crossed = crossed(matrix.requirements.iter(), columns, is_grouped, cell);
    let left_out = [
        (matrix.roles.len() - shown.len(), "role"),
        (
            matrix.requirements.len() - crossed.rows.len(),
            "requirement",
        ),
    ];
    // It counts all that a role asks for.
    if person.is_some() && matrix.category.is_none() {
        let met = shown.iter().enumerate();
        let met = met.filter_map(|(column, role)| Some((column, display::met(role.readiness?))));
        crossed.rows.insert(0, Heading::new("Met", ""));
        crossed.cells.insert(0, met.collect());
    }
    crossed.most_rows = most_rows;
    let mut section = Section::new("", Body::CrossTable(Box::new(crossed)));
    section.left_out.extend(left_out);
    compare::explain_signs(std::slice::from_mut(&mut section), person);
    let recommended = (matrix.recommended > 0).then(|| {
        let many = display::counted(matrix.recommended, "recommendation");
        StyledText::quiet(format!("Without {many}; "))
            .code("ladder show ROLE")
            .and(TextStyle::Quiet, " shows them.")
    });
    let section = section.noted(recommended);
    if most_rows.is_some() {
        return section;
    }
    section.noted(notes(&matrix.requirements, sources))
}

/// Requirements across roles, each given with the title of its track; `is_grouped` by the categories of skills.
/// Requirements of other roles are left out.
pub(super) fn crossed<'a>(
    requirements: impl Iterator<Item = &'a MatrixRow>,
    roles: impl Iterator<Item = (&'a SmolStr, Option<&'a str>)>,
    is_grouped: bool,
    cell: impl Fn(&SmolStr, &Side) -> StyledText,
) -> CrossTable {
    let tables = several(requirements, [roles].into_iter(), is_grouped, cell);
    tables.into_iter().next().unwrap_or_default()
}

/// The same for several groups of roles, each with a table of its own.
pub(super) fn several<'a>(
    requirements: impl Iterator<Item = &'a MatrixRow>,
    groups: impl Iterator<Item = impl Iterator<Item = (&'a SmolStr, Option<&'a str>)>>,
    is_grouped: bool,
    cell: impl Fn(&SmolStr, &Side) -> StyledText,
) -> Vec<CrossTable> {
    let mut tables = Vec::new();
    let mut positions: HashMap<&str, (usize, usize)> = HashMap::new();
    for (table, roles) in groups.enumerate() {
        let mut crossed = CrossTable {
            what: ["requirement", ROLE],
            ..CrossTable::default()
        };
        for (position, (id, track)) in roles.enumerate() {
            positions.insert(id, (table, position));
            let track = track.unwrap_or_default();
            let heading = Heading::new(StyledText::role(id), track);
            crossed.columns.push(heading);
        }
        tables.push(crossed);
    }
    for row in requirements {
        // The cells of the row in each table that has some.
        let mut cells: BTreeMap<usize, Vec<(usize, StyledText)>> = BTreeMap::new();
        for (role, side) in &row.roles.0 {
            if let Some((table, position)) = positions.get(role.as_str()) {
                let own = cells.entry(*table).or_default();
                own.push((*position, cell(role, side)));
            }
        }
        if cells.is_empty() {
            continue;
        }
        let heading = Heading {
            notes: composed(row),
            ..Heading::new(name(row), if is_grouped { group(row) } else { "" })
        };
        for (table, cells) in cells {
            tables[table].rows.push(heading.clone());
            tables[table].cells.push(cells);
        }
    }
    tables
}

fn group(row: &MatrixRow) -> &str {
    match row.kind {
        RequirementKind::Skill => row.category.as_deref().unwrap_or(OTHER_SKILLS),
        RequirementKind::Certification => CERTIFICATIONS,
        _ => "",
    }
}

/// What is asked for: one of several certifications by the id of their group, alternatives without a title by their
/// names.
pub(super) fn name(row: &MatrixRow) -> StyledText {
    match (row.kind, &row.group, row.members.as_slice()) {
        (RequirementKind::Certification, Some(group), _) => StyledText::name(group),
        (RequirementKind::Certification, None, [first, ..]) => {
            StyledText::from(first).plain(" or other")
        }
        _ => StyledText::from(&row.title),
    }
}

/// The members of a group that has only its name in the table, and what counts for points.
pub(super) fn composed(row: &MatrixRow) -> Vec<StyledText> {
    let sides = row.roles.0.iter();
    let mut needs = sides.map(|(role, side)| (role.as_str(), &side.need));
    let is_named_alone = row.is_titled && !row.members.is_empty();
    match needs.next() {
        Some((_, need)) if is_named_alone => {
            vec![display::members_of(name(row), &row.members, need)]
        }
        first => display::points_of(first.into_iter().chain(needs)),
    }
}

/// What a role asks for, marked and quieter where it is inherited; with a person, led in by the sign of whether it
/// is met.
pub(super) fn cell(role: &SmolStr, side: &Side) -> StyledText {
    if side.origin.introduced_by == *role {
        asked(side, TextStyle::Plain)
    } else {
        asked(side, TextStyle::Quiet).and(TextStyle::Quiet, display::INHERITED)
    }
}

/// What is asked for, led in by the sign of whether it is met.
pub(super) fn asked(side: &Side, style: TextStyle) -> StyledText {
    let sign = side.held.status.map(|status| {
        let (tone, sign) = match (status, &side.held.baseline) {
            (Status::Met, Some(_)) => display::BASELINE,
            _ => display::sign(status),
        };
        StyledText::new(tone, sign).plain(" ")
    });
    let need = match &side.need {
        Need::Certification { one_of } if one_of.len() == 1 => "asked".to_owned(),
        need => display::need_briefly(need),
    };
    sign.unwrap_or_default().and(style, need)
}

/// What groups and points consist of, and what the requirements rest on.
pub(super) fn notes(rows: &[MatrixRow], sources: &mut Sources) -> Vec<StyledText> {
    let groups = rows.iter().flat_map(composed);
    groups.chain(origins(rows, sources)).collect()
}

/// What the requirements rest on; they stand too close together to carry a source each.
pub(super) fn origins(rows: &[MatrixRow], sources: &mut Sources) -> Option<StyledText> {
    let sides = rows.iter().flat_map(|row| &row.roles.0);
    let cited = sides.map(|(_, side)| &side.origin.cited);
    let mut seen = HashSet::new();
    let cited = cited.filter(|cited| seen.insert(cited.source.as_deref()));
    let marks = cited.map(|cited| sources.mark(cited));
    let marks = marks.filter(|mark| !mark.is_empty());
    let marks = marks.reduce(StyledText::then)?;
    let phrase = StyledText::quiet("Sources of the requirements:").then(marks);
    Some(phrase.and(TextStyle::Quiet, "."))
}
