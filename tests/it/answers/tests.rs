use std::fs;

use proptest::prelude::*;

use super::run;

/// The inputs that the fuzzer kept.
#[test]
fn every_kept_input_has_a_sound_answer() {
    let folder = fs::read_dir("tests/fuzz/seeds/answers").expect("the folder can be listed");
    for input in folder {
        let input = input.expect("a file can be listed").path();
        let bytes = fs::read(&input).expect("a file can be read");
        assert_eq!(run(&bytes), Ok(()), "{}", input.display());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn every_drawn_ladder_is_valid_and_has_a_sound_answer(bytes in prop::collection::vec(any::<u8>(), 0..1500)) {
        prop_assert_eq!(run(&bytes), Ok(()));
    }
}
