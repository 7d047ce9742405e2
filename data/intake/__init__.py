"""An article in, proposals out: rows whose every cell points to the words it was read from."""
