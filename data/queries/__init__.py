"""Every mask, merge and group-by that a page needs: (record as seen, view) -> frame."""
