//! The columns of one kind of row: cells of a table for people, fields of a record for programs.

use std::borrow::Borrow;

use smol_str::SmolStr;

use crate::query::{Estimate, Person, Readiness, Wording};

use super::{
    Align, Body, Header, Records, Section, Sources, StyledText, Table, Value, display, meaning,
};

type Cell<'a, R> = Box<dyn Fn(&R, &mut Sources) -> StyledText + 'a>;
type RecordValue<'a, R> = Box<dyn Fn(&R) -> Value + 'a>;

/// The columns of rows of kind `R`, in order: cells under titles for people, named fields for programs.
///
/// A column for both is declared in one place, whether one call adds both sides ([`Columns::text`]) or a
/// cell stands beside the fields that it sums up:
///
/// ```text
/// Columns::<Skill>::new()
///     .text("category", "Category", |skill| skill.category.clone())
///     .field("rank", |skill| skill.level.rank)
///     .left("Level", |skill, sources| sources.cite(&skill.level.name, &skill.cited))
/// ```
pub struct Columns<'a, R> {
    cells: Vec<(Header, Cell<'a, R>)>,
    fields: Vec<(SmolStr, RecordValue<'a, R>)>,
}

impl<'a, R: 'a> Columns<'a, R> {
    /// No columns yet.
    pub fn new() -> Self {
        Self {
            cells: Vec::new(),
            fields: Vec::new(),
        }
    }

    /// Adds a field for programs.
    pub fn field<V: Into<Value>>(
        mut self,
        name: impl Into<SmolStr>,
        value: impl Fn(&R) -> V + 'a,
    ) -> Self {
        let value = Box::new(move |row: &R| value(row).into());
        self.fields.push((name.into(), value));
        self
    }

    /// Adds cells of text.
    pub fn left<C: Into<StyledText>>(
        self,
        title: impl Into<SmolStr>,
        cell: impl Fn(&R, &mut Sources) -> C + 'a,
    ) -> Self {
        self.cell(title, Align::Left, cell)
    }

    /// Adds cells of figures.
    pub fn right<C: Into<StyledText>>(
        self,
        title: impl Into<SmolStr>,
        cell: impl Fn(&R, &mut Sources) -> C + 'a,
    ) -> Self {
        self.cell(title, Align::Right, cell)
    }

    fn cell<C: Into<StyledText>>(
        mut self,
        title: impl Into<SmolStr>,
        align: Align,
        cell: impl Fn(&R, &mut Sources) -> C + 'a,
    ) -> Self {
        let title = title.into();
        let cell = Box::new(move |row: &R, sources: &mut Sources| cell(row, sources).into());
        self.cells.push((Header { title, align }, cell));
        self
    }

    /// Adds a text that people and programs read alike.
    pub fn text<V: Into<Value>>(
        self,
        name: &'static str,
        title: &'static str,
        value: impl Fn(&R) -> V + Copy + 'a,
    ) -> Self {
        self.field(name, value)
            .left(title, move |row, _| value(row).into())
    }

    /// Adds the id of a role.
    pub fn role(
        self,
        name: &'static str,
        title: &'static str,
        id: impl Fn(&R) -> SmolStr + Copy + 'a,
    ) -> Self {
        self.field(name, id)
            .left(title, move |row, _| StyledText::role(id(row)))
    }

    /// Adds the fields of what a role says of a requirement: its text, and its examples in a line each.
    pub fn wording(self, wording: impl Fn(&R) -> Option<&Wording> + Copy + 'a) -> Self {
        self.field("text", move |row| wording(row)?.text.clone())
            .field("examples", move |row| {
                wording(row).map(meaning::examples_in_lines)
            })
    }

    /// Adds the fields of study hours; `hours_at_least` says that a part of them is unknown.
    pub fn hours(self, hours: impl Fn(&R) -> Option<Estimate> + Copy + 'a) -> Self {
        self.field("hours_min", move |row| hours(row)?.known_min())
            .field("hours_max", move |row| hours(row).map(|hours| hours.max))
            .field("hours_at_least", move |row| {
                hours(row).map(|hours| hours.at_least)
            })
    }

    /// Adds the fields of the study hours that rest on estimates.
    pub fn hours_estimated(self, hours: impl Fn(&R) -> Option<Estimate> + Copy + 'a) -> Self {
        self.field("hours_estimated_min", move |row| hours(row)?.known_min())
            .field("hours_estimated_max", move |row| {
                hours(row).map(|hours| hours.max)
            })
    }

    /// Adds how much of a role is met by a person, as a count and in percent, and how many of these
    /// rest on a role of the person.
    pub fn readiness(
        self,
        person: Option<&'a Person>,
        readiness: impl Fn(&R) -> Option<Readiness> + Copy + 'a,
    ) -> Self {
        let ratio = move |row: &R| readiness(row)?.ratio;
        let as_role = person.map(|person| format!("As {}", display::baseline(person)));
        let as_role = as_role.unwrap_or_default();
        self.field("met", move |row| readiness(row).map(|found| found.met))
            .field("required", move |row| {
                readiness(row).map(|found| found.required)
            })
            .field("ratio", ratio)
            .field("baseline", move |row| {
                readiness(row).map(|found| found.baseline)
            })
            .field("ratio_without_baseline", move |row| {
                readiness(row)?.ratio_without_baseline
            })
            .right("Met", move |row, _| readiness(row).map(display::met))
            .right(as_role, move |row, _| {
                let baseline = readiness(row).map(|found| found.baseline);
                baseline
                    .filter(|count| *count > 0)
                    .map(|count| count.to_string())
            })
            .right("Ready", move |row, _| ratio(row).map(display::ratio))
    }

    /// Rows for people, with the marks of their sources.
    pub fn table(
        &self,
        rows: impl IntoIterator<Item = impl Borrow<R>>,
        sources: &mut Sources,
    ) -> Table {
        let mut cells = |row: &R| {
            let cells = self.cells.iter().map(|(_, cell)| cell(row, sources));
            cells.collect()
        };
        Table {
            columns: self
                .cells
                .iter()
                .map(|(header, _)| header.clone())
                .collect(),
            rows: rows.into_iter().map(|row| cells(row.borrow())).collect(),
        }
    }

    /// The same under a heading, without the columns that are empty in every row.
    pub fn section(
        &self,
        heading: impl Into<StyledText>,
        rows: impl IntoIterator<Item = impl Borrow<R>>,
        sources: &mut Sources,
    ) -> Section {
        let table = self.table(rows, sources).without_empty_columns();
        Section::new(heading, Body::Table(table))
    }

    /// Rows for programs.
    pub fn records(&self, rows: impl IntoIterator<Item = impl Borrow<R>>) -> Records {
        let values = |row: &R| self.fields.iter().map(|(_, value)| value(row)).collect();
        Records {
            columns: self.fields.iter().map(|(name, _)| name.clone()).collect(),
            rows: rows.into_iter().map(|row| values(row.borrow())).collect(),
        }
    }
}
