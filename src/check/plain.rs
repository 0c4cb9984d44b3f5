//! From a plain profile to the same [`Profile`] as by [`profile`](super::profile()), many times for one ladder.

use std::{borrow::Cow, collections::HashMap};

use smol_str::SmolStr;

use crate::{
    load::{
        PlainDegree, PlainExperience, PlainLevel, PlainProfile,
        types::{Quantity as _, WeeklyHours, Years},
    },
    model::{
        CertificationIndex, ClaimedLevel, Date, EarnedCertification, EarnedDegree, Experience,
        Ladder, Level, Profile, RoleIndex, Scale, SkillClaim, SkillIndex,
    },
    vocabulary::{Degree, Word as _},
};

/// The ids of a ladder, by which most profiles name its entries: copies, so that a search touches no entry.
pub struct Ids<'l> {
    ladder: &'l Ladder,
    roles: HashMap<SmolStr, RoleIndex>,
    /// The skills, each with its own scale.
    skills: HashMap<SmolStr, (SkillIndex, Option<&'l Scale>)>,
    certifications: HashMap<SmolStr, CertificationIndex>,
}

impl<'l> Ids<'l> {
    /// The ids of this ladder.
    pub fn new(ladder: &'l Ladder) -> Self {
        let skills = ladder.skills.iter().zip((0..).map(SkillIndex));
        let certifications = ladder.certifications.iter();
        let certifications = certifications.zip((0..).map(CertificationIndex));
        Self {
            ladder,
            roles: ladder
                .roles()
                .map(|role| (ladder[role].id.clone(), role))
                .collect(),
            skills: skills
                .map(|(skill, index)| (skill.id.clone(), (index, skill.scale.as_ref())))
                .collect(),
            certifications: certifications
                .map(|(entry, index)| (entry.id.clone(), index))
                .collect(),
        }
    }

    fn role(&self, name: &str) -> Option<RoleIndex> {
        let named = || match self.ladder.roles_named(name)[..] {
            [role] => Some(role),
            _ => None,
        };
        self.roles.get(name).copied().or_else(named)
    }

    /// A skill and its scale.
    fn skill(&self, name: &str) -> Option<(SkillIndex, &Scale)> {
        if let Some((skill, scale)) = self.skills.get(name) {
            return Some((*skill, scale.unwrap_or(&self.ladder.scale)));
        }
        let skill = self.ladder.skill(name)?;
        Some((skill, self.ladder.scale(skill)))
    }

    fn certification(&self, name: &str) -> Option<CertificationIndex> {
        let known = self.certifications.get(name).copied();
        known.or_else(|| self.ladder.certification(name))
    }
}

/// The profile, and the names that the ladder does not know; `None` where the complete reader has something to say of a value.
pub fn plain_profile(plain: &PlainProfile, ids: &Ids) -> Option<(Profile, Vec<SmolStr>)> {
    let is_named =
        |name: &Option<Cow<str>>| name.as_ref().is_none_or(|name| !name.trim().is_empty());
    let hours = plain.hours_per_week;
    if !is_named(&plain.name) || !hours.is_none_or(WeeklyHours::is_sound) {
        return None;
    }
    let mut unmatched = Vec::new();
    let role = |name: &Option<Cow<str>>| match name {
        None => Some(None),
        Some(name) => ids.role(name).map(Some),
    };
    let since = match &plain.since {
        None => None,
        Some(since) => Some(Date::parse(since)?),
    };
    let degrees = plain.education.iter().map(degree);
    let profile = Profile {
        role: role(&plain.role)?,
        since,
        experience: match &plain.experience {
            None => None,
            Some(experience) => Some(self::experience(experience)?),
        },
        education: degrees.collect::<Option<_>>()?,
        skills: skills(plain, ids, &mut unmatched)?,
        certifications: certifications(plain, ids, &mut unmatched)?,
        hours_per_week: hours,
        goal: role(&plain.goal)?,
        ..Profile::default()
    };
    Some((profile, unmatched))
}

fn experience(experience: &PlainExperience) -> Option<Experience> {
    match experience {
        PlainExperience::Since(since) => Date::parse(since).map(Experience::Since),
        // Few people have worked for so long.
        PlainExperience::Years(years) if years.fract() == 0.0 && *years < 50.0 => {
            Some(Experience::Years(*years))
        }
        PlainExperience::Years(years) => {
            let years = Years::parse(&years.to_string())?;
            Some(Experience::Years(years.min()))
        }
    }
}

fn degree(plain: &PlainDegree) -> Option<EarnedDegree> {
    Some(EarnedDegree {
        degree: Degree::read(&plain.degree)?,
        field: plain.field.as_deref().map(SmolStr::new),
        earned: None,
    })
}

fn skills(
    plain: &PlainProfile,
    ids: &Ids,
    unmatched: &mut Vec<SmolStr>,
) -> Option<Vec<SkillClaim>> {
    let mut claims: Vec<SkillClaim> = Vec::with_capacity(plain.skills.len());
    for (name, level) in &plain.skills {
        let Some((skill, scale)) = ids.skill(name) else {
            add(name, unmatched)?;
            continue;
        };
        let known = self::level(level, scale);
        let level = match level {
            PlainLevel::Name(name) if known.is_none() && is_none(name) => None,
            _ => Some(known?),
        };
        let claimed = ClaimedLevel {
            level,
            since: None,
            hours_done: 0.0,
            note: None,
            evidence: Vec::new(),
        };
        let levels = vec![claimed];
        claims.push(SkillClaim { skill, levels });
    }
    let mut named: Vec<SkillIndex> = claims.iter().map(|claim| claim.skill).collect();
    named.sort_unstable();
    named
        .is_sorted_by(|one, other| one < other)
        .then_some(claims)
}

/// The level of a scale.
fn level(level: &PlainLevel, scale: &Scale) -> Option<Level> {
    match level {
        PlainLevel::Name(name) => scale.read(name),
        PlainLevel::Rank(rank) => scale.level(u8::try_from(*rank).ok()?),
    }
}

/// Whether this is the word for a skill that the person does not have.
fn is_none(name: &str) -> bool {
    name.trim().eq_ignore_ascii_case("none")
}

fn certifications(
    plain: &PlainProfile,
    ids: &Ids,
    unmatched: &mut Vec<SmolStr>,
) -> Option<Vec<EarnedCertification>> {
    let mut held = Vec::with_capacity(plain.certifications.len());
    for name in &plain.certifications {
        match ids.certification(name) {
            Some(certification) => held.push(EarnedCertification {
                certification,
                earned: None,
                expires: None,
            }),
            None if name.trim().is_empty() => return None,
            None => add(name, unmatched)?,
        }
    }
    Some(held)
}

/// So many names that the ladder does not know are compared with each other.
const FEW: usize = 64;

/// Adds a name that the ladder does not know; `None` where it stands there already, or there are many.
fn add(name: &str, unmatched: &mut Vec<SmolStr>) -> Option<()> {
    if unmatched.len() >= FEW {
        return None;
    }
    let is_known = unmatched.iter().any(|known| known == name);
    let is_odd = !name
        .chars()
        .all(|letter| letter.is_ascii_graphic() || letter == ' ');
    (!is_known && !is_odd).then(|| unmatched.push(name.into()))
}
