//! Reads and checks the embedded ladder while building, so that no command has to. A broken one
//! breaks the build, with every problem and its place. The schemas for editors are made here too.

#![expect(
    dead_code,
    unused_imports,
    reason = "building needs only a part of what reading a ladder offers"
)]

use std::{env, fs, path::Path, process};

#[path = "src/check/mod.rs"]
mod check;
#[path = "src/diagnostic/mod.rs"]
mod diagnostic;
#[path = "src/load/mod.rs"]
mod load;
#[path = "src/model/mod.rs"]
mod model;
#[path = "src/text/mod.rs"]
mod text;

use diagnostic::{Diagnostics, File, Findings, Selection};
use load::DocumentKind;
use text::Text;

const LADDER: &str = "data/machine-learning-engineer.yaml";

fn main() {
    for path in [
        LADDER,
        "src/check",
        "src/diagnostic",
        "src/load",
        "src/model",
        "src/text",
    ] {
        println!("cargo::rerun-if-changed={path}");
    }
    let content = fs::read_to_string(LADDER).expect("the embedded ladder can be read");
    let text = Text::new(LADDER, content);
    let ladder =
        load::ladder(&text).and_then(|loaded| check::ladder(&loaded.document, loaded.diagnostics));
    let ladder = ladder.unwrap_or_else(|diagnostics| refuse(text, diagnostics));
    let bytes = postcard::to_allocvec(&ladder).expect("a ladder is plain data");
    write("machine-learning-engineer.postcard", &bytes);
    for kind in [DocumentKind::Ladder, DocumentKind::Profile] {
        let schema = serde_json::to_string_pretty(&load::schema(kind)).expect("a schema is JSON");
        let name = format!("{}.schema.json", kind.name());
        write(&name, format!("{schema}\n").as_bytes());
    }
}

fn write(name: &str, content: &[u8]) {
    let folder = env::var_os("OUT_DIR").expect("cargo names the output folder");
    let path = Path::new(&folder).join(name);
    fs::write(path, content).expect("the output folder can be written to");
}

fn refuse(text: Text, diagnostics: Diagnostics) -> ! {
    let file = File {
        text,
        kind: None,
        diagnostics,
    };
    for problem in Findings::of([&file], Selection::ERRORS).problems {
        println!(
            "cargo::error={}:{}:{}: {} [{}]",
            problem.file,
            problem.location.line,
            problem.location.column,
            problem.message,
            problem.code
        );
    }
    process::exit(1);
}
