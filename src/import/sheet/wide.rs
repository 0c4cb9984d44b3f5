//! Wide sheets: roles across, skills down, levels in the cells.

use std::{
    collections::{HashMap, HashSet},
    fmt,
};

use smol_str::SmolStr;

use crate::{
    diagnostic::list_and,
    import::grid::{self, Grid, Header, Row, letters, one_line},
    model::fold,
};

use super::{
    At, Fault, SheetRequest, below,
    cell::{Cell, is_known, refuse_texts},
    columns,
    draft::{Asked, Draft, DraftRole, DraftSkill, Wanted, first},
    figures::figures,
    level::LevelCell,
    scale::is_scale,
};

/// The most columns of categories that are read.
const CATEGORIES: usize = 8;

/// Where what stands in a wide sheet.
#[derive(Debug)]
pub struct Wide {
    /// The number of the row with the header.
    pub header: u32,
    skill: u32,
    categories: Vec<u32>,
    about: Option<u32>,
    /// The column of each role with its title.
    roles: Vec<(u32, SmolStr)>,
    /// The columns of figures that are no levels.
    figures: Vec<u32>,
}

/// How it is read, for a message.
impl fmt::Display for Wide {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let columns: Vec<u32> = self.roles.iter().map(|(column, _)| *column).collect();
        let ending = if columns.len() == 1 { "" } else { "s" };
        let roles = format!("column{ending} {}", together(&columns));
        let skill = letters(self.skill);
        write!(
            formatter,
            "wide: skills in column {skill}, roles in {roles}"
        )
    }
}

