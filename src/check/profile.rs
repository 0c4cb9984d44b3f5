//! Turns a profile's document into a [`Profile`] on a ladder.
//!
//! Names that the ladder does not know are warnings and are left out; invalid values are errors.

use std::collections::BTreeMap;

use smol_str::SmolStr;

use crate::{
    diagnostic::{Code, Diagnostics, list, list_and, nearest},
    load::{
        ClaimEntry, DegreeEntry, Entries, ExperienceEntry, Field, HeldEntry, List, LogEntry,
        OneOrMore, OwnLearningEntry, ProfileDocument, ResponsibilityEntry, SalaryEntry, SinceEntry,
        StayEntry,
        types::{DateText, LevelText, Prose, Title},
    },
    model::{
        self, ClaimedLevel, Date, EarnedCertification, EarnedDegree, EntryIndex, Exemption,
        Experience, HeldResponsibility, Ladder, Learning, PastRole, PayTerms, Profile, RoleIndex,
        Salary, SkillClaim, SkillIndex, StatedSalary, fold, hundredths,
    },
    order::{Order as _, set_of},
    text::{Place, PointerRef},
    vocabulary::{Basis, PayPeriod},
};

use super::{
    build::{text, texts},
    lookup::{requirement, requirement_names, suggest_role},
    other_ladder::{NotCarried, OtherLadder},
    values,
};

/// A checked profile, with its warnings.
#[derive(Debug, Default)]
pub struct Checked {
    /// The profile.
    pub profile: Profile,
    /// Names that the ladder does not know.
    pub unknown: Vec<UnknownName>,
    /// Skills that the profile names more than once, each with its names.
    pub doubled: Vec<String>,
    /// What does not count here; `None` on the ladder that the profile is written for.
    pub not_carried: Option<NotCarried>,
    /// Warnings and notes.
    pub diagnostics: Diagnostics,
}

/// A name in a profile that the ladder does not know.
#[derive(Debug)]
pub struct UnknownName {
    /// What it would be: a role, a skill, a certification, a requirement.
    pub kind: &'static str,
    /// The name.
    pub name: String,
    /// The nearest name that the ladder knows.
    pub meant: Option<String>,
}

/// Checks a profile against a ladder. `diagnostics` are those of the document's form.
///
/// # Errors
///
/// All diagnostics, if one of them is an error.
pub fn profile(
    document: &ProfileDocument,
    diagnostics: Diagnostics,
    ladder: &Ladder,
) -> Result<Checked, Diagnostics> {
    profile_of_other(document, diagnostics, ladder, None)
}

/// The same for a profile that is written for another ladder.
///
/// # Errors
///
/// All diagnostics, if one of them is an error.
pub fn profile_of_other(
    document: &ProfileDocument,
    diagnostics: Diagnostics,
    ladder: &Ladder,
    other: Option<&OtherLadder>,
) -> Result<Checked, Diagnostics> {
    let mut reader = ProfileReader {
        ladder,
        other,
        diagnostics,
        unknown: Vec::new(),
        doubled: Vec::new(),
        not_carried: NotCarried {
            named: document.skills.entries().len(),
            ..NotCarried::default()
        },
    };
    let profile = reader.read(document);
    if reader.diagnostics.has_errors() {
        return Err(reader.diagnostics);
    }
    Ok(Checked {
        profile,
        unknown: reader.unknown,
        doubled: reader.doubled,
        not_carried: other.map(|_| reader.not_carried),
        diagnostics: reader.diagnostics,
    })
}

/// The advice for an unknown role.
const ROLES: &str = "`ladder show` lists the roles";

/// The state while a profile is read.
pub(super) struct ProfileReader<'a> {
    pub ladder: &'a Ladder,
    /// The ladder that the profile is written for, if it is another one.
    other: Option<&'a OtherLadder>,
    pub diagnostics: Diagnostics,
    unknown: Vec<UnknownName>,
    doubled: Vec<String>,
    not_carried: NotCarried,
}

