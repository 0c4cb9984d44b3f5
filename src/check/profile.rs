//! From a profile's document to a profile on a ladder.
//!
//! What the ladder does not know is left out and told; what cannot be understood is an error.

use std::collections::HashMap;

use smol_str::SmolStr;

use crate::{
    diagnostic::{Code, Report, did_you_mean, list, nearest},
    load::{
        ClaimEntry, DegreeEntry, Entries, ExperienceEntry, HeldEntry, List, ProfileDocument, Said,
        SalaryEntry, StayEntry,
        words::{Prose, Title},
    },
    model::{
        Basis, Claim, EarnedDegree, Exemption, Experience, Held, Ladder, PayTerms, Profile,
        RoleIndex, Salary, SkillIndex, Stay,
    },
    text::{Path, Place},
};

use super::{build::text, words};

/// A profile, and what of it could not be used.
#[derive(Debug, Default)]
pub struct Checked {
    pub profile: Profile,
    /// What the ladder does not know, one phrase each, such as ``skill `rust` ``.
    pub unknown: Vec<String>,
    /// Warnings, located.
    pub report: Report,
}

/// Checks a profile against the ladder that it is used with.
///
/// The report is what was found wrong with the document's form.
pub fn profile(
    document: &ProfileDocument,
    report: Report,
    ladder: &Ladder,
) -> Result<Checked, Report> {
    let mut reader = Reader {
        ladder,
        report,
        unknown: Vec::new(),
    };
    let profile = reader.read(document);
    let Reader {
        report, unknown, ..
    } = reader;
    if report.has_errors() {
        return Err(report);
    }
    Ok(Checked {
        profile,
        unknown,
        report,
    })
}

struct Reader<'a> {
    ladder: &'a Ladder,
    report: Report,
    unknown: Vec<String>,
}

