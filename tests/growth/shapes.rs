//! Ladders and profiles of any size, each large in a way of its own.

use std::{fmt::Write as _, fs, path::Path};

use serde_json::{Map, Value, json};

#[derive(Clone)]
/// A ladder and a profile, as text, and two roles of the ladder.
pub struct Files {
    pub ladder: String,
    /// The names and the texts of the files that the ladder includes.
    pub included: Vec<(String, String)>,
    pub profile: String,
    /// Where a person starts.
    pub here: String,
    pub goal: String,
}

impl Files {
    /// Writes them to a folder, as `ladder` and `profile` with an ending.
    pub fn write(&self, folder: &Path, ending: &str) {
        let ladder = (format!("ladder.{ending}"), &self.ladder);
        let profile = (format!("profile.{ending}"), &self.profile);
        let included = self
            .included
            .iter()
            .map(|(name, text)| (name.clone(), text));
        for (name, text) in [ladder, profile].into_iter().chain(included) {
            let path = folder.join(name);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, text).expect("a file");
        }
    }
}

/// Calls a macro with the names of all shapes.
macro_rules! with_shapes {
    ($call:ident) => {
        $call! {
            extends, rungs, alternatives, groups, promotions, needs, replacements, one_with_all, all_with_one,
            tracks_and_grades, grades, long_title, aliased, wide_groups, many_groups, recommended, learning, grid,
            sources, problems,
            included_chain, included_wide, included_deep,
        }
    };
}
pub(crate) use with_shapes;

/// A map of numbered entries.
fn entries(n: usize, entry: impl Fn(usize) -> (String, Value)) -> Value {
    Value::Object((0..n).map(entry).collect())
}

fn skills(n: usize) -> Value {
    entries(n, |i| {
        (
            format!("s{i}"),
            json!({"title": format!("Skill {i}"), "hours": {"1": 10, "2": 20}}),
        )
    })
}

fn certifications(n: usize) -> Value {
    entries(n, |i| {
        (
            format!("c{i}"),
            json!({"title": format!("Certification {i}")}),
        )
    })
}

/// A ladder with these roles and whatever else it has.
fn ladder(roles: Value, rest: Value) -> Map<String, Value> {
    let mut all = Map::new();
    all.insert("id".into(), json!("large"));
    all.insert("market".into(), json!({"currency": "USD", "basis": "base"}));
    all.insert("proficiency".into(), json!(["a", "b", "c"]));
    all.insert("roles".into(), roles);
    if let Value::Object(rest) = rest {
        all.extend(rest);
    }
    all
}

/// A person at the first role, whose goal is another one.
fn person(here: &str, goal: &str, rest: Value) -> Value {
    let mut person = json!({"name": "Kim", "role": here, "since": "2024-01", "goal": goal, "hours_per_week": 5,
        "experience": {"since": "2020-01"}});
    if let (Value::Object(person), Value::Object(rest)) = (&mut person, rest) {
        person.extend(rest);
    }
    person
}

fn files(ladder: Map<String, Value>, profile: &Value, here: &str, goal: &str) -> Files {
    Files {
        ladder: Value::Object(ladder).to_string(),
        included: Vec::new(),
        profile: profile.to_string(),
        here: here.to_owned(),
        goal: goal.to_owned(),
    }
}

/// A chain of roles: each one has a grade, leads to the one above, and extends the one below unless so many do already.
fn chain(n: usize, depth: usize, role: impl Fn(usize) -> Value, rest: Value) -> Files {
    let roles = entries(n, |i| {
        let mut entry =
            json!({"title": format!("Role {i}"), "track": "t", "grade": i, "entry": i == 0});
        if let Value::Object(entry) = &mut entry {
            if i % depth > 0 {
                entry.insert("extends".into(), json!(format!("r{}", i - 1)));
            }
            if i + 1 < n {
                entry.insert("next".into(), json!([format!("r{}", i + 1)]));
            }
            if let Value::Object(more) = role(i) {
                entry.extend(more);
            }
        }
        (format!("r{i}"), entry)
    });
    let mut all = ladder(roles, rest);
    all.insert("tracks".into(), json!({"t": "Track"}));
    let goal = format!("r{}", n - 1);
    files(all, &person("r0", &goal, json!({})), "r0", &goal)
}

