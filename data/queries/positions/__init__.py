"""Where the parties stand, and how far apart."""
