//! Workbooks for tests: written here, part by part. Writing to a string cannot fail.

use std::{
    fmt::Write as _,
    io::{Cursor, Write as _},
};

use zip::{ZipWriter, write::SimpleFileOptions};

/// A sheet: its name, its state, and what stands in its `worksheet` element.
pub type Sheet<'a> = (&'a str, &'a str, String);

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const KINDS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// An archive of parts, each with its content.
pub fn archive<'a>(parts: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer
            .start_file(name, SimpleFileOptions::default())
            .expect("a part");
        writer.write_all(content).expect("a content");
    }
    writer.finish().expect("an archive").into_inner()
}

/// The parts of a workbook of these sheets, whose cells share these texts, each the inside of an `si` element.
pub fn parts(sheets: &[Sheet], strings: &[&str]) -> Vec<(String, String)> {
    let mut listed = String::new();
    let mut related = String::new();
    let mut types = String::new();
    let mut parts = Vec::new();
    for (number, (name, state, content)) in sheets.iter().enumerate() {
        let _ = write!(
            listed,
            "<sheet name=\"{name}\" sheetId=\"{}\" state=\"{state}\" r:id=\"s{number}\"/>",
            number + 1
        );
        let _ = write!(
            related,
            "<Relationship Id=\"s{number}\" Type=\"{KINDS}/worksheet\" Target=\"worksheets/sheet{number}.xml\"/>"
        );
        let _ = write!(
            types,
            "<Override PartName=\"/xl/worksheets/sheet{number}.xml\" \
             ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>"
        );
        let text = format!("<worksheet xmlns=\"{MAIN}\">{content}</worksheet>");
        parts.push((format!("xl/worksheets/sheet{number}.xml"), text));
    }
    let _ = write!(
        related,
        "<Relationship Id=\"t\" Type=\"{KINDS}/sharedStrings\" Target=\"/xl/sharedStrings.xml\"/>\
         <Relationship Id=\"f\" Type=\"{KINDS}/styles\" Target=\"../xl/styles.xml\"/>"
    );
    let strings = strings.join("</si><si>");
    let others = [
        (
            "[Content_Types].xml",
            format!(
                "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">{types}</Types>"
            ),
        ),
        (
            "_rels/.rels",
            format!(
                "<Relationships xmlns=\"{RELATIONS}\"><Relationship Id=\"b\" Type=\"{KINDS}/officeDocument\" \
                 Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?><workbook xmlns=\"{MAIN}\" xmlns:r=\"{KINDS}\">\
                 <sheets>{listed}</sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!("<Relationships xmlns=\"{RELATIONS}\">{related}</Relationships>"),
        ),
        (
            "xl/sharedStrings.xml",
            format!("<sst xmlns=\"{MAIN}\"><si>{strings}</si></sst>"),
        ),
        (
            "xl/styles.xml",
            format!(
                "<styleSheet xmlns=\"{MAIN}\"><numFmts><numFmt numFmtId=\"164\" formatCode=\"d/m\"/></numFmts>\
                 <cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>\
                 <cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/></cellXfs></styleSheet>"
            ),
        ),
    ];
    parts.extend(others.map(|(name, text)| (name.to_owned(), text)));
    parts
}

/// A workbook of parts.
pub fn packed(parts: &[(String, String)]) -> Vec<u8> {
    let parts = parts.iter();
    archive(parts.map(|(name, text)| (name.as_str(), text.as_bytes())))
}

/// A workbook of these sheets.
pub fn workbook(sheets: &[Sheet], strings: &[&str]) -> Vec<u8> {
    packed(&parts(sheets, strings))
}

/// The letters of a column; the first is 0.
pub fn letters(column: usize) -> String {
    let last = char::from(b'A' + u8::try_from(column % 26).expect("a letter"));
    match column / 26 {
        0 => last.to_string(),
        more => format!("{}{last}", letters(more - 1)),
    }
}

/// A text as XML.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// The cells of rows of texts, inline.
pub fn rows(rows: &[Vec<String>]) -> String {
    let mut data = String::from("<sheetData>");
    for (row, cells) in rows.iter().enumerate() {
        let _ = write!(data, "<row r=\"{}\">", row + 1);
        for (column, text) in cells.iter().enumerate() {
            if !text.is_empty() {
                let _ = write!(
                    data,
                    "<c r=\"{}{}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>",
                    letters(column),
                    row + 1,
                    escaped(text)
                );
            }
        }
        data += "</row>";
    }
    data + "</sheetData>"
}
