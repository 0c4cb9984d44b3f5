//! One table for spreadsheets: RFC 4180, with formulas made harmless.

use anyhow::{Context, Result};

use crate::view::{Records, Value};

use super::clean::clean;

pub fn render(records: &Records) -> Result<String> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(&records.columns)?;
    for row in &records.rows {
        writer.write_record(row.iter().map(cell))?;
    }
    let written = writer.into_inner().context("cannot finish the table")?;
    Ok(String::from_utf8(written)?)
}

/// A text that a spreadsheet would take for a formula is led in by an apostrophe; numbers stay numbers.
fn cell(value: &Value) -> String {
    match value {
        Value::Empty => String::new(),
        Value::Number(number) => number.to_string(),
        Value::Text(text) if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\0']) => {
            format!("'{}", clean(text))
        }
        Value::Text(text) => clean(text).into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_is_text_and_a_number_is_a_number() {
        let records = Records {
            columns: vec!["title", "change"],
            rows: vec![vec![Value::text("=1+1, \"x\""), Value::number(-5)]],
        };
        let written = render(&records).expect("a table in memory");
        assert_eq!(written, "title,change\n\"'=1+1, \"\"x\"\"\",-5\n");
    }
}