impl Reader<'_> {
    fn read(&mut self, document: &ProfileDocument) -> Profile {
        let top = Path::TOP;
        Profile {
            name: text(&document.name),
            role: self.role(
                &document.role,
                top.key("role"),
                "`ladder show` lists the roles; someone who is on none of them leaves the key out",
            ),
            since: words::date(&document.since, top.key("since"), &mut self.report),
            experience: self.experience(document.experience.known()),
            history: self.history(&document.history),
            education: self.education(&document.education),
            skills: self.skills(&document.skills),
            certifications: self.certifications(&document.certifications),
            pay: document.pay.known().and_then(|pay| self.salary(pay)),
            hours_per_week: document.hours_per_week.known().map(|hours| hours.0),
            goal: self.role(
                &document.goal,
                top.key("goal"),
                "`ladder show` lists the roles",
            ),
            not_applicable: self.not_applicable(&document.not_applicable),
        }
    }

    /// The role of this name; a wrong one would make every answer wrong, so it is an error.
    fn role(
        &mut self,
        name: &Said<Title>,
        at: impl Into<Place>,
        advice: &str,
    ) -> Option<RoleIndex> {
        let name = name.known()?;
        let found = self.ladder.roles_named(name);
        if let [role] = found.as_slice() {
            return Some(*role);
        }
        let ids = |roles: &[RoleIndex]| -> Vec<&str> {
            let ids = roles.iter().map(|role| self.ladder[*role].id.as_str());
            ids.collect()
        };
        let ladder = &self.ladder.id;
        let (message, help) = if found.is_empty() {
            let all: Vec<RoleIndex> = self.ladder.roles().collect();
            let meant = did_you_mean(name, ids(&all));
            (
                format!("the ladder `{ladder}` has no role `{}`", name.0),
                meant.unwrap_or_else(|| advice.to_owned()),
            )
        } else {
            (
                format!(
                    "the ladder `{ladder}` has several roles called `{}`",
                    name.0
                ),
                format!("name one by its id: {}", list(ids(&found))),
            )
        };
        self.report.tell(Code::UnknownRole, at, message).help(help);
        None
    }

    fn experience(&mut self, entry: Option<&ExperienceEntry>) -> Option<Experience> {
        match entry? {
            ExperienceEntry::Years(years) => Some(Experience::Years(years.0)),
            ExperienceEntry::Since { since } => {
                let at = Path::TOP.key("experience");
                words::date(since, at.key("since"), &mut self.report).map(Experience::Since)
            }
        }
    }

    fn history(&mut self, entries: &List<StayEntry>) -> Vec<Stay> {
        let all = Path::TOP.key("history");
        let mut history = Vec::new();
        for (position, entry) in entries.items() {
            let at = all.item(position);
            let from = words::date(&entry.from, at.key("from"), &mut self.report);
            let to = words::date(&entry.to, at.key("to"), &mut self.report);
            if let (Some(from), Some(to)) = (from, to)
                && to.last_day() < from.first_day()
            {
                words::before(("to", to), ("from", from), at, &mut self.report);
            }
            let Some(name) = entry.role.known() else {
                continue;
            };
            match (self.ladder.roles_named(name).as_slice(), from) {
                ([role], Some(from)) => history.push(Stay {
                    role: *role,
                    from,
                    to,
                }),
                ([_], None) => (),
                _ => {
                    let ladder = self.ladder;
                    let ids = ladder.roles().map(|role| ladder[role].id.as_str());
                    self.mention("role", name, at.key("role"), ids);
                }
            }
        }
        history
    }

    fn education(&mut self, entries: &List<DegreeEntry>) -> Vec<EarnedDegree> {
        let all = Path::TOP.key("education");
        let mut education = Vec::new();
        for (position, entry) in entries.items() {
            let at = all.item(position);
            let earned = words::date(&entry.earned, at.key("earned"), &mut self.report);
            let degree = words::word(&entry.degree, at.key("degree"), &mut self.report);
            education.extend(degree.map(|degree| EarnedDegree {
                degree,
                field: text(&entry.field),
                earned,
            }));
        }
        education
    }

    /// A skill may be named twice, and a warning says so; which level counts depends on the day.
    fn skills(&mut self, entries: &Said<Entries<Prose, ClaimEntry>>) -> Vec<Claim> {
        let all = Path::TOP.key("skills");
        let mut claims: Vec<Claim> = Vec::new();
        let mut named: HashMap<SkillIndex, &str> = HashMap::new();
        for (name, entry) in entries.entries() {
            let Some(skill) = self.ladder.skill(name) else {
                let known = self.ladder.skill_names().keys();
                self.mention("skill", name, all.name(name), known.map(SmolStr::as_str));
                continue;
            };
            let Some(entry) = entry.known() else {
                continue;
            };
            let at = all.key(name);
            let since = words::date(&entry.since, at.key("since"), &mut self.report);
            let scale = Some(self.ladder.scale(skill));
            let level = entry.level.known().and_then(|level| {
                words::level(level, scale, level_place(at, entry), &mut self.report)
            });
            let Some(level) = level else {
                continue;
            };
            if let Some(first) = named.get(&skill) {
                let message = format!(
                    "`{first}` and `{}` are the same skill, `{}`: the higher level counts",
                    name.0, self.ladder[skill].id
                );
                self.report
                    .tell(Code::DoubledSkill, all.name(name), message)
                    .also(all.name(first), "first here");
            }
            named.entry(skill).or_insert(name);
            claims.push(Claim {
                skill,
                level,
                since,
            });
        }
        claims
    }

    fn certifications(&mut self, entries: &List<HeldEntry>) -> Vec<Held> {
        let all = Path::TOP.key("certifications");
        let mut held = Vec::new();
        for (position, entry) in entries.items() {
            let at = all.item(position);
            let earned = words::date(&entry.earned, at.key("earned"), &mut self.report);
            let expires = words::date(&entry.expires, at.key("expires"), &mut self.report);
            if let (Some(earned), Some(expires)) = (earned, expires)
                && expires.last_day() < earned.first_day()
            {
                words::before(
                    ("expires", expires),
                    ("earned", earned),
                    at,
                    &mut self.report,
                );
            }
            let Some(name) = entry.id.known() else {
                continue;
            };
            let Some(certification) = self.ladder.certification(name) else {
                let known = self.ladder.certification_names().keys();
                let at = at.key("id");
                self.mention("certification", name, at, known.map(SmolStr::as_str));
                continue;
            };
            held.push(Held {
                certification,
                earned,
                expires,
            });
        }
        held
    }

    fn salary(&mut self, entry: &SalaryEntry) -> Option<Salary> {
        let at = Path::TOP.key("pay");
        let market = &self.ladder.market;
        let basis: Option<Basis> = words::word(&entry.basis, at.key("basis"), &mut self.report);
        if let Some(currency) = entry.currency.known() {
            words::currency(currency, at.key("currency"), &mut self.report);
        } else if entry.currency.is_nothing() && market.currency.is_none() {
            let message = "the amount has no currency";
            self.report
                .tell(Code::InvalidCurrency, at, message)
                .help("add `currency`, such as `currency: USD`".to_owned());
        }
        let currency = text(&entry.currency).or_else(|| market.currency.clone());
        Some(Salary {
            amount: entry.amount.known()?.0,
            terms: PayTerms {
                basis: basis?,
                currency: currency?,
                region: text(&entry.region).or_else(|| market.region.clone()),
            },
        })
    }

    fn not_applicable(
        &mut self,
        entries: &Said<Entries<Prose, Prose>>,
    ) -> Vec<(Exemption, SmolStr)> {
        let all = Path::TOP.key("not_applicable");
        let mut exemptions = Vec::new();
        for (name, reason) in entries.entries() {
            let exemption = match name.as_str() {
                "years" => Some(Exemption::Years),
                "education" => Some(Exemption::Education),
                name => self.ladder.skill(name).map(Exemption::Skill).or_else(|| {
                    self.ladder
                        .certification(name)
                        .map(Exemption::Certification)
                }),
            };
            let Some(exemption) = exemption else {
                let skills = self.ladder.skill_names().keys();
                let known = skills.chain(self.ladder.certification_names().keys());
                let known = known.map(SmolStr::as_str).chain(["years", "education"]);
                self.mention("requirement", name, all.name(name), known);
                continue;
            };
            exemptions.extend(text(reason).map(|reason| (exemption, reason)));
        }
        exemptions
    }

    /// Remembers what the ladder does not know, with the nearest name that it knows.
    fn mention<'known>(
        &mut self,
        what: &str,
        name: &str,
        at: Path,
        known: impl IntoIterator<Item = &'known str>,
    ) {
        let names = self.ladder.skills.len() + self.ladder.certifications.len();
        let mut near: Vec<&str> = Vec::new();
        if self
            .report
            .may_compare(names + self.ladder.graph.node_count())
        {
            near.extend(known);
        }
        near.sort_unstable();
        let meant = nearest(name, near);
        let message = format!(
            "the ladder `{}` does not know the {what} `{name}`",
            self.ladder.id
        );
        self.report
            .tell(Code::UnmatchedName, at, message)
            .help(meant.map(|known| format!("did you mean `{known}`?")));
        let meant = meant.map(|known| format!(" (did you mean `{known}`?)"));
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
