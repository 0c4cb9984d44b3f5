use serde_json::Value;

use crate::process::{TODAY, ladder, read_with, stdout};

/// A diagram as Graphviz reads it; `None` if Graphviz is not installed.
fn graphviz(picture: &str) -> Option<Value> {
    let read = read_with("dot", &["-Tjson0"], picture)?;
    Some(serde_json::from_slice(&read).expect("sound JSON"))
}

/// The label of a node or an edge, in one line.
fn text(label: &Value) -> String {
    let label = label.as_str().expect("a label");
    let lines = label.replace("\\\\", "\u{0}").replace("\\n", " ");
    lines.replace('\u{0}', "\\").replace("&amp;", "&")
}

/// Every move is an edge between its roles, and every title is displayed.
#[test]
fn graphviz_reads_every_role_and_every_move() {
    for name in [
        "machine-learning-engineer",
        "tests/ladders/pictures.yaml",
        "tests/ladders/hostile.yaml",
        "tests/ladders/crossroads.yaml",
        "tests/ladders/three-tracks.yaml",
    ] {
        let show = |format: &str| {
            let mut command = ladder(&["show", "--ladder", name, "--format", format]);
            stdout(command.args(TODAY))
        };
        let Some(picture) = graphviz(&show("dot")) else {
            return;
        };
        let answer: Value = serde_json::from_str(&show("json")).expect("sound JSON");
        let roles = answer["roles"].as_array().expect("roles");
        let nodes: Vec<&Value> = picture["objects"]
            .as_array()
            .expect("boxes")
            .iter()
            .filter(|object| object["nodes"].is_null())
            .collect();
        assert_eq!(nodes.len(), roles.len(), "{name}");
        for (node, role) in nodes.into_iter().zip(roles) {
            let squeezed = |text: &str| text.split_whitespace().collect::<String>();
            let title = squeezed(role["title"].as_str().expect("a title"));
            let label = squeezed(&text(&node["label"]));
            // A hidden character is shown as an escape; the rest is the title, letter by letter.
            let hidden = title.find(|letter: char| letter.is_control() || letter == '\u{202e}');
            let plain = &title[..hidden.unwrap_or(title.len())];
            assert!(label.starts_with(plain), "{name}: {label}");
            assert!(!label.contains(char::is_control), "{name}: {label}");
        }
        let number = |value: &Value| value.as_u64().expect("a number");
        let mut arrows: Vec<(u64, u64)> = picture["edges"]
            .as_array()
            .expect("arrows")
            .iter()
            .map(|edge| (number(&edge["tail"]), number(&edge["head"])))
            .collect();
        let ids: Vec<&str> = roles
            .iter()
            .map(|role| role["id"].as_str().expect("an id"))
            .collect();
        let position = |id: &Value| ids.iter().position(|known| Some(*known) == id.as_str());
        let offset = picture["_subgraph_cnt"].as_u64().expect("a count");
        let mut moves: Vec<(u64, u64)> = roles
            .iter()
            .zip(offset..)
            .flat_map(|(role, from)| {
                let next = role["next"].as_array().expect("moves").iter();
                next.map(move |step| (from, &step["role"]))
            })
            .map(|(from, to)| {
                let to = position(to).expect("a role") as u64;
                (from, to + offset)
            })
            .collect();
        arrows.sort_unstable();
        moves.sort_unstable();
        assert_eq!(arrows, moves, "{name}");
    }
}
