"""What must hold of a record that lives: its writer, its log, what is undone."""
