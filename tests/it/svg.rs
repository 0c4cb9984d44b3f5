use roxmltree::{Document, Node};
use serde_json::Value;

use crate::process::{TODAY, ladder, read_with, stdout};

const LADDERS: [&str; 7] = [
    "machine-learning-engineer",
    "tests/ladders/pictures.yaml",
    "tests/ladders/hostile.yaml",
    "tests/ladders/markup.yaml",
    "tests/ladders/crossroads.yaml",
    "tests/ladders/three-tracks.yaml",
    "tests/ladders/wide.yaml",
];

/// Forbidden elements and attributes.
fn assert_harmless(drawing: &Document) {
    for node in drawing.descendants().filter(Node::is_element) {
        let tag = node.tag_name().name();
        let forbidden = [
            "script",
            "foreignObject",
            "image",
            "iframe",
            "set",
            "animate",
        ];
        assert!(!forbidden.contains(&tag), "<{tag}>");
        for attribute in node.attributes() {
            let (name, value) = (attribute.name(), attribute.value());
            assert!(!name.starts_with("on"), "{name}={value}");
            if name == "href" {
                let begins = ["#", "https://", "http://", "mailto:"];
                assert!(
                    begins.iter().any(|start| value.starts_with(start)),
                    "{value}"
                );
            }
        }
    }
}

fn has_class(node: Node, class: &str) -> bool {
    let classes = node.attribute("class").unwrap_or_default();
    classes.split_whitespace().any(|known| known == class)
}

fn child<'a>(node: Node<'a, 'a>, tag: &str) -> Option<Node<'a, 'a>> {
    node.children().find(|child| child.tag_name().name() == tag)
}

