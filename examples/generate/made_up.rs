//! A made-up ladder of any size, and people for it.

use fastrand::Rng;
use serde_json::{Map, Value, json};

/// How large the ladder is.
pub struct Size {
    pub roles: usize,
    pub skills: usize,
    /// The requirements of all roles together, inherited ones too.
    pub requirements: usize,
}

/// The grades of a track.
const GRADES: usize = 8;
const CERTIFICATIONS: usize = 200;
const LEVELS: [&str; 4] = ["awareness", "working", "practitioner", "expert"];
const DEGREES: [&str; 4] = ["associate", "bachelor", "master", "doctorate"];
const FIELDS: [&str; 4] = ["business", "engineering", "health", "science"];
const WORK: [&str; 6] = [
    "analysis",
    "care",
    "design",
    "operations",
    "research",
    "sales",
];

/// The levels that a role asks for, inherited ones too.
pub type Asked = Vec<(usize, usize)>;

/// A skill: few of them are asked for by many roles.
fn skill(size: &Size, random: &mut Rng) -> usize {
    let rare = random.f64();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        clippy::cast_sign_loss,
        reason = "a part of a number of skills"
    )]
    let skill = (rare * rare * rare * size.skills as f64) as usize;
    skill.min(size.skills - 1)
}

fn role_id(role: usize) -> String {
    format!("t{}-g{}", role / GRADES, role % GRADES + 1)
}

/// A ladder, and what each role asks for.
pub fn ladder(size: &Size, random: &mut Rng) -> (Value, Vec<Asked>) {
    let tracks = (0..size.roles.div_ceil(GRADES)).map(|track| {
        let work = WORK[track % WORK.len()];
        (format!("t{track}"), json!(format!("Track {track}, {work}")))
    });
    let skills = (0..size.skills).map(|skill| {
        let mut entry = json!({
            "title": format!("Skill {skill}"),
            "category": WORK[skill % WORK.len()],
            "hours": { "awareness": 10 + skill % 7, "working": 40 + skill % 31 },
            "practice": { "practitioner": "1-2" },
        });
        if skill > 0 && random.u8(..) < 32 {
            entry["needs"] = json!([format!("s{}", random.usize(..skill))]);
        }
        (format!("s{skill}"), entry)
    });
    let skills: Map<String, Value> = skills.collect();
    let certifications = (0..CERTIFICATIONS).map(|held| {
        let entry = json!({ "title": format!("Certification {held}"), "hours": 40 + held });
        (format!("c{held}"), entry)
    });
    let mut asked: Vec<Asked> = Vec::with_capacity(size.roles);
    let mut roles = Map::new();
    for role in 0..size.roles {
        let inherited = match role % GRADES {
            0 => Asked::new(),
            _ => asked[role - 1].clone(),
        };
        let (entry, all) = self::role(role, inherited, size, random);
        roles.insert(role_id(role), entry);
        asked.push(all);
    }
    let ladder = json!({
        "id": "generated",
        "title": "Generated",
        "market": { "currency": "EUR", "region": "EU", "basis": "base" },
        "proficiency": LEVELS,
        "tracks": tracks.collect::<Map<_, _>>(),
        "skills": skills,
        "certifications": certifications.collect::<Map<_, _>>(),
        "roles": roles,
    });
    (ladder, asked)
}