/// How many roles extend one another; more that each add something would inherit more than a ladder may.
const DEPTH: usize = 20;

/// Chains of `extends`, each role adding a skill.
pub fn extends(n: usize) -> Files {
    let role = |i| json!({"skills": {format!("s{i}"): 1}});
    chain(n, DEPTH, role, json!({"skills": skills(n)}))
}

/// A chain of `extends` in which no role adds anything.
pub fn rungs(n: usize) -> Files {
    chain(n, n, |_| json!({}), json!({}))
}

/// Chains of `extends` over one list of certifications.
pub fn alternatives(n: usize) -> Files {
    let members: Vec<String> = (0..DEPTH).map(|i| format!("c{i}")).collect();
    let role = |i| match i % DEPTH {
        0 => json!({"certifications": [{"one_of": members}]}),
        _ => json!({}),
    };
    chain(n, DEPTH, role, json!({"certifications": certifications(n)}))
}

/// Chains of `extends` over one group of alternatives.
pub fn groups(n: usize) -> Files {
    let members: Vec<Value> = (0..DEPTH)
        .map(|i| json!({"skill": format!("s{i}"), "level": 1}))
        .collect();
    let role = |i| match i % DEPTH {
        0 => json!({"any_of": [{"need": 2, "of": members}]}),
        _ => json!({}),
    };
    chain(n, DEPTH, role, json!({"skills": skills(n)}))
}

/// A chain of promotions.
pub fn promotions(n: usize) -> Files {
    let role = |i: usize| {
        json!({"skills": {format!("s{}", i % 50): 1 + i % 3}, "years": (i / 100).min(40),
            "pay": {"low": 50_000 + i, "high": 60_000 + i}})
    };
    chain(n, 1, role, json!({"skills": skills(50)}))
}

/// A chain of needs between skills, and a role that asks for all of them.
pub fn needs(n: usize) -> Files {
    let chain = entries(n, |i| {
        let needs: Vec<String> = i
            .checked_sub(1)
            .map(|below| format!("s{below}"))
            .into_iter()
            .collect();
        (
            format!("s{i}"),
            json!({"title": format!("Skill {i}"), "needs": needs}),
        )
    });
    let all: Map<String, Value> = (0..n).map(|i| (format!("s{i}"), json!(2))).collect();
    let roles = json!({"r0": {"title": "First", "entry": true, "next": ["r1"]}, "r1": {"title": "Second", "skills": all}});
    let last = format!("s{}", n - 1);
    let profile = person("r0", "r1", json!({"skills": {last: 1}}));
    files(
        ladder(roles, json!({"skills": chain})),
        &profile,
        "r0",
        "r1",
    )
}

/// A chain of replacements of certifications, and a role that asks for all of them.
pub fn replacements(n: usize) -> Files {
    let chain = entries(n, |i| {
        let by: Vec<String> = if i + 1 < n {
            vec![format!("c{}", i + 1)]
        } else {
            Vec::new()
        };
        (
            format!("c{i}"),
            json!({"title": format!("Certification {i}"), "retired": "2021", "replaced_by": by}),
        )
    });
    let all: Vec<String> = (0..n).map(|i| format!("c{i}")).collect();
    let roles = json!({"r0": {"title": "First", "entry": true, "next": ["r1"]}, "r1": {"title": "Second", "certifications": all}});
    let profile = person("r0", "r1", json!({"certifications": ["c0"]}));
    files(
        ladder(roles, json!({"certifications": chain})),
        &profile,
        "r0",
        "r1",
    )
}

