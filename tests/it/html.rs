use std::{
    collections::{BTreeMap, HashSet},
    rc::Rc,
};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use html5ever::{ParseOpts, parse_document, tendril::TendrilSink as _};
use markup5ever_rcdom::{Node, NodeData, RcDom};
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use crate::{
    commands::questions,
    process::{PROFILE, TODAY, ladder, stdout},
};

/// An element, as a browser would read it.
struct Element {
    node: Rc<Node>,
    name: String,
    attributes: BTreeMap<String, String>,
}

impl Element {
    fn of(node: &Rc<Node>) -> Option<Self> {
        let NodeData::Element { name, attrs, .. } = &node.data else {
            return None;
        };
        let attributes = attrs.borrow();
        let attributes = attributes
            .iter()
            .map(|one| (one.name.local.to_string(), one.value.to_string()));
        Some(Self {
            node: Rc::clone(node),
            name: name.local.to_string(),
            attributes: attributes.collect(),
        })
    }

    fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }

    fn text(&self) -> String {
        text(&self.node)
    }

    fn children(&self) -> Vec<Self> {
        let children = self.node.children.borrow();
        children.iter().filter_map(Self::of).collect()
    }
}

fn text(node: &Rc<Node>) -> String {
    if let NodeData::Text { contents } = &node.data {
        return contents.borrow().to_string();
    }
    node.children.borrow().iter().map(text).collect()
}

/// Every element of a page in order; the page must be valid without corrections by the parser.
fn elements(page: &str) -> Vec<Element> {
    let dom = parse_document(RcDom::default(), ParseOpts::default()).one(page);
    // Leaked, for the elements belong to the document.
    let dom: &'static RcDom = Box::leak(Box::new(dom));
    let errors = dom.errors.borrow();
    assert!(errors.is_empty(), "{errors:?}");
    let mut elements = Vec::new();
    let mut open = vec![Rc::clone(&dom.document)];
    while let Some(node) = open.pop() {
        open.extend(node.children.borrow().iter().rev().cloned());
        elements.extend(Element::of(&node));
    }
    elements
}

fn page(arguments: &[&str]) -> String {
    let mut command = ladder(arguments);
    stdout(command.args(TODAY).args(["--format", "html", "-q"]))
}

const PICTURES: &str = "tests/ladders/pictures.yaml";
const HOSTILE: &str = "tests/ladders/hostile.yaml";

/// The pages under test.
fn pages() -> Vec<(String, String)> {
    let mut pages = Vec::new();
    let mut add = |arguments: &[&str]| pages.push((arguments.join(" "), page(arguments)));
    add(&["report"]);
    for name in [
        PICTURES,
        HOSTILE,
        "tests/ladders/crossroads.yaml",
        "tests/ladders/pay.yaml",
    ] {
        add(&["report", "--ladder", name]);
        add(&["show", "--ladder", name]);
    }
    add(&["report", "c", "--from", "a", "--ladder", PICTURES]);
    add(&["report", "b", "--from", "a", "--ladder", HOSTILE]);
    add(&[
        "report",
        "--profile",
        "tests/profiles/hostile.yaml",
        "--ladder",
        HOSTILE,
    ]);
    add(&["report", "--from", "mid"]);
    add(&["report", "vp", "--from", "mid", "--hours", "6"]);
    add(&["report", "mid", "--from", "mid"]);
    for question in questions(PROFILE, "mid", "director") {
        add(&question.split(' ').collect::<Vec<_>>());
    }
    for subject in ["mid", "mlops", "google-pmle"] {
        add(&["show", subject]);
    }
    pages
}

#[test]
fn every_page_is_sound() {
    for (name, page) in pages() {
        let elements = elements(&page);
        let all = |wanted: &str| -> Vec<&Element> {
            let all = elements.iter();
            all.filter(|element| element.name == wanted).collect()
        };
        for only in [
            "html", "head", "body", "h1", "main", "header", "footer", "style",
        ] {
            assert_eq!(all(only).len(), 1, "{name}: {only}");
        }
        assert_eq!(all("html")[0].attribute("lang"), Some("en"));
        let head = all("head")[0].children();
        let titles = head.iter().filter(|one| one.name == "title");
        assert_eq!(
            titles.count(),
            1,
            "{name}: a drawing has a title of its own"
        );
        for table in all("table") {
            let first = &table.children()[0];
            assert_eq!(first.name, "caption", "{name}");
            assert!(
                !first.text().trim().is_empty(),
                "{name}: a caption is empty"
            );
        }
        for header in all("th") {
            assert!(header.attribute("scope").is_some(), "{name}");
        }
        let headings = elements.iter().filter_map(|element| {
            let level = element.name.strip_prefix('h')?.parse::<u32>().ok()?;
            assert!(
                !element.text().trim().is_empty(),
                "{name}: an empty heading"
            );
            Some(level)
        });
        let mut above = 0;
        for level in headings {
            assert!(level <= above + 1, "{name}: h{level} under h{above}");
            above = level;
        }
    }
}

