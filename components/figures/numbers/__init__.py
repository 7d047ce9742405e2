"""Numbers over time: estimates, distances, and how a stance moved."""