/// All text except tooltips.
fn drawn(node: Node) -> String {
    let texts = node
        .descendants()
        .filter(|inner| inner.tag_name().name() == "text");
    let words = texts.flat_map(|text| {
        text.descendants()
            .filter(Node::is_text)
            .filter_map(|inner| inner.text())
    });
    squeezed(&words.collect::<String>())
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

/// A text up to the first character that is shown as an escape.
fn plain(text: &str) -> String {
    let is_hidden = |letter: char| {
        letter.is_control() && !letter.is_whitespace() || "\u{200b}\u{202e}".contains(letter)
    };
    squeezed(text.split(is_hidden).next().unwrap_or_default())
}

/// Every role is a box with its title, every move a line between two boxes, and nothing else is
/// drawn.
#[test]
fn a_drawing_shows_every_role_and_every_move() {
    for name in LADDERS {
        let show = |format: &str| {
            let mut command = ladder(&["show", "--ladder", name, "--format", format]);
            stdout(command.args(TODAY))
        };
        let (written, answer) = (show("svg"), show("json"));
        read_with("xmllint", &["--noout", "--nonet", "-"], &written);
        let answer: Value = serde_json::from_str(&answer).expect("sound JSON");
        let drawing = Document::parse(&written).expect("sound XML");
        assert_harmless(&drawing);

        let root = drawing.root_element();
        assert_eq!(root.tag_name().name(), "svg");
        assert!(matches!(
            root.attribute("role"),
            Some("img" | "graphics-document")
        ));
        let labels = root
            .attribute("aria-labelledby")
            .expect("a name for those who cannot see");
        for tag in ["title", "desc"] {
            let words = child(root, tag).unwrap_or_else(|| panic!("{name}: no {tag}"));
            assert!(
                words.text().is_some_and(|text| !text.is_empty()),
                "{name}: {tag}"
            );
            let id = words.attribute("id").expect("an id");
            assert!(
                labels.split(' ').any(|label| label == id),
                "{name}: {labels}"
            );
        }

        let elements = || drawing.descendants().filter(Node::is_element);
        let groups =
            elements().filter(|node| node.tag_name().name() == "g" && has_class(*node, "role"));
        let groups: Vec<Node> = groups.collect();
        let roles = answer["roles"].as_array().expect("roles");
        assert_eq!(groups.len(), roles.len(), "{name}");
        for role in roles {
            let id = role["id"].as_str().expect("an id");
            let group = groups
                .iter()
                .find(|group| group.attribute("data-role") == Some(id));
            let group = *group.unwrap_or_else(|| panic!("{name}: {id} is not drawn"));
            let whole = role["title"].as_str().expect("a title");
            let title = plain(whole);
            let tip = child(group, "title")
                .and_then(|tip| tip.text())
                .unwrap_or_default();
            assert!(squeezed(tip).starts_with(&title), "{name}: {tip}");
            let text = drawn(group);
            // What is too long for its box ends in three points.
            let seen = text.split('…').next().unwrap_or_default();
            let is_cut = !seen.is_empty() && title.starts_with(seen) && whole.chars().count() > 20;
            assert!(text.starts_with(&title) || is_cut, "{name}: {text}");
            assert!(!tip.contains(char::is_control), "{name}: {tip}");
        }

        let lines =
            elements().filter(|node| node.tag_name().name() == "path" && has_class(*node, "move"));
        let mut lines: Vec<(String, &str, &str)> = lines
            .map(|line| {
                let kinds = ["promotion", "lateral", "track-switch", "entry", "step-back"];
                let kind = kinds.into_iter().find(|kind| has_class(line, kind));
                let end = |key| line.attribute(key).expect("an end");
                (
                    kind.expect("a kind").to_owned(),
                    end("data-from"),
                    end("data-to"),
                )
            })
            .collect();
        let mut moves: Vec<(String, &str, &str)> = roles
            .iter()
            .flat_map(|role| {
                let next = role["next"].as_array().expect("moves").iter();
                next.map(move |step| {
                    let text = |value: &'static str| step[value].as_str().expect("text");
                    (
                        text("kind").to_owned(),
                        role["id"].as_str().expect("an id"),
                        text("role"),
                    )
                })
            })
            .collect();
        lines.sort_unstable();
        moves.sort_unstable();
        assert_eq!(lines, moves, "{name}");
    }
}

/// The upper edge and the height of the box of each role.
fn heights(written: &str) -> Vec<(String, (String, String))> {
    let drawing = Document::parse(written).expect("sound XML");
    let groups = drawing
        .descendants()
        .filter(|node| has_class(*node, "role"));
    let heights = groups.map(|group| {
        let area = child(group, "rect").expect("a box");
        let length = |name: &str| area.attribute(name).expect("a length").to_owned();
        let id = group.attribute("data-role").expect("an id").to_owned();
        (id, (length("y"), length("height")))
    });
    heights.collect()
}

/// Roles of one grade and one track stand side by side.
#[test]
fn roles_of_one_grade_and_track_stand_at_one_height() {
    let mut command = ladder(&[
        "show",
        "--ladder",
        "tests/ladders/wide.yaml",
        "--format",
        "svg",
    ]);
    let heights = heights(&stdout(command.args(TODAY)));
    let of_nine = heights.iter().filter(|(id, _)| id.starts_with('r'));
    let of_nine: Vec<&(String, String)> = of_nine.map(|(_, height)| height).collect();
    assert_eq!(of_nine.len(), 9);
    assert!(
        of_nine.windows(2).all(|pair| pair[0] == pair[1]),
        "{of_nine:?}"
    );
}

/// The line of days of a plan is a drawing, also where steps have no time.
#[test]
fn a_plan_is_drawn_with_a_bar_for_each_step() {
    for more in [&[][..], &["--no-estimates"]] {
        let show = |format: &str| {
            let mut command = ladder(&["plan", "director", "--profile", "data/profile.yaml"]);
            stdout(command.args(more).args(TODAY).args(["--format", format]))
        };
        let written = show("svg");
        read_with("xmllint", &["--noout", "--nonet", "-"], &written);
        let drawing = Document::parse(&written).expect("sound XML");
        assert_harmless(&drawing);
        let answer: Value = serde_json::from_str(&show("json")).expect("sound JSON");
        let items = answer["items"].as_array().expect("items").iter();
        let (bars, arrivals): (Vec<&Value>, Vec<&Value>) = items
            .filter(|item| item["kind"] != "expiry" && crate::calendar::takes_time(item))
            .partition(|item| item["kind"] != "eligible");
        let dated = bars.iter().filter(|item| !item["start"].is_null());
        let drawn = |class: &str, is_open: bool| {
            let elements = drawing.descendants();
            let tooltips =
                elements.filter(|node| has_class(*node, class) && child(*node, "title").is_some());
            tooltips
                .filter(|node| has_class(*node, "open") == is_open)
                .count()
        };
        let served = drawing
            .descendants()
            .filter(|node| has_class(*node, "serving") && child(*node, "title").is_some());
        assert_eq!(drawn("bar", false), dated.count() + served.count());
        assert_eq!(
            drawn("bar", true) > 0,
            bars.iter().any(|item| item["start"].is_null())
        );
        let text = drawing.root_element().descendants();
        let text: Vec<&str> = text.filter_map(|node| node.text()).collect();
        for item in arrivals {
            let title = item["title"].as_str().expect("a title");
            assert!(text.contains(&title), "{title} is not drawn");
        }
    }
}
