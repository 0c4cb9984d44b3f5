//! Draws a valid ladder and a profile, and asks a question about them in every format.
//!
//! ```text
//! mkdir -p tests/fuzz/corpus/answers
//! RUSTC_BOOTSTRAP=1 cargo fuzz run --fuzz-dir tests/fuzz answers \
//!   tests/fuzz/corpus/answers tests/fuzz/seeds/answers \
//!   -- -max_len=2048 -len_control=0 -timeout=10 -rss_limit_mb=2048
//! ```

#![no_main]

use libfuzzer_sys::{Corpus, fuzz_target};

#[path = "../../it/answers/mod.rs"]
mod answers;

fuzz_target!(|bytes: &[u8]| -> Corpus {
    match answers::run(bytes) {
        Ok(()) => Corpus::Keep,
        Err(_) => Corpus::Reject,
    }
});
