//! From a résumé to the names of a ladder: by exact id, title, code or alias, never by resemblance.

use std::collections::{HashMap, HashSet};

use smol_str::SmolStr;

use crate::{
    diagnostic::nearest,
    model::{
        Date, Day, EarnedCertification, EarnedDegree, EntryIndex, Ladder, Level, PastRole,
        RoleIndex, SkillIndex, fold,
    },
    order::Order as _,
    vocabulary::EntryKind,
};

use super::{Certificate, NamedSkill, Position, Resume, Studied, When};

/// A résumé in terms of a ladder, and what is not on it.
#[derive(Debug, Default)]
pub struct Matched {
    /// What of the file is not as expected, each as a sentence.
    pub remarks: Vec<&'static str>,
    /// The name of the person.
    pub name: Option<String>,
    /// The present role, and since when.
    pub role: Option<(RoleIndex, Option<Date>)>,
    /// The position of the present role, as one line.
    pub present: Option<String>,
    /// The present position whose title is no role of the ladder, where no role was found.
    pub unmatched_present: Option<UnmatchedPosition>,
    /// The roles before.
    pub history: Vec<PastRole>,
    /// When the first of all positions began.
    pub first: Option<Date>,
    /// The degrees that were finished.
    pub degrees: Vec<EarnedDegree>,
    /// The skills of the ladder, each once.
    pub skills: Vec<MatchedSkill>,
    /// Whether a skill has the level of the group that it stands in.
    pub has_group_levels: bool,
    /// The ids of the skills that the résumé gives several levels.
    pub conflicts: Vec<SmolStr>,
    /// The certifications of the ladder.
    pub certifications: Vec<EarnedCertification>,
    /// Positions that are no role of the ladder, without an end, or with a date that cannot be read, each
    /// as one line.
    pub other_positions: Vec<String>,
    /// Studies that give no degree, each as one line.
    pub other_studies: Vec<String>,
    /// Skills that are not on the ladder.
    pub other_skills: Vec<UnmatchedName>,
    /// Certificates of the ladder whose dates cannot be read or contradict each other, each as one line.
    pub undated_certificates: Vec<String>,
    /// Certificates that are not on the ladder.
    pub other_certificates: Vec<UnmatchedName>,
}

/// A skill of the ladder that a résumé names.
#[derive(Debug)]
pub struct MatchedSkill {
    /// The skill.
    pub skill: SkillIndex,
    /// What the résumé calls it.
    pub name: String,
    /// The level, where the résumé gives one that the scale has.
    pub level: Option<Level>,
}

/// A position whose title the ladder does not know.
#[derive(Debug)]
pub struct UnmatchedPosition {
    /// What the résumé calls it.
    pub title: String,
    /// When it began.
    pub from: Option<Date>,
    /// The position as one line, as it stands in `other_positions`.
    pub line: String,
    /// The roles with the nearest names, the nearest first.
    pub candidates: Vec<RoleIndex>,
}

/// A name that the ladder does not know.
#[derive(Debug)]
pub struct UnmatchedName {
    /// What the résumé says.
    pub name: String,
    /// The ids of what may be meant, the best first.
    pub candidates: Vec<SmolStr>,
}

/// Maps a résumé to a ladder. What ends after `today` has not ended.
pub fn matched(resume: Resume, ladder: &Ladder, today: Day) -> Matched {
    let mut matched = Matched {
        name: resume.name,
        remarks: resume.remarks,
        ..Matched::default()
    };
    let begins = resume
        .positions
        .iter()
        .filter_map(|position| position.from.date());
    matched.first = begins.min_by_key(|date| date.first_day());
    positions(&resume.positions, ladder, today, &mut matched);
    if matched.role.is_none() {
        let headline = resume.headline.and_then(|headline| role(&headline, ladder));
        matched.role = headline.map(|role| (role, None));
    }
    for study in resume.studies {
        match degree(&study, today) {
            Some(degree) => matched.degrees.push(degree),
            None => matched.other_studies.extend(described(&study)),
        }
    }
    let mut candidates = Candidates::new(ladder);
    skills(resume.skills, &mut candidates, &mut matched);
    for certificate in resume.certificates {
        match held(&certificate, ladder) {
            Some(Ok(held)) => matched.certifications.push(held),
            Some(Err(undated)) => matched.undated_certificates.push(undated),
            None if certificate.is_award => (),
            None => {
                let unmatched = candidates.of(certificate.name, EntryKind::Certification);
                matched.other_certificates.push(unmatched);
            }
        }
    }
    matched
}

/// The one role with this id, title or alias.
fn role(name: &str, ladder: &Ladder) -> Option<RoleIndex> {
    match ladder.roles_named(name).as_slice() {
        [role] => Some(*role),
        _ => None,
    }
}

/// The most roles that are offered for a title.
const OFFERED: usize = 3;

