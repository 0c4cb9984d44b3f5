//! One question about a ladder and a person, asked as the commands ask it, in every format.

use ladder::{
    check,
    model::{Assumption, Date, Day, Ladder, Profile, RoleIndex, day_after},
    query::{
        self, Focus, Headlines, MatrixPart, Member, PayFilter, PersonState, RoleFilter,
        RouteRequest, WhatIf,
    },
    render::{self, Answer, Compared, Format, Medium, Screen},
    view::{self, Carried},
    vocabulary::{Basis, Criterion, Word as _},
};

use super::{draw::Draw, ladder::Ladder as Shape};

/// A form of an answer: a format, or a terminal.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Form {
    Of(Format),
    /// As wide as this, and perhaps in colour.
    Terminal(usize, bool),
    /// The part that fits a screen.
    Screen(usize),
}

const FORMS: [Form; 16] = [
    Form::Of(Format::Table),
    Form::Of(Format::List),
    Form::Of(Format::Json),
    Form::Of(Format::Csv),
    Form::Of(Format::Markdown),
    Form::Of(Format::Html),
    Form::Of(Format::Mermaid),
    Form::Of(Format::Dot),
    Form::Of(Format::Svg),
    Form::Of(Format::Ics),
    Form::Of(Format::Yaml),
    Form::Terminal(20, false),
    Form::Terminal(80, false),
    Form::Terminal(80, true),
    Form::Screen(80),
    Form::Screen(120),
];

fn written(answer: &dyn Answer, form: Form) -> Option<String> {
    let medium = |width, color| Medium {
        width,
        color,
        ascii: false,
    };
    match form {
        Form::Of(format) => {
            render::render(answer, format, medium(None, false), &Carried::default())
        }
        Form::Terminal(width, color) => render::render(
            answer,
            Format::Table,
            medium(Some(width), color),
            &Carried::default(),
        ),
        Form::Screen(width) => {
            let screen = Screen {
                lines: Some(40),
                command: "ladder next".to_owned(),
                ..Screen::default()
            };
            Some(render::screen(answer, medium(Some(width), false), &screen))
        }
    }
}

/// Who and what a question is about.
pub struct Subject<'a> {
    pub ladder: &'a Ladder,
    pub shape: &'a Shape,
    pub profile: Option<&'a Profile>,
    pub as_of: Day,
}

/// The answer to a question, in every form that it has.
pub struct Written {
    pub name: &'static str,
    pub forms: Vec<(Form, String)>,
}

