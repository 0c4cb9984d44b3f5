//! Builds what roles ask for in groups of alternatives and in points.

use std::{
    cmp::Ordering,
    collections::{BTreeSet, HashMap},
};

use smol_str::SmolStr;

use crate::{
    diagnostic::{Code, did_you_mean, list},
    load::{
        AlternativeDegreeEntry, AlternativeEntry, AlternativesEntry, Field, List, PointsEntry,
        PointsOfEntry,
        types::{Id, Prose},
    },
    model::{
        Alternative, Alternatives, Asked, EducationRequirement, Points, SkillIndex, SourceIndex,
    },
    order::Order as _,
    text::PointerRef,
};

use super::{
    build::{LadderBuilder, terms, text, texts},
    fields::{RequirementFields, StatedId},
    references::contains,
    values,
};

impl LadderBuilder<'_> {
    /// The groups of alternatives of an entry.
    pub(super) fn any_of(
        &mut self,
        entries: &List<AlternativesEntry>,
        source: Option<SourceIndex>,
        at: PointerRef,
    ) -> Vec<Asked<Alternatives>> {
        let mut groups: Vec<Asked<Alternatives>> = Vec::new();
        let mut seen: HashMap<String, usize> = HashMap::new();
        for (position, entry) in entries.items() {
            let item = at.item(position);
            let source = self.own_source(&entry.source, item).or(source);
            let Some(value) = self.alternatives(entry, item) else {
                continue;
            };
            // Groups that differ in the order of their members alone are the same.
            let mut members = value.members.to_vec();
            members.order_by(Alternative::compare);
            if let Some(first) = seen.insert(format!("{members:?}"), position) {
                let message = "the same group of alternatives is listed twice";
                self.diagnostics
                    .add(Code::RepeatedName, item, message)
                    .also(at.item(first), "first here")
                    .help("keep one of them".to_owned());
            }
            let terms = terms(source, &entry.weight, &entry.text, &entry.examples);
            groups.push(Asked { value, terms });
        }
        groups
    }

    fn alternatives(&mut self, entry: &AlternativesEntry, at: PointerRef) -> Option<Alternatives> {
        let id = self.group_id(&entry.id, "group", at.key("id"));
        let of = at.key("of");
        let stated = entry.of.valid()?.len();
        let mut members: Vec<Alternative> = Vec::with_capacity(stated);
        let mut seen: HashMap<String, usize> = HashMap::new();
        for (position, member) in entry.of.items() {
            let name = name_of(member);
            let Some(member) = self.alternative(member, of.item(position)) else {
                continue;
            };
            if !member.asks_for_something() {
                let message = "an alternative that asks for nothing is always met";
                self.diagnostics
                    .add(Code::InvalidGroup, of.item(position), message)
                    .help("leave it out, or the whole group".to_owned());
            }
            if let Some(first) = seen.get(&name) {
                let message = format!("the group names {name} twice");
                self.diagnostics
                    .add(Code::RepeatedName, of.item(position), message)
                    .also(of.item(*first), "first here")
                    .help("keep one of them".to_owned());
            } else {
                seen.insert(name, position);
                members.push(member);
            }
        }
        if stated < 2 {
            let message = match stated {
                0 => "a group of alternatives without an alternative",
                _ => "a group of alternatives with only one",
            };
            self.diagnostics
                .add(Code::InvalidGroup, of, message)
                .help("name at least two, or ask for the one without a group".to_owned());
        }
        let need = entry.need.valid().map_or(1, |need| need.0);
        let need = usize::try_from(need).unwrap_or(usize::MAX);
        if stated >= 2 && !(1..=stated).contains(&need) {
            let message = format!("`need` is {need}, and the group has {stated} alternatives");
            self.diagnostics
                .add(Code::InvalidGroup, at.key("need"), message)
                .help(format!("write a number from 1 to {stated}"));
        }
        Some(Alternatives::new(id, text(&entry.title), need, members))
    }

    fn alternative(&mut self, entry: &AlternativeEntry, at: PointerRef) -> Option<Alternative> {
        let kinds = [
            ("skill", !entry.skill.is_absent()),
            ("years", !entry.years.is_absent()),
            ("education", !entry.education.is_absent()),
            ("certification", !entry.certification.is_absent()),
        ];
        let stated = kinds.iter().filter(|(_, is_stated)| *is_stated);
        let stated: Vec<&str> = stated.map(|(kind, _)| *kind).collect();
        if stated.len() != 1 {
            let all = list(kinds.iter().map(|(kind, _)| *kind));
            let (message, help) = match stated.as_slice() {
                [] => (
                    "an alternative without a kind".to_owned(),
                    format!("expected {all}"),
                ),
                [one, other, ..] => (
                    format!(
                        "an alternative is of one kind, and this one has `{one}` and `{other}`"
                    ),
                    "make each an alternative of its own".to_owned(),
                ),
                [_] => return None,
            };
            self.diagnostics
                .add(Code::InvalidGroup, at, message)
                .help(help);
            return None;
        }
        if entry.skill.is_absent() && !entry.level.is_absent() {
            let message = "only an alternative of a skill has a `level`";
            self.diagnostics
                .add(Code::InvalidGroup, at.name("level"), message)
                .help("leave the key out".to_owned());
        }
        if !entry.skill.is_absent() {
            return self.alternative_skill(entry, at);
        }
        if let Some(years) = entry.years.valid() {
            return Some(Alternative::Years((*years).into()));
        }
        if let Some(certification) = entry.certification.valid() {
            let certifications = &self.ids.certifications;
            let at = at.key("certification");
            let found = certifications.find(certification, &|_| false, at, self.diagnostics);
            return found.map(Alternative::Certification);
        }
        self.alternative_degree(&entry.education, at.key("education"))
    }

    fn alternative_skill(
        &mut self,
        entry: &AlternativeEntry,
        at: PointerRef,
    ) -> Option<Alternative> {
        let skills = &self.ids.skills;
        let skill = skills.field(&entry.skill, at.key("skill"), self.diagnostics);
        if entry.level.is_absent() {
            let message = "the alternative names a skill without a level";
            self.diagnostics
                .add(Code::InvalidGroup, at, message)
                .help("add it, such as `level: working`".to_owned());
        }
        let skill = skill?;
        let scale = self.scale_of(skill.0);
        let level = entry.level.valid()?;
        let level = self.level(level, scale.as_ref(), at.key("level"))?;
        Some(Alternative::Skill(skill, level))
    }

    fn alternative_degree(
        &mut self,
        entry: &Field<AlternativeDegreeEntry>,
        at: PointerRef,
    ) -> Option<Alternative> {
        let entry = entry.valid()?;
        Some(Alternative::Education(EducationRequirement {
            degree: values::degree(&entry.degree, at.key("degree"), self.diagnostics)?,
            fields: texts(&entry.fields),
        }))
    }

    /// Reports ids that several groups of an entry have, whatever their kind, or a group and the points.
    pub(super) fn own_ids(&mut self, fields: RequirementFields, at: PointerRef) {
        let mut seen: HashMap<&str, StatedId> = HashMap::new();
        for stated in fields.ids() {
            let id = stated.id.as_str();
            if let Some(first) = seen.insert(id, stated) {
                let (message, help) = match stated.kind() {
                    kind @ "group" => (
                        format!("the {kind} `{id}` is listed twice"),
                        "keep one of them",
                    ),
                    _ => (
                        format!("the points have the id of the group `{id}`"),
                        "give one of them another id",
                    ),
                };
                self.diagnostics
                    .add(Code::RepeatedName, stated.place(at), message)
                    .also(first.place(at), "first here")
                    .help(help.to_owned());
            }
        }
    }

    /// The points that an entry asks for.
    pub(super) fn points(
        &mut self,
        entry: &Field<Box<PointsEntry>>,
        source: Option<SourceIndex>,
        at: PointerRef,
    ) -> Option<Asked<Points>> {
        let entry = entry.valid()?;
        let source = self.own_source(&entry.source, at).or(source);
        let id = self.group_id(&entry.id, "points", at.key("id"));
        let known = self.diagnostics.as_slice().len() + self.diagnostics.omitted();
        let of = at.key("of");
        let (skills, all_known) = self.counted_skills(entry.of.valid()?, of)?;
        let worth = self.worth(entry, &skills, at)?;
        let need = entry.need.valid()?.0;
        let points = Points {
            id,
            need,
            skills: skills.into(),
            worth: worth.into(),
        };
        let top = |skill: &SkillIndex| {
            let scale = self.scale_of(skill.0)?;
            let levels = u8::try_from(scale.names().len()).ok()?;
            Some(points.worth(scale.level(levels)))
        };
        // Without a scale, nothing is known of the most; where a skill or a worth is wrong, that is what to mend.
        let is_sound = known == self.diagnostics.as_slice().len() + self.diagnostics.omitted();
        let most: Option<f64> = points.skills.iter().map(top).sum();
        if let Some(most) = most.filter(|most| all_known && is_sound && *most < need) {
            let message = format!("`need` is {need}, and the skills are worth at most {most}");
            self.diagnostics
                .add(Code::InvalidPoints, at.key("need"), message)
                .help("ask for fewer points, or let more skills count".to_owned());
        }
        let terms = terms(source, &entry.weight, &entry.text, &entry.examples);
        Some(Asked {
            value: points,
            terms,
        })
    }

    /// The skills of the categories and those named, each once, in the file's order; and whether all of them are
    /// known.
    fn counted_skills(
        &mut self,
        of: &PointsOfEntry,
        at: PointerRef,
    ) -> Option<(Vec<SkillIndex>, bool)> {
        let mut counted: BTreeSet<SkillIndex> = BTreeSet::new();
        let mut all_known = !of.categories.is_invalid() && !of.skills.is_invalid();
        let categories = at.key("categories");
        for (position, category) in of.categories.items() {
            let in_category = self.categories.get(&category.0);
            all_known &= in_category.is_some();
            match in_category {
                Some(skills) => counted.extend(skills),
                None => self.unknown_category(category, categories.item(position)),
            }
        }
        let named = || {
            of.skills
                .items()
                .map(|(position, id): (usize, &Id)| (position, id.as_str()))
        };
        let skills = at.key("skills");
        values::once("skill", named(), skills, self.diagnostics);
        let is_used = contains(|| named().map(|(_, id)| id));
        for (position, id) in named() {
            let table = &self.ids.skills;
            let found = table.find(id, &is_used, skills.item(position), self.diagnostics);
            all_known &= found.is_some();
            counted.extend(found);
        }
        let categories = of.categories.valid().is_none_or(Vec::is_empty);
        let skills = of.skills.valid().is_none_or(Vec::is_empty);
        if categories && skills && all_known {
            let message = "points of no skill";
            self.diagnostics
                .add(Code::InvalidPoints, at, message)
                .help("name `categories`, `skills` or both".to_owned());
        }
        (!counted.is_empty()).then(|| (counted.into_iter().collect(), all_known))
    }

    fn unknown_category(&mut self, category: &Prose, at: PointerRef) {
        let message = format!("no skill has the category `{}`", category.0);
        let known = self.categories.keys().map(SmolStr::as_str);
        let help = did_you_mean(&category.0, known);
        self.diagnostics
            .add(Code::UnknownSkill, at, message)
            .help(help);
    }

    /// What each level is worth: never less than the level below, and no longer than the longest scale.
    fn worth(
        &mut self,
        entry: &PointsEntry,
        skills: &[SkillIndex],
        at: PointerRef,
    ) -> Option<Vec<f64>> {
        let at = at.key("worth");
        let stated = entry.worth.valid()?;
        let worth: Vec<f64> = entry.worth.items().map(|(_, worth)| worth.0).collect();
        if worth.len() < stated.len() {
            return None;
        }
        if worth.is_empty() {
            let message = "the levels are worth nothing: `worth` is empty";
            self.diagnostics
                .add(Code::InvalidPoints, at, message)
                .help("write what each level is worth, such as `[1, 3, 6, 12]`".to_owned());
            return None;
        }
        let falls = worth.windows(2).zip(1..);
        for (pair, position) in
            falls.filter(|(pair, _)| pair[1].total_cmp(&pair[0]) == Ordering::Less)
        {
            let message = format!(
                "a level is worth {}, which is less than {} of the level below",
                pair[1], pair[0]
            );
            self.diagnostics
                .add(Code::InvalidPoints, at.item(position), message)
                .help("write what the levels are worth, lowest first".to_owned());
        }
        let scales: Option<Vec<usize>> = skills
            .iter()
            .map(|skill| Some(self.scale_of(skill.0)?.names().len()))
            .collect();
        let longest = scales.and_then(|scales| scales.into_iter().max());
        if let Some(longest) = longest.filter(|longest| *longest > 0 && *longest < worth.len()) {
            let count = worth.len();
            let message =
                format!("`worth` has {count} values, and the skills have {longest} levels");
            self.diagnostics
                .add(Code::InvalidPoints, at, message)
                .help("write one value for each level, lowest first".to_owned());
        }
        Some(worth)
    }
}

/// What a message calls an alternative: of two with the same name, one is too many.
fn name_of(entry: &AlternativeEntry) -> String {
    let (skill, certification) = (entry.skill.valid(), entry.certification.valid());
    if let Some(skill) = skill {
        return format!("the skill `{}`", skill.0);
    }
    if let Some(certification) = certification {
        return format!("the certification `{}`", certification.0);
    }
    let Some(education) = entry.education.valid() else {
        return "`years`".to_owned();
    };
    let degree = text(&education.degree).unwrap_or_default();
    let fields = texts(&education.fields);
    match fields.as_slice() {
        [] => format!("the degree `{degree}`"),
        fields => format!("the degree `{degree}` in {}", fields.join(", ")),
    }
}
