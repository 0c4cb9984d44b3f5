//! The lines in which two texts differ.

/// Lines of one text, and those that stand in their place in another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hunk<'text> {
    /// The number of the first line in the old text, counted from 1.
    pub old: usize,
    /// The number of the first line in the new text, counted from 1.
    pub new: usize,
    /// The lines of the old text.
    pub removed: Vec<&'text str>,
    /// The lines of the new text.
    pub added: Vec<&'text str>,
}

/// The greatest number of lines that are looked at ahead for the next common one.
const AHEAD: usize = 100;

/// The lines in which two texts differ, in their order.
pub fn hunks<'text>(old: &'text str, new: &'text str) -> Vec<Hunk<'text>> {
    let (old, new): (Vec<_>, Vec<_>) = (old.lines().collect(), new.lines().collect());
    let ends = old.iter().rev().zip(new.iter().rev());
    let mut same_end = ends.take_while(|(one, other)| one == other).count();
    let (mut here, mut there) = (0, 0);
    let mut hunks = Vec::new();
    loop {
        while here < old.len() && there < new.len() && old[here] == new[there] {
            (here, there) = (here + 1, there + 1);
        }
        same_end = same_end.min(old.len() - here).min(new.len() - there);
        let left = (old.len() - same_end - here, new.len() - same_end - there);
        if left == (0, 0) {
            return hunks;
        }
        let (removed, added) = next_common(&old[here..here + left.0], &new[there..there + left.1]);
        hunks.push(Hunk {
            old: here + 1,
            new: there + 1,
            removed: old[here..here + removed].to_vec(),
            added: new[there..there + added].to_vec(),
        });
        (here, there) = (here + removed, there + added);
    }
}

/// How many lines of each come before the first line that both have.
fn next_common(old: &[&str], new: &[&str]) -> (usize, usize) {
    for distance in 1..AHEAD {
        for removed in 0..=distance {
            let added = distance - removed;
            if let (Some(one), Some(other)) = (old.get(removed), new.get(added))
                && one == other
            {
                return (removed, added);
            }
        }
    }
    (old.len(), new.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_lines_that_differ_are_in_a_hunk() {
        let shown = |old: &str, new: &str| {
            let hunks = hunks(old, new);
            let hunks = hunks.iter().map(|hunk| {
                let (removed, added) = (hunk.removed.join(""), hunk.added.join(""));
                format!("{}-{removed} {}+{added}", hunk.old, hunk.new)
            });
            hunks.collect::<Vec<_>>().join(", ")
        };
        for (old, new, expected) in [
            ("a\nb\n", "a\nb\n", ""),
            ("a\nb\nc\n", "a\nx\nc\n", "2-b 2+x"),
            ("a\nb\nc", "a\nx\ny\nc\nd", "2-b 2+xy, 4- 5+d"),
            ("a\nb\nc\nd\ne", "x\nb\nc\nd\ny", "1-a 1+x, 5-e 5+y"),
            ("a\nb\nb\nc", "a\nb\nc", "3-b 3+"),
            ("", "a\n", "1- 1+a"),
            ("a\r\nb\r\n", "a\r\nc\r\n", "2-b 2+c"),
        ] {
            assert_eq!(shown(old, new), expected, "{old:?} {new:?}");
        }
    }
}
