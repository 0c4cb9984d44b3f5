//! The wage table of the labour statistics: what occupations pay.

use std::collections::HashMap;

use smol_str::SmolStr;

use crate::{
    diagnostic::UsageError,
    import::{
        ImportError,
        archive::is_archive,
        decoded, delimited,
        grid::{Grid, Header, Row, cell_name},
        imported::{Origin, prose},
        workbook::{self, Workbook},
    },
    load::{
        Field, LadderDocument, MarketEntry, OneOrMore, PayDetails, PayEntry,
        types::{Amount, BasisName, CurrencyCode, Id, PayRangeText},
    },
    model::Date,
    vocabulary::Basis,
};

/// The id of the source of pay.
const SOURCE: &str = "oews";

/// The rows in which the header is looked for.
const LEAD: usize = 20;

/// What occupations pay.
#[derive(Debug)]
pub struct Wages {
    origin: Origin,
    /// The area that the table is about.
    area: Option<String>,
    /// By the codes of the labour statistics, such as `29-1141`.
    by_code: HashMap<SmolStr, Wage>,
}

/// What an occupation pays a year.
#[derive(Debug)]
struct Wage {
    title: Option<SmolStr>,
    low: Option<f64>,
    mid: Option<f64>,
    high: Option<f64>,
}

impl Wage {
    /// Ensures that no percentile is below a lower one.
    fn ensure_in_order(
        &self,
        grid: &Grid,
        row: &Row,
        columns: &Columns,
    ) -> Result<(), ImportError> {
        let amounts = [
            (columns.low, self.low),
            (columns.mid, self.mid),
            (columns.high, self.high),
        ];
        let mut known = amounts
            .into_iter()
            .filter_map(|(column, amount)| Some((column, amount?)));
        let Some(mut last) = known.next() else {
            return Ok(());
        };
        for next in known {
            if next.1 < last.1 {
                let [below, cell] = [last, next].map(|(column, _)| cell_name(row.number, column));
                let [less, amount] = [last, next].map(|(column, _)| row.get(column));
                let why = format!(
                    "cell {cell}: `{amount}` is less than the lower percentile `{less}` in {below}"
                );
                return Err(grid.error(&why));
            }
            last = next;
        }
        Ok(())
    }
}

/// The columns of the table.
struct Columns {
    code: u32,
    title: Option<u32>,
    area: Option<u32>,
    group: Option<u32>,
    low: u32,
    mid: u32,
    high: u32,
}

impl Columns {
    /// The columns, or those that are missing.
    fn of(header: &Header) -> Result<Self, Vec<&'static str>> {
        let names = ["OCC_CODE", "A_PCT25", "A_MEDIAN", "A_PCT75"];
        let column = |name: &str| header.column(&[&name.to_lowercase().replace('_', " ")]);
        let found = names.map(column);
        let [Some(code), Some(low), Some(mid), Some(high)] = found else {
            let missing = names.into_iter().zip(found);
            let missing = missing.filter(|(_, found)| found.is_none());
            return Err(missing.map(|(name, _)| name).collect());
        };
        Ok(Self {
            code,
            title: column("OCC_TITLE"),
            area: column("AREA_TITLE"),
            group: column("O_GROUP"),
            low,
            mid,
            high,
        })
    }
}

impl Wages {
    /// Reads the table from a workbook or from a text.
    pub fn read(name: &str, bytes: Vec<u8>, as_of: Option<Date>) -> Result<Self, ImportError> {
        let as_of = as_of.or_else(|| date(name));
        workbook::refuse_others(name, &bytes)?;
        let grids = if is_archive(&bytes) {
            let mut workbook = Workbook::open(name, &bytes)?;
            let sheets = 0..workbook.sheets.len();
            sheets
                .map(|sheet| workbook.grid(sheet))
                .collect::<Result<Vec<_>, _>>()?
        } else {
            vec![delimited::grid(decoded(name.to_owned(), bytes)?)?]
        };
        let mut missing: Option<Vec<&'static str>> = None;
        for grid in &grids {
            for row in grid.rows.iter().take(LEAD) {
                match Columns::of(&Header::of(row)) {
                    Ok(columns) => return Self::of(as_of, grid, row.number, &columns),
                    Err(names) => {
                        if missing
                            .as_ref()
                            .is_none_or(|least| names.len() < least.len())
                        {
                            missing = Some(names);
                        }
                    }
                }
            }
        }
        let missing = missing.unwrap_or_default().join(", ");
        let message = format!("`{name}` is no table of wages: it has no column {missing}");
        let help = "expected the national table of https://www.bls.gov/oes/tables.htm".to_owned();
        Err(ImportError::Input(UsageError::new(message).help(help)))
    }