impl Subject<'_> {
    pub fn role(&self, draw: &mut Draw) -> RoleIndex {
        let mut roles = self.ladder.roles();
        roles
            .nth(draw.below(self.shape.roles))
            .expect("the ladder has this role")
    }

    /// The person on a day: that of the profile, one who just meets a role, or none.
    pub fn person(&self, draw: &mut Draw) -> PersonState {
        let estimates = !draw.one_in(6);
        let state = match self.profile {
            Some(profile) => PersonState::of(self.ladder, profile, self.as_of),
            None if draw.is() => PersonState::meeting(self.ladder, self.role(draw), self.as_of),
            None => PersonState::unknown(self.as_of),
        };
        state.estimating(self.ladder, estimates)
    }

    /// A fact that may be assumed.
    pub fn assumption(&self, draw: &mut Draw) -> Assumption {
        let shape = self.shape;
        let fact = match draw.below(4) {
            0 if !shape.skills.is_empty() => {
                let skill = draw.below(shape.skills.len());
                let level = 1 + draw.below(shape.levels_of(skill));
                format!("{}={level}", shape.id('s', skill))
            }
            1 if shape.certifications > 0 => shape.id('c', draw.below(shape.certifications)),
            2 => format!(
                "education={}",
                draw.of(&["bachelor", "master", "doctorate"])
            ),
            _ => format!("years={}", draw.below(30)),
        };
        check::assumption(&fact, self.ladder).expect("the fact is sound")
    }

    fn request(&self, draw: &mut Draw, state: &PersonState) -> RouteRequest {
        let target = state.goal.filter(|_| draw.is());
        let target = target.unwrap_or_else(|| self.role(draw));
        let mut request = RouteRequest::to(target);
        request.by = *draw.of(Criterion::ALL);
        request.routes = 1 + draw.below(5);
        request.pareto = draw.one_in(5);
        if draw.one_in(4) {
            request.via = vec![self.role(draw)];
        }
        if draw.one_in(4) {
            let avoided = self.role(draw);
            let is_end = avoided == target || Some(avoided) == state.role;
            request.avoid = vec![avoided];
            request
                .avoid
                .retain(|avoided| !is_end && !request.via.contains(avoided));
        }
        request.within = draw.one_in(6).then(|| draw.number() + 0.1);
        request.max_moves = draw
            .one_in(6)
            .then(|| 1 + u32::try_from(draw.below(4)).unwrap_or(0));
        request.filter = filter(draw);
        request
    }

    /// Asks one question, which is drawn.
    pub fn ask(&self, draw: &mut Draw) -> Written {
        let (ladder, shape) = (self.ladder, self.shape);
        let mut state = self.person(draw);
        let filter = filter(draw);
        if draw.one_in(4) && !shape.skills.is_empty() {
            let id = shape.id('s', draw.below(shape.skills.len()));
            state.preferred = check::preference(&id, ladder).into_iter().collect();
        }
        state.hours_per_week = state.hours_per_week.or(draw.is().then_some(6.0));
        let before = (draw.one_in(4) && state.known).then(|| state.clone());
        if before.is_some() {
            state = state.assume(ladder, &self.assumption(draw));
        }
        let question = Question {
            subject: self,
            people: (&state, before.as_ref()),
            roles: [self.role(draw), self.role(draw)],
            filter,
        };
        let number = draw.below(22);
        question
            .of_entries(number, draw)
            .or_else(|| question.of_roles(number, draw))
            .or_else(|| question.of_time(number, draw))
            .unwrap_or_else(|| question.next())
    }
}

fn filter(draw: &mut Draw) -> PayFilter {
    PayFilter {
        basis: *draw.of(&[None, None, Some(Basis::Base), Some(Basis::Total)]),
        region: draw.one_in(6).then(|| "US".into()),
    }
}

/// What a question is about, besides the ladder.
struct Question<'a> {
    subject: &'a Subject<'a>,
    /// The person, and the same without what is assumed.
    people: (&'a PersonState, Option<&'a PersonState>),
    roles: [RoleIndex; 2],
    filter: PayFilter,
}