/// A role that asks for everything, leads everywhere and has much pay; a person who has everything.
pub fn one_with_all(n: usize) -> Files {
    let asked: Map<String, Value> = (0..n).map(|i| (format!("s{i}"), json!(2))).collect();
    let held: Vec<String> = (0..n).map(|i| format!("c{i}")).collect();
    let others = entries(n, |i| {
        (
            format!("o{i}"),
            json!({"title": format!("Other {i}"), "track": "t"}),
        )
    });
    let next: Vec<Value> = (0..n)
        .map(|i| json!({"role": format!("o{i}"), "kind": "lateral"}))
        .collect();
    let pay: Vec<Value> = (0..n)
        .map(|i| json!({"mid": 50_000 + i, "basis": "base", "region": format!("Region {i}"), "as_of": "2026"}))
        .collect();
    let Value::Object(mut roles) = others else {
        unreachable!("entries are a map")
    };
    roles.insert(
        "r0".into(),
        json!({"title": "First", "entry": true, "next": ["r1"]}),
    );
    roles.insert(
        "r1".into(),
        json!({"title": "Second", "skills": asked, "certifications": held, "next": next, "pay": pay,
        "aliases": (0..n).map(|i| format!("Name {i}")).collect::<Vec<_>>()}),
    );
    let claims: Map<String, Value> = (0..n)
        .map(|i| (format!("s{i}"), json!({"level": 1, "since": "2025-01", "evidence": ["https://kim.example"], "note": "Done."})))
        .collect();
    let log: Vec<Value> = (0..n)
        .map(|i| json!({"on": "2026-01-05", "skill": format!("s{i}"), "hours": 2}))
        .collect();
    let history: Vec<Value> = (0..n)
        .map(|i| json!({"role": format!("Job {i}"), "from": "2020-01", "to": "2020-02"}))
        .collect();
    let profile = person(
        "r0",
        "r1",
        json!({"skills": claims, "log": log, "history": history,
        "certifications": (0..n).map(|i| json!({"id": format!("c{i}"), "earned": "2025-01"})).collect::<Vec<_>>(),
        "accept": ["unmatched-name"]}),
    );
    let rest =
        json!({"skills": skills(n), "certifications": certifications(n), "tracks": {"t": "Track"}});
    files(ladder(Value::Object(roles), rest), &profile, "r0", "r1")
}

/// Every role asks for one skill, cites one source and leads to one role, and one role leads to every other.
pub fn all_with_one(n: usize) -> Files {
    let roles = entries(n, |i| {
        let mut next = vec![json!({"role": "goal", "kind": "lateral"})];
        if i == 0 {
            next.extend(
                (1..n).map(|other| json!({"role": format!("r{other}"), "kind": "lateral"})),
            );
        }
        (
            format!("r{i}"),
            json!({"title": format!("Role {i}"), "entry": i == 0, "skills": {"s0": 1}, "next": next,
            "pay": {"mid": 50_000, "source": "one"}}),
        )
    });
    let Value::Object(mut roles) = roles else {
        unreachable!("entries are a map")
    };
    roles.insert("goal".into(), json!({"title": "Goal", "skills": {"s0": 2}}));
    let rest =
        json!({"skills": skills(1), "sources": {"one": {"title": "A survey", "as_of": "2026"}}});
    files(
        ladder(Value::Object(roles), rest),
        &person("r0", "goal", json!({})),
        "r0",
        "goal",
    )
}

/// As many tracks and grades as roles.
pub fn tracks_and_grades(n: usize) -> Files {
    let tracks = entries(n, |i| (format!("t{i}"), json!(format!("Track {i}"))));
    let roles = entries(n, |i| {
        (
            format!("r{i}"),
            json!({"title": format!("Role {i}"), "track": format!("t{i}"), "grade": i}),
        )
    });
    let last = format!("r{}", n - 1);
    files(
        ladder(roles, json!({"tracks": tracks})),
        &person("r0", &last, json!({})),
        "r0",
        &last,
    )
}

/// One track of distinct grades without moves.
pub fn grades(n: usize) -> Files {
    let roles = entries(n, |i| {
        (
            format!("r{i}"),
            json!({"title": format!("Role {i}"), "track": "t", "grade": i}),
        )
    });
    let last = format!("r{}", n - 1);
    files(
        ladder(roles, json!({"tracks": {"t": "Track"}})),
        &person("r0", &last, json!({})),
        "r0",
        &last,
    )
}

