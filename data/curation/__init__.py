"""A record that lives: its changes, the one writer of them, their log, and how they are undone."""
