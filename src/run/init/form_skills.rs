//! The questions about skills: those of a résumé without a level, and those that differ from the role.

use std::collections::HashSet;

use crate::{
    import::MatchedSkill,
    model::{Item, Level, Profile, RoleIndex, SkillIndex},
    run::prompt::{Answered, Choice, say},
    view::counted,
};

use super::{form::Form, options::set_skill, resume::below_role};

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

impl Form<'_> {
    /// The levels of skills that a résumé names without one.
    pub(super) fn unrated(
        &self,
        profile: &mut Profile,
        unrated: &mut Vec<MatchedSkill>,
    ) -> Answered<()> {
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
    pub(super) fn skills(&self, profile: &mut Profile) -> Answered<()> {
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
}
