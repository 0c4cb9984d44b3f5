//! The stable names of the problems, how much each matters, and the page that explains it.

use crate::vocabulary::Severity;

use std::fmt;

use serde::{Serialize, Serializer};

/// One line a code: how much it matters, its variant and its name, which is also that of its page.
macro_rules! codes {
    ($($severity:ident $code:ident $name:literal,)*) => {
        /// What kind of problem it is; its name is what users look up and what scripts match.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = concat!("The problem `", $name, "`.")] $code,)*
        }

        impl Code {
            /// All codes, the errors first.
            pub const ALL: &[Self] = &[$(Self::$code,)*];

            /// The stable name.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$code => $name,)*
                }
            }

            /// How much a problem of this kind matters.
            pub fn severity(self) -> Severity {
                match self {
                    $(Self::$code => Severity::$severity,)*
                }
            }

            /// What the problem is and how it is mended, with an example of both.
            pub fn page(self) -> &'static str {
                match self {
                    $(Self::$code => include_str!(concat!("pages/", $name, ".md")),)*
                }
            }
        }
    };
}

codes! {
    Error Encoding "encoding",
    Error Syntax "syntax",
    Error TooDeep "too-deep",
    Error TooManyAliases "too-many-aliases",
    Error Empty "empty",
    Error WrongType "wrong-type",
    Error UnknownKey "unknown-key",
    Error MissingKey "missing-key",
    Error RepeatedKey "repeated-key",
    Error InvalidInclude "invalid-include",
    Error CircularInclude "circular-include",
    Error RepeatedInclude "repeated-include",
    Error RepeatedName "repeated-name",
    Error InvalidId "invalid-id",
    Error InvalidDate "invalid-date",
    Error InvalidNumber "invalid-number",
    Error InvalidPay "invalid-pay",
    Error InvalidCurrency "invalid-currency",
    Error InvalidLevel "invalid-level",
    Error InvalidGroup "invalid-group",
    Error InvalidPoints "invalid-points",
    Error UnknownTrack "unknown-track",
    Error UnknownSource "unknown-source",
    Error UnknownSkill "unknown-skill",
    Error UnknownCertification "unknown-certification",
    Error UnknownRole "unknown-role",
    Error UnknownLevel "unknown-level",
    Error UnknownWord "unknown-word",
    Error SplitGroup "split-group",
    Error CircularExtends "circular-extends",
    Error TooManyInherited "too-many-inherited",
    Error CircularPromotions "circular-promotions",
    Error CircularNeeds "circular-needs",
    Error CircularReplacements "circular-replacements",
    Warning HiddenCharacter "hidden-character",
    Warning UnreachableRole "unreachable-role",
    Warning DeadEnd "dead-end",
    Warning FallingPay "falling-pay",
    Warning DoubtfulPay "doubtful-pay",
    Warning DoubtfulDuration "doubtful-duration",
    Warning FallingGrade "falling-grade",
    Warning FallingYears "falling-years",
    Warning SharesOverOne "shares-over-one",
    Warning RetiredCertification "retired-certification",
    Warning UnrequiredNeed "unrequired-need",
    Warning UnraisedPromotion "unraised-promotion",
    Warning UnneededRequirement "unneeded-requirement",
    Warning RequiredAlternative "required-alternative",
    Warning UnsourcedFigure "unsourced-figure",
    Warning CollidingName "colliding-name",
    Warning UnmatchedName "unmatched-name",
    Warning DoubledSkill "doubled-skill",
    Warning DoubtfulDate "doubtful-date",
    Warning FutureDate "future-date",
    Warning UnusedLearning "unused-learning",
    Warning UnneededAccept "unneeded-accept",
    Note NoEntryRole "no-entry-role",
    Note FallingLevel "falling-level",
    Note OldSource "old-source",
    Note WiderPopulation "wider-population",
    Note ExpiredCertification "expired-certification",
}

impl Code {
    /// Finds a code by its name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.name() == name)
    }

    /// The problem in one line: the heading of its page.
    pub fn summary(self) -> &'static str {
        let heading = self.page().lines().next().unwrap_or_default();
        heading.trim_start_matches("# ")
    }
}

/// All codes.
#[derive(Debug, Serialize)]
pub struct Catalogue {
    /// All codes, the errors first.
    pub codes: Vec<Entry>,
}

/// A code, how much it matters, and the problem in one line.
#[derive(Debug, Serialize)]
pub struct Entry {
    /// The code.
    pub code: Code,
    /// How much it matters.
    pub severity: Severity,
    /// The heading of its page.
    pub summary: &'static str,
}

impl Default for Catalogue {
    fn default() -> Self {
        let codes = Code::ALL.iter().map(|code| Entry {
            code: *code,
            severity: code.severity(),
            summary: code.summary(),
        });
        Self {
            codes: codes.collect(),
        }
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
