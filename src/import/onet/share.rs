//! Shares of answers, and what half of them name.

use super::database::Figure;

/// How many in a hundred of those asked named each category of a scale; the first category is 1.
#[derive(Debug, Default, Clone, Copy)]
pub struct Shares {
    figures: [Option<Figure>; MOST],
}

/// The most categories of a scale.
const MOST: usize = 12;
/// What shares may be short of a hundred by rounding.
const ROUNDING: f64 = 0.5;
/// What they may be more than a hundred, if each is rounded to a tenth.
const MOST_ROUNDING: f64 = 0.6;

impl Shares {
    /// Sets the share of a category; whether it was not set before.
    pub fn set(&mut self, category: usize, figure: Figure) -> bool {
        let known = &mut self.figures[category - 1];
        known.replace(figure).is_none()
    }

    /// Whether no category has a row.
    pub fn is_empty(&self) -> bool {
        self.figures.iter().all(Option::is_none)
    }

    /// What the shares come to, where that is more than the rounding of each can make of a hundred.
    pub fn excess(&self) -> Option<f64> {
        let sum: f64 = self.figures.iter().copied().filter_map(known).sum();
        (sum > 100.0 + MOST_ROUNDING).then_some(sum)
    }

    /// Between which categories the median lies, of a scale of so many: it is not sharper than the shares that
    /// are known. `None`: no share is known.
    pub fn median(&self, count: usize) -> Option<(usize, usize)> {
        let figures = &self.figures[..count];
        let shares: Vec<f64> = figures
            .iter()
            .map(|figure| known(*figure).unwrap_or_default())
            .collect();
        let sum: f64 = shares.iter().sum();
        let rest = 100.0 - sum;
        let mut open = (0..count).filter(|position| known(figures[*position]).is_none());
        let first = open.next();
        let ends = first.map(|first| (first, open.next_back().unwrap_or(first)));
        if sum <= 0.0 {
            return None;
        }
        Some(match ends.filter(|_| rest > ROUNDING) {
            None => (middle(&shares, 0, 0.0), middle(&shares, 0, 0.0)),
            // The rest may be anywhere among the categories that are not known.
            Some((first, last)) => (middle(&shares, first, rest), middle(&shares, last, rest)),
        })
    }
}

fn known(figure: Option<Figure>) -> Option<f64> {
    match figure {
        Some(Figure::Known(share)) => Some(share),
        _ => None,
    }
}

/// The category at which half of the shares are reached, with so much more at a position.
fn middle(shares: &[f64], position: usize, more: f64) -> usize {
    let all: f64 = shares.iter().sum();
    let mut sum = 0.0;
    for (category, share) in shares.iter().enumerate() {
        sum += share + if category == position { more } else { 0.0 };
        if sum * 2.0 >= all + more {
            return category + 1;
        }
    }
    shares.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shares(figures: &[Figure]) -> Shares {
        let mut shares = Shares::default();
        for (figure, category) in figures.iter().zip(1..) {
            assert!(shares.set(category, *figure));
        }
        shares
    }

    #[test]
    fn the_median_is_no_sharper_than_the_shares() {
        let [none, hidden] = [Figure::Missing, Figure::Suppressed];
        let of = |share| Figure::Known(share);
        for (figures, median) in [
            (&[of(20.0), of(40.0), of(40.0)][..], Some((2, 2))),
            // Half of the answers is enough.
            (&[of(50.0), of(50.0)], Some((1, 1))),
            // Rounded shares.
            (&[of(33.3), of(33.3), of(33.3)], Some((2, 2))),
            // Too little is hidden to matter.
            (&[of(10.0), of(85.0), hidden], Some((2, 2))),
            (&[of(45.0), hidden, of(45.0)], Some((2, 2))),
            (&[hidden, of(45.0), of(45.0), hidden], Some((2, 3))),
            (&[none, of(20.0), none], Some((1, 3))),
            // A category that is not listed may be what the rest named.
            (&[of(40.0), of(5.0)], Some((3, 3))),
            (&[hidden, none], None),
            (&[], None),
        ] {
            assert_eq!(
                shares(figures).median(3.max(figures.len())),
                median,
                "{figures:?}"
            );
        }
    }
}
