"""A brief as slides: what each says, its layout, how large its words are, and the file."""