impl Wide {
    /// The wide table that a row is the header of.
    pub fn find(
        grid: &Grid,
        row: &Row,
        header: &Header,
        request: &SheetRequest,
    ) -> Result<Option<Self>, Fault> {
        let chosen = request.roles.as_deref().map(chosen_columns).transpose()?;
        let first = chosen.as_ref().and_then(|columns| columns.first().copied());
        let is_before = |column: &u32| first.is_none_or(|first| *column < first);
        let mut skill = header.column(&columns::SKILL).filter(is_before);
        if let Some(first) = first {
            skill = skill.or_else(|| first.checked_sub(1));
        } else if request.header.is_some() {
            skill = skill.or_else(|| header.names().next().map(|(column, _)| column));
        }
        let Some(skill) = skill else {
            return Ok(None);
        };
        let is = |names: &[&str], name: &str| names.contains(&name);
        let named = |names: &'static [&str]| {
            header
                .names()
                .filter(move |(column, name)| *column != skill && is(names, name))
                .map(|(column, _)| column)
        };
        let about = named(&columns::ABOUT).next();
        let is_role = |column: u32, name: &str| match &chosen {
            Some(chosen) => chosen.contains(&column),
            None => {
                column != skill
                    && !is(&columns::CATEGORY, name)
                    && !is(&columns::ABOUT, name)
                    && !is(&columns::REMARKS, name)
            }
        };
        let roles = header
            .names()
            .filter(|(column, name)| is_role(*column, name));
        let roles = roles.map(|(column, _)| (column, one_line(row.get(column)).into()));
        let mut roles: Vec<(u32, SmolStr)> = roles.collect();
        if roles.is_empty() {
            return Ok(None);
        }
        let figures = match &chosen {
            Some(_) => Vec::new(),
            None => figures(grid, row.number, &roles),
        };
        roles.retain(|(column, _)| !figures.contains(column));
        let is_person = |(_, title): &(u32, SmolStr)| {
            is(&columns::PERSON, &fold(title)) || columns::is_total(title)
        };
        let first_role = At {
            row: row.number,
            column: roles[0].0,
        };
        if chosen.is_none() && roles.iter().all(is_person) {
            let names = list_and(roles.iter().map(|(_, title)| title.as_str()));
            let message = format!("the columns {names} are about one person, and none is a role");
            let help = "choose the columns of roles with `--roles`, if they are roles";
            return Err(Fault::at(first_role, message).help(help));
        }
        let titles: Vec<SmolStr> = roles.iter().map(|(_, title)| title.clone()).collect();
        if chosen.is_none() && is_scale(&titles) {
            let names = list_and(titles.iter().map(SmolStr::as_str));
            let message = format!("the columns {names} are levels, and none is a role");
            let help = "choose the columns of roles with `--roles`, if they are roles";
            return Err(Fault::at(first_role, message).help(help));
        }
        let categories = named(&columns::CATEGORY).filter(is_before);
        Ok(Some(Self {
            header: row.number,
            skill,
            categories: categories.take(CATEGORIES).collect(),
            about,
            roles,
            figures,
        }))
    }

    /// What the sheet says.
    pub fn draft(
        &self,
        grid: &Grid,
        request: &SheetRequest,
        unread: &mut Vec<String>,
    ) -> Result<Draft, Fault> {
        self.ensure_one_heading(grid, request)?;
        self.ensure_each_once()?;
        let mut draft = Draft {
            roles: self.draft_roles(),
            ..Draft::default()
        };
        let mut skills = Skills::default();
        let mut category = vec![SmolStr::default(); self.categories.len()];
        let headings = self.headings(grid);
        draft.remarks.extend(self.heading_remark(grid, &headings));
        let mut heading = SmolStr::default();
        let mut texts: Vec<(At, SmolStr)> = Vec::new();
        for row in below(grid, self.header) {
            for (known, column) in category.iter_mut().zip(&self.categories) {
                let text = one_line(row.get(*column));
                if !text.is_empty() {
                    *known = text.into();
                }
            }
            let title: SmolStr = one_line(row.get(self.skill)).into();
            let cells = self.cells(row, request);
            if title.is_empty() {
                if let Some((_, at, _)) = cells.first() {
                    let message = format!(
                        "a level stands here, and {} has no skill",
                        At {
                            row: row.number,
                            column: self.skill
                        }
                    );
                    return Err(Fault::at(*at, message));
                }
                continue;
            }
            if columns::is_total(&title) {
                unread.push(format!("row {}, `{title}`", row.number));
                continue;
            }
            if headings.contains(&row.number) {
                heading = title;
                continue;
            }
            let group = category
                .iter()
                .filter(|text| !text.is_empty())
                .map(SmolStr::as_str);
            let group = group.collect::<Vec<_>>().join(" / ");
            let group = if group.is_empty() {
                heading.clone()
            } else {
                group.into()
            };
            let at = At {
                row: row.number,
                column: self.skill,
            };
            let skill = skills.add(&mut draft, title, group, at)?;
            if let Some(about) = self.about {
                draft.skills[skill].about = row.get(about).clone();
            }
            for (role, at, cell) in cells {
                let (level, means, text) = match cell {
                    Cell::Level(level) => {
                        (Wanted::Level(level), SmolStr::default(), SmolStr::default())
                    }
                    Cell::LevelAndText(level, text) => {
                        (Wanted::Level(level), SmolStr::default(), text)
                    }
                    Cell::Text(text) if request.prose => {
                        (Wanted::Described, text, SmolStr::default())
                    }
                    Cell::Text(text) => {
                        texts.push((at, text));
                        continue;
                    }
                };
                draft.asked.push(Asked {
                    role,
                    skill,
                    level,
                    means,
                    text,
                    examples: Vec::new(),
                    at,
                });
            }
        }
        refuse_texts(&texts)?;
        if draft.skills.is_empty() {
            return Err(Fault::new("it has no row with a skill".to_owned()));
        }
        if draft.asked.is_empty() {
            return Err(Fault::new("no cell asks for anything".to_owned()));
        }
        self.note_unread(grid, unread);
        Ok(draft)
    }

    /// The roles, the lowest first.
    fn draft_roles(&self) -> Vec<DraftRole> {
        let roles = self.roles.iter().zip(1..);
        let roles = roles.map(|((_, title), grade)| DraftRole {
            title: title.clone(),
            grade: Some(grade),
            ..DraftRole::default()
        });
        roles.collect()
    }

    /// A second row of headings would be read as a skill: it is called as headings are, or has names where all other rows
    /// have levels that are known.
    fn ensure_one_heading(&self, grid: &Grid, request: &SheetRequest) -> Result<(), Fault> {
        let mut rows = below(grid, self.header);
        let Some(first) = rows.next().filter(|_| request.header.is_none()) else {
            return Ok(());
        };
        let cells = |row: &Row, is: fn(&Cell, &[SmolStr]) -> bool| {
            let cells = row.cells();
            let mut cells = cells.filter(|(column, _)| self.role_of(*column).is_some());
            cells.all(|(_, text)| Cell::of(text).is_none_or(|cell| is(&cell, &request.levels)))
        };
        let is_named = |cell: &Cell, declared: &[SmolStr]| {
            matches!(cell, Cell::Level(LevelCell::Name(_))) && !is_known(cell, declared)
        };
        let is_level = |cell: &Cell, declared: &[SmolStr]| match cell {
            Cell::Level(LevelCell::Name(_)) => is_known(cell, declared),
            Cell::Level(_) => true,
            Cell::LevelAndText(..) | Cell::Text(_) => false,
        };
        let title = one_line(first.get(self.skill));
        let roles = first
            .cells()
            .filter(|(column, _)| self.role_of(*column).is_some());
        let has_names = roles.count() > 1
            && cells(first, is_named)
            && rows.next().is_some()
            && below(grid, self.header)
                .skip(1)
                .all(|row| cells(row, is_level));
        if !columns::is_heading(&title) && !has_names {
            return Ok(());
        }
        let at = At {
            row: first.number,
            column: self.skill,
        };
        let message = if title.is_empty() {
            "a second row of headings begins here".to_owned()
        } else {
            format!("`{title}` begins a second row of headings")
        };
        let own = first.cells().map(|(column, _)| column);
        let own: Vec<u32> = own
            .filter(|column| !self.is_beside_roles(*column))
            .collect();
        let (roles, own, other) = (together(&own), first.number, self.header);
        Err(Fault::at(at, message)
            .help(&format!(
                "for the roles of row {own}: `--header {own} --roles {roles}`"
            ))
            .help(&format!("if it is a skill: `--header {other}`")))
    }

    /// Whether a column is about the skills.
    fn is_beside_roles(&self, column: u32) -> bool {
        column == self.skill || self.about == Some(column) || self.categories.contains(&column)
    }

    /// A role must have one column.
    fn ensure_each_once(&self) -> Result<(), Fault> {
        let mut seen: HashMap<SmolStr, u32> = HashMap::new();
        for (column, title) in &self.roles {
            if let Some(first) = seen.insert(fold(title), *column) {
                let at = |column| At {
                    row: self.header,
                    column,
                };
                let message = format!("the role `{title}` has a column already, in {}", at(first));
                let help = "give each role one column and a name of its own, or choose them with `--header` and `--roles`";
                return Err(Fault::at(at(*column), message).help(help));
            }
        }
        Ok(())
    }

    /// The position of the role that has a column.
    fn role_of(&self, column: u32) -> Option<usize> {
        self.roles
            .binary_search_by_key(&column, |(own, _)| *own)
            .ok()
    }

    /// The cells of a row that ask for something, each with the position of its role.
    fn cells(&self, row: &Row, request: &SheetRequest) -> Vec<(usize, At, Cell)> {
        let cells = row.cells().filter_map(|(column, text)| {
            let at = At {
                row: row.number,
                column,
            };
            Some((self.role_of(column)?, at, Cell::of(text)?))
        });
        let mut cells: Vec<_> = cells.collect();
        let is_level = |cell: &Cell| match cell {
            Cell::Level(LevelCell::Name(_)) => is_known(cell, &request.levels),
            Cell::Level(_) => true,
            Cell::LevelAndText(..) | Cell::Text(_) => false,
        };
        // One text makes all cells of the row texts.
        if request.prose && !cells.iter().all(|(_, _, cell)| is_level(cell)) {
            for (role, _, cell) in &mut cells {
                *cell = Cell::Text(row.get(self.roles[*role].0).clone());
            }
        }
        cells
    }

    /// The rows that are headings of those below them: those of one merged cell, and those that have nothing but a name,
    /// where the table begins with such a row, no column has the categories, and a level follows. Others are skills
    /// that no role asks for.
    fn headings(&self, grid: &Grid) -> HashSet<u32> {
        let rows = below(grid, self.header).filter(|row| {
            let title = row.get(self.skill);
            !title.is_empty() && !columns::is_total(title)
        });
        let rows: Vec<&Row> = rows.collect();
        let is_other = |column: u32| self.role_of(column).is_some() || self.about == Some(column);
        let has_only_name = |row: &Row| !row.cells().any(|(column, _)| is_other(column));
        let is_merged = |row: &Row| {
            let title = one_line(row.get(self.skill));
            let cells = row
                .cells()
                .filter(|(column, _)| self.role_of(*column).is_some());
            let mut alike = 0;
            let mut cells = cells.inspect(|_| alike += 1);
            cells.all(|(_, text)| one_line(text) == title) && alike == self.roles.len()
        };
        let is_heading = |row: &Row| is_merged(row) || has_only_name(row);
        let begins = self.categories.is_empty() && rows.first().is_some_and(|row| is_heading(row));
        let after = rows.iter().skip(1).map(Some).chain([None]);
        let headings = rows.iter().zip(after).filter(|(row, next)| {
            let is_followed = next.is_some_and(|next| !is_heading(next));
            is_merged(row) || (begins && is_followed && has_only_name(row))
        });
        headings.map(|(row, _)| row.number).collect()
    }

    /// Which rows are taken for headings.
    fn heading_remark(&self, grid: &Grid, headings: &HashSet<u32>) -> Option<String> {
        let rows = below(grid, self.header).filter(|row| headings.contains(&row.number));
        let names = rows.map(|row| {
            let at = At {
                row: row.number,
                column: self.skill,
            };
            format!("`{}` ({at})", one_line(row.get(self.skill)))
        });
        let names: Vec<String> = names.collect();
        (!names.is_empty()).then(|| {
            format!(
                "headings, the categories of the rows below: {}",
                first(&names)
            )
        })
    }

    /// Names the columns with texts that are not read.
    fn note_unread(&self, grid: &Grid, unread: &mut Vec<String>) {
        let read = |column: u32| {
            self.is_beside_roles(column)
                || self.figures.contains(&column)
                || self.role_of(column).is_some()
        };
        grid_columns(grid, self.header, read, unread);
        let header = grid.rows.iter().find(|row| row.number == self.header);
        let names = self.figures.iter().map(|column| {
            header
                .map(|row| one_line(row.get(*column)))
                .unwrap_or_default()
        });
        let names: Vec<String> = names.collect();
        let listed = list_and(names.iter().map(String::as_str));
        unread.extend(match names.len() {
            0 => None,
            1 => Some(format!(
                "the column of figures {listed} (`--roles` would read it)"
            )),
            _ => Some(format!(
                "the columns of figures {listed} (`--roles` would read them)"
            )),
        });
    }
}