    fn of(
        as_of: Option<Date>,
        grid: &Grid,
        header: u32,
        columns: &Columns,
    ) -> Result<Self, ImportError> {
        let mut area: Option<SmolStr> = None;
        let mut wages = HashMap::new();
        for row in grid.rows.iter().filter(|row| row.number > header) {
            let own = columns.area.map(|column| row.get(column));
            if let (Some(first), Some(own)) = (&area, own)
                && first != own
            {
                let why = format!(
                    "cell {}: a second area, `{own}` besides `{first}`; keep the rows of one area",
                    cell_name(row.number, columns.area.unwrap_or_default())
                );
                return Err(grid.error(&why));
            }
            area = area.or(own.cloned());
            let group = columns.group.map(|column| row.get(column).to_lowercase());
            if group.is_some_and(|group| group != "detailed") {
                continue;
            }
            let code = row.get(columns.code);
            let wage = Wage {
                title: columns.title.map(|column| row.get(column).clone()),
                low: amount(grid, row, columns.low)?,
                mid: amount(grid, row, columns.mid)?,
                high: amount(grid, row, columns.high)?,
            };
            wage.ensure_in_order(grid, row, columns)?;
            if wages.insert(code.clone(), wage).is_some() {
                let cell = cell_name(row.number, columns.code);
                let why = format!(
                    "cell {cell}: `{code}` has a row already; keep one for each occupation"
                );
                return Err(grid.error(&why));
            }
        }
        if wages.is_empty() {
            return Err(grid.error("it has no occupation"));
        }
        let area = area.map(|area| {
            if area == "U.S." {
                "US".into()
            } else {
                area.to_string()
            }
        });
        Ok(Self {
            origin: Origin {
                title: "Occupational Employment and Wage Statistics".to_owned(),
                publisher: Some("U.S. Bureau of Labor Statistics".to_owned()),
                url: Some("https://www.bls.gov/oes/".to_owned()),
                as_of,
                licence: Some("public domain".to_owned()),
                note: Some("Wages of employees a year, without overtime and premium pay; of all who are in an occupation.".to_owned()),
            },
            area,
            by_code: wages,
        })
    }

    /// Whether it is known when the wages were paid.
    pub fn has_date(&self) -> bool {
        self.origin.as_of.is_some()
    }

    /// Names the table as a source, and its market as that of the ladder.
    pub fn cite(&self, document: &mut LadderDocument) {
        let mut own = LadderDocument::default();
        self.origin.cite(SOURCE, &mut own);
        if let (Some(sources), Field::Valid(own)) = (document.sources.valid_mut(), own.sources) {
            sources.0.extend(own.0);
        }
        document.market = Field::Valid(MarketEntry {
            region: self.area.as_deref().map_or(Field::Absent, prose),
            currency: Field::Valid(CurrencyCode(SmolStr::new_static("USD"))),
            basis: Field::Valid(BasisName(SmolStr::new_static(Basis::Base.name()))),
            ..MarketEntry::default()
        });
    }

    /// What an occupation pays; absent where the table does not say.
    pub fn pay(&self, occupation: &str) -> Field<OneOrMore<PayEntry>> {
        let (code, part) = occupation.split_once('.').unwrap_or((occupation, "00"));
        let Some(wage) = self.by_code.get(code) else {
            return Field::Absent;
        };
        let given = |amount: Option<f64>| {
            amount.map_or(Field::Absent, |amount| Field::Valid(Amount(amount)))
        };
        let has_end = wage.low.is_some() || wage.high.is_some();
        if [wage.low, wage.mid, wage.high].iter().all(Option::is_none) {
            return Field::Absent;
        }
        // A detailed occupation of O*NET is a part of one of the labour statistics.
        let is_part = part != "00";
        let title = wage.title.as_deref().unwrap_or_default();
        let entry = PayEntry {
            low: given(wage.low),
            mid: given(wage.mid),
            high: given(wage.high),
            rare: Some(Box::new(PayDetails {
                range: if has_end {
                    Field::Valid(PayRangeText(SmolStr::new_static("P25-P75")))
                } else {
                    Field::Absent
                },
                population: if is_part {
                    prose(format!("all of {code} {title}").trim_end())
                } else {
                    Field::Absent
                },
                source: Field::Valid(Id(SmolStr::new_static(SOURCE))),
                ..PayDetails::default()
            })),
            ..PayEntry::default()
        };
        Field::Valid(entry.into())
    }
}

/// A wage; `None` where it is not published: `*` is unknown, `#` is above the highest figure.
fn amount(grid: &Grid, row: &Row, column: u32) -> Result<Option<f64>, ImportError> {
    let text = row.get(column);
    if matches!(text.as_str(), "" | "*" | "**" | "#") {
        return Ok(None);
    }
    let number = text.replace([',', '$'], "").parse::<f64>().ok();
    let number = number.filter(|number| *number > 0.0 && number.is_finite());
    if number.is_none() {
        let cell = cell_name(row.number, column);
        let why = format!("cell {cell}: `{text}` is no wage; expected a number, `*` or `#`");
        return Err(grid.error(&why));
    }
    Ok(number)
}

/// The month that a table describes by its name, such as `national_M2025_dl.xlsx`: `M` is May.
fn date(name: &str) -> Option<Date> {
    let (_, rest) = name.rsplit_once("_M")?;
    Date::parse(&format!("{}-05", rest.get(..4)?))
}
