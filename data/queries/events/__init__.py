"""What happened and what is announced."""
