//! Reads and checks the embedded ladder while building, so that no command has to. A broken one
//! breaks the build, with every problem and its place.

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

use diagnostic::Report;
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
    let ladder = load::ladder(&text).and_then(check::ladder);
    let ladder = ladder.unwrap_or_else(|report| refuse(&text, &report));
    let bytes = postcard::to_allocvec(&ladder).expect("a ladder is plain data");
    let folder = env::var_os("OUT_DIR").expect("cargo names the output folder");
    fs::write(
        Path::new(&folder).join("machine-learning-engineer.postcard"),
        bytes,
    )
    .expect("the output folder can be written to");
}

fn refuse(text: &Text, report: &Report) -> ! {
    let locator = text.locator();
    for diagnostic in report.diagnostics() {
        let place = locator.position(locator.locate(&diagnostic.place).start);
        println!(
            "cargo::error={LADDER}:{}:{}: {} [{}]",
            place.line, place.column, diagnostic.message, diagnostic.code
        );
    }
    process::exit(1);
}
