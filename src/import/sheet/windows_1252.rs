//! The encoding Windows-1252, in which older programs save text.

/// The characters of the bytes from 0x80 to 0x9f; five of them have none.
const SPECIAL: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The text of bytes.
pub fn decoded(bytes: &[u8]) -> String {
    let characters = bytes.iter().map(|byte| match byte {
        0x80..=0x9f => SPECIAL[usize::from(byte - 0x80)],
        byte => char::from(*byte),
    });
    characters.collect()
}
