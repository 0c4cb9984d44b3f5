//! Profiles with all keys of the format, about a ladder that was drawn.

use super::{
    draw::{Draw, Map, Node},
    ladder::{BASES, DEGREES, FIELDS, Ladder, PERIODS},
};

/// One level of a skill, alone or with more.
fn claim(draw: &mut Draw, ladder: &Ladder, skill: usize) -> Node {
    let level = if draw.one_in(8) {
        "none".into()
    } else {
        ladder.level(draw, skill)
    };
    if draw.is() {
        return level;
    }
    let mut claim = Map(vec![("level".to_owned(), level)]);
    claim.maybe("since", 2, draw, Draw::date);
    evidence(draw, &mut claim);
    claim.maybe("note", 3, draw, Draw::text);
    claim.maybe("hours_done", 3, draw, Draw::number);
    claim.into()
}

fn evidence(draw: &mut Draw, entry: &mut Map) {
    if draw.one_in(3) {
        entry.put("evidence", vec![draw.link().to_owned(), draw.text()]);
    }
}

/// What a level takes this person.
fn steps(draw: &mut Draw, level: Node) -> Map {
    let (Node::Text(level) | Node::Plain(level)) = level else {
        return Map::default();
    };
    let mut step = Map::default();
    step.put("hours", draw.hours());
    step.maybe("practice", 2, draw, Draw::years);
    Map(vec![(level, step.into())])
}

/// The roles and the degrees of earlier years.
fn past(draw: &mut Draw, ladder: &Ladder, document: &mut Map) {
    let history: Vec<Map> = (0..draw.below(4))
        .map(|_| {
            let mut stay = Map::default();
            stay.put("role", ladder.role_id(draw));
            let year = 2005 + draw.below(20);
            stay.put("from", format!("{year}"));
            stay.maybe("to", 2, draw, |draw| {
                format!("{}-05", year + 1 + draw.below(4))
            });
            stay
        })
        .collect();
    document.filled("history", history);
    let education: Vec<Map> = (0..draw.below(3))
        .map(|_| {
            let mut degree = Map::default();
            degree.put("degree", *draw.of(&DEGREES));
            degree.maybe("field", 2, draw, |draw| *draw.of(&FIELDS));
            degree.maybe("earned", 2, draw, Draw::date);
            degree
        })
        .collect();
    document.filled("education", education);
}

/// The skills and the certifications.
fn held(draw: &mut Draw, ladder: &Ladder, document: &mut Map) {
    let mut skills = Map::default();
    for skill in draw.some(ladder.skills.len(), 2) {
        let claims: Node = if draw.one_in(3) {
            vec![claim(draw, ladder, skill), claim(draw, ladder, skill)].into()
        } else {
            claim(draw, ladder, skill)
        };
        skills.put(&ladder.id('s', skill), claims);
    }
    if draw.one_in(5) {
        skills.put("unknown <skill>", "expert");
    }
    document.filled("skills", skills);
    let mut held: Vec<Node> = Vec::new();
    for certification in draw.some(ladder.certifications, 2) {
        let id = ladder.id('c', certification);
        if draw.is() {
            held.push(id.into());
            continue;
        }
        let mut earned = Map(vec![("id".to_owned(), id.into())]);
        let year = 2015 + draw.below(14);
        earned.maybe("earned", 2, draw, |_| format!("{year}"));
        earned.maybe("expires", 2, draw, |draw| {
            format!("{}-03-31", year + 1 + draw.below(5))
        });
        held.push(earned.into());
    }
    document.filled("certifications", held);
}

/// The responsibilities, and what was studied and done.
fn done(draw: &mut Draw, ladder: &Ladder, document: &mut Map) {
    let mut responsibilities = Map::default();
    for responsibility in draw.some(ladder.responsibilities, 2) {
        let mut entry = Map::default();
        entry.put("since", draw.date());
        evidence(draw, &mut entry);
        responsibilities.put(&ladder.id('p', responsibility), entry);
    }
    document.filled("responsibilities", responsibilities);
    if !ladder.skills.is_empty() {
        let log: Vec<Map> = (0..draw.below(4))
            .map(|_| {
                let mut entry = Map::default();
                entry.put("on", draw.date());
                let skill = draw.below(ladder.skills.len());
                entry.put("skill", ladder.id('s', skill));
                entry.maybe("hours", 2, draw, Draw::number);
                entry.maybe("note", 2, draw, Draw::text);
                evidence(draw, &mut entry);
                entry
            })
            .collect();
        document.filled("log", log);
    }
}

/// What the person is paid, wants, and is not asked for.
fn plans(draw: &mut Draw, ladder: &Ladder, document: &mut Map) {
    document.maybe("pay", 2, draw, |draw| {
        let mut pay = Map::default();
        pay.put("amount", draw.number() * 1000.0);
        pay.put("basis", *draw.of(&BASES));
        pay.maybe("per", 3, draw, |draw| *draw.of(&PERIODS));
        pay.maybe("fte", 3, draw, |draw| *draw.of(&[1.0, 0.8, 0.01]));
        pay.put("currency", *draw.of(&["USD", "EUR"]));
        pay.maybe("region", 3, draw, |draw| *draw.of(&["US", "a|<b>"]));
        pay
    });
    document.maybe("hours_per_week", 2, draw, |draw| {
        *draw.of(&[6.0, 0.1, 168.0, 20.5])
    });
    document.maybe("goal", 2, draw, |draw| {
        let mut goal = Map::default();
        goal.put("role", ladder.role_id(draw));
        goal.maybe("by", 2, draw, Draw::date);
        goal
    });
    document.maybe("learning", 4, draw, |draw| {
        let mut learning = Map::default();
        let mut skills = Map::default();
        for skill in draw.some(ladder.skills.len(), 3) {
            let level = ladder.level(draw, skill);
            let steps = steps(draw, level);
            skills.put(&ladder.id('s', skill), steps);
        }
        learning.filled("skills", skills);
        learning.maybe("certifications", 2, draw, |draw| {
            Map(vec![("hours".to_owned(), draw.hours())])
        });
        learning.maybe("degrees", 2, draw, |draw| {
            let years = Map(vec![("years".to_owned(), draw.years())]);
            Map(vec![((*draw.of(&DEGREES[1..])).to_owned(), years.into())])
        });
        learning
    });
    let mut exempt = Map::default();
    for skill in draw.some(ladder.skills.len(), 6) {
        exempt.put(&ladder.id('s', skill), draw.text());
    }
    exempt.maybe("years", 10, draw, Draw::text);
    exempt.maybe("education", 10, draw, Draw::text);
    document.filled("not_applicable", exempt);
}

/// Draws a profile.
pub fn profile(draw: &mut Draw, ladder: &Ladder) -> String {
    let mut document = Map::default();
    document.put("ladder", "ladder");
    document.maybe("name", 2, draw, Draw::text_with_letter);
    if draw.below(4) > 0 {
        document.put("role", ladder.role_id(draw));
        document.maybe("since", 2, draw, Draw::date);
    }
    document.maybe("baseline", 4, draw, |draw| *draw.of(&["role", "none"]));
    document.maybe("experience", 2, draw, |draw| {
        if draw.is() {
            return draw.years();
        }
        Map(vec![("since".to_owned(), draw.date().into())]).into()
    });
    past(draw, ladder, &mut document);
    held(draw, ladder, &mut document);
    done(draw, ladder, &mut document);
    plans(draw, ladder, &mut document);
    Node::from(document).to_string()
}
