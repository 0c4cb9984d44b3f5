//! Facts: sentences about an entry that are no figures.

use crate::load::{
    codec::prelude::*,
    types::{Id, Title},
};

entries! {
    /// A sentence that is known, by itself or with the source of its own.
    FactEntry "a fact" {
        short text: Title,
        optional source: Id,
    }
}
