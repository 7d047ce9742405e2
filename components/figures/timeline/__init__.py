"""Time: the timeline, its brush, the weeks of the Situation page, the replay's histogram."""
