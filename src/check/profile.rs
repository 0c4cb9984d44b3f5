//! From a profile's document to a profile on a ladder.
//!
//! What the ladder does not know is left out and told; what cannot be understood is an error.

use smol_str::SmolStr;

use crate::{
    diagnostic::{Code, Report, did_you_mean, nearest},
    load::{ClaimEntry, DegreeEntry, ExperienceEntry, HeldEntry, ProfileDocument, SalaryEntry},
    model::{
        Basis, Claim, Degree, EarnedDegree, Exemption, Experience, Held, Ladder, PayTerms, Profile,
        RoleIndex, Salary, SkillIndex, Stay,
    },
    text::{Path, Place},
};

use super::words;

/// A profile, and what of it could not be used.
#[derive(Debug, Default)]
pub struct Checked {
    pub profile: Profile,
    /// One phrase each, such as ``skill `rust` ``.
    pub unknown: Vec<String>,
    /// One sentence each.
    pub notices: Vec<String>,
}

/// Checks a profile against the ladder that it is used with.
pub fn profile(document: &ProfileDocument, ladder: &Ladder) -> Result<Checked, Report> {
    let mut reader = Reader {
        ladder,
        report: Report::default(),
        unknown: Vec::new(),
        notices: Vec::new(),
    };
    let profile = reader.read(document);
    let checked = Checked {
        profile,
        unknown: reader.unknown,
        notices: reader.notices,
    };
    reader.report.unless_any(checked)
}

struct Reader<'a> {
    ladder: &'a Ladder,
    report: Report,
    unknown: Vec<String>,
    notices: Vec<String>,
}