/// A role and a source with long titles, to which every role leads.
pub fn long_title(n: usize) -> Files {
    let roles = entries(n, |i| {
        (
            format!("r{i}"),
            json!({"title": format!("Role {i}"), "entry": i == 0,
        "next": [{"role": "goal", "kind": "lateral"}]}),
        )
    });
    let Value::Object(mut roles) = roles else {
        unreachable!("entries are a map")
    };
    roles.insert(
        "goal".into(),
        json!({"title": "Long ".repeat(50), "pay": {"mid": 50_000, "source": "one"}}),
    );
    let rest = json!({"sources": {"one": {"title": "A survey ".repeat(50)}}});
    files(
        ladder(Value::Object(roles), rest),
        &person("r0", "goal", json!({})),
        "r0",
        "goal",
    )
}

/// As YAML: one text of a length, and as many roles with it.
pub fn aliased(n: usize) -> Files {
    let mut ladder = format!(
        "roles:\n  r0: {{ title: First, entry: true, next: [r1], about: &long {:?} }}\n",
        "Long. ".repeat(50)
    );
    for i in 1..n {
        let _ = writeln!(ladder, "  r{i}: {{ title: Role {i}, about: *long }}");
    }
    Files {
        ladder,
        included: Vec::new(),
        profile: person("r0", "r1", json!({})).to_string(),
        here: "r0".to_owned(),
        goal: "r1".to_owned(),
    }
}

/// Groups with many members.
pub fn wide_groups(n: usize) -> Files {
    let of: Vec<Value> = (0..n)
        .map(|i| json!({"skill": format!("s{i}"), "level": 2}))
        .collect();
    let one_of: Vec<String> = (0..n).map(|i| format!("c{i}")).collect();
    let points: Vec<String> = (0..n).map(|i| format!("s{i}")).collect();
    let roles = json!({
        "r0": {"title": "First", "entry": true, "next": ["r1"], "skills": {"s0": 1}},
        "r1": {"title": "Second", "any_of": [{"need": n / 2, "of": of}], "certifications": [{"one_of": one_of}],
            "points": {"need": n, "worth": [1, 2, 3], "of": {"skills": points}}}
    });
    let held: Map<String, Value> = (0..n / 4).map(|i| (format!("s{i}"), json!(1))).collect();
    let rest = json!({"skills": skills(n), "certifications": certifications(n)});
    files(
        ladder(roles, rest),
        &person("r0", "r1", json!({"skills": held})),
        "r0",
        "r1",
    )
}

/// Every role with a group and points of its own, over a few skills that all of them share.
pub fn many_groups(n: usize) -> Files {
    let roles = entries(n, |i| {
        let named = |k: usize| format!("s{}", (i + 7 * k) % 40);
        let of: Vec<Value> = (0..6)
            .map(|k| json!({"skill": named(k), "level": 1 + k % 3}))
            .collect();
        let points: Vec<String> = (6..12).map(named).collect();
        let next: Vec<String> = (i + 1..n.min(i + 2))
            .map(|next| format!("r{next}"))
            .collect();
        (
            format!("r{i}"),
            json!({"title": format!("Role {i}"), "entry": i == 0, "next": next,
            "any_of": [{"id": format!("g{i}"), "need": 2, "of": of}],
            "points": {"need": 3, "worth": [1, 2, 3], "of": {"skills": points}}}),
        )
    });
    let held: Map<String, Value> = (0..20).map(|k| (format!("s{}", 2 * k), json!(2))).collect();
    files(
        ladder(roles, json!({"skills": skills(40)})),
        &person("r0", "r1", json!({"skills": held})),
        "r0",
        "r1",
    )
}

