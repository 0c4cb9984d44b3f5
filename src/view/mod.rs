//! The shapes that an answer can be shown in: a sheet, a diagram, and a page made of both. An answer
//! says once what it shows; how that looks is for the formats to decide.

mod advert;
mod bars;
mod certification;
mod change;
mod columns;
mod compare;
mod cross_table;
mod diagram;
mod diff;
mod display;
mod due;
mod event;
mod find;
mod findings;
mod gantt;
mod gaps;
mod like;
mod matches;
mod matrix;
mod meaning;
mod move_text;
mod next;
mod no_route;
mod overview;
mod page;
mod path;
mod pay;
mod plan;
mod progress;
mod prose;
mod records;
mod report;
mod role;
mod role_screen;
mod sheet;
mod skill;
mod sources;
mod styled_text;
mod table;
mod team;
mod unlock;
mod what_if;

pub use bars::{Bar, Bars, Point};
pub use cross_table::{CrossTable, Heading, Legend, ROLE, explained_signs};
pub use diagram::{Diagram, DiagramEdge, DiagramNode, DiagramPart, Mark};
pub use display::{AT_LEAST, ESTIMATED, UNBROKEN, amount, counted, list, quoted};
pub use event::Event;
pub use gantt::{BarKind, Gantt, GanttBar, GanttLane, Milestone};
pub use page::{MakeSections, Page, Part};
pub use prose::{briefly, first_line, prose, prose_in};
pub use records::{Records, Value};
pub use sheet::{Body, Carried, CarriedOption, Next, Section, Sheet, Todo};
pub use styled_text::{StyledText, TextStyle};
pub use table::{Align, Header, Table};
pub use what_if::sentence as what_if;

use crate::query::Day;
use columns::Columns;
use sources::Sources;

/// An answer that can be shown in every format.
pub trait View {
    /// The name of the answer in JSON.
    fn name(&self) -> &'static str;

    /// The answer for people.
    fn sheet(&self) -> Sheet;

    /// The answer for a screen: the first rows of what is long, about this many, and what is left out.
    fn screen(&self, _rows: usize) -> Sheet {
        self.sheet()
    }

    /// The answer to hand in: the sheet, unless it has a form of its own.
    fn document(&self) -> Sheet {
        self.sheet()
    }

    /// The page whose sections are the sheet and the document, of an answer that can be too large to be held as a whole.
    fn paged(&self) -> Option<Page<'_>> {
        None
    }

    /// The answer for programs, as one table.
    fn records(&self) -> Records;

    /// The boxes and edges of an answer that is a picture.
    fn diagram(&self) -> Option<Diagram> {
        None
    }

    /// The line of days of an answer that is a plan.
    fn gantt(&self) -> Option<Gantt> {
        None
    }

    /// The answer as a document of its own.
    fn page(&self) -> Page<'_> {
        Page::of(self.document(), &|| self.diagram())
    }

    /// The day of the answer, and the days of a calendar of one that is dated.
    fn events(&self) -> Option<(Day, Vec<Event>)> {
        None
    }
}