/// A role, and the levels that it asks for.
fn role(role: usize, mut asked: Asked, size: &Size, random: &mut Rng) -> (Value, Asked) {
    let grade = role % GRADES;
    // The roles of a track ask for more and more, half of the mean at first.
    let mean = size.requirements / size.roles;
    let wanted = (mean / 2 + mean * grade / (GRADES - 1)).saturating_sub(2);
    let mut own = Map::new();
    for (skill, level) in &mut asked {
        if *level < LEVELS.len() && random.u8(..) < 48 {
            *level += 1;
            own.insert(format!("s{skill}"), json!(LEVELS[*level - 1]));
        }
    }
    let mut tries = 2 * wanted;
    while asked.len() < wanted && tries > 0 {
        tries -= 1;
        let skill = skill(size, random);
        if asked.iter().all(|(known, _)| *known != skill) {
            let level = 1 + random.usize(..2);
            own.insert(format!("s{skill}"), json!(LEVELS[level - 1]));
            asked.push((skill, level));
        }
    }
    let mut entry = json!({
        "title": format!("Role {}, grade {}", role / GRADES, grade + 1),
        "track": format!("t{}", role / GRADES),
        "grade": grade + 1,
        "years": grade * 2,
        "skills": own,
        "pay": [{ "mid": 30_000 + 9_000 * grade + 100 * random.usize(..50), "as_of": "2026" }],
        "next": moves(role, size, random),
    });
    match grade {
        0 => entry["entry"] = json!(true),
        _ => entry["extends"] = json!(role_id(role - 1)),
    }
    if grade == 2 {
        entry["any_of"] = json!([{
            "id": format!("way-{role}"),
            "of": [
                { "education": { "degree": "bachelor" } },
                { "years": 6 },
                { "certification": format!("c{}", random.usize(..CERTIFICATIONS)) },
            ],
        }]);
    }
    if grade == 4 {
        let held = random.usize(..CERTIFICATIONS - 1);
        let one_of = [held, held + 1].map(|held| format!("c{held}"));
        entry["certifications"] = json!([{ "one_of": one_of }]);
    }
    (entry, asked)
}

/// Moves up, aside, to other tracks, and back.
fn moves(role: usize, size: &Size, random: &mut Rng) -> Vec<Value> {
    let grade = role % GRADES;
    let other = |grade: usize, random: &mut Rng| {
        let other = random.usize(..size.roles.div_ceil(GRADES)) * GRADES + grade;
        other.min(size.roles - 1)
    };
    let mut targets = Vec::new();
    if grade + 1 < GRADES && role + 1 < size.roles {
        targets.push((role + 1, "promotion"));
    }
    targets.push((other(grade, random), "lateral"));
    targets.push((other((grade + 1).min(GRADES - 1), random), "track-switch"));
    if grade > 0 && random.u8(..) < 64 {
        targets.push((other(grade - 1, random), "step-back"));
    }
    let mut moves: Vec<Value> = Vec::new();
    let mut known = vec![role];
    for (target, kind) in targets {
        if known.contains(&target) {
            continue;
        }
        known.push(target);
        let mut entry = json!({ "role": role_id(target), "kind": kind });
        if kind == "promotion" {
            entry["after"] = json!("1-3");
        }
        if random.bool() {
            entry["share"] = json!(f64::from(random.u8(1..20)) / 100.0);
        }
        moves.push(entry);
    }
    moves
}

/// A person in a role, who has some of what the role asks for.
pub fn person(number: usize, size: &Size, asked: &[Asked], random: &mut Rng) -> Value {
    let role = random.usize(..size.roles);
    let grade = role % GRADES;
    let mut skills = Map::new();
    for _ in 0..12 {
        let (skill, level) = match asked[role].as_slice() {
            [] => (skill(size, random), 1),
            asked if random.u8(..) < 192 => asked[random.usize(..asked.len())],
            _ => (skill(size, random), 1 + random.usize(..2)),
        };
        let level = (level + random.usize(..2)).min(LEVELS.len());
        skills.insert(format!("s{skill}"), json!(LEVELS[level - 1]));
    }
    let mut person = json!({
        "name": format!("Person {number}"),
        "role": role_id(role),
        "since": format!("{}-{:02}", 2018 + random.usize(..8), 1 + random.usize(..12)),
        "experience": grade * 2 + random.usize(..4),
        "skills": skills,
        "hours_per_week": 1 + random.usize(..9),
    });
    if random.bool() {
        let degree = DEGREES[random.usize(..DEGREES.len())];
        person["education"] =
            json!({ "degree": degree, "field": FIELDS[random.usize(..FIELDS.len())] });
    }
    if random.u8(..) < 80 {
        person["certifications"] = json!([format!("c{}", random.usize(..CERTIFICATIONS))]);
    }
    person
}