impl Question<'_> {
    fn next(&self) -> Written {
        both("next", self.people, |state| {
            query::next(self.subject.ladder, state, &self.filter)
        })
    }

    /// Questions about the ladder and its entries.
    fn of_entries(&self, number: usize, draw: &mut Draw) -> Option<Written> {
        let Subject {
            ladder,
            shape,
            profile,
            as_of,
        } = *self.subject;
        let (state, [role, _], filter) = (self.people.0, self.roles, &self.filter);
        Some(match number {
            0 => {
                let focus = Focus {
                    state: state.known.then_some(state),
                    goal: state.goal,
                    around: draw.one_in(3).then_some((role, 2)),
                    track: None,
                    is_whole: draw.is(),
                };
                alone("show", &query::overview(ladder, filter, as_of, &focus))
            }
            1 => alone("show role", &query::role(ladder, role, filter, as_of)),
            2 if !shape.skills.is_empty() => {
                let id = shape.id('s', draw.below(shape.skills.len()));
                let skill = ladder.skill(&id).expect("the ladder has this skill");
                alone("show skill", &query::skill(ladder, skill, state))
            }
            3 if shape.certifications > 0 => {
                let id = shape.id('c', draw.below(shape.certifications));
                let found = ladder.certification(&id).expect("the ladder has it");
                let answer = query::certification(ladder, found, profile, state);
                alone("show certification", &answer)
            }
            4 => alone("find", &query::find(ladder, "e")),
            5 => {
                let all = RoleFilter::default();
                alone("match --like", &query::like(ladder, role, all, as_of))
            }
            _ => return None,
        })
    }

    /// Questions about a person and roles.
    fn of_roles(&self, number: usize, draw: &mut Draw) -> Option<Written> {
        let ladder = self.subject.ladder;
        let (people, [role, other], filter) = (self.people, self.roles, &self.filter);
        Some(match number {
            6 => {
                let all = draw.is();
                both("gaps", people, |state| {
                    query::gaps(ladder, state, role, all)
                })
            }
            7 => both("gaps --by", people, |state| {
                query::gaps_by_category(ladder, state, role)
            }),
            8 => both("gaps --advert", people, |state| {
                query::advert(ladder, state, ADVERT, Some(role))
            }),
            9 if people.0.known => both("match", people, |state| {
                query::matches(ladder, state, RoleFilter::default())
            }),
            10 => both("matrix", people, |state| {
                query::matrix(ladder, state, &MatrixPart::default())
            }),
            11 => both("compare", people, |state| {
                query::compare(ladder, state, role, other, filter)
            }),
            12 if self.subject.shape.roles > 2 => {
                let roles: Vec<RoleIndex> = ladder.roles().take(4).collect();
                both("compare several", people, |state| {
                    query::compare_several(ladder, state, &roles, filter)
                })
            }
            13 => both("pay", people, |state| {
                let goal = state.goal.map(|goal| (goal, 10.0));
                query::pay(ladder, state, role, filter, goal)
            }),
            _ => return None,
        })
    }

    /// Questions about routes and days.
    fn of_time(&self, number: usize, draw: &mut Draw) -> Option<Written> {
        let Subject {
            ladder,
            profile,
            as_of,
            ..
        } = *self.subject;
        let (people, [role, _]) = (self.people, self.roles);
        let until = day_after(as_of, 1.1).unwrap_or(as_of);
        let on = |day: Day| match profile {
            Some(profile) => PersonState::of(ladder, profile, day),
            None => PersonState::unknown(day),
        };
        let mut request = self.subject.request(draw, people.0);
        Some(match (number, profile) {
            (14, _) if people.0.known => {
                let goal = people.0.goal;
                let steps = query::next_roles(ladder, people.0);
                both("next --unlock", people, |state| {
                    query::unlock(ladder, state, &steps, goal)
                })
            }
            (15 | 16, _) => both("path", people, |state| query::path(ladder, state, &request)),
            (17, _) => {
                request.pareto = false;
                let by = draw.is().then(|| draw.date());
                let by = by.and_then(|by| Date::parse(&by)).map(Date::last_day);
                both("plan", people, |state| {
                    query::plan(ladder, state, &request, as_of, by)
                })
            }
            (18, Some(profile)) => both("due", people, |_| {
                query::due(ladder, profile, on, as_of, until)
            }),
            (19, Some(profile)) => {
                let named = draw.is().then_some(role);
                both("progress", people, |_| {
                    query::progress(ladder, profile, on, named, (None, as_of))
                })
            }
            (20, _) => both("report", people, |state| {
                let goal = state.goal.or(Some(role));
                query::report(ladder, state, (goal, Some(until)), &self.filter, as_of)
            }),
            (21, Some(profile)) => {
                let label = profile.name.clone().unwrap_or_else(|| "a.yaml".into());
                let member = Member { label, profile };
                let request = self.subject.team_request(draw);
                alone("team", &query::team(ladder, &[member], &request))
            }
            _ => return None,
        })
    }
}

/// An advertisement that names entries of drawn ladders.
const ADVERT: &str =
    "Needs 5+ years of experience, skill0, skill 1 expert, certification0 & role1.\n";

fn alone(name: &'static str, answer: &dyn Answer) -> Written {
    let forms = FORMS.into_iter();
    let forms = forms.filter_map(|form| Some((form, written(answer, form)?)));
    Written {
        name,
        forms: forms.collect(),
    }
}

/// The answer for a person, beside that for the same person without what is assumed.
fn both<A: Answer + Headlines>(
    name: &'static str,
    (state, before): (&PersonState, Option<&PersonState>),
    ask: impl Fn(&PersonState) -> A,
) -> Written {
    let found = ask(state);
    let Some(before) = before.map(ask) else {
        return alone(name, &found);
    };
    let what_if = WhatIf::new(&found, &before);
    let compared = Compared {
        answer: &found,
        change: view::what_if(&what_if),
        figures: &what_if,
    };
    alone(name, &compared)
}
