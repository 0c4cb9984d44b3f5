//! What an import allocates.

use std::fs;

use tempfile::{TempDir, tempdir};

use crate::{
    MOST, growth, ratio,
    sample::{Names, Sample},
    used,
};

/// The occupations of the smallest database.
const SMALLEST: usize = 55;

#[test]
#[expect(clippy::cast_precision_loss, reason = "the numbers are far below 2^52")]
fn databases_of_occupations() {
    let sizes: [TempDir; 3] = [1, 2, 4].map(|factor| {
        let folder = tempdir().expect("a folder");
        let database = |names| Sample::large(factor * SMALLEST, names);
        database(Names::Old).write(&folder.path().join("old"));
        let archive = database(Names::New).zipped("");
        fs::write(folder.path().join("new.zip"), archive).expect("an archive");
        folder
    });
    for question in [
        "old",
        "new.zip",
        "old --around 29-1141.00 --depth 99",
        "new.zip --family 29",
    ] {
        let used = sizes.each_ref().map(|folder| {
            let folder = folder.path();
            used(
                &format!("import onet {}/{question} --force", folder.display()),
                folder,
            )
        });
        for (name, factor) in [
            ("bytes", growth(used.map(|used| used.bytes_total as f64))),
            (
                "bytes at once",
                ratio(used.map(|used| used.bytes_max as f64)),
            ),
            (
                "allocations",
                growth(used.map(|used| used.count_total as f64)),
            ),
        ] {
            assert!(factor <= MOST, "`{question}`: {factor:.2} {name}");
        }
    }
}
