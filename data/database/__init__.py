"""Records in PostgreSQL: the same tables, log, proposals and articles as in a folder."""
