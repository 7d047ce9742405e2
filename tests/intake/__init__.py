"""What must hold of an article that is taken in, and of what is proposed from it."""
