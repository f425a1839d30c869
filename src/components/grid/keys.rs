//! Where a key leads in a grid.

/// A cell: row and column on the screen, from 0; column 0 is the check box.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct At {
    /// The row.
    pub row: usize,
    /// The column.
    pub column: usize,
}

/// The cell that a key leads to from `at`, in a grid of `rows` by `columns` with `page` rows in sight; `None` for a key
/// that leads nowhere.
#[must_use]
pub fn target(key: &str, control: bool, at: At, rows: usize, columns: usize, page: usize) -> Option<At> {
    let last_row = rows.checked_sub(1)?;
    let last_column = columns.checked_sub(1)?;
    let At { row, column } = at;
    let (row, column) = match key {
        "ArrowDown" => (row + 1, column),
        "ArrowUp" => (row.saturating_sub(1), column),
        "ArrowRight" => (row, column + 1),
        "ArrowLeft" => (row, column.saturating_sub(1)),
        "PageDown" => (row + page, column),
        "PageUp" => (row.saturating_sub(page), column),
        "Home" if control => (0, 0),
        "End" if control => (last_row, last_column),
        "Home" => (row, 0),
        "End" => (row, last_column),
        _ => return None,
    };
    Some(At { row: row.min(last_row), column: column.min(last_column) })
}

#[cfg(test)]
mod tests {
    use super::{At, target};

    #[test]
    fn keys_lead_where_they_should() {
        #[rustfmt::skip]
        let cases = [
            // key, control, from, to (10 rows, 4 columns, 3 in sight)
            ("ArrowDown",  false, (0, 0), Some((1, 0))),
            ("ArrowDown",  false, (9, 2), Some((9, 2))),
            ("ArrowUp",    false, (0, 1), Some((0, 1))),
            ("ArrowRight", false, (3, 3), Some((3, 3))),
            ("ArrowLeft",  false, (3, 1), Some((3, 0))),
            ("PageDown",   false, (8, 1), Some((9, 1))),
            ("PageUp",     false, (5, 1), Some((2, 1))),
            ("Home",       false, (5, 3), Some((5, 0))),
            ("End",        false, (5, 0), Some((5, 3))),
            ("Home",       true,  (5, 3), Some((0, 0))),
            ("End",        true,  (5, 0), Some((9, 3))),
            ("a",          false, (5, 0), None),
        ];
        for (key, control, (row, column), wanted) in cases {
            let to = target(key, control, At { row, column }, 10, 4, 3);
            assert_eq!(to.map(|at| (at.row, at.column)), wanted, "{key} from {row},{column}");
        }
    }

    #[test]
    fn an_empty_grid_leads_nowhere() {
        assert_eq!(target("ArrowDown", false, At::default(), 0, 4, 3), None);
    }
}
