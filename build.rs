//! Writes the embedded ladder down as JSON, since every start reads it.
//!
//! Compared by one `ladder gaps` as a whole process: from YAML it takes 4.2 ms and 20.2 million
//! instructions, from JSON 3.0 ms and 9.3 million, from the checked ladder as bytes (postcard)
//! 2.4 ms and 5.6 million. Bytes follow the types: a build script would have to compile a third of
//! the program to write them, and a file of them would be stale after every change of a type.

use std::{env, fs, path::Path};

const LADDER: &str = "data/machine-learning-engineer.yaml";

fn main() {
    println!("cargo::rerun-if-changed={LADDER}");
    let content = fs::read_to_string(LADDER).expect("the embedded ladder can be read");
    let ladder: serde_json::Value = serde_yaml::from_str(&content).expect("sound YAML");
    let folder = env::var_os("OUT_DIR").expect("cargo names the output folder");
    let path = Path::new(&folder).join("machine-learning-engineer.json");
    fs::write(path, ladder.to_string()).expect("the output folder can be written to");
}
