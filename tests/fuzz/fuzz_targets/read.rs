//! Reads arbitrary bytes, or draws their diagnostics.
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
    check,
    diagnostic::{File, Findings, Selection},
    embedded, load,
    model::{Day, Ladder},
    render::{self, Medium},
    text::{Text, hidden},
    vocabulary::Severity,
};
use libfuzzer_sys::fuzz_target;

static EMBEDDED: LazyLock<Ladder> = LazyLock::new(embedded::ladder);

fuzz_target!(|bytes: &[u8]| {
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
