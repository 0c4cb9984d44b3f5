//! One of many people has the same figures as one alone.

use std::fmt::Write as _;

use ladder::{
    check::{self, Ids},
    load,
    model::Profile,
    query::{self, Batch, Judge, MatchedLine, PersonState, RoleFilter, RoleStanding},
    text::Text,
};

use super::{
    ask::Subject,
    draw::{Draw, Node},
    ladder::{DEGREES, FIELDS},
};

/// A person of many stands in every role as in the answers of `gaps` and `match`.
pub fn many_are_judged_as_one(subject: &Subject, mut draw: Draw) {
    if let Some(profile) = subject.profile {
        judge(subject, profile, &mut draw);
    }
    let line = line(subject, &mut draw);
    let ladder = subject.ladder;
    let text = Text::new("line", &*line);
    let read = load::profile(&text)
        .and_then(|loaded| check::profile(&loaded.document, loaded.diagnostics, ladder));
    let read = read.unwrap_or_else(|problems| panic!("{problems:?} in {line}"));
    let plain = load::plain_profile(&line).expect("the line is plain");
    let (profile, unmatched) =
        check::plain_profile(&plain, &Ids::new(ladder)).expect("the line is plain");
    // The name is not needed.
    let name = read.profile.name.clone();
    let profile = Profile { name, ..profile };
    assert_eq!(
        format!("{profile:?}"),
        format!("{:?}", read.profile),
        "{line}"
    );
    let unknown: Vec<_> = read
        .unknown
        .iter()
        .map(|unknown| unknown.name.as_str())
        .collect();
    assert_eq!(unmatched, unknown);
    judge(subject, &profile, &mut draw);
}

fn judge(subject: &Subject, profile: &Profile, draw: &mut Draw) {
    let (ladder, as_of, no_estimates) = (subject.ladder, subject.as_of, draw.one_in(4));
    let assumed: Vec<_> = (0..draw.below(6) / 4)
        .map(|_| subject.assumption(draw))
        .collect();
    let state = PersonState::of(ladder, profile, as_of).estimating(ladder, !no_estimates);
    let facts = assumed.iter();
    let state = facts.fold(state, |state, fact| state.assume(ladder, fact));
    let batch = |roles| Batch::new(ladder, roles, as_of, no_estimates, assumed.clone());
    for role in ladder.roles() {
        let one = batch(vec![role]);
        let found = one.judge().role(profile).expect("a role is asked for");
        let answer = query::gaps(ladder, &state, role, false);
        let gaps: Vec<_> = answer
            .gaps
            .iter()
            .filter(|gap| gap.status.is_open())
            .collect();
        assert_eq!(Some(found.readiness), answer.readiness);
        assert_eq!(
            found.gaps,
            gaps.iter().map(|gap| &*gap.id).collect::<Vec<_>>()
        );
    }
    let every = batch(ladder.roles().collect());
    let mut judged: Judge = every.judge();
    let top = 1 + draw.below(ladder.graph.node_count());
    let answer = query::matches(ladder, &state, RoleFilter::default());
    let expected = answer.roles.iter().take(top).map(|matched| RoleStanding {
        role: &matched.role,
        readiness: matched.fit.readiness.expect("the person is known"),
        gaps: {
            let gaps = matched.fit.gaps.iter();
            gaps.filter(|gap| gap.status.is_open())
                .map(|gap| &*gap.id)
                .collect()
        },
    });
    let expected: Vec<_> = expected.collect();
    // What is left of one person has no influence on the next.
    for line in 1..3 {
        let roles = judged.best(profile, top);
        assert_eq!(roles, expected);
        is_the_same_json(&MatchedLine {
            line,
            role: judged.role(profile),
            roles: Some(roles),
            ..MatchedLine::default()
        });
    }
}

/// What is written quickly is what serde writes.
fn is_the_same_json(line: &MatchedLine) {
    let mut written = Vec::new();
    assert!(line.push_ids(&mut written));
    assert_eq!(
        written,
        serde_json::to_vec(line).expect("every key is a text")
    );
}

/// A profile that has only plain facts, as JSON.
fn line(subject: &Subject, draw: &mut Draw) -> String {
    let shape = subject.shape;
    let mut keys = Vec::new();
    let mut skills = Vec::new();
    for skill in draw.some(shape.skills.len(), 2) {
        let level = match shape.level(draw, skill) {
            _ if draw.one_in(8) => "\"none\"".to_owned(),
            Node::Plain(level) if level.parse::<u8>().is_ok() => level,
            Node::Text(level) | Node::Plain(level) => serde_json::Value::from(level).to_string(),
            _ => continue,
        };
        skills.push(format!("\"{}\":{level}", shape.id('s', skill)));
    }
    if draw.one_in(3) {
        skills.push("\"not on the ladder\":\"x\"".to_owned());
    }
    keys.push(format!("\"skills\":{{{}}}", skills.join(",")));
    let held = draw.some(shape.certifications, 2).into_iter();
    let held: Vec<_> = held
        .map(|held| format!("\"{}\"", shape.id('c', held)))
        .collect();
    keys.push(format!("\"certifications\":[{}]", held.join(",")));
    if draw.is() {
        let role = subject.role(draw);
        keys.push(format!("\"role\":\"{}\"", subject.ladder[role].id));
        if draw.is() {
            keys.push("\"since\":\"2024-02\"".to_owned());
        }
    }
    match draw.below(3) {
        0 => keys.push(format!("\"experience\":{}.5", draw.below(20))),
        1 => keys.push("\"experience\":{\"since\":\"2019-05-06\"}".to_owned()),
        _ => (),
    }
    if draw.is() {
        let mut degree = format!("\"degree\":\"{}\"", draw.of(&DEGREES));
        if draw.is() {
            write!(degree, ",\"field\":\"{}\"", draw.of(&FIELDS)).expect("a text grows");
        }
        let degree = format!("{{{degree}}}");
        let degree = if draw.is() {
            degree
        } else {
            format!("[{degree}]")
        };
        keys.push(format!("\"education\":{degree}"));
    }
    keys.push("\"name\":\"A B\",\"hours_per_week\":5,\"x-id\":[{\"a\":null}]".to_owned());
    format!("{{{}}}", keys.join(", "))
}
