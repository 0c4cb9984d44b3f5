//! A route as it is told: each of its moves with the time that it takes and on what, what is to be
//! learnt for it, and what it pays.

use serde::Serialize;
use smol_str::{SmolStr, ToSmolStr};

use crate::model::{
    CertificationIndex, Date, Day, Degree, EarnedDegree, Item, Level, MoveKind, Requirements,
    RoleIndex, SkillIndex, day_after,
};

use super::{
    super::{
        answer::{Hours, Named, Number, Pay, Span},
        assess::assess,
        gap::{Gap, Kind},
        standing::Standing,
        writer::Writer,
    },
    ground::{Ground, Place, Ticks, Way, YEAR, hours},
    search::Trail,
    walk::{Spent, Walked},
};

/// A chain of moves that visits no role twice.
#[derive(Debug, PartialEq, Serialize)]
pub struct Route {
    /// The present role, if there is one, then those that it leads through.
    pub roles: Vec<Named>,
    pub moves: Vec<Leg>,
    pub years: Time,
    /// Study hours, each level learnt once; `null` where no part of them is known.
    pub hours: Option<Hours>,
    pub pay: Earned,
    /// The product of the shares; `null` where one of them is unknown.
    pub share: Option<Number>,
    /// The moves whose share is unknown, by the role that they lead to.
    pub share_unknown: Vec<SmolStr>,
    /// Why it stands where it does among the routes.
    pub reasons: Vec<Ranking>,
    /// Whether no route that was left out can be better.
    pub proven: bool,
}

/// Why a route comes first, or after the one before it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Ranking {
    pub criterion: &'static str,
    /// `best`; or what it is behind in: `amount`, `longest` (the most that it can take), `unknown`,
    /// `moves`, `id`; for a front, what it trades: `best` or `trade`.
    pub decided_by: &'static str,
    /// How far it is behind the one before it: years, hours, money or a factor of shares.
    pub behind: Option<Number>,
}

/// Years; the least and the most are walked separately.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Time {
    pub min: Number,
    pub max: Number,
    /// Whether a part of it is time that nobody states.
    pub at_least: bool,
}

/// Money earned from today until a horizon.
#[derive(Debug, PartialEq, Serialize)]
pub struct Earned {
    /// In whole units; `null` where the pay of a role is unknown.
    pub amount: Option<Number>,
    pub currency: Option<SmolStr>,
    pub basis: &'static str,
    pub region: Option<SmolStr>,
    pub years: Number,
    /// The roles of which nobody says what they pay on these terms.
    pub unknown: Vec<SmolStr>,
    /// What the present role pays.
    pub present: Option<Pay>,
}

/// One move of a route.
#[derive(Debug, PartialEq, Serialize)]
pub struct Leg {
    /// `null` where somebody comes onto the ladder.
    pub from: Option<SmolStr>,
    pub role: SmolStr,
    pub title: SmolStr,
    pub kind: &'static str,
    /// From the role before until the move.
    pub years: Time,
    /// What of all that passes at once takes longest: `serving`, `experience` or `study`; `null`
    /// where nothing takes time.
    pub spent_on: Option<&'static str>,
    /// Still to serve in the role before; `null` where nothing is stated.
    pub serving: Option<Span>,
    /// Years of experience still missing then.
    pub experience: Time,
    /// Years of study, at the hours a week of the profile.
    pub study: Time,
    /// What takes time that nobody states: `certification`, `education`, `experience`, `study`.
    pub unstated: Vec<&'static str>,
    /// The earliest day on which the role is reached, when all goes as quickly as it can.
    pub earliest: SmolStr,
    /// That day when all takes as long as it may.
    pub latest: SmolStr,
    /// What is missing for the role when the move begins.
    pub gaps: Vec<Gap>,
    /// Study hours for what was not learnt before on the route.
    pub hours: Option<Hours>,
    /// A certification for each requirement that none is held for, chosen so that it counts for as
    /// many of the later roles as possible.
    pub earn: Vec<Named>,
    /// What the role pays.
    pub pay: Option<Pay>,
    pub share: Option<Number>,
    pub share_source: Option<SmolStr>,
    pub share_as_of: Option<SmolStr>,
    pub gate: Option<SmolStr>,
    pub note: Option<SmolStr>,
    /// The days on which the quickest walk begins and ends this move.
    #[serde(skip)]
    pub days: (Day, Day),
    /// The day on which the slowest walk ends it.
    #[serde(skip)]
    pub last: Day,
    /// Years from the start of the route to that of this move, at the least.
    #[serde(skip)]
    pub begun: f64,
    /// And to its end.
    #[serde(skip)]
    pub ended: f64,
    /// The levels to learn, skill by skill, lowest first.
    #[serde(skip)]
    pub lessons: Vec<Lesson>,
    /// The certifications of `earn`.
    #[serde(skip)]
    pub earned: Vec<CertificationIndex>,
}