/// The roles with a name that shares at least half of its words with a title, the nearest first.
fn nearest_roles(title: &str, ladder: &Ladder) -> Vec<RoleIndex> {
    let words = |text: &str| -> HashSet<String> {
        let text = fold(text);
        let words = text.split(|letter: char| !letter.is_alphanumeric());
        let words = words.filter(|word| !word.is_empty());
        words.map(str::to_owned).collect()
    };
    let wanted = words(title);
    let mut near: Vec<(usize, RoleIndex)> = Vec::new();
    for role in ladder.roles() {
        let shares = ladder.names_of(EntryIndex::Role(role)).map(|name| {
            let known = words(name);
            let common = known.intersection(&wanted).count();
            // In hundredths: twice the common words of all words.
            200 * common / (known.len() + wanted.len()).max(1)
        });
        let share = shares.max().unwrap_or(0);
        near.extend((share >= 50).then_some((share, role)));
    }
    near.order_by_key(|(share, _)| std::cmp::Reverse(*share));
    let near = near.into_iter().map(|(_, role)| role);
    near.take(OFFERED).collect()
}

/// Sorts positions into the present role, the roles before and what is no role of the ladder.
///
/// The present role is the one of the open positions that began last.
fn positions(positions: &[Position], ladder: &Ladder, today: Day, matched: &mut Matched) {
    let is_open = |to: &When| match to {
        When::Open => true,
        When::On(to) => to.first_day() > today,
        When::Unreadable(_) => false,
    };
    let open = positions.iter().enumerate().filter_map(|(at, position)| {
        let is_present = is_open(&position.to) && !position.from.is_unreadable();
        let role = role(&position.title, ladder).filter(|_| is_present)?;
        let from = position.from.date();
        Some((from.map(Date::first_day), at, role, from))
    });
    // Of positions that began on one day, the first in the file.
    let present = open.max_by_key(|(from, at, ..)| (*from, std::cmp::Reverse(*at)));
    let at = present.map(|(_, at, role, from)| {
        matched.role = Some((role, from));
        matched.present = Some(held_position(&positions[at]));
        at
    });
    if at.is_none() {
        let open = positions
            .iter()
            .enumerate()
            .filter(|(_, position)| is_open(&position.to) && !position.from.is_unreadable());
        let began = |position: &Position| position.from.date().map(Date::first_day);
        let last = open.max_by_key(|(at, position)| (began(position), std::cmp::Reverse(*at)));
        matched.unmatched_present = last.map(|(_, position)| UnmatchedPosition {
            title: position.title.clone(),
            from: position.from.date(),
            line: held_position(position),
            candidates: nearest_roles(&position.title, ladder),
        });
    }
    for (position, _) in positions
        .iter()
        .zip(0..)
        .filter(|(_, number)| Some(*number) != at)
    {
        let role = role(&position.title, ladder);
        match (role, position.from.date(), position.to.date()) {
            (Some(role), Some(from), Some(to))
                if !is_open(&position.to) && from.first_day() <= to.last_day() =>
            {
                let to = Some(to);
                matched.history.push(PastRole { role, from, to });
            }
            _ => matched.other_positions.push(held_position(position)),
        }
    }
    let begin = |past: &PastRole| past.from.first_day();
    matched.history.order_by_key(begin);
}

/// A position as one line: when, what and where.
fn held_position(position: &Position) -> String {
    let when = format!("{}..{}", position.from, position.to);
    let place = position.organization.as_ref();
    let place = place.map(|name| format!(", {name}")).unwrap_or_default();
    let when = Some(when).filter(|when| when != "..");
    let when: String = when.map(|when| format!("{when} ")).unwrap_or_default();
    format!("{when}{}{place}", position.title)
}

fn degree(study: &Studied, today: Day) -> Option<EarnedDegree> {
    let earned = study.to.date()?;
    let degree = study.degree.filter(|_| earned.first_day() <= today)?;
    let field = study.field.as_deref().map(|field| {
        let words = field.split(|letter: char| !letter.is_alphanumeric());
        let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
        SmolStr::from(words.join("-").to_lowercase())
    });
    Some(EarnedDegree {
        degree,
        field: field.filter(|field| !field.is_empty()),
        earned: Some(earned),
    })
}

/// A study as one line: what, in what and until when.
fn described(study: &Studied) -> Option<String> {
    let title = Some(study.title.clone()).filter(|title| !title.is_empty());
    let ended = match &study.to {
        When::Open => "no end".to_owned(),
        to => to.to_string(),
    };
    // The title of a study in a table contains the field.
    let field = study.field.clone();
    let field = field.filter(|field| !study.title.contains(field.as_str()));
    let what: Vec<String> = title.into_iter().chain(field).collect();
    (!what.is_empty()).then(|| format!("{} ({ended})", what.join(", ")))
}

/// A name, the same without what stands in brackets, and what stands in them.
fn spellings(name: &str) -> impl Iterator<Item = &str> {
    let bracketed = name.split_once('(').map(|(before, rest)| {
        let within = rest.split_once(')').map_or(rest, |(within, _)| within);
        [before.trim(), within.trim()]
    });
    let others = bracketed.into_iter().flatten();
    [name]
        .into_iter()
        .chain(others.filter(|name| !name.is_empty()))
}

