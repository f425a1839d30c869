//! Looking through a table a stretch at a time: each stretch goes on where the one before has stopped, so that all together take as
//! long as the table, and none takes long.

/// How many rows are looked at for each that may be changed: that takes so much less.
const LOOKED_AT: usize = 4;

/// How many rows a stretch has at most, of which so many may be changed.
pub fn stretch(limit: usize) -> usize {
    limit * LOOKED_AT
}

/// The rows of a stretch up to the last that may be changed, and whether none are left behind them.
pub fn seen<R>(rows: &[R], limit: usize, is_changed: impl Fn(&R) -> bool) -> (&[R], bool) {
    let mut changed = 0;
    let end = rows.iter().position(|row| {
        changed += usize::from(is_changed(row));
        changed > limit
    });
    match end {
        Some(end) => (&rows[..end], false),
        None => (rows, rows.len() < stretch(limit)),
    }
}

#[cfg(test)]
mod tests {
    use super::seen;

    #[test]
    fn a_stretch_ends_where_enough_is_to_be_changed() {
        let rows: Vec<usize> = (0..20).collect();
        for (limit, every, wanted) in [
            (2, 1, (2, false)),
            (2, 5, (10, false)),
            // All of them are seen, but there may be more.
            (2, 11, (20, false)),
            (6, 11, (20, true)),
            (20, 1, (20, true)),
        ] {
            let (seen, is_all) = seen(&rows, limit, |row| row % every == 0);
            assert_eq!((seen.len(), is_all), wanted, "{limit} {every}");
        }
        assert_eq!(seen(&[] as &[usize], 1, |_| true), (&[][..], true));
    }
}
