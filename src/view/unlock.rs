//! Single gaps by what closing each of them would move.

use crate::{
    query::{GoalArrival, UnlockAnswer, UnlockingGap},
    vocabulary::RequirementKind,
};

use super::{Body, Columns, Records, Section, Sheet, Sources, StyledText, View, display, gaps};

impl View for UnlockAnswer {
    fn name(&self) -> &'static str {
        "unlock"
    }

    fn sheet(&self) -> Sheet {
        self.sheet_of(usize::MAX)
    }

    fn screen(&self, rows: usize) -> Sheet {
        self.sheet_of(rows)
    }

    fn records(&self) -> Records {
        columns(self).records(&self.gaps)
    }
}

impl UnlockAnswer {
    fn sheet_of(&self, rows: usize) -> Sheet {
        let title = StyledText::strong("Single gaps by what each of them would move");
        let about = gaps::about(self.header.person.as_ref(), &self.header.as_of);
        let shown = self.gaps.iter().take(rows);
        let section = columns(self).section("", shown, &mut Sources::default());
        let left_out = self.gaps.len().saturating_sub(rows);
        let section = section.leaving_out(left_out, "gap");
        let none = self.gaps.is_empty();
        let none = none.then(|| StyledText::good("No gap is open that study or practice closes."));
        let sections = vec![section, Section::new("", Body::Nothing).noted([note(self)])];
        Sheet::new(title, about.chain([now(self)]).chain(none), sections).before(
            self.steps.first().map(|step| {
                let command = format!("gaps {}", step.role.id);
                let person = self.header.person.as_ref();
                person.map_or(command.clone(), |person| gaps::started(command, person))
            }),
        )
    }
}

/// Where the person stands before any gap is closed.
fn now(answer: &UnlockAnswer) -> StyledText {
    let steps = answer.steps.iter().map(|step| {
        let met = display::met(step.readiness).text();
        let word = step.readiness.ratio.map_or("", |_| " met");
        format!("{} {met}{word}", step.role.id)
    });
    let goal = answer.goal.iter();
    let goal = goal.map(|goal| format!("{} {}", goal.role.id, arrival(goal)));
    let parts: Vec<String> = steps.chain(goal).collect();
    format!("Now: {}.", parts.join("; ")).into()
}

fn note(answer: &UnlockAnswer) -> StyledText {
    let way = match answer.goal {
        Some(_) => "then by the time saved on the way to the goal",
        None => "a goal in the profile adds the way there",
    };
    let untried = match answer.untried {
        0 => String::new(),
        number => format!(
            " What {} would save on the way to the goal was not determined: it would take too long.",
            display::counted(number, "gap")
        ),
    };
    StyledText::quiet(format!(
        "Under a role: the percentage points of readiness added. Ranked by their sum, {way}. Each gap is closed alone; \
         years of experience are left out.{untried}"
    ))
}

fn arrival(goal: &GoalArrival) -> String {
    let words = if goal.is_not_before {
        "not before "
    } else {
        ""
    };
    format!("{words}{}", display::day(&goal.day, goal.estimated))
}

fn columns(answer: &UnlockAnswer) -> Columns<'_, UnlockingGap> {
    let columns = Columns::<UnlockingGap>::new()
        .field("kind", |gap| gap.kind)
        .field("id", |gap| gap.id.clone())
        .text("title", "Gap", |gap| gap.title.clone())
        .left("Have", |gap, _| {
            display::had(gap.kind, gap.have.as_ref(), None)
        })
        .field("need", |gap| display::needed(&gap.need))
        .left("Need", |gap, _| display::need(&gap.need))
        .hours(|gap| gap.hours)
        .hours_estimated(|gap| gap.hours_estimated)
        .right("Hours", |gap, _| {
            // A degree takes years.
            let takes = gap.kind != RequirementKind::Education
                && display::takes_study(gap.hours, gap.hours_estimated);
            takes.then(|| display::short_sum(gap.hours, gap.hours_estimated))
        })
        .field("practice_min", |gap| gap.practice?.known_min())
        .field("practice_max", |gap| gap.practice.map(|years| years.max))
        .left("Practice", |gap, _| {
            let left = gap
                .practice
                .filter(|left| left.max.0 > 0.0 || left.at_least);
            left.map(display::short_time)
        })
        .field("met", |gap| gap.met)
        .right("Met", |gap, _| {
            (gap.met > 0).then(|| format!("+{}", gap.met))
        })
        .field("gain", |gap| gap.gain);
    let columns = answer.steps.iter().fold(columns, |columns, step| {
        let before = step.readiness.ratio.map_or(0.0, |ratio| ratio.0);
        let id = &step.role.id;
        columns.right(id.clone(), move |gap, _| {
            let mut steps = gap.steps.iter();
            let after = steps.find(|after| after.role.id == *id)?.readiness.ratio?;
            let points = ((after.0 - before) * 1000.0).round() / 10.0;
            (points > 0.0).then(|| format!("+{points}"))
        })
    });
    columns
        .field("years_saved", |gap| gap.years_saved)
        .field("years_saved_estimated", |gap| gap.years_saved_estimated)
        .left("Goal", |gap, _| {
            let saved = gap.years_saved.filter(|saved| saved.0 > 0.0);
            match (saved, &gap.goal) {
                (Some(saved), _) => {
                    let mark = if gap.years_saved_estimated {
                        display::ESTIMATED
                    } else {
                        ""
                    };
                    Some(format!("{mark}{} earlier", display::duration(saved)))
                }
                (None, Some(goal)) => Some(arrival(goal)),
                (None, None) => None,
            }
        })
}
