"""Where forces and meetings are, and how many forces."""
