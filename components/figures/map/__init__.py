"""Maps: of forces, of venues, of one place."""