/// One level of a skill to learn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lesson {
    pub skill: SkillIndex,
    pub level: Level,
    /// The least and the most; `None` where nobody says.
    pub hours: Option<[f64; 2]>,
    /// Years at the person's hours a week, at the least.
    pub years: f64,
    /// Whether a resource that was learnt from before teaches it too.
    pub taught: bool,
}

/// Ticks as years.
#[expect(
    clippy::cast_precision_loss,
    reason = "years are shown with two digits"
)]
pub fn years(ticks: Ticks) -> f64 {
    ticks as f64 / YEAR as f64
}

fn span(ticks: [Ticks; 2], at_least: bool) -> Time {
    let [one, other] = ticks.map(|ticks| Number::rounded(years(ticks)));
    // Who waits longer at first may wait less later: the most of one move can be below its least.
    let (min, max) = if one <= other {
        (one, other)
    } else {
        (other, one)
    };
    Time { min, max, at_least }
}

/// Tells a route, for a person who begins it on the day of their standing.
pub fn tell(writer: &mut Writer, ground: &Ground, standing: &Standing, trail: &Trail) -> Route {
    let ways: Vec<Way> = trail.ways.iter().map(|way| ground.ways[*way]).collect();
    let asked: Vec<Requirements> = ways
        .iter()
        .filter_map(|way| ground.role(way.to))
        .map(|role| ground.ladder.requirements(role))
        .collect();
    let mut person = standing.clone();
    let mut walked = Walked::start(ground);
    let mut learnt = vec![0; ground.words()];
    let mut moves = Vec::with_capacity(ways.len());
    for (position, way) in ways.iter().enumerate() {
        let spent = walked.spent(ground, way, &learnt);
        let after = walked.then(ground, way, &learnt);
        let days = Days {
            begun: years(walked.elapsed[0]),
            ended: years(after.elapsed[0]),
            begin: day_after(standing.as_of, years(walked.elapsed[0])),
            end: day_after(standing.as_of, years(after.elapsed[0])),
            last: day_after(standing.as_of, years(after.elapsed[1])),
        };
        person.years = standing.years.map(|had| had + years(walked.elapsed[0]));
        person.as_of = days.end;
        let left = &asked[position..];
        let told = leg(
            writer,
            ground,
            &mut person,
            way,
            &learnt,
            left,
            (&spent, &days),
        );
        moves.push(told);
        for (word, asked) in learnt.iter_mut().zip(ground.asked(way.to)) {
            *word |= asked;
        }
        walked = after;
    }
    let at_least = moves.iter().any(|leg: &Leg| leg.years.at_least);
    let unshared = |leg: &&Leg| leg.from.is_some() && leg.share.is_none();
    Route {
        roles: places(ground, &ways)
            .filter_map(|place| Some(writer.role_name(ground.role(place)?)))
            .collect(),
        years: span(walked.elapsed, at_least),
        hours: hours_of(walked.hours, walked.unknown),
        pay: earned(writer, ground, &ways, &walked),
        share: share(&ways, ground),
        share_unknown: moves
            .iter()
            .filter(unshared)
            .map(|leg| leg.role.clone())
            .collect(),
        reasons: Vec::new(),
        proven: trail.proven,
        moves,
    }
}

struct Days {
    begun: f64,
    ended: f64,
    begin: Day,
    end: Day,
    last: Day,
}

fn places<'a>(ground: &Ground, ways: &'a [Way]) -> impl Iterator<Item = Place> + use<'a> {
    std::iter::once(ground.start).chain(ways.iter().map(|way| way.to))
}

