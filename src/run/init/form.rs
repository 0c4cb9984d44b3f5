//! The questions of a new profile; each can be skipped, and what is known is not asked.

use smol_str::SmolStr;

use crate::{
    cli::{Options, PersonArgs},
    import::MatchedSkill,
    load::types::{Quantity, WeeklyHours},
    model::{
        Alternative, CertificationIndex, Date, Day, EarnedCertification, EarnedDegree, Item,
        Ladder, Level, Profile, RoleIndex, SkillIndex,
    },
    run::prompt::{Answered, Prompter, say},
    view::counted,
    vocabulary::{Basis, Degree, Word},
};

use super::options::{experience, pay, set_skill};

/// A form: how it asks, and of which ladder.
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
    pub fn fill(&self, profile: &mut Profile, unrated: &mut Vec<MatchedSkill>) -> Answered<()> {
        self.position(profile)?;
        self.education(profile)?;
        self.unrated(profile, unrated)?;
        self.skills(profile)?;
        self.certifications(profile)?;
        self.pay(profile)?;
        if profile.hours_per_week.is_none() {
            let read = |text: &str| {
                let hours = text
                    .parse()
                    .ok()
                    .filter(|hours| WeeklyHours::is_sound(*hours));
                hours.ok_or_else(|| format!("expected {}", WeeklyHours::EXPECTED))
            };
            let question = "How many hours a week can you study?";
            profile.hours_per_week = self.prompter.text(question, "such as 6", &[], read)?;
        }
        // Who has no role was asked what to become.
        if profile.role.is_some() && profile.goal.is_none() {
            profile.goal = self.role("Which role do you want to reach?", profile.role)?;
        }
        if profile.goal.is_some() && profile.goal_by.is_none() {
            profile.goal_by = self.date("By when do you want to be there?")?;
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
            profile.since = self.date(question)?;
        }
        if profile.experience.is_none() {
            let today = self.today;
            let question = "How many years are you in the field, or since when?";
            let read = move |text: &str| experience(text, today);
            let help = "such as 5, 18 months or 2021-01";
            profile.experience = self.prompter.text(question, help, &[], read)?;
        }
        Ok(())
    }

    /// A role; `but` is none of the options.
    fn role(&self, question: &str, but: Option<RoleIndex>) -> Answered<Option<RoleIndex>> {
        let ladder = self.ladder;
        let roles: Vec<RoleIndex> = ladder.roles().filter(|role| Some(*role) != but).collect();
        let named = |role: &RoleIndex| format!("{} ({})", ladder[*role].title, ladder[*role].id);
        let options: Vec<String> = roles.iter().map(named).collect();
        let chosen = self.prompter.one(question, &options)?;
        Ok(chosen.map(|chosen| roles[chosen]))
    }

    fn date(&self, question: &str) -> Answered<Option<Date>> {
        let read = |text: &str| {
            Date::parse(text).ok_or_else(|| format!("`{text}` is not a date, such as 2023-04"))
        };
        let help = "2023, 2023-04 or 2023-04-01";
        self.prompter.text(question, help, &[], read)
    }

    fn education(&self, profile: &mut Profile) -> Answered<()> {
        if !profile.education.is_empty() {
            return Ok(());
        }
        let names: Vec<String> = Degree::NAMES
            .iter()
            .map(|name| (*name).to_owned())
            .collect();
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
        let required = ladder
            .roles()
            .flat_map(|role| ladder.requirements(role).required);
        let fields = required.flat_map(|requirement| match requirement.item {
            Item::Education(education) => vec![education.fields],
            Item::AnyOf(group) => {
                let members = group.members.into_iter();
                let fields = members.filter_map(|member| match member {
                    Alternative::Education(education) => Some(education.fields),
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

    /// The levels of skills that a résumé names without one.
    fn unrated(&self, profile: &mut Profile, unrated: &mut Vec<MatchedSkill>) -> Answered<()> {
        if unrated.is_empty() {
            return Ok(());
        }
        let titles = unrated.iter();
        let titles: Vec<String> = titles
            .map(|skill| self.ladder[skill.skill].title.to_string())
            .collect();
        let question = "The résumé names these skills without a level. To which do you give one?";
        let chosen = self.prompter.several(question, &titles)?;
        for position in &chosen {
            self.rate(profile, unrated[*position].skill, None)?;
        }
        let mut position = 0;
        unrated.retain(|_| {
            position += 1;
            !chosen.contains(&(position - 1))
        });
        Ok(())
    }

    /// The skills, as far as they differ from what the role gives.
    fn skills(&self, profile: &mut Profile) -> Answered<()> {
        if !self.given.skill.is_empty() {
            return Ok(());
        }
        let ladder = self.ladder;
        let named = |skill| profile.skills.iter().any(|claim| claim.skill == skill);
        let asked = profile.role.map(|role| ladder.requirements(role).required);
        let asked = asked.into_iter().flatten();
        let asked = asked.filter_map(|requirement| match requirement.item {
            Item::Skill(skill, level) => Some((skill, Some(level))),
            _ => None,
        });
        let mut skills: Vec<(SkillIndex, Option<Level>)> =
            asked.filter(|(skill, _)| !named(*skill)).collect();
        let held = skills.len();
        let others = (0..ladder.skills.len()).map(SkillIndex);
        let others = others.filter(|skill| !named(*skill));
        let others: Vec<SkillIndex> = others
            .filter(|skill| !skills.iter().any(|(known, _)| known == skill))
            .collect();
        skills.extend(others.into_iter().map(|skill| (skill, None)));
        if skills.is_empty() {
            return Ok(());
        }
        let question = match profile.role {
            Some(role) if held > 0 => {
                let held = counted(held, "skill");
                let id = &ladder[role].id;
                let said = format!("As {id} you are taken to have {held} at these levels.");
                say(&said, self.options);
                "Which are lower or higher?"
            }
            _ => "Which of these skills do you have?",
        };
        let options = skills.iter().map(|(skill, level)| {
            let level = level.map(|level| format!(": {}", ladder.scale(*skill).name(level)));
            let level = level.unwrap_or_else(|| ": not asked for".to_owned());
            format!("{}{level}", ladder[*skill].title)
        });
        let options: Vec<String> = options.collect();
        for chosen in self.prompter.several(question, &options)? {
            let (skill, level) = skills[chosen];
            self.rate(profile, skill, level)?;
        }
        Ok(())
    }

    /// The level of a skill; `likely` is the one that the role asks for.
    fn rate(
        &self,
        profile: &mut Profile,
        skill: SkillIndex,
        likely: Option<Level>,
    ) -> Answered<()> {
        let scale = self.ladder.scale(skill);
        let entry = &self.ladder[skill];
        let ranks = 1..=u8::try_from(scale.names().len()).unwrap_or(u8::MAX);
        let levels: Vec<Level> = ranks.filter_map(|rank| scale.level(rank)).collect();
        let options = levels.iter().map(|level| {
            let text = entry.levels.iter().find(|(of, _)| of == level);
            let text = text.map(|(_, text)| format!(": {text}"));
            format!("{}{}", scale.name(*level), text.unwrap_or_default())
        });
        let none = "none: I do not have it".to_owned();
        let options: Vec<String> = options.chain([none]).collect();
        let expected = likely.map(|level| format!(" It is taken to be {}.", scale.name(level)));
        let question = format!(
            "Your level of {}?{}",
            entry.title,
            expected.unwrap_or_default()
        );
        let likely = likely.map_or(0, |level| usize::from(level.rank()) - 1);
        let chosen = self.prompter.one_of(&question, &options, likely)?;
        set_skill(profile, skill, levels.get(chosen).copied());
        Ok(())
    }

    fn certifications(&self, profile: &mut Profile) -> Answered<()> {
        let ladder = self.ladder;
        if !profile.certifications.is_empty() || ladder.certifications.is_empty() {
            return Ok(());
        }
        let known = ladder.certifications.iter();
        let options: Vec<String> = known
            .map(|entry| format!("{} ({})", entry.title, entry.id))
            .collect();
        let question = "Which certifications did you earn?";
        for chosen in self.prompter.several(question, &options)? {
            let question = format!("When did you earn {}?", ladder.certifications[chosen].title);
            let earned = self.date(&question)?;
            profile.certifications.push(EarnedCertification {
                certification: CertificationIndex(chosen),
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