/// Names the columns of a table that are not read.
pub fn grid_columns(
    grid: &Grid,
    header: u32,
    read: impl Fn(u32) -> bool,
    unread: &mut Vec<String>,
) {
    let mut columns: Vec<u32> = Vec::new();
    let mut seen = vec![false; grid::COLUMNS as usize];
    for row in below(grid, header) {
        for (column, _) in row.cells() {
            if !std::mem::replace(&mut seen[column as usize], true) && !read(column) {
                columns.push(column);
            }
        }
    }
    let header = grid.rows.iter().find(|row| row.number == header);
    for column in columns {
        let name = header
            .map(|row| one_line(row.get(column)))
            .unwrap_or_default();
        unread.push(if name.is_empty() {
            format!("column {}, which has no heading", letters(column))
        } else {
            format!("the column `{name}`")
        });
    }
}

/// Columns as `--roles` takes them.
fn together(columns: &[u32]) -> String {
    let are_together = columns.windows(2).all(|pair| pair[0] + 1 == pair[1]);
    match columns {
        [first, .., last] if are_together => format!("{}:{}", letters(*first), letters(*last)),
        all => {
            let all: Vec<String> = all.iter().map(|column| letters(*column)).collect();
            all.join(",")
        }
    }
}

/// The columns that `--roles` names.
fn chosen_columns(text: &str) -> Result<Vec<u32>, Fault> {
    let wrong = || {
        let message = format!("`{text}`, given by `--roles`, names no columns");
        Fault::new(message).help("write letters of columns, such as `B:F` or `B,D,E`")
    };
    let mut columns = Vec::new();
    for part in text.split(',') {
        let (first, last) = part.split_once(':').unwrap_or((part, part));
        let first = grid::column(first.trim()).ok_or_else(wrong)?;
        let last = grid::column(last.trim())
            .filter(|last| *last >= first)
            .ok_or_else(wrong)?;
        columns.extend(first..=last);
    }
    columns.sort_unstable();
    columns.dedup();
    Ok(columns)
}

/// The skills of a sheet by their titles.
#[derive(Default)]
pub struct Skills {
    known: HashMap<SmolStr, (usize, At)>,
}

impl Skills {
    /// The position of a new skill; one that was there before is a fault.
    fn add(
        &mut self,
        draft: &mut Draft,
        title: SmolStr,
        category: SmolStr,
        at: At,
    ) -> Result<usize, Fault> {
        let position = draft.skills.len();
        if let Some((_, first)) = self.known.insert(fold(&title), (position, at)) {
            let message = format!("the skill `{title}` has a row already, in {first}");
            return Err(
                Fault::at(at, message).help("give each skill one row and a name of its own")
            );
        }
        draft.skills.push(DraftSkill {
            title,
            category,
            ..DraftSkill::default()
        });
        Ok(position)
    }
}
