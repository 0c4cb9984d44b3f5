//! Reads arbitrary bytes, or draws their diagnostics; as a line of `match --stdin` too.
//!
//! ```text
//! mkdir -p tests/fuzz/corpus/read
//! RUSTC_BOOTSTRAP=1 cargo fuzz run --fuzz-dir tests/fuzz read \
//!   tests/fuzz/corpus/read tests/check tests/ladders tests/profiles data \
//!   -- -dict=tests/fuzz/read.dict -max_len=2048 -timeout=5 -rss_limit_mb=1024
//! ```

#![no_main]

use std::sync::LazyLock;

use ladder::{
    check::{self, Ids},
    diagnostic::{File, Findings, Selection},
    embedded, load,
    model::{Day, Ladder, Profile},
    render::{self, Medium},
    text::{Text, hidden},
    vocabulary::Severity,
};
use libfuzzer_sys::fuzz_target;

static EMBEDDED: LazyLock<Ladder> = LazyLock::new(embedded::ladder);
static IDS: LazyLock<Ids<'static>> = LazyLock::new(|| Ids::new(&EMBEDDED));

/// A profile that is read without places is the one that is read with them.
fn read_as_line(line: &str) {
    let plain = load::plain_profile(line);
    let Some((quick, _)) = plain.and_then(|plain| check::plain_profile(&plain, &IDS)) else {
        return;
    };
    let read = load::profile(&Text::new("line", line))
        .and_then(|loaded| check::profile(&loaded.document, loaded.diagnostics, &EMBEDDED));
    let read = read.unwrap_or_else(|problems| panic!("{problems:?} in {line}")).profile;
    // The name is not needed.
    let name = read.name.clone();
    let quick = Profile { name, ..quick };
    assert_eq!(format!("{quick:?}"), format!("{read:?}"), "{line}");
}

fuzz_target!(|bytes: &[u8]| {
    if let Ok(line) = str::from_utf8(bytes) {
        read_as_line(line);
    }
    let file = match Text::decode("fuzz", bytes.to_vec()) {
        Ok(text) => {
            let day = Day::constant(2026, 11, 20);
            check::inspect(text, &mut load::NoFiles, day, |_| Some(&EMBEDDED))
        }
        Err(undecodable) => {
            let diagnostics = load::undecodable(&undecodable);
            File::new(undecodable.text, None, diagnostics)
        }
    };
    let selection = Selection {
        least: Severity::Note,
        strict: false,
    };
    let findings = Findings::of([&file], selection);
    let drawn = render::diagnostics(&findings, Medium::default());
    assert_eq!(drawn.is_empty(), findings.problems.is_empty());
    let mut lines = drawn.lines();
    assert!(lines.all(|line| hidden(line).next().is_none()), "{drawn:?}");
});
