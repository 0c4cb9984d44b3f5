//! Turns records into CSV (RFC 4180), with formulas made harmless.

use crate::view::{Records, Value};

use super::clean::clean_lines;

pub fn render(records: &Records) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let write = "every row has as many cells as there are columns";
    writer.write_record(&records.columns).expect(write);
    for row in &records.rows {
        writer.write_record(row.iter().map(cell)).expect(write);
    }
    let written = writer.into_inner().expect("memory takes every byte");
    String::from_utf8(written).expect("cells are text")
}

/// A text that a spreadsheet would read as a formula gets an apostrophe; numbers stay numbers.
fn cell(value: &Value) -> String {
    match value {
        Value::Empty => String::new(),
        Value::Number(number) => number.to_string(),
        Value::Text(text) => {
            let mark = if is_formula(text) { "'" } else { "" };
            format!("{mark}{}", clean_lines(text.trim_end()))
        }
    }
}

/// Whether a text is a formula: also with spaces before it, and in signs of the width of Chinese characters.
fn is_formula(text: &str) -> bool {
    const SIGNS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
    text.starts_with(['\t', '\r', '\n', '\0']) || text.trim_start().starts_with(SIGNS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_is_text_and_a_number_is_a_number() {
        let records = Records {
            columns: vec!["title".into(), "change".into()],
            rows: vec![vec!["=1+1, \"x\"".into(), Value::from(-5_i64)]],
        };
        let written = render(&records);
        assert_eq!(written, "title,change\n\"'=1+1, \"\"x\"\"\",-5\n");
        for text in [
            "=1",
            "＝1",
            "＋1",
            "－1",
            "＠a",
            "\t1",
            "\r1",
            " =1",
            "\u{3000}＝1",
            "-",
        ] {
            assert!(cell(&text.into()).starts_with('\''), "{text:?}");
        }
        assert_eq!(cell(&"a=1".into()), "a=1");
    }
}
