"""A record as one spreadsheet workbook: written, read, and brought into a package's folder."""
