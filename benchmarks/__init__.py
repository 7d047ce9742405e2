"""What the README claims about speed, re-runnable."""
