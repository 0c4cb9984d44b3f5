//! Turns the embedded ladder from YAML into JSON, which every start reads.
//!
//! Measured with `ladder gaps`, the least of 300 whole processes and the instructions of one: the
//! YAML itself takes 3.4 ms and 20.2 million, the JSON 2.3 ms and 9.2 million, the checked ladder
//! as bytes (postcard) 1.9 ms and 5.6 million. Bytes depend on every type of the model: a build
//! script has to compile a third of the program to write them, and a checked-in file of them is
//! wrong after every change of a type. The JSON depends on the YAML alone.

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
