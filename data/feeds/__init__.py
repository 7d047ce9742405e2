"""Machine-coded feeds of events beside the record, on the same two clocks.

The only place that imports Ibis, DuckDB or H3, and each of them on use only: an app without feeds
starts as it would without this folder.
"""
