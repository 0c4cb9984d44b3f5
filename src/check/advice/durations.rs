//! Warns of durations that are so long that months are probably meant.

use crate::{
    diagnostic::{Code, Diagnostics},
    load::{
        AlternativesEntry, Entries, ExperienceEntry, Field, Figure, LadderDocument, LearningEntry,
        List, ProfileDocument, StepTimeEntry, types::LevelText, types::Years,
    },
    text::PointerRef,
};

/// The longest time that is not doubted, in years: of a move, of practice, of a degree, of a certification.
const LONGEST: f64 = 15.0;

/// The same for experience in the field.
const LONGEST_EXPERIENCE: f64 = 40.0;

/// Warns of the durations of a ladder.
pub fn ladder(document: &LadderDocument, diagnostics: &mut Diagnostics) {
    let mut durations = Durations(diagnostics);
    let top = PointerRef::ROOT;
    for (id, entry) in document.skills.entries() {
        let Some(entry) = entry.valid() else {
            continue;
        };
        let at = top.key("skills");
        let at = at.key(id);
        for (level, practice) in entry.practice.entries() {
            let at = at.key("practice");
            durations.figure("practice", practice, at.key(level), LONGEST);
        }
    }
    for (id, entry) in document.certifications.entries() {
        let valid = entry.valid().and_then(|entry| entry.valid_years.valid());
        if let Some(valid) = valid.and_then(|figure| figure.value.valid()) {
            let at = top.key("certifications");
            let at = at.key(id);
            durations.add("valid_years", valid.0, at.key("valid_years"), LONGEST);
        }
    }
    for (id, entry) in document.roles.entries() {
        let Some(entry) = entry.valid() else {
            continue;
        };
        let at = top.key("roles");
        let at = at.key(id);
        durations.figure("years", &entry.years, at.key("years"), LONGEST_EXPERIENCE);
        durations.alternatives(&entry.any_of, at.key("any_of"));
        if let Some(entry) = entry.recommended.valid() {
            let at = at.key("recommended");
            durations.figure("years", &entry.years, at.key("years"), LONGEST_EXPERIENCE);
            durations.alternatives(&entry.any_of, at.key("any_of"));
        }
        for (position, entry) in entry.next.items() {
            let at = at.key("next");
            let at = at.item(position);
            durations.figure("after", &entry.after, at.key("after"), LONGEST);
        }
    }
    if let Some(learning) = document.learning.valid() {
        durations.learning(learning, top.key("learning"));
    }
}

/// Warns of the durations of a profile.
pub fn profile(document: &ProfileDocument, diagnostics: &mut Diagnostics) {
    let mut durations = Durations(diagnostics);
    let top = PointerRef::ROOT;
    if let Some(ExperienceEntry::Years(years)) = document.experience.valid() {
        durations.add(
            "experience",
            *years,
            top.key("experience"),
            LONGEST_EXPERIENCE,
        );
    }
    let Some(learning) = document.learning.valid() else {
        return;
    };
    let at = top.key("learning");
    durations.learning(&learning.as_in_ladder(), at);
    for (skill, levels) in learning.skills.entries() {
        let at = at.key("skills");
        let at = at.key(skill);
        for (level, entry) in levels.valid().into_iter().flat_map(|levels| &levels.0) {
            let practice = entry.valid().and_then(|entry| entry.practice.valid());
            if let Some(practice) = practice {
                let at = at.key(level);
                durations.add("practice", *practice, at.key("practice"), LONGEST);
            }
        }
    }
}

/// What is found of the durations of a file.
struct Durations<'a>(&'a mut Diagnostics);

impl Durations<'_> {
    /// Warns of years above the longest; a duration that names months is meant.
    fn add(&mut self, key: &str, years: Years, at: PointerRef, longest: f64) {
        let Some(months) = years.as_months().filter(|_| years.min() > longest) else {
            return;
        };
        let message = format!("`{key}` is {years} years, which is hardly meant");
        self.0
            .add(Code::DoubtfulDuration, at, message)
            .help(format!("if it is in months, write `{months}`"));
    }

    fn figure(&mut self, key: &str, figure: &Field<Figure<Years>>, at: PointerRef, longest: f64) {
        let years = figure.valid().and_then(|figure| figure.value.valid());
        if let Some(years) = years {
            self.add(key, *years, at, longest);
        }
    }

    fn alternatives(&mut self, groups: &List<AlternativesEntry>, at: PointerRef) {
        for (position, group) in groups.items() {
            let at = at.item(position);
            for (position, member) in group.of.items() {
                if let Some(years) = member.years.valid() {
                    let at = at.key("of");
                    let at = at.item(position);
                    self.add("years", *years, at.key("years"), LONGEST_EXPERIENCE);
                }
            }
        }
    }

    fn learning(&mut self, learning: &LearningEntry, at: PointerRef) {
        self.levels(&learning.levels, at.key("levels"));
        for (category, levels) in learning.categories.entries() {
            let at = at.key("categories");
            self.levels(levels, at.key(category));
        }
        for (degree, entry) in learning.degrees.entries() {
            if let Some(entry) = entry.valid() {
                let at = at.key("degrees");
                let at = at.key(degree);
                self.figure("years", &entry.years, at.key("years"), LONGEST);
            }
        }
    }

    fn levels(&mut self, levels: &Field<Entries<LevelText, StepTimeEntry>>, at: PointerRef) {
        for (level, entry) in levels.entries() {
            if let Some(entry) = entry.valid() {
                let at = at.key(level);
                self.figure("practice", &entry.practice, at.key("practice"), LONGEST);
            }
        }
    }
}
