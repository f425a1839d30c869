//! Which rows of a long list are made: the ones in sight and a few around them.

/// Browsers stop at some height of an element (Chrome at 33.5 million px, half that on a fine screen; Firefox ignores
/// heights above 17.9 million). Longer lists scroll in larger steps instead.
const MAX_HEIGHT: f64 = 12_000_000.0;

/// Rows made above and below what is in sight, so that a scroll does not show blanks.
const OVERSCAN: usize = 8;

/// The part of a list that is in sight.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Window {
    /// The first row made.
    pub first: usize,
    /// One past the last row made.
    pub end: usize,
    /// Where the first row made stands from the top of the scrolled content, px.
    pub top: f64,
    /// The height of the scrolled content, px.
    pub height: f64,
}

/// The height that a list takes, px.
fn height(rows: usize, row_height: f64) -> f64 {
    (as_f64(rows) * row_height).min(MAX_HEIGHT)
}

/// The window on `rows` rows of `row_height` px, in a view of `view` px scrolled down by `scroll` px.
#[must_use]
pub fn window(rows: usize, row_height: f64, view: f64, scroll: f64) -> Window {
    let height = height(rows, row_height);
    let full = as_f64(rows) * row_height;
    let travel = (height - view).max(0.0);
    let scroll = scroll.clamp(0.0, travel);
    // Where the view stands in the list as if it had its full height.
    let virtual_scroll = if travel > 0.0 { scroll / travel * (full - view).max(0.0) } else { 0.0 };
    let first = as_index(virtual_scroll / row_height).saturating_sub(OVERSCAN).min(rows);
    let end = (as_index((virtual_scroll + view) / row_height) + 1 + OVERSCAN).min(rows);
    Window { first, end, top: scroll - virtual_scroll + as_f64(first) * row_height, height }
}

/// The scroll that brings row `row` into sight, `None` if it is already.
#[must_use]
pub fn scroll_to(row: usize, rows: usize, row_height: f64, view: f64, scroll: f64) -> Option<f64> {
    let height = height(rows, row_height);
    let full = as_f64(rows) * row_height;
    let travel = (height - view).max(0.0);
    let virtual_travel = (full - view).max(0.0);
    if travel <= 0.0 || virtual_travel <= 0.0 {
        return None;
    }
    let virtual_scroll = scroll.clamp(0.0, travel) / travel * virtual_travel;
    let top = as_f64(row) * row_height;
    let wanted = if top < virtual_scroll {
        top
    } else if top + row_height > virtual_scroll + view {
        top + row_height - view
    } else {
        return None;
    };
    Some((wanted / virtual_travel * travel).clamp(0.0, travel))
}

#[expect(clippy::cast_precision_loss, reason = "row counts are far below 2^53")]
fn as_f64(rows: usize) -> f64 {
    rows as f64
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to what a list can hold"
)]
fn as_index(at: f64) -> usize {
    at.max(0.0) as usize
}

#[cfg(test)]
mod tests {
    use super::{MAX_HEIGHT, scroll_to, window};

    #[test]
    fn a_short_list_is_made_whole() {
        let w = window(5, 40.0, 400.0, 0.0);
        assert_eq!((w.first, w.end), (0, 5));
        assert!((w.height - 200.0).abs() < f64::EPSILON);
    }

    #[test]
    fn an_empty_list_has_no_rows_and_no_height() {
        let w = window(0, 40.0, 400.0, 100.0);
        assert_eq!((w.first, w.end), (0, 0));
        assert!(w.height.abs() < f64::EPSILON);
    }

    #[test]
    fn rows_in_sight_are_always_made_and_stand_where_they_are_seen() {
        for rows in [11, 1_000, 100_000, 1_000_000, 5_000_000] {
            let height = window(rows, 40.0, 400.0, 0.0).height;
            assert!(height <= MAX_HEIGHT);
            for step in 0..=20 {
                let scroll = (height - 400.0) * f64::from(step) / 20.0;
                let w = window(rows, 40.0, 400.0, scroll);
                assert!(w.top <= scroll + 0.5, "{rows} rows at {scroll}: {w:?}");
                let made = 40.0 * f64::from(u32::try_from(w.end - w.first).expect("few"));
                assert!(w.top + made >= scroll + 399.5, "{rows} rows at {scroll}: {w:?}");
            }
        }
    }

    #[test]
    fn the_last_row_is_reached_at_the_end_of_the_scroll() {
        for rows in [100, 1_000_000] {
            let height = window(rows, 40.0, 400.0, 0.0).height;
            assert_eq!(window(rows, 40.0, 400.0, height).end, rows);
        }
    }

    #[test]
    fn scrolling_to_a_row_brings_it_into_the_window() {
        for rows in [100, 1_000_000] {
            for row in [0, 1, rows / 2, rows - 1] {
                let scroll = scroll_to(row, rows, 40.0, 400.0, 0.0).unwrap_or(0.0);
                let w = window(rows, 40.0, 400.0, scroll);
                assert!(w.first <= row && row < w.end, "row {row} of {rows}: {w:?}");
            }
        }
        assert_eq!(scroll_to(3, 100, 40.0, 400.0, 0.0), None, "already in sight");
    }
}