fn skills(skills: Vec<NamedSkill>, candidates: &mut Candidates, matched: &mut Matched) {
    let ladder = candidates.ladder;
    // The position of each skill, and whether its level is that of a group.
    let mut known: HashMap<SkillIndex, (usize, bool)> = HashMap::new();
    let mut conflicts: HashSet<SkillIndex> = HashSet::new();
    let mut others: HashSet<SmolStr> = HashSet::new();
    for named in skills {
        let found = spellings(&named.name).find_map(|name| ladder.skill(name));
        let Some(skill) = found else {
            // A heading names no skill of the person, unless the ladder knows it.
            if !named.is_heading && others.insert(fold(&named.name)) {
                let unmatched = candidates.of(named.name, EntryKind::Skill);
                matched.other_skills.push(unmatched);
            }
            continue;
        };
        let level = named.level.as_deref();
        let level = level.and_then(|level| ladder.scale(skill).read_word(level));
        let is_of_group = level.is_some() && named.is_in_group;
        if let Some((at, was_of_group)) = known.get_mut(&skill) {
            let first = &mut matched.skills[*at];
            let differs = first
                .level
                .zip(level)
                .is_some_and(|(one, other)| one != other);
            if differs && conflicts.insert(skill) {
                matched.conflicts.push(ladder[skill].id.clone());
            }
            // Its own level comes before that of a group; else the higher one counts.
            let is_better = first.level.is_none()
                || match (*was_of_group, is_of_group) {
                    (true, false) => level.is_some(),
                    (false, true) => false,
                    _ => level > first.level,
                };
            if is_better {
                first.level = level;
                *was_of_group = is_of_group;
            }
            continue;
        }
        known.insert(skill, (matched.skills.len(), is_of_group));
        let name = named.name;
        matched.skills.push(MatchedSkill { skill, name, level });
    }
    matched.has_group_levels = known.values().any(|(_, is_of_group)| *is_of_group);
}

/// A certificate that the ladder knows; one as a line whose dates cannot be read, or that ends before it
/// was earned.
fn held(certificate: &Certificate, ladder: &Ladder) -> Option<Result<EarnedCertification, String>> {
    let names = spellings(&certificate.name);
    let certification = names
        .into_iter()
        .find_map(|name| ladder.certification(name))?;
    let (earned, expires) = (certificate.earned.date(), certificate.expires.date());
    let is_sound = earned
        .zip(expires)
        .is_none_or(|(earned, expires)| earned.first_day() <= expires.last_day());
    let is_read = !certificate.earned.is_unreadable() && !certificate.expires.is_unreadable();
    if is_sound && is_read {
        return Some(Ok(EarnedCertification {
            certification,
            earned,
            expires,
        }));
    }
    let Certificate {
        name,
        earned,
        expires,
        ..
    } = certificate;
    Some(Err(format!("{name} ({earned}..{expires})")))
}

/// The words of a name without those that most certificates have.
fn telling_words(name: &str) -> Vec<String> {
    let name = fold(name);
    let words = name.split(|letter: char| !letter.is_alphanumeric());
    let words = words.filter(|word| {
        let is_common = ["certificate", "certification", "certified"].contains(word);
        !word.is_empty() && !is_common
    });
    words.map(str::to_owned).collect()
}

/// Finds what may be meant by names that the ladder does not know, up to a number of comparisons.
struct Candidates<'l> {
    ladder: &'l Ladder,
    entries: usize,
    compared: usize,
}

impl<'l> Candidates<'l> {
    /// The most entries that all names are compared with.
    const COMPARISONS: usize = 50_000;

    fn new(ladder: &'l Ladder) -> Self {
        Self {
            ladder,
            entries: ladder.entries().count(),
            compared: 0,
        }
    }

    fn of(&mut self, name: String, kind: EntryKind) -> UnmatchedName {
        self.compared += self.entries;
        let candidates = if self.compared <= Self::COMPARISONS {
            self.nearest(&name, kind)
        } else {
            Vec::new()
        };
        UnmatchedName { name, candidates }
    }

    /// The entry with the nearest name, if it is near enough.
    fn nearest(&self, name: &str, kind: EntryKind) -> Vec<SmolStr> {
        let ladder = self.ladder;
        let id = |entry: EntryIndex| ladder.names_of(entry).next().cloned();
        let entries = ladder.entries().filter(|entry| entry.kind() == kind);
        let names = entries.flat_map(|entry| ladder.names_of(entry));
        let meant = nearest(name, names.map(SmolStr::as_str));
        let entry = meant.and_then(|meant| match kind {
            EntryKind::Skill => ladder.skill(meant).map(EntryIndex::Skill),
            _ => ladder.certification(meant).map(EntryIndex::Certification),
        });
        let same_words = || {
            let wanted = telling_words(name);
            let mut entries = ladder.entries().filter(|entry| entry.kind() == kind);
            entries.find(|entry| {
                let mut names = ladder.names_of(*entry);
                !wanted.is_empty() && names.any(|name| telling_words(name) == wanted)
            })
        };
        let is_certification = kind == EntryKind::Certification;
        let entry = entry.or_else(|| same_words().filter(|_| is_certification));
        entry.and_then(id).into_iter().collect()
    }
}