#[test]
fn every_link_leads_somewhere() {
    for (name, page) in pages() {
        let elements = elements(&page);
        let mut ids = HashSet::new();
        for id in elements.iter().filter_map(|one| one.attribute("id")) {
            assert!(ids.insert(id), "{name}: {id} twice");
            let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
            assert!(id.bytes().all(fits), "{name}: {id}");
        }
        for element in &elements {
            for reference in ["aria-labelledby", "aria-describedby"] {
                for id in element
                    .attribute(reference)
                    .unwrap_or("")
                    .split_whitespace()
                {
                    assert!(ids.contains(id), "{name}: {reference} {id}");
                }
            }
            let Some(href) = element.attribute("href") else {
                continue;
            };
            if let Some(target) = href.strip_prefix('#') {
                assert!(ids.contains(target), "{name}: {href}");
                continue;
            }
            let schemes = ["https://", "http://", "mailto:"];
            assert!(
                schemes.iter().any(|scheme| href.starts_with(scheme)),
                "{name}: {href}"
            );
            assert_eq!(element.attribute("rel"), Some("noreferrer noopener"));
        }
    }
}

#[test]
fn nothing_on_a_page_runs_or_is_fetched() {
    for (name, page) in pages() {
        let elements = elements(&page);
        let forbidden = [
            "script",
            "img",
            "image",
            "link",
            "iframe",
            "object",
            "embed",
            "form",
            "input",
            "base",
            "audio",
            "video",
            "foreignObject",
            "animate",
            "set",
        ];
        for element in &elements {
            assert!(
                !forbidden.contains(&element.name.as_str()),
                "{name}: {}",
                element.name
            );
            for (attribute, value) in &element.attributes {
                let fetches = [
                    "src",
                    "srcset",
                    "action",
                    "data",
                    "poster",
                    "background",
                    "ping",
                ];
                let is_forbidden = attribute == "style"
                    || attribute.starts_with("on")
                    || fetches.contains(&attribute.as_str());
                assert!(!is_forbidden, "{name}: {attribute}=\"{value}\"");
            }
        }
        let style = elements.iter().find(|one| one.name == "style");
        let style = style.expect("a style").text();
        assert!(
            !style.contains("url(") && !style.contains("@import"),
            "{name}"
        );
        let digest = STANDARD.encode(Sha256::digest(&style));
        let mut metas = elements.iter().filter(|one| one.name == "meta");
        let policy =
            metas.find(|one| one.attribute("http-equiv") == Some("Content-Security-Policy"));
        let policy = policy.expect("a policy").attribute("content");
        assert_eq!(
            policy.expect("its rules"),
            format!(
                "default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
            )
        );
    }
}

/// Every role has a heading, and every title is on the page unchanged.
#[test]
fn the_page_of_a_ladder_says_all_of_it() {
    for name in ["machine-learning-engineer", PICTURES, HOSTILE] {
        let page = page(&["report", "--ladder", name]);
        let elements = elements(&page);
        let squeezed = |text: &str| text.split_whitespace().collect::<String>();
        let all = squeezed(&elements[0].text());
        let answer = stdout(ladder(&["show", "--ladder", name, "--format", "json"]).args(TODAY));
        let answer: Value = serde_json::from_str(&answer).expect("sound JSON");
        let list = |key: &str| answer[key].as_array().expect("a list").clone();
        for entry in ["roles", "skills", "certifications"]
            .into_iter()
            .flat_map(list)
        {
            let title = shown(entry["title"].as_str().expect("a title"));
            assert!(all.contains(&squeezed(&title)), "{name}: {title}");
        }
        for role in list("roles") {
            let anchor = format!("role-{}", role["id"].as_str().expect("an id"));
            let own = elements
                .iter()
                .find(|one| one.attribute("id") == Some(&anchor))
                .unwrap_or_else(|| panic!("{name}: no {anchor}"));
            let heading = &own.children()[0];
            assert_eq!(heading.name, "h3", "{name}");
            let title = shown(role["title"].as_str().expect("a title"));
            assert!(
                squeezed(&heading.text()).starts_with(&squeezed(&title)),
                "{name}: {title}"
            );
        }
    }
}