impl Reader<'_> {
    fn read(&mut self, document: &ProfileDocument) -> Profile {
        let top = Path::TOP;
        Profile {
            name: document.name.clone(),
            role: self.role(
                document.role.as_ref(),
                top.key("role"),
                "`ladder show` lists the roles; someone who is on none of them leaves the key out",
            ),
            since: words::date(document.since.as_ref(), top.key("since"), &mut self.report),
            experience: self.experience(document.experience.as_ref()),
            history: self.history(document),
            education: self.education(&document.education),
            skills: self.skills(&document.skills),
            certifications: self.certifications(&document.certifications),
            pay: document.pay.as_ref().map(|pay| self.salary(pay)),
            hours_per_week: document.hours_per_week.inspect(|hours| {
                if *hours > 24.0 * 7.0 {
                    self.report.error(
                        Code::InvalidNumber,
                        top.key("hours_per_week"),
                        "a week has 168 hours".to_owned(),
                    );
                }
            }),
            goal: self.role(
                document.goal.as_ref(),
                top.key("goal"),
                "`ladder show` lists the roles",
            ),
            not_applicable: self.not_applicable(&document.not_applicable),
        }
    }

    /// The role of this name; a wrong one would make every answer wrong, so it is an error.
    fn role(
        &mut self,
        name: Option<&SmolStr>,
        at: impl Into<Place>,
        advice: &str,
    ) -> Option<RoleIndex> {
        let name = name?;
        let found = self.ladder.roles_named(name);
        if let [role] = found.as_slice() {
            return Some(*role);
        }
        let diagnostic = self.report.error(
            Code::UnknownRole,
            at,
            format!("the ladder `{}` has no role `{name}`", self.ladder.id),
        );
        let ids = self
            .ladder
            .roles()
            .map(|role| self.ladder[role].id.as_str());
        diagnostic.help(did_you_mean(name, ids).or_else(|| Some(advice.to_owned())));
        None
    }

    fn experience(&mut self, entry: Option<&ExperienceEntry>) -> Option<Experience> {
        match entry? {
            ExperienceEntry::Years(years) => {
                if *years > 100.0 {
                    let message = "nobody has more than 100 years of experience".to_owned();
                    self.report
                        .error(Code::InvalidNumber, Path::TOP.key("experience"), message)
                        .help(Some(
                            "experience since a year is written as `{ since: 2020 }`".to_owned(),
                        ));
                }
                Some(Experience::Years(*years))
            }
            ExperienceEntry::Since(since) => {
                let at = Path::TOP.key("experience");
                words::date(Some(since), at.key("since"), &mut self.report).map(Experience::Since)
            }
        }
    }

    fn history(&mut self, document: &ProfileDocument) -> Vec<Stay> {
        let all = Path::TOP.key("history");
        let mut history = Vec::new();
        for (position, entry) in document.history.iter().enumerate() {
            let at = all.item(position);
            let from = words::date(Some(&entry.from), at.key("from"), &mut self.report);
            let to = words::date(entry.to.as_ref(), at.key("to"), &mut self.report);
            if let (Some(from), Some(to)) = (from, to)
                && to.last_day() < from.first_day()
            {
                self.report.error(
                    Code::InvalidDate,
                    at.key("to"),
                    format!("`{to}` lies before `{from}`"),
                );
            }
            match (self.ladder.roles_named(&entry.role).as_slice(), from) {
                ([role], Some(from)) => history.push(Stay {
                    role: *role,
                    from,
                    to,
                }),
                ([_], None) => (),
                _ => {
                    let ids = self
                        .ladder
                        .roles()
                        .map(|role| self.ladder[role].id.as_str());
                    self.mention("role", &entry.role, ids);
                }
            }
        }
        history
    }

    fn education(&mut self, entries: &[DegreeEntry]) -> Vec<EarnedDegree> {
        let all = Path::TOP.key("education");
        let mut education = Vec::new();
        for (position, entry) in entries.iter().enumerate() {
            let at = all.item(position);
            let degree = words::degree(&entry.degree, at.key("degree"), &mut self.report);
            education.push(EarnedDegree {
                degree: degree.unwrap_or(Degree::None),
                field: entry.field.clone(),
                earned: words::date(entry.earned.as_ref(), at.key("earned"), &mut self.report),
            });
        }
        education
    }

    /// A skill may be named twice, and a notice says so; which level counts depends on the day.
    fn skills(&mut self, entries: &[(SmolStr, ClaimEntry)]) -> Vec<Claim> {
        let all = Path::TOP.key("skills");
        let mut claims: Vec<(Claim, &str)> = Vec::new();
        for (name, entry) in entries {
            let Some(skill) = self.ladder.skill(name) else {
                self.mention(
                    "skill",
                    name,
                    self.ladder.skill_names().keys().map(SmolStr::as_str),
                );
                continue;
            };
            let at = all.key(name);
            let since = words::date(entry.since.as_ref(), at.key("since"), &mut self.report);
            let at = level_place(at, entry);
            let scale = self.ladder.scale(skill);
            let Some(level) = words::level(&entry.level, scale, at, &mut self.report) else {
                continue;
            };
            let claim = Claim {
                skill,
                level,
                since,
            };
            if let Some((_, first)) = claims.iter().find(|(known, _)| known.skill == skill) {
                self.notice_twice(skill, first, name);
            }
            claims.push((claim, name));
        }
        claims.into_iter().map(|(claim, _)| claim).collect()
    }

    fn notice_twice(&mut self, skill: SkillIndex, first: &str, second: &str) {
        self.notices.push(format!(
            "`{first}` and `{second}` are the same skill, `{}`: the higher level counts",
            self.ladder[skill].id
        ));
    }

    fn certifications(&mut self, entries: &[HeldEntry]) -> Vec<Held> {
        let all = Path::TOP.key("certifications");
        let mut held = Vec::new();
        for (position, entry) in entries.iter().enumerate() {
            let at = all.item(position);
            let earned = words::date(entry.earned.as_ref(), at.key("earned"), &mut self.report);
            let expires = words::date(entry.expires.as_ref(), at.key("expires"), &mut self.report);
            match self.ladder.certification(&entry.id) {
                Some(certification) => held.push(Held {
                    certification,
                    earned,
                    expires,
                }),
                None => self.mention(
                    "certification",
                    &entry.id,
                    self.ladder
                        .certification_names()
                        .keys()
                        .map(SmolStr::as_str),
                ),
            }
        }
        held
    }

    fn salary(&mut self, entry: &SalaryEntry) -> Salary {
        let at = Path::TOP.key("pay");
        let market = &self.ladder.market;
        let currency = entry.currency.clone().or_else(|| market.currency.clone());
        if let Some(currency) = &currency {
            words::currency(currency, at.key("currency"), &mut self.report);
        } else {
            self.report.error(
                Code::InvalidCurrency,
                at,
                "the amount has no currency".to_owned(),
            );
        }
        let basis = words::basis(&entry.basis, at.key("basis"), &mut self.report);
        Salary {
            amount: entry.amount,
            terms: PayTerms {
                basis: basis.unwrap_or(Basis::Base),
                currency: currency.unwrap_or_default(),
                region: entry.region.clone().or_else(|| market.region.clone()),
            },
        }
    }

    fn not_applicable(&mut self, entries: &[(SmolStr, SmolStr)]) -> Vec<(Exemption, SmolStr)> {
        let mut exemptions = Vec::new();
        for (name, reason) in entries {
            let exemption = match name.as_str() {
                "years" => Some(Exemption::Years),
                "education" => Some(Exemption::Education),
                name => self.ladder.skill(name).map(Exemption::Skill).or_else(|| {
                    self.ladder
                        .certification(name)
                        .map(Exemption::Certification)
                }),
            };
            match exemption {
                Some(exemption) => exemptions.push((exemption, reason.clone())),
                None => self.mention(
                    "requirement",
                    name,
                    self.ladder.skill_names().keys().map(SmolStr::as_str),
                ),
            }
        }
        exemptions
    }

    /// Remembers what the ladder does not know, with the nearest name that it knows.
    fn mention<'known>(
        &mut self,
        what: &str,
        name: &str,
        known: impl IntoIterator<Item = &'known str>,
    ) {
        let mut known: Vec<&str> = known.into_iter().collect();
        if !self.report.may_compare(known.len()) {
            known.clear();
        }
        known.sort_unstable();
        let meant = nearest(name, known).map(|known| format!(" (did you mean `{known}`?)"));
        self.unknown
            .push(format!("{what} `{name}`{}", meant.unwrap_or_default()));
    }
}

/// A claim that says no more than its level is written as the level itself.
fn level_place(at: Path, entry: &ClaimEntry) -> Place {
    let bare = ClaimEntry {
        level: entry.level.clone(),
        ..ClaimEntry::default()
    };
    if *entry == bare {
        at.into()
    } else {
        at.key("level").into()
    }
}