/// A role that recommends much, and every role something; a person to whom half of what is asked for does not apply.
pub fn recommended(n: usize) -> Files {
    let of = |kind: &str| -> Map<String, Value> {
        (0..n).map(|i| (format!("{kind}{i}"), json!(2))).collect()
    };
    let pairs: Vec<Value> = (1..n)
        .map(|i| json!({"one_of": [format!("c{}", i - 1), format!("c{i}")]}))
        .collect();
    let roles = entries(n, |i| {
        let role = match i {
            1 => json!({"title": "Second", "skills": of("s"),
                "recommended": {"skills": of("x"), "certifications": pairs}}),
            _ => json!({"title": format!("Role {i}"), "entry": i == 0, "next": ["r1"],
                "recommended": {"skills": {format!("x{i}"): 1}}}),
        };
        (format!("r{i}"), role)
    });
    let Value::Object(mut all) = skills(n) else {
        unreachable!("entries are a map")
    };
    for i in 0..n {
        all.insert(
            format!("x{i}"),
            json!({"title": format!("Other skill {i}")}),
        );
    }
    let exempt: Map<String, Value> = (0..n)
        .step_by(2)
        .map(|i| (format!("s{i}"), json!(format!("Reason {i}"))))
        .collect();
    let rest = json!({"skills": all, "certifications": certifications(n)});
    let profile = person("r0", "r1", json!({"not_applicable": exempt}));
    files(ladder(roles, rest), &profile, "r0", "r1")
}

/// A category with times of its own for every skill, and a person with times for every skill.
pub fn learning(n: usize) -> Files {
    let times = |hours: usize| json!({"a": {"hours": hours}, "b": {"hours": hours, "practice": 1}});
    let skills = entries(n, |i| {
        (
            format!("s{i}"),
            json!({"title": format!("Skill {i}"), "category": format!("k{i}")}),
        )
    });
    let categories = entries(n, |i| (format!("k{i}"), times(10 + i % 9)));
    let asked: Map<String, Value> = (0..n).map(|i| (format!("s{i}"), json!(2))).collect();
    let own = entries(n, |i| (format!("s{i}"), times(5 + i % 7)));
    let roles = json!({
        "r0": {"title": "First", "entry": true, "next": ["r1"]},
        "r1": {"title": "Second", "skills": asked}
    });
    let rest =
        json!({"skills": skills, "learning": {"levels": times(20), "categories": categories}});
    let profile = person(
        "r0",
        "r1",
        json!({"learning": {"skills": own}, "hours_per_week": 6}),
    );
    files(ladder(roles, rest), &profile, "r0", "r1")
}

/// Thirty grades for each track, and four moves out of each role.
pub fn grid(n: usize) -> Files {
    let height = 30;
    let width = n.div_ceil(height);
    let tracks = entries(width, |i| (format!("t{i}"), json!(format!("Track {i}"))));
    let name = |track: usize, grade: usize| format!("r{}-{grade}", track % width);
    let roles = entries(width * height, |i| {
        let (track, grade) = (i / height, i % height);
        let mut next = vec![json!({"role": name(track + 1, grade), "kind": "lateral"})];
        if grade + 1 < height {
            next.push(json!({"role": name(track, grade + 1), "kind": "promotion"}));
            next.push(
                json!({"role": name(track + 2 + i * 7919, grade + 1), "kind": "track-switch"}),
            );
        }
        let own = name(track, grade);
        let mut seen = vec![own.clone()];
        next.retain(|entry| {
            let role = entry["role"].as_str().unwrap_or_default().to_owned();
            let is_new = !seen.contains(&role);
            seen.push(role);
            is_new
        });
        let asked: Map<String, Value> = (0..8)
            .map(|step| (format!("s{}", (i + step * 7) % 60), json!(1 + grade / 11)))
            .collect();
        (
            own,
            json!({"title": format!("Role {i}"), "track": format!("t{track}"), "grade": grade, "entry": grade == 0,
            "skills": asked, "pay": {"low": 50_000 + grade * 5_000, "high": 60_000 + grade * 5_000}, "next": next}),
        )
    });
    let rest = json!({"tracks": tracks, "skills": skills(60)});
    files(
        ladder(roles, rest),
        &person("r0-0", "r0-3", json!({"skills": {"s0": 1}})),
        "r0-0",
        "r0-3",
    )
}

