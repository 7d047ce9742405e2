"""The builders of what is committed."""
