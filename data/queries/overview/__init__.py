"""What draws on every table: the situation, changes, headlines, search results, one row."""
