//! Builds what a ladder or a profile says of the time that learning takes.

use smol_str::SmolStr;

use crate::{
    diagnostic::{Code, Diagnostics, did_you_mean, list},
    load::{
        DegreeTimeEntry, Entries, Field, Figure as FigureEntry, LadderDocument, LearningEntry,
        OwnLearningEntry, OwnStepTimeEntry, StepTimeEntry,
        types::{DegreeName, Id, LevelText},
    },
    model::{Figure, Learning, Level, Scale, SourceIndex, Span, StepTime, fold},
    order::Order as _,
    text::{Place, PointerRef},
    vocabulary::{Degree, Word},
};

use super::{build::LadderBuilder, profile::ProfileReader, values};

impl LadderBuilder<'_> {
    /// What a ladder says.
    pub(super) fn learning(&mut self, document: &LadderDocument) -> Learning {
        let Some(entry) = document.learning.valid() else {
            return Learning::default();
        };
        let at = PointerRef::ROOT.key("learning");
        let inherited = self.entry_source(&entry.source, at);
        let own = self.skill_scales.iter().filter(|own| !own.is_absent());
        let skills = document.skills.entries().iter();
        let categories = skills.filter_map(|(_, skill)| skill.valid()?.category.valid());
        let mut reader = LearningReader {
            scale: self.scale.as_ref(),
            own_scales: own.map(Field::valid).collect(),
            categories: categories.map(|category| category.as_str()).collect(),
            source: |id: &Field<Id>, at: PointerRef, diagnostics: &mut Diagnostics| {
                let own = self.ids.sources.field(id, at, diagnostics);
                own.or(inherited)
            },
            diagnostics: self.diagnostics,
        };
        reader.read(entry, at)
    }
}

impl ProfileReader<'_> {
    /// What a profile says.
    pub(super) fn learning(&mut self, entry: &OwnLearningEntry) -> Learning {
        let at = PointerRef::ROOT.key("learning");
        let ladder = self.ladder;
        let skills = ladder.skills.iter();
        let mut reader = LearningReader {
            scale: Some(&ladder.scale),
            own_scales: Some(
                skills
                    .clone()
                    .filter_map(|skill| skill.scale.as_ref())
                    .collect(),
            ),
            categories: skills
                .filter_map(|skill| skill.category.as_deref())
                .collect(),
            source: |_: &Field<Id>, _: PointerRef, _: &mut Diagnostics| None,
            diagnostics: &mut self.diagnostics,
        };
        let mut learning = reader.read(&entry.as_in_ladder(), at);
        let at = at.key("skills");
        let mut unknown = Vec::new();
        for (name, levels) in entry.skills.entries() {
            match ladder.skill(name) {
                Some(skill) => {
                    let levels = levels.map(|levels| levels.map(OwnStepTimeEntry::as_in_ladder));
                    let levels = reader.levels(&levels, ladder.scale(skill), at.key(name));
                    learning.skills.push((skill, levels));
                }
                None => unknown.push(name),
            }
        }
        for name in unknown {
            let known = ladder.skill_names().keys().map(SmolStr::as_str);
            self.report_unknown("skill", name, at.name(name), known);
        }
        learning.skills.order_by_key(|(skill, _)| *skill);
        learning
    }
}

/// The state while an entry is built.
struct LearningReader<'a, S> {
    /// The scale of the ladder; `None` if it is invalid.
    scale: Option<&'a Scale>,
    /// The skills' own scales; `None` if one is invalid.
    own_scales: Option<Vec<&'a Scale>>,
    /// The categories of the skills.
    categories: Vec<&'a str>,
    /// Finds the source that a figure names, or the one of the entry.
    source: S,
    diagnostics: &'a mut Diagnostics,
}

impl<S> LearningReader<'_, S>
where
    S: FnMut(&Field<Id>, PointerRef, &mut Diagnostics) -> Option<SourceIndex>,
{
    fn read(&mut self, entry: &LearningEntry, at: PointerRef) -> Learning {
        let categories = entry.categories.entries().iter();
        let under = at.key("categories");
        Learning {
            levels: self.named_levels(&entry.levels, at.key("levels")),
            categories: categories
                .map(|(category, levels)| {
                    self.category(category, under.name(category));
                    let levels = self.named_levels(levels, under.key(category));
                    (category.0.clone(), levels)
                })
                .collect(),
            skills: Vec::new(),
            degrees: self.degrees(&entry.degrees, at.key("degrees")),
            certifications: entry.certifications.valid().and_then(|entry| {
                let at = at.key("certifications");
                self.figure(&entry.hours, at.key("hours"))
            }),
        }
    }

    /// What the levels of a scale take.
    fn levels(
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
    ) -> Vec<(Degree, Figure<Span>)> {
        let mut degrees = Vec::new();
        for (name, entry) in entries.entries() {
            let word = Field::Valid(name.clone());
            let degree = values::degree(&word, at.name(name), self.diagnostics);
            if degree == Some(Degree::None) {
                let degrees = Degree::NAMES.iter().copied();
                let degrees = list(degrees.filter(|name| *name != Degree::None.name()));
                self.diagnostics
                    .add(
                        Code::UnknownWord,
                        at.name(name),
                        "`none` is not a degree: it takes no time",
                    )
                    .help(format!("expected {degrees}"));
            }
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
