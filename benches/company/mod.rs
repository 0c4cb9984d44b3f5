//! A large company's ladder, for what has to be quick on one.

use std::fmt::Write;

use fastrand::Rng;
use ladder::{check, load, model::Ladder, text::Text};

const SKILLS: usize = 120;

/// A ladder of a large company: tracks of 30 grades, moves up, aside, across and back, four for
/// each role; skills that grow with the grade, years, pay, and shares of some moves.
pub fn company(roles: usize) -> Ladder {
    let grades = 30;
    let tracks = roles.div_ceil(grades);
    let mut random = Rng::with_seed(7);
    let mut text = String::from(
        r#"{"id":"big","title":"Big","market":{"currency":"USD"},"proficiency":["a","b","c","d"],"tracks":{"#,
    );
    let list = |items: Vec<String>| items.join(",");
    text += &list(
        (0..tracks)
            .map(|track| format!(r#""t{track}":"T""#))
            .collect(),
    );
    text += r#"},"skills":{"#;
    let skills = (0..SKILLS).map(|skill| {
        let hours = (1..=4).map(|level| match random.usize(..5) {
            0 => String::new(),
            _ => format!(r#""{level}":{}"#, 20 + random.usize(..100)),
        });
        let hours: Vec<String> = hours.filter(|hours| !hours.is_empty()).collect();
        format!(r#""s{skill}":{{"title":"S","hours":{{{}}}}}"#, list(hours))
    });
    text += &list(skills.collect());
    text += r#"},"roles":{"#;
    let name = |track: usize, grade: usize| format!("t{}-{grade}", track % tracks);
    let mut entries = Vec::with_capacity(roles);
    for track in 0..tracks {
        for grade in 0..grades {
            let asked = (0..12).map(|step| {
                let skill = (track * 5 + step * 7) % SKILLS;
                let level = (1 + (grade + step) / 10).min(4);
                format!(r#""s{skill}":{level}"#)
            });
            let mut asked: Vec<String> = asked.collect();
            asked.sort_unstable();
            asked.dedup_by_key(|asked| asked.split(':').next().map(str::to_owned));
            let after = |random: &mut Rng| {
                let low = random.usize(..4);
                match low {
                    0 => String::new(),
                    _ => format!(r#","after":"{low}-{}""#, low + random.usize(..3)),
                }
            };
            let mut moves = Vec::new();
            let up = (grade + 1).min(grades - 1);
            let mut to = |role: String, kind: &str, random: &mut Rng| {
                let share = match random.usize(..3) {
                    0 => String::new(),
                    _ => format!(r#","share":0.{}"#, 1 + random.usize(..8)),
                };
                if moves.iter().all(|known: &(String, String)| known.0 != role) {
                    let entry = format!(
                        r#"{{"role":"{role}","kind":"{kind}"{}{share}}}"#,
                        after(random)
                    );
                    moves.push((role, entry));
                }
            };
            if grade < up {
                to(name(track, up), "promotion", &mut random);
            }
            to(name(track + 1, grade), "lateral", &mut random);
            to(
                name(track + 2 + random.usize(..tracks), up),
                "track-switch",
                &mut random,
            );
            to(
                name(track + random.usize(..tracks), grade.saturating_sub(1)),
                "step-back",
                &mut random,
            );
            let own = name(track, grade);
            let moves = moves.into_iter().filter(|(role, _)| *role != own);
            let moves: Vec<String> = moves.map(|(_, entry)| entry).collect();
            entries.push(format!(
                r#""{own}":{{"title":"R","track":"t{track}","grade":{grade},"entry":{},"years":{},"skills":{{{}}},"pay":{{"mid":{},"basis":"base"}},"next":[{}]}}"#,
                grade == 0,
                grade / 2,
                list(asked),
                60_000 + grade * 6_000 + random.usize(..20_000),
                list(moves)
            ));
        }
    }
    write!(text, "{}}}}}", list(entries)).expect("a text grows");
    let text = Text::new("big.json", text);
    load::ladder(&text)
        .and_then(|loaded| check::ladder(&loaded.document, loaded.diagnostics))
        .unwrap_or_else(|report| panic!("{report:?}"))
}