/// Many sources, each of several figures.
pub fn sources(n: usize) -> Files {
    let cited = entries(n, |i| {
        (
            format!("q{i}"),
            json!({"title": format!("Survey {i}"), "url": format!("https://q{i}.example"), "as_of": "2026"}),
        )
    });
    let roles = entries(n, |i| {
        let source = |k: usize| format!("q{}", (i * 31 + k) % n);
        (
            format!("r{i}"),
            json!({"title": format!("Role {i}"), "entry": i == 0, "source": source(0),
            "years": {"value": 2, "source": source(1)}, "pay": {"mid": 50_000, "source": source(2)},
            "facts": [{"text": "A fact.", "source": source(3)}, {"text": "Another fact.", "source": source(4)}],
            "next": if i == 0 { json!([{"role": "r1", "source": source(5)}]) } else { json!([]) }}),
        )
    });
    files(
        ladder(roles, json!({"sources": cited})),
        &person("r0", "r1", json!({})),
        "r0",
        "r1",
    )
}

/// Every role asks for a skill that there is not, and leads to a role that there is not.
pub fn problems(n: usize) -> Files {
    let roles = entries(n, |i| {
        (
            format!("r{i}"),
            json!({"title": format!("Role {i}"), "skils": {}, "skills": {format!("x{i}"): 1},
        "next": [format!("y{i}")]}),
        )
    });
    let profile = person(
        "r0",
        "r1",
        json!({"skills": entries(n, |i| (format!("x{i}"), json!(9)))}),
    );
    files(
        ladder(roles, json!({"skills": skills(n)})),
        &profile,
        "r0",
        "r1",
    )
}

/// A role in a file of its own for each of some names, which lead from one to the next; `include` names what a file
/// includes, the ladder being the one before the first.
fn several(names: &[String], include: impl Fn(Option<usize>) -> Vec<String>) -> Files {
    let included = names.iter().enumerate().map(|(i, name)| {
        let mut role = json!({"title": format!("Role {i}"), "track": "t", "grade": i, "skills": {"s": 1 + i % 2}});
        if i + 1 < names.len() {
            role["next"] = json!([format!("r{}", i + 1)]);
        }
        let roles = json!({format!("r{i}"): role});
        let part = json!({"include": include(Some(i)), "roles": roles});
        (name.clone(), part.to_string())
    });
    let included: Vec<(String, String)> = included.collect();
    let skill = json!({"s": {"title": "Skill", "hours": {"1": 10, "2": 20}}});
    let rest = json!({"include": include(None), "tracks": {"t": "Track"}, "skills": skill});
    let goal = format!("r{}", names.len() - 1);
    let person = person("r0", &goal, json!({}));
    Files {
        included,
        ..files(ladder(json!({}), rest), &person, "r0", &goal)
    }
}

/// A chain of files, each of which includes the next.
pub fn included_chain(n: usize) -> Files {
    let names: Vec<String> = (0..n).map(|i| format!("part-{i}.yaml")).collect();
    let next = |i: Option<usize>| i.map_or(0, |i| i + 1);
    several(&names, |i| {
        names.get(next(i)).into_iter().cloned().collect()
    })
}

/// A file that includes all others.
pub fn included_wide(n: usize) -> Files {
    let names: Vec<String> = (0..n).map(|i| format!("part-{i}.yaml")).collect();
    several(&names, |i| i.map_or_else(|| names.clone(), |_| Vec::new()))
}

/// A file that includes all others, which are in folders within folders.
pub fn included_deep(n: usize) -> Files {
    let name = |i: usize| format!("{}part-{i}.yaml", "folder/".repeat(i % DEPTH));
    let names: Vec<String> = (0..n).map(name).collect();
    several(&names, |i| i.map_or_else(|| names.clone(), |_| Vec::new()))
}