impl ProfileReader<'_> {
    fn read(&mut self, document: &ProfileDocument) -> Profile {
        let top = PointerRef::ROOT;
        let goal = document.goal.valid();
        let mut profile = Profile {
            name: text(&document.name),
            role: self.role(
                &document.role,
                top.key("role"),
                "`ladder show` lists the roles; leave the key out if you are in none of them",
            ),
            baseline: values::word(
                "baseline",
                &document.baseline,
                top.key("baseline"),
                &mut self.diagnostics,
            )
            .unwrap_or_default(),
            since: values::date(&document.since, top.key("since"), &mut self.diagnostics),
            experience: self.experience(document.experience.valid()),
            history: self.history(&document.history),
            education: self.education(&document.education),
            skills: self.skills(&document.skills),
            certifications: self.certifications(&document.certifications),
            responsibilities: self.responsibilities(&document.responsibilities),
            log: self.log(&document.log),
            pay: document.pay.valid().and_then(|pay| self.salary(pay)),
            hours_per_week: document.hours_per_week.valid().map(|hours| hours.0),
            goal: goal.and_then(|goal| self.role(&goal.role, top.key("goal").key("role"), ROLES)),
            goal_by: goal.and_then(|goal| {
                values::date(&goal.by, top.key("goal").key("by"), &mut self.diagnostics)
            }),
            learning: document
                .learning
                .valid()
                .map(|entry| self.learning_here(entry))
                .unwrap_or_default(),
            not_applicable: self.not_applicable(&document.not_applicable),
            elsewhere: Vec::new(),
        };
        if self.other.is_some() {
            self.leave_roles(document, &mut profile);
        }
        profile
    }

    /// What learning takes the person; of a profile of another ladder, what has levels and categories by names of this
    /// one.
    fn learning_here(&mut self, entry: &OwnLearningEntry) -> Learning {
        if self.other.is_none() {
            return self.learning(entry);
        }
        let mut entry = entry.clone();
        let named = |(level, _): &(LevelText, _)| level.trim().parse::<u32>().is_err();
        if let Some(levels) = entry.levels.valid_mut() {
            levels.0.retain(named);
        }
        for (_, levels) in entry.categories.entries_mut() {
            levels.0.retain(named);
        }
        for (_, levels) in entry.skills.entries_mut() {
            levels.0.retain(named);
        }
        let learning = self.learning(&entry);
        self.diagnostics
            .leave_out(&[Code::UnknownLevel, Code::UnknownSkill]);
        learning
    }

    /// Leaves out the roles of another ladder; the time in them stays experience.
    fn leave_roles(&mut self, document: &ProfileDocument, profile: &mut Profile) {
        let past = document.history.items();
        self.not_carried.role = text(&document.role);
        self.not_carried.goal = document.goal.valid().and_then(|goal| text(&goal.role));
        self.not_carried.history = document.history.items().next().is_some();
        let date = |text: &Field<DateText>| text.valid().and_then(|text| Date::parse(text));
        let past = past.filter_map(|(_, stay)| Some((date(&stay.from)?, date(&stay.to))));
        profile.elsewhere = past.collect();
        let since = profile
            .since
            .take()
            .filter(|_| self.not_carried.role.is_some());
        profile.elsewhere.extend(since.map(|since| (since, None)));
        profile.goal_by = None;
    }

    /// The role of this name; an unknown one is an error, for every answer depends on it.
    fn role(&mut self, name: &Field<Title>, at: PointerRef, advice: &str) -> Option<RoleIndex> {
        let name = name.valid()?.as_str();
        if self.other.is_some() {
            return None;
        }
        let found = self.ladder.roles_named(name);
        let ladder = &self.ladder.id;
        let (message, help) = match found.as_slice() {
            [role] => return Some(*role),
            [] => (
                format!("the ladder `{ladder}` has no role `{name}`"),
                suggest_role(name, self.ladder).unwrap_or_else(|| advice.to_owned()),
            ),
            several => {
                let ids = several.iter().map(|role| self.ladder[*role].id.as_str());
                (
                    format!("the ladder `{ladder}` has several roles called `{name}`"),
                    format!("name one by its id: {}", list(ids)),
                )
            }
        };
        self.diagnostics
            .add(Code::UnknownRole, at, message)
            .help(help);
        None
    }

    fn experience(&mut self, entry: Option<&ExperienceEntry>) -> Option<Experience> {
        match entry? {
            ExperienceEntry::Years(years) => Some(Experience::Years(years.min())),
            ExperienceEntry::Since(SinceEntry { since }) => {
                let at = PointerRef::ROOT.key("experience");
                values::date(since, at.key("since"), &mut self.diagnostics).map(Experience::Since)
            }
        }
    }

    fn history(&mut self, entries: &List<StayEntry>) -> Vec<PastRole> {
        let all = PointerRef::ROOT.key("history");
        let mut history = Vec::new();
        for (position, entry) in entries.items() {
            let at = all.item(position);
            let instead = "a stay that goes on has no `to`: leave it out; the present role stands as `role` with `since`";
            let (first, last) = (("from", &entry.from), ("to", &entry.to, Some(instead)));
            let (from, to) = values::period(first, last, at, &mut self.diagnostics);
            let Some(name) = entry.role.valid().filter(|_| self.other.is_none()) else {
                continue;
            };
            match (self.ladder.roles_named(name).as_slice(), from) {
                (&[role], Some(from)) => history.push(PastRole { role, from, to }),
                ([_], None) => (),
                _ => {
                    let ladder = self.ladder;
                    let roles = ladder.roles().map(EntryIndex::Role);
                    let known = roles.flat_map(|role| ladder.names_of(role));
                    let known = known.map(SmolStr::as_str);
                    self.report_unknown("role", name, at.key("role"), known);
                }
            }
        }
        history
    }

    fn education(&mut self, entries: &Field<OneOrMore<DegreeEntry>>) -> Vec<EarnedDegree> {
        let all = PointerRef::ROOT.key("education");
        let mut education = Vec::new();
        for (position, entry) in entries.items() {
            let at = all.item(position);
            let earned = values::date(&entry.earned, at.key("earned"), &mut self.diagnostics);
            let place = at.key("degree");
            let degree = values::degree(&entry.degree, place, &mut self.diagnostics);
            education.extend(degree.map(|degree| EarnedDegree {
                degree,
                field: text(&entry.field),
                earned,
            }));
        }
        education
    }

    /// A skill that is named twice is a warning, and both claims are kept.
    fn skills(
        &mut self,
        entries: &Field<Entries<Prose, OneOrMore<ClaimEntry>>>,
    ) -> Vec<SkillClaim> {
        let all = PointerRef::ROOT.key("skills");
        let mut claims: Vec<SkillClaim> = Vec::new();
        let mut named: BTreeMap<SkillIndex, Vec<&str>> = BTreeMap::new();
        for (name, entry) in entries.entries() {
            let Some(skill) = self.ladder.skill(name) else {
                let known = self.ladder.skill_names().keys();
                self.report_unknown("skill", name, all.name(name), known.map(SmolStr::as_str));
                continue;
            };
            let levels = self.levels(name, skill, entry, all.key(name));
            if levels.is_empty() {
                continue;
            }
            let names = named.entry(skill).or_default();
            names.push(name);
            if let [first, _, ..] = names[..] {
                let both = self.count_as(skill, &[first, name]);
                let message = format!("{both}; the higher level counts");
                self.diagnostics
                    .add(Code::DoubledSkill, all.name(name), message)
                    .also(all.name(first), "first here");
            }
            claims.push(SkillClaim { skill, levels });
        }
        let doubled = named.iter().filter(|(_, names)| names.len() > 1);
        let doubled = doubled.map(|(skill, names)| self.count_as(*skill, names));
        self.doubled = doubled.collect();
        claims
    }

    /// The levels of a skill over time.
    fn levels(
        &mut self,
        name: &str,
        skill: SkillIndex,
        entries: &Field<OneOrMore<ClaimEntry>>,
        at: PointerRef,
    ) -> Vec<ClaimedLevel> {
        let scale = Some(self.ladder.scale(skill));
        let mut levels = Vec::new();
        if entries.valid().is_some_and(|entries| entries.is_empty()) {
            let message = "expected at least one level, found an empty list";
            self.diagnostics.add(Code::Empty, at, message);
        }
        for (position, entry) in entries.items() {
            let at = at.item(position);
            let since = values::date(&entry.since, at.key("since"), &mut self.diagnostics);
            let level = entry.level.valid().and_then(|level| {
                if level.trim().eq_ignore_ascii_case("none") {
                    return Some(None);
                }
                if let Some(other) = self.other {
                    let known = other.level_name(name, level);
                    let level = known.and_then(|known| self.ladder.scale(skill).named(known));
                    if level.is_none() {
                        self.not_carried.levels.push(name.into());
                    }
                    return level.map(Some);
                }
                let place = level_place(at, entry);
                values::level(level, scale, place, &mut self.diagnostics).map(Some)
            });
            levels.extend(level.map(|level| ClaimedLevel {
                level,
                since,
                hours_done: entry.hours_done.valid().map_or(0.0, |hours| hours.0),
                note: text(&entry.note),
                evidence: texts(&entry.evidence),
            }));
        }
        levels.order_by_key(|level| level.since.map(Date::first_day));
        levels
    }

    fn responsibilities(
        &mut self,
        entries: &Field<Entries<Prose, ResponsibilityEntry>>,
    ) -> Vec<HeldResponsibility> {
        let all = PointerRef::ROOT.key("responsibilities");
        let known = self.ladder.responsibilities();
        let known = set_of(known.map(|(id, _)| id.as_str()));
        let mut held = Vec::new();
        for (name, entry) in entries.entries() {
            let at = all.key(name);
            let Some(entry) = entry.valid() else {
                continue;
            };
            let since = values::date(&entry.since, at.key("since"), &mut self.diagnostics);
            if known.contains(name.as_str()) {
                held.push(HeldResponsibility {
                    id: name.0.clone(),
                    since,
                    evidence: texts(&entry.evidence),
                });
            } else {
                let known = known.iter().copied();
                self.report_unknown("responsibility", name, all.name(name), known);
            }
        }
        held
    }

    fn log(&mut self, entries: &List<LogEntry>) -> Vec<model::LogEntry> {
        let all = PointerRef::ROOT.key("log");
        let mut log = Vec::new();
        for (position, entry) in entries.items() {
            let at = all.item(position);
            let on = values::date(&entry.on, at.key("on"), &mut self.diagnostics);
            let Some(name) = entry.skill.valid() else {
                continue;
            };
            let Some(skill) = self.ladder.skill(name) else {
                let known = self.ladder.skill_names().keys();
                let known = known.map(SmolStr::as_str);
                self.report_unknown("skill", name, at.key("skill"), known);
                continue;
            };
            log.extend(on.map(|on| model::LogEntry {
                on,
                skill,
                hours: entry.hours.valid().map(|hours| hours.0),
                note: text(&entry.note),
                evidence: texts(&entry.evidence),
            }));
        }
        log
    }

    /// That several names count as one skill.
    fn count_as(&self, skill: SkillIndex, names: &[&str]) -> String {
        let all = if names.len() == 2 { "both" } else { "all" };
        let names = list_and(names.iter().copied());
        format!("{names} {all} count as {}", self.ladder[skill].title)
    }

    fn certifications(&mut self, entries: &List<HeldEntry>) -> Vec<EarnedCertification> {
        let all = PointerRef::ROOT.key("certifications");
        let mut held = Vec::new();
        for (position, entry) in entries.items() {
            let at = all.item(position);
            let (first, last) = (("earned", &entry.earned), ("expires", &entry.expires, None));
            let (earned, expires) = values::period(first, last, at, &mut self.diagnostics);
            let Some(name) = entry.id.valid() else {
                continue;
            };
            let Some(certification) = self.ladder.certification(name) else {
                let known = self.ladder.certification_names().keys();
                let at = at.key("id");
                self.report_unknown("certification", name, at, known.map(SmolStr::as_str));
                continue;
            };
            held.push(EarnedCertification {
                certification,
                earned,
                expires,
            });
        }
        held
    }

    fn salary(&mut self, entry: &SalaryEntry) -> Option<Salary> {
        let at = PointerRef::ROOT.key("pay");
        let market = &self.ladder.market;
        let place = at.key("basis");
        let basis: Option<Basis> = values::basis(&entry.basis, place, &mut self.diagnostics);
        if let Some(currency) = entry.currency.valid() {
            values::currency(currency, at.key("currency"), &mut self.diagnostics);
        } else if entry.currency.is_absent() && market.currency.is_none() {
            self.diagnostics
                .add(Code::InvalidCurrency, at, "the amount has no currency")
                .help("add `currency`, such as `currency: USD`".to_owned());
        }
        let currency = text(&entry.currency).or_else(|| market.currency.clone());
        let per = values::pay_period(&entry.per, at.key("per"), &mut self.diagnostics);
        let fte = entry.fte.valid().map_or(1.0, |fte| fte.0);
        let stated = StatedSalary {
            amount: entry.amount.valid()?.0,
            per,
            per_year: market.periods_per_year(per),
            fte,
        };
        // A rate per hour is the same at any part of full time.
        let part = if per == PayPeriod::Hour { 1.0 } else { fte };
        Some(Salary {
            amount: hundredths(stated.amount * stated.per_year / part),
            stated: (per != PayPeriod::Year || fte < 1.0).then_some(stated),
            terms: PayTerms {
                basis: basis?,
                currency: currency?,
                region: text(&entry.region).or_else(|| market.region.clone()),
            },
        })
    }

    fn not_applicable(
        &mut self,
        entries: &Field<Entries<Prose, Prose>>,
    ) -> Vec<(Exemption, SmolStr)> {
        let all = PointerRef::ROOT.key("not_applicable");
        let mut exemptions = Vec::new();
        for (name, reason) in entries.entries() {
            let exemption = requirement(name, self.ladder);
            let Some(exemption) = exemption else {
                let known = requirement_names(self.ladder);
                self.report_unknown("requirement", name, all.name(name), known);
                continue;
            };
            exemptions.extend(text(reason).map(|reason| (exemption, reason)));
        }
        exemptions
    }

    /// The id of a skill or a certification by its title; an alias is kept as it is.
    fn id_of_title(&self, name: &str) -> Option<&str> {
        let ladder = self.ladder;
        let skill = ladder.skill(name).map(EntryIndex::Skill);
        let certification = || ladder.certification(name).map(EntryIndex::Certification);
        let mut names = ladder.names_of(skill.or_else(certification)?);
        let (id, title) = (names.next()?, names.next()?);
        (fold(title) == fold(name)).then_some(id)
    }

    /// Reports a name that the ladder does not know, with the nearest one that it knows.
    pub(super) fn report_unknown<'known>(
        &mut self,
        what: &'static str,
        name: &str,
        at: PointerRef,
        known: impl IntoIterator<Item = &'known str>,
    ) {
        let mut near: Vec<&str> = Vec::new();
        if self.diagnostics.may_compare(self.ladder.entries().count()) {
            near.extend(known);
        }
        near.order();
        let is_key = ProfileDocument::has_key(name);
        let meant = nearest(name, near).filter(|_| !is_key);
        let meant = meant.map(|known| self.id_of_title(known).unwrap_or(known).to_owned());
        let help = match &meant {
            _ if is_key => Some(format!(
                "`{name}` is a key of the profile: move it to the left"
            )),
            meant => meant
                .as_ref()
                .map(|known| format!("did you mean `{known}`?")),
        };
        let ladder = &self.ladder.id;
        let message = format!("the ladder `{ladder}` does not know the {what} `{name}`");
        self.diagnostics
            .add(Code::UnmatchedName, at, message)
            .help(help);
        self.unknown.push(UnknownName {
            kind: what,
            name: name.to_owned(),
            meant,
        });
    }
}

/// The place of a claim's level: the claim itself, if it has no other key.
fn level_place(at: PointerRef, entry: &ClaimEntry) -> Place {
    let others = [
        entry.since.is_absent(),
        entry.evidence.is_absent(),
        entry.note.is_absent(),
        entry.hours_done.is_absent(),
    ];
    if others == [true; 4] {
        at.into()
    } else {
        at.key("level").into()
    }
}
