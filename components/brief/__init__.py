"""Briefs: one plain model of what is on record, and renderers that draw it and nothing else."""
