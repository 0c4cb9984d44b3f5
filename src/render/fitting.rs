//! The greatest size of a text that fits in so many lines.

/// Searches for the greatest size that takes no more than `limit` lines, between one that fits and one that does not,
/// each with its lines. A greater size takes no fewer lines.
///
/// To measure a size takes long, so it is guessed from the lines. After two guesses that leave more than half of the
/// sizes, the rest is halved.
pub fn search(
    limit: usize,
    (mut fits, mut fewer): (usize, usize),
    (mut too_large, mut more): (usize, usize),
    mut measure: impl FnMut(usize) -> usize,
) -> usize {
    let mut far = 0;
    // What is larger mostly takes a line more for each size, or as many as before.
    let mut grown = (1, 1);
    while too_large > fits + 1 {
        let sizes = too_large - fits;
        // Half a line more than is left: the greatest size is asked for.
        let half_lines = 2 * limit.saturating_sub(fewer) + 1;
        let steps = |(sizes, lines): (usize, usize)| half_lines * sizes / (2 * lines.max(1));
        let size = if far == 2 {
            far = 0;
            usize::midpoint(fits, too_large)
        } else {
            let all = (sizes, more.saturating_sub(fewer));
            (fits + steps(all).min(steps(grown))).clamp(fits + 1, too_large - 1)
        };
        let lines = measure(size);
        if lines <= limit {
            grown = (size - fits, lines.saturating_sub(fewer));
            (fits, fewer) = (size, lines);
        } else {
            (too_large, more) = (size, lines);
        }
        far = if 2 * (too_large - fits) > sizes {
            far + 1
        } else {
            0
        };
    }
    fits
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Searches in the lines of the sizes from 1 on, the last of which is too large; counts what is measured.
    fn searched(limit: usize, lines: &[usize]) -> (usize, usize) {
        let mut count = 0;
        let largest = (lines.len(), lines[lines.len() - 1]);
        let found = search(limit, (1, lines[0]), largest, |size| {
            assert!(size > 1 && size < lines.len(), "{size} is known");
            count += 1;
            lines[size - 1]
        });
        (found, count)
    }

    /// The lines of so many sizes each.
    fn runs(runs: &[(usize, usize)]) -> Vec<usize> {
        let runs = runs.iter();
        runs.flat_map(|(sizes, lines)| vec![*lines; *sizes])
            .collect()
    }

    #[test]
    fn a_size_is_found_by_few_guesses() {
        // A line, two or three for each size.
        for each in 1..=3 {
            for first in 10..35 {
                let lines: Vec<usize> = (0..40).map(|size| first + size * each).collect();
                let (found, count) = searched(40, &lines);
                assert_eq!(found, (40 - first) / each + 1);
                assert!(count <= 3, "{count} for {each}, {first}");
            }
        }
        // Gaps: a table begins at the sixth size, and ends at the twenty-first.
        let gaps = [
            16, 22, 25, 27, 30, 40, 40, 42, 47, 50, 53, 55, 57, 58, 60, 63, 67,
        ];
        let gaps = [&gaps[..], &[70; 23]].concat();
        assert_eq!(searched(40, &gaps), (7, 3));
        // Routes: most sizes take as many lines as the one before.
        let routes = runs(&[(3, 20), (4, 21), (5, 24), (11, 35), (16, 40), (1, 41)]);
        let (found, count) = searched(40, &routes);
        assert_eq!(found, 39);
        assert!(count <= 7, "{count}");
    }

    #[test]
    fn the_greatest_size_is_found_wherever_the_lines_grow() {
        let mut most = 0;
        for fitting in 1..40 {
            for growing in 1..40 {
                for [few, many, too_many] in [[40, 40, 41], [10, 40, 41], [39, 40, 900], [1, 2, 41]]
                {
                    let line = |size| match size {
                        size if size > fitting => too_many,
                        size if size > growing => many,
                        _ => few,
                    };
                    let lines: Vec<usize> = (1..=40).map(line).collect();
                    let (found, count) = searched(40, &lines);
                    assert_eq!(found, fitting);
                    most = most.max(count);
                }
            }
        }
        // Halving alone takes up to six.
        assert!(most <= 12, "{most}");
    }
}
