//! The questions of a new profile; each can be skipped, and what is known is not asked.

use std::collections::HashSet;

use smol_str::SmolStr;

use crate::{
    cli::{Options, PersonArgs},
    import::{self, Matched, MatchedSkill},
    load::types::{Quantity, WeeklyHours},
    model::{
        Alternative, CertificationIndex, Date, Day, EarnedCertification, EarnedDegree, Experience,
        Item, Ladder, Level, Profile, RoleIndex, SkillIndex,
    },
    run::prompt::{Answered, Choice, Prompter, say},
    view::counted,
    vocabulary::{Basis, Degree, Word},
};

use super::{
    options::{experience, not_after, not_before, pay, set_skill},
    resume::{below_role, near_names},
};

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
            say(
                &format!("{near}. Mark them below if they are."),
                self.options,
            );
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
        if profile.name.is_none() {
            let read = |text: &str| Ok(SmolStr::from(text));
            let question = "What name should answers show?";
            profile.name = self.prompter.text(question, "such as Ada", &[], read)?;
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
        let titles = unrated.iter().map(|skill| {
            let entry = &self.ladder[skill.skill];
            Choice::new(&entry.title, &[&entry.id])
        });
        let titles: Vec<Choice> = titles.collect();
        let question = "The résumé names these skills without a level. To which do you give one?";
        let chosen = self.prompter.several(question, &titles)?;
        for position in &chosen {
            self.rate(profile, unrated[*position].skill, "", None)?;
        }
        let mut position = 0;
        unrated.retain(|_| {
            position += 1;
            !chosen.contains(&(position - 1))
        });
        Ok(())
    }

    /// The skills, as far as they differ from what the role gives; without a role, those of the goal come
    /// first.
    fn skills(&self, profile: &mut Profile) -> Answered<()> {
        if !self.given.skill.is_empty() {
            return Ok(());
        }
        let ladder = self.ladder;
        let skills = self.asked_skills(profile);
        if skills.is_empty() {
            return Ok(());
        }
        let question = match profile.role {
            Some(role) => {
                self.say_taken(profile, role);
                "Which are lower or higher?"
            }
            None => "Which of these skills do you have?",
        };
        let options = skills.iter().map(|asked| {
            let entry = &ladder[asked.skill];
            let text = format!("{}{}", entry.title, asked.text);
            Choice::new(&text, &[&entry.id, &entry.title])
        });
        let options: Vec<Choice> = options.collect();
        for chosen in self.prompter.several(question, &options)? {
            let asked = &skills[chosen];
            self.rate(profile, asked.skill, &asked.remark, asked.likely)?;
        }
        Ok(())
    }

    /// Says which levels are taken for a role, and which of a résumé are lower.
    fn say_taken(&self, profile: &Profile, role: RoleIndex) {
        let ladder = self.ladder;
        let id = &ladder[role].id;
        let required = ladder.requirements(role).required.into_iter();
        let named = |skill| profile.skills.iter().any(|claim| claim.skill == skill);
        let held = required.filter(
            |requirement| matches!(requirement.item, Item::Skill(skill, _) if !named(skill)),
        );
        let held = held.count();
        if held > 0 {
            let held = counted(held, "skill");
            let said = format!("As {id} you are taken to have {held} at these levels.");
            say(&said, self.options);
        }
        let below = below_role(profile, ladder).len();
        if below > 0 {
            let said = format!(
                "The résumé gives {} a lower level than {id} asks for; they stand first, and count as gaps.",
                counted(below, "skill")
            );
            say(&said, self.options);
        }
    }

    /// The skills that are asked about, in the order of the question.
    fn asked_skills(&self, profile: &Profile) -> Vec<AskedSkill> {
        let ladder = self.ladder;
        let mut skills: Vec<AskedSkill> = Vec::new();
        for below in below_role(profile, ladder) {
            let scale = ladder.scale(below.skill);
            let held = below.held.map_or("none", |level| scale.name(level));
            let asked = scale.name(below.asked);
            skills.push(AskedSkill {
                skill: below.skill,
                text: format!(": {held} in the résumé, {asked} for the role"),
                remark: format!(" The role asks for {asked}, the résumé says {held}."),
                likely: below.held,
            });
        }
        if let Some(role) = profile.role.or(profile.goal) {
            let required = ladder.requirements(role).required.into_iter();
            skills.extend(required.filter_map(|requirement| {
                let Item::Skill(skill, level) = requirement.item else {
                    return None;
                };
                Some(self.required_skill(skill, level, role, profile.role.is_some()))
            }));
        }
        let others = (0..ladder.skills.len()).map(SkillIndex);
        let not_asked = if profile.role.or(profile.goal).is_some() {
            ": not asked for"
        } else {
            ""
        };
        skills.extend(others.map(|skill| AskedSkill {
            skill,
            text: not_asked.to_owned(),
            remark: String::new(),
            likely: None,
        }));
        // A skill is asked about once, and one that the profile names only if it is lower than the role asks.
        let below = below_role(profile, ladder).len();
        let mut known: HashSet<SkillIndex> =
            profile.skills.iter().map(|claim| claim.skill).collect();
        let mut position = 0;
        skills.retain(|asked| {
            position += 1;
            position <= below || known.insert(asked.skill)
        });
        skills
    }

    /// A skill that the present role or the goal asks for.
    fn required_skill(
        &self,
        skill: SkillIndex,
        level: Level,
        role: RoleIndex,
        is_held: bool,
    ) -> AskedSkill {
        let name = self.ladder.scale(skill).name(level);
        let id = &self.ladder[role].id;
        if is_held {
            return AskedSkill {
                skill,
                text: format!(": {name}"),
                remark: format!(" It is taken to be {name}."),
                likely: Some(level),
            };
        }
        AskedSkill {
            skill,
            text: format!(": {id} asks for {name}"),
            remark: format!(" `{id}` asks for {name}."),
            likely: None,
        }
    }

    /// The level of a skill; `likely` is the one that is meant mostly.
    fn rate(
        &self,
        profile: &mut Profile,
        skill: SkillIndex,
        remark: &str,
        likely: Option<Level>,
    ) -> Answered<()> {
        let scale = self.ladder.scale(skill);
        let entry = &self.ladder[skill];
        let ranks = 1..=u8::try_from(scale.names().len()).unwrap_or(u8::MAX);
        let levels: Vec<Level> = ranks.filter_map(|rank| scale.level(rank)).collect();
        let options = levels.iter().map(|level| {
            let text = entry.levels.iter().find(|(of, _)| of == level);
            let text = text.map(|(_, text)| format!(": {text}"));
            let name = scale.name(*level);
            Choice::new(&format!("{name}{}", text.unwrap_or_default()), &[name])
        });
        let none = Choice::new("none: I do not have it", &["none"]);
        let options: Vec<Choice> = options.chain([none]).collect();
        let question = format!("Your level of {}?{remark}", entry.title);
        let likely = likely.map_or(0, |level| usize::from(level.rank()) - 1);
        let chosen = self.prompter.one_of(&question, &options, likely)?;
        set_skill(profile, skill, levels.get(chosen).copied());
        Ok(())
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

/// A skill that is asked about.
struct AskedSkill {
    skill: SkillIndex,
    /// What stands behind its title.
    text: String,
    /// What stands behind the question for its level.
    remark: String,
    /// The level that is meant mostly.
    likely: Option<Level>,
}

/// An option for an entry of the ladder.
fn titled(title: &str, id: &str) -> Choice {
    Choice::new(&format!("{title} ({id})"), &[id, title])
}

/// Reads a date in the forms of the files, and in those of résumés.
fn written_date(text: &str) -> Result<Date, String> {
    import::date(text).ok_or_else(|| format!("`{text}` is not a date, such as 2023-04"))
}