/// A title up to the first invisible character, which is shown as an escape.
fn shown(title: &str) -> String {
    let is_hidden = |letter: char| {
        letter.is_control() && !letter.is_whitespace()
            || ('\u{200b}'..='\u{202e}').contains(&letter)
    };
    title.split(is_hidden).next().unwrap_or(title).to_owned()
}

/// The next steps with all gaps of each, not only the first ones.
#[test]
fn the_page_of_a_person_leaves_nothing_out() {
    let arguments = ["--profile", "data/profile.yaml"];
    let page = page(&[&["report"], &arguments[..]].concat());
    let elements = elements(&page);
    let next = stdout(
        ladder(&["next", "--format", "json"])
            .args(arguments)
            .args(TODAY),
    );
    let next: Value = serde_json::from_str(&next).expect("sound JSON");
    let steps = next["steps"].as_array().expect("steps");
    assert!(!steps.is_empty());
    for step in steps {
        let anchor = format!("role-{}", step["role"].as_str().expect("an id"));
        let mut own = elements.iter();
        let own = own.find(|one| one.attribute("id") == Some(&anchor));
        let told = own.expect("a part for each step").text();
        for gap in step["gaps"].as_array().expect("gaps") {
            let title = gap["title"].as_str().expect("a title");
            assert!(told.contains(title), "{anchor}: {title}");
        }
    }
    let all = elements[0].text();
    for heading in [
        "Next steps",
        "Routes to",
        "Time line",
        "Plan for",
        "Sources",
    ] {
        assert!(all.contains(heading), "{heading}");
    }
    assert!(
        !all.contains("more: ladder "),
        "a page has no commands to go on with"
    );
}

/// Of a large ladder, the page of a person draws the roles around them and on the route.
#[test]
fn a_large_ladder_is_drawn_around_the_person() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("large.yaml");
    let roles = (0..1_000).map(|role| {
        let (track, grade) = (role % 4, role / 4);
        let next = match role + 4 {
            next @ 0..1_000 => format!(", next: [r{next}]"),
            _ => String::new(),
        };
        format!("  r{role}: {{ title: Role {role}, track: t{track}, grade: {grade}{next} }}\n")
    });
    let roles: String = roles.collect();
    let start = "id: large\ntitle: Large\nproficiency: [low]\ntracks: { t0: A, t1: B, t2: C, t3: D }\nroles:\n";
    std::fs::write(&file, format!("{start}{roles}")).expect("written");
    let file = file.to_str().expect("a path");
    let page = page(&["report", "r440", "--from", "r400", "--ladder", file]);
    let elements = elements(&page);
    let drawn = elements.iter().filter_map(|one| one.attribute("data-role"));
    let drawn: HashSet<&str> = drawn.collect();
    let wanted = (280..520).step_by(4).map(|role| format!("r{role}"));
    let near: Vec<String> = wanted
        .filter(|role| drawn.contains(role.as_str()))
        .collect();
    assert_eq!(
        near.len(),
        drawn.len(),
        "only of the person's track: {drawn:?}"
    );
    assert!(
        ["r400", "r420", "r440"]
            .iter()
            .all(|role| drawn.contains(role))
    );
    assert!((20..=40).contains(&drawn.len()), "{drawn:?}");
    let caption = elements.iter().find(|one| one.name == "figcaption");
    let caption = caption.expect("a caption").text();
    let left_out = format!("{} more are not drawn", 1_000 - drawn.len());
    assert!(caption.contains(&left_out), "{caption}");
    assert!(caption.contains("ladder show -o ladder.svg"), "{caption}");
}

/// The time line has the day of the goal.
#[test]
fn a_report_draws_the_day_of_the_goal() {
    let profile = ["--profile", "tests/profiles/by-a-date.yaml"];
    let drawn = |role: &[&str]| {
        let arguments = [&["report"], role, &profile].concat();
        let elements = elements(&page(&arguments)).into_iter();
        let drawn = elements.filter(|element| element.attribute("class") == Some("deadline"));
        drawn.count()
    };
    assert!(drawn(&[]) > 0);
    assert!(drawn(&["chief"]) > 0);
    assert_eq!(drawn(&["owner"]), 0);
}
