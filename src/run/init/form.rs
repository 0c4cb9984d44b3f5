//! The questions of a new profile; each can be skipped, and what is known is not asked.

use smol_str::SmolStr;

use crate::{
    cli::{Options, PersonArgs},
    import::{self, Matched, MatchedSkill},
    load::types::{Quantity, WeeklyHours},
    model::{
        Alternative, CertificationIndex, Date, Day, EarnedCertification, EarnedDegree, Experience,
        Item, Ladder, Profile, RoleIndex,
    },
    run::prompt::{Answered, Choice, Prompter, say},
    vocabulary::{Basis, Degree, Word},
};

use super::{
    options::{experience, not_after, not_before, pay},
    resume::near_names,
};

/// A form: how it asks, and the ladder that it asks about.
pub struct Form<'a> {
    pub prompter: Prompter,
    pub ladder: &'a Ladder,
    pub today: Day,
    pub given: &'a PersonArgs,
    pub options: &'a Options,
}

impl Form<'_> {
    /// Asks for everything that neither the options nor a résumé say. `unrated` are the skills of the
    /// résumé without a level; those that get one are taken out.
    pub fn fill(
        &self,
        profile: &mut Profile,
        unrated: &mut Vec<MatchedSkill>,
        mut resume: Option<&mut Matched>,
    ) -> Answered<()> {
        if let Some(resume) = resume.as_deref_mut().filter(|_| profile.role.is_none()) {
            self.present_position(profile, resume)?;
        }
        self.position(profile)?;
        self.education(profile)?;
        self.unrated(profile, unrated)?;
        let near = resume.as_deref().and_then(near_names);
        if let Some(near) = near {
            let said =
                format!("Not on this ladder by these names: {near}. Mark below what is meant.");
            say(&said, self.options);
        }
        self.skills(profile)?;
        let near = resume.map(|resume| &resume.other_certificates);
        let is_near =
            near.is_some_and(|names| names.iter().any(|name| !name.candidates.is_empty()));
        if profile.certifications.is_empty() || is_near {
            self.certifications(profile)?;
        }
        self.pay(profile)?;
        if profile.hours_per_week.is_none() {
            let read = |text: &str| {
                let hours = text
                    .parse()
                    .ok()
                    .filter(|hours| WeeklyHours::is_sound(*hours));
                hours.ok_or_else(|| format!("expected {}", WeeklyHours::EXPECTED))
            };
            let question = "How many hours a week can you study? Without them plans have no dates.";
            profile.hours_per_week = self.prompter.text(question, "such as 6", &[], read)?;
        }
        // Who has no role was asked what to become.
        if profile.role.is_some() && profile.goal.is_none() {
            profile.goal = self.role("Which role do you want to reach?", profile.role)?;
        }
        if profile.goal.is_some() && profile.goal_by.is_none() {
            profile.goal_by = self.goal_day("By when do you want to be there?")?;
        }
        Ok(())
    }

    /// The role of a present position that has no title of the ladder.
    fn present_position(&self, profile: &mut Profile, resume: &mut Matched) -> Answered<()> {
        let Some(present) = &resume.unmatched_present else {
            return Ok(());
        };
        let ladder = self.ladder;
        let nearest = present.candidates.iter().copied();
        let others = ladder.roles();
        let others = others.filter(|role| !present.candidates.contains(role));
        let roles: Vec<RoleIndex> = nearest.chain(others).collect();
        let question = format!(
            "The résumé says `{}`, which is no role of this ladder. Which role is it? Skip it if none.",
            present.title
        );
        profile.role = self.one_role(&question, &roles)?;
        if profile.role.is_some() {
            profile.since = present.from;
            let taken = present.line.clone();
            resume.other_positions.retain(|line| *line != taken);
        }
        Ok(())
    }

    /// The present role, since when, and the time in the field.
    fn position(&self, profile: &mut Profile) -> Answered<()> {
        if profile.role.is_none() {
            profile.role = self.role("Which role do you have? Skip it if none.", None)?;
        }
        if profile.role.is_none() && profile.goal.is_none() {
            profile.goal = self.role("What do you want to become?", None)?;
        }
        if profile.role.is_some() && profile.since.is_none() {
            let question = "Since when are you in this role?";
            profile.since = self.past_day(question)?;
        }
        if profile.experience.is_none() {
            let today = self.today;
            let question = "How many years are you in the field, or since when?";
            let read = |text: &str| match import::date(text) {
                Some(since) => not_after(since, today).map(Experience::Since),
                None => experience(text, today),
            };
            let help = "such as 5, 18 months or 2021-01";
            profile.experience = self.prompter.text(question, help, &[], read)?;
        }
        Ok(())
    }

    /// A role; `but` is none of the options.
    fn role(&self, question: &str, but: Option<RoleIndex>) -> Answered<Option<RoleIndex>> {
        let ladder = self.ladder;
        let roles: Vec<RoleIndex> = ladder.roles().filter(|role| Some(*role) != but).collect();
        self.one_role(question, &roles)
    }

    fn one_role(&self, question: &str, roles: &[RoleIndex]) -> Answered<Option<RoleIndex>> {
        let options = roles.iter().map(|role| {
            let role = &self.ladder[*role];
            titled(&role.title, &role.id)
        });
        let options: Vec<Choice> = options.collect();
        let chosen = self.prompter.one(question, &options)?;
        Ok(chosen.map(|chosen| roles[chosen]))
    }

    fn past_day(&self, question: &str) -> Answered<Option<Date>> {
        let read = |text: &str| not_after(written_date(text)?, self.today);
        let help = "2023, 2023-04 or 2023-04-01";
        self.prompter.text(question, help, &[], read)
    }

    fn goal_day(&self, question: &str) -> Answered<Option<Date>> {
        let read = |text: &str| not_before(written_date(text)?, self.today);
        let year = self.today.year() + 2;
        let help = format!("{year}, {year}-06 or {year}-06-30");
        self.prompter.text(question, &help, &[], read)
    }

    fn education(&self, profile: &mut Profile) -> Answered<()> {
        if !profile.education.is_empty() {
            return Ok(());
        }
        let names = Degree::NAMES.iter().map(|name| Choice::new(name, &[]));
        let names: Vec<Choice> = names.collect();
        let chosen = self.prompter.one("What is your highest degree?", &names)?;
        let Some(degree) = chosen.map(|chosen| Degree::ALL[chosen]) else {
            return Ok(());
        };
        let field = if degree == Degree::None {
            None
        } else {
            let read = |text: &str| Ok(SmolStr::from(text));
            let help = "such as computer-science";
            let question = "In which field?";
            self.prompter.text(question, help, &self.fields(), read)?
        };
        profile.education.push(EarnedDegree {
            degree,
            field,
            earned: None,
        });
        Ok(())
    }

    /// The fields of study that roles of the ladder ask for, each once.
    fn fields(&self) -> Vec<String> {
        let ladder = self.ladder;
        let required = ladder.all_requirements().flat_map(|asked| asked.required);
        let fields = required.flat_map(|requirement| match requirement.item {
            Item::Education(education) => vec![education.fields],
            Item::AnyOf(group) => {
                let members = group.members.iter();
                let fields = members.filter_map(|member| match member {
                    Alternative::Education(education) => Some(education.fields.clone()),
                    _ => None,
                });
                fields.collect()
            }
            _ => Vec::new(),
        });
        let mut known: Vec<String> = Vec::new();
        for field in fields.flatten() {
            if !known.iter().any(|known| *known == *field) {
                known.push(field.to_string());
            }
        }
        known
    }

    fn certifications(&self, profile: &mut Profile) -> Answered<()> {
        let ladder = self.ladder;
        let known = ladder
            .certifications
            .iter()
            .zip((0..).map(CertificationIndex));
        let held = |index| {
            let mut held = profile.certifications.iter();
            held.any(|held| held.certification == index)
        };
        let known: Vec<_> = known.filter(|(_, index)| !held(*index)).collect();
        if known.is_empty() {
            return Ok(());
        }
        let options = known
            .iter()
            .map(|(entry, _)| titled(&entry.title, &entry.id));
        let options: Vec<Choice> = options.collect();
        let question = if profile.certifications.is_empty() {
            "Which certifications did you earn?"
        } else {
            "Which other certifications did you earn?"
        };
        for chosen in self.prompter.several(question, &options)? {
            let (entry, certification) = known[chosen];
            let earned = self.past_day(&format!("When did you earn {}?", entry.title))?;
            profile.certifications.push(EarnedCertification {
                certification,
                earned,
                expires: None,
            });
        }
        Ok(())
    }

    fn pay(&self, profile: &mut Profile) -> Answered<()> {
        if profile.pay.is_some() {
            return Ok(());
        }
        let ladder = self.ladder;
        let market = ladder.market.currency.clone();
        let (question, help) = match &market {
            Some(currency) => (
                format!("What is your base pay a year, in {currency}?"),
                "such as 165000 or 4500/month",
            ),
            None => (
                "What is your base pay a year?".to_owned(),
                "with its currency, such as 165000 USD",
            ),
        };
        let read = |text: &str| {
            let letters =
                |word: &str| word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_alphabetic());
            let parts = text.rsplit_once(' ').filter(|(_, word)| letters(word));
            let (amount, currency) = match parts {
                Some((amount, currency)) => (amount, Some(currency)),
                None => (text, None),
            };
            pay(amount, currency, Basis::Base, ladder)
        };
        profile.pay = self.prompter.text(&question, help, &[], read)?;
        Ok(())
    }
}

/// An option for an entry of the ladder.
fn titled(title: &str, id: &str) -> Choice {
    Choice::new(&format!("{title} ({id})"), &[id, title])
}

/// Reads a date in the forms of the files, and in those of résumés.
fn written_date(text: &str) -> Result<Date, String> {
    import::date(text).ok_or_else(|| format!("`{text}` is not a date, such as 2023-04"))
}
