//! Turns records into CSV (RFC 4180), with formulas made harmless.

use crate::view::{Records, Value};

use super::clean::clean;

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
        Value::Text(text) if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\0']) => {
            format!("'{}", lines(text))
        }
        Value::Text(text) => lines(text),
    }
}

/// A text with its line breaks.
fn lines(text: &str) -> String {
    let lines: Vec<_> = text.trim_end().split('\n').map(clean).collect();
    lines.join("\n")
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
    }
}