fn leg(
    writer: &mut Writer,
    ground: &Ground,
    person: &mut Standing,
    way: &Way,
    learnt: &[u64],
    asked: &[Requirements],
    (spent, days): (&Spent, &Days),
) -> Leg {
    let gaps = assess(writer, person, &asked[0].required);
    let gaps: Vec<Gap> = gaps
        .into_iter()
        .filter(|gap| gap.status.is_open())
        .collect();
    let unstated = unstated(person, &gaps, spent);
    let earn = certifications(ground, &gaps, asked);
    let lessons = lessons(ground, person, learnt, &asked[0]);
    let step = ground.step(way);
    let share = step.and_then(|step| step.share);
    let cited = share.map(|share| writer.cite(share.source));
    let serving = step.and_then(|step| step.after).map(|after| Span {
        min: Number::rounded(years(way.serve[0])),
        max: Number::rounded(years(way.serve[1])),
        cited: writer.cite(after.source),
    });
    let role = RoleIndex::new(way.to);
    let Named { id, title } = writer.role_name(role);
    let time = spent.time();
    let leg = Leg {
        from: ground
            .role(way.from)
            .map(|from| ground.ladder[from].id.clone()),
        role: id,
        title,
        kind: step.map_or(MoveKind::Entry, |step| step.kind).name(),
        years: span(time, !unstated.is_empty()),
        spent_on: spent_on(spent),
        serving,
        experience: span(spent.experience, unstated.contains(&"experience")),
        study: span(spent.study, unstated.contains(&"study")),
        unstated,
        earliest: days.end.to_smolstr(),
        latest: days.last.to_smolstr(),
        hours: hours_of(spent.hours, spent.unknown),
        earn: earn
            .iter()
            .map(|certification| writer.certification_name(*certification))
            .collect(),
        gaps,
        pay: ground.pay(way.to).map(|pay| writer.pay(pay)),
        share: share.map(|share| Number(share.value)),
        share_source: cited.as_ref().and_then(|cited| cited.source.clone()),
        share_as_of: cited.and_then(|cited| cited.as_of),
        gate: step.and_then(|step| step.gate.clone()),
        note: step.and_then(|step| step.note.clone()),
        days: (days.begin, days.end),
        last: days.last,
        begun: days.begun,
        ended: days.ended,
        lessons,
        earned: earn.clone(),
    };
    arrive(ground, person, role, &asked[0], &earn);
    leg
}

/// What takes longest of the quickest walk; where it takes none, of the slowest.
fn spent_on(spent: &Spent) -> Option<&'static str> {
    let longest = |end: usize| {
        let parts = [
            ("serving", spent.serving[end]),
            ("experience", spent.experience[end]),
            ("study", spent.study[end]),
        ];
        let longest = spent.time()[end];
        let found = parts.into_iter().find(|(_, part)| *part == longest);
        found.filter(|_| longest > 0).map(|(name, _)| name)
    };
    longest(0).or_else(|| longest(1))
}

fn unstated(person: &Standing, gaps: &[Gap], spent: &Spent) -> Vec<&'static str> {
    let open = |kind: Kind| gaps.iter().any(|gap| gap.kind == kind);
    let studies = person.hours_per_week.is_some_and(|pace| pace > 0.0);
    let unstated = [
        ("certification", open(Kind::Certification)),
        ("education", open(Kind::Education)),
        (
            "experience",
            open(Kind::Experience) && person.years.is_none(),
        ),
        ("study", studies && spent.unknown > 0),
    ];
    let unstated = unstated.into_iter().filter(|(_, is)| *is);
    unstated.map(|(name, _)| name).collect()
}

/// Study hours, of which some may be unknown; nothing known is not the same as none.
fn hours_of(counted: [i64; 2], unknown: u32) -> Option<Hours> {
    (counted != [0; 2] || unknown == 0).then(|| Hours {
        min: Number::rounded(hours(counted[0])),
        max: Number::rounded(hours(counted[1])),
        at_least: unknown > 0,
    })
}

