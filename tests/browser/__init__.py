"""What a reader's browser must and must not show."""
