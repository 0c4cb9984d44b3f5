//! Builds what a ladder or a profile says of the time that learning takes.

use smol_str::SmolStr;

use crate::{
    diagnostic::{Code, Diagnostics, did_you_mean, list},
    load::{
        CertificationTimeEntry, DegreeTimeEntry, Entries, Field, Figure as FigureEntry,
        StepTimeEntry,
        types::{DegreeName, Id, LevelText, Prose},
    },
    model::{Figure, Learning, Level, Scale, SourceIndex, Span, StepTime, fold},
    text::{Place, PointerRef},
};

use super::values;

/// The keys that a ladder and a profile have in common.
pub struct LearningFields<'a> {
    pub levels: &'a Field<Entries<LevelText, StepTimeEntry>>,
    pub categories: &'a Field<Entries<Prose, Entries<LevelText, StepTimeEntry>>>,
    pub degrees: &'a Field<Entries<DegreeName, DegreeTimeEntry>>,
    pub certifications: &'a Field<CertificationTimeEntry>,
}

/// The state while an entry is built.
pub struct LearningReader<'a, S> {
    /// The scale of the ladder; `None` if it is invalid.
    pub scale: Option<&'a Scale>,
    /// The skills' own scales; `None` if one is invalid.
    pub own_scales: Option<Vec<&'a Scale>>,
    /// The categories of the skills.
    pub categories: Vec<&'a str>,
    /// Finds the source that a figure names, or the one of the entry.
    pub source: S,
    pub diagnostics: &'a mut Diagnostics,
}

impl<S> LearningReader<'_, S>
where
    S: FnMut(&Field<Id>, PointerRef, &mut Diagnostics) -> Option<SourceIndex>,
{
    pub fn read(&mut self, fields: &LearningFields, at: PointerRef) -> Learning {
        let categories = fields.categories.entries().iter();
        let under = at.key("categories");
        Learning {
            levels: self.named_levels(fields.levels, at.key("levels")),
            categories: categories
                .map(|(category, levels)| {
                    self.category(category, under.name(category));
                    let levels = self.named_levels(levels, under.key(category));
                    (category.0.clone(), levels)
                })
                .collect(),
            skills: Vec::new(),
            degrees: self.degrees(fields.degrees, at.key("degrees")),
            certifications: fields.certifications.valid().and_then(|entry| {
                let at = at.key("certifications");
                self.figure(&entry.hours, at.key("hours"))
            }),
        }
    }

    /// What the levels of a scale take.
    pub fn levels(
        &mut self,
        entries: &Field<Entries<LevelText, StepTimeEntry>>,
        scale: &Scale,
        at: PointerRef,
    ) -> Vec<(Level, StepTime)> {
        let read = |text: &str, at: Place, diagnostics: &mut Diagnostics| {
            values::level(text, Some(scale), at, diagnostics)
        };
        self.steps(entries, read, at)
    }

    /// What levels take, whichever scale they are on.
    fn named_levels(
        &mut self,
        entries: &Field<Entries<LevelText, StepTimeEntry>>,
        at: PointerRef,
    ) -> Vec<(SmolStr, StepTime)> {
        let (scale, own) = (self.scale, self.own_scales.clone());
        let read = |text: &str, at: Place, diagnostics: &mut Diagnostics| {
            let (scale, own) = (scale?, own.as_ref()?);
            if let Some(level) = scale.read(text) {
                return Some(SmolStr::new(scale.name(level)));
            }
            let names = || [scale].into_iter().chain(own.iter().copied());
            let names = || names().flat_map(Scale::names);
            let known = names().find(|name| fold(name) == fold(text));
            if known.is_none() {
                let names = || names().map(SmolStr::as_str);
                let mut expected: Vec<&str> = Vec::new();
                for name in names() {
                    if expected.len() < LISTED && !expected.contains(&name) {
                        expected.push(name);
                    }
                }
                let help = did_you_mean(text, names()).or_else(|| match expected.as_slice() {
                    [] => Some("name the levels, lowest first, under the key `proficiency`".into()),
                    names => Some(format!("expected {}", list(names.iter().copied()))),
                });
                let message = format!("unknown level `{text}`");
                diagnostics.add(Code::UnknownLevel, at, message).help(help);
            }
            known.cloned()
        };
        self.steps(entries, read, at)
    }

    fn steps<L: PartialEq>(
        &mut self,
        entries: &Field<Entries<LevelText, StepTimeEntry>>,
        read: impl Fn(&str, Place, &mut Diagnostics) -> Option<L>,
        at: PointerRef,
    ) -> Vec<(L, StepTime)> {
        let mut steps: Vec<(L, StepTime)> = Vec::new();
        let mut names: Vec<&str> = Vec::new();
        for (name, entry) in entries.entries() {
            let step = entry.valid().map(|entry| self.step(entry, at.key(name)));
            let Some(level) = read(name, at.name(name).into(), self.diagnostics) else {
                continue;
            };
            if let Some(first) = steps.iter().position(|(known, _)| *known == level) {
                values::same_level(names[first], name, at, self.diagnostics);
            }
            names.push(name);
            steps.push((level, step.unwrap_or_default()));
        }
        steps
    }

    fn step(&mut self, entry: &StepTimeEntry, at: PointerRef) -> StepTime {
        if entry.hours.is_absent() && entry.practice.is_absent() {
            let message = "a level needs `hours` of study or a time of `practice`";
            self.diagnostics.add(Code::Empty, at, message);
        }
        StepTime {
            hours: self.figure(&entry.hours, at.key("hours")),
            practice: self.figure(&entry.practice, at.key("practice")),
        }
    }

    fn degrees(
        &mut self,
        entries: &Field<Entries<DegreeName, DegreeTimeEntry>>,
        at: PointerRef,
    ) -> Vec<(crate::vocabulary::Degree, Figure<Span>)> {
        let mut degrees = Vec::new();
        for (name, entry) in entries.entries() {
            let word = Field::Valid(name.clone());
            let degree = values::word("degree", &word, at.name(name), self.diagnostics);
            let years = entry.valid().map(|entry| &entry.years);
            let years = years.and_then(|years| self.figure(years, at.key(name).key("years")));
            degrees.extend(degree.zip(years));
        }
        degrees
    }

    /// Warns of a category that no skill has.
    fn category(&mut self, name: &str, at: PointerRef) {
        if !self.categories.contains(&name) {
            let known = self.categories.iter().copied();
            let help = did_you_mean(name, known.clone());
            let help = help.or_else(|| {
                let known: Vec<&str> = known.take(LISTED).collect();
                (!known.is_empty()).then(|| format!("expected {}", list(known)))
            });
            let message = format!("no skill has the category `{name}`");
            self.diagnostics
                .add(Code::UnmatchedName, at, message)
                .help(help);
        }
    }

    fn figure<Q: Copy + Into<Span>>(
        &mut self,
        entry: &Field<FigureEntry<Q>>,
        at: PointerRef,
    ) -> Option<Figure<Span>> {
        let entry = entry.valid()?;
        let source = (self.source)(&entry.source, at.key("source"), self.diagnostics);
        let value = (*entry.value.valid()?).into();
        Some(Figure { value, source })
    }
}

/// The largest number of names that a message lists.
const LISTED: usize = 20;