/// The levels between what the person has and what a role asks for.
fn lessons(
    ground: &Ground,
    person: &Standing,
    learnt: &[u64],
    asked: &Requirements,
) -> Vec<Lesson> {
    let mut learnt = learnt.to_vec();
    let mut lessons = Vec::new();
    for requirement in &asked.required {
        let Item::Skill(skill, level) = requirement.item else {
            continue;
        };
        let has = person.skills.get(&skill).copied();
        for (level, number) in level.climb(has).zip(ground.lessons(skill, has)) {
            let unit = ground.units[number];
            let bit = 1 << (number % 64);
            let taught = learnt[number / 64] & bit != 0;
            learnt[number / 64] |= bit;
            lessons.push(Lesson {
                skill,
                level,
                hours: unit.known.then(|| unit.hours.map(hours)),
                years: if taught { 0.0 } else { years(unit.time[0]) },
                taught,
            });
        }
    }
    lessons
}

/// Of each open group the certification that can be earned then and is asked for most often from
/// here on; of equals the first.
fn certifications(
    ground: &Ground,
    gaps: &[Gap],
    asked: &[Requirements],
) -> Vec<CertificationIndex> {
    let counts = |certification: CertificationIndex| {
        let items = asked.iter().flat_map(|asked| &asked.required);
        let asks = items.filter(|requirement| {
            matches!(&requirement.item, Item::Certification(group) if group.contains(&certification))
        });
        asks.count()
    };
    let mut chosen: Vec<CertificationIndex> = Vec::new();
    for gap in gaps.iter().filter(|gap| gap.kind == Kind::Certification) {
        let options: Vec<CertificationIndex> = gap
            .options
            .iter()
            .filter(|option| option.retired.is_none() && option.upcoming.is_none())
            .filter_map(|option| ground.ladder.certification(&option.id))
            .collect();
        if options.iter().any(|option| chosen.contains(option)) {
            continue;
        }
        let best = options
            .into_iter()
            .rev()
            .max_by_key(|option| counts(*option));
        chosen.extend(best);
    }
    chosen
}

/// Whoever arrives in a role meets what it asks for.
fn arrive(
    ground: &Ground,
    person: &mut Standing,
    role: RoleIndex,
    asked: &Requirements,
    earned: &[CertificationIndex],
) {
    let ladder = ground.ladder;
    person.role = Some(role);
    person.served = Some(0.0);
    for requirement in &asked.required {
        match &requirement.item {
            Item::Skill(skill, level) => {
                let has = person.skills.entry(*skill).or_insert(*level);
                *has = (*has).max(*level);
            }
            Item::Education(education) if education.degree > Degree::None => {
                if person
                    .degree_for(education.degree, &education.fields)
                    .is_none()
                {
                    person.degrees.push(EarnedDegree {
                        degree: education.degree,
                        field: education.fields.first().cloned(),
                        earned: None,
                    });
                }
            }
            Item::Education(_) | Item::Years(_) | Item::Certification(_) => (),
        }
    }
    for certification in earned {
        let day = Date::Day(person.as_of);
        let expires = ladder[*certification].expiry(Some(day), None);
        person.certifications.insert(*certification, expires);
    }
}

fn earned(writer: &mut Writer, ground: &Ground, ways: &[Way], walked: &Walked) -> Earned {
    let terms = ground.terms;
    let unknown = places(ground, ways).filter(|place| ground.rates[*place].is_none());
    #[expect(clippy::cast_precision_loss, reason = "money is shown in whole units")]
    let amount = (walked.money as f64 / 2.0 / YEAR as f64).round();
    Earned {
        amount: (walked.unpaid == 0).then_some(Number(amount)),
        currency: terms.map(|terms| terms.currency.clone()),
        basis: terms.map_or("base", |terms| terms.basis.name()),
        region: terms.and_then(|terms| terms.region.clone()),
        years: Number::rounded(years(ground.horizon)),
        unknown: unknown.map(|place| ground.id(place).to_smolstr()).collect(),
        present: ground.pay(ground.start).map(|pay| writer.pay(pay)),
    }
}

fn share(ways: &[Way], ground: &Ground) -> Option<Number> {
    let mut product = 1.0;
    for step in ways.iter().filter_map(|way| ground.step(way)) {
        product *= step.share?.value;
    }
    Some(Number((product * 1e6).round() / 1e6))
}
