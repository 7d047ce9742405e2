"""What every page stands in: the clocks, search, meetings, the sidebar."""
