"""What the record rests on."""
