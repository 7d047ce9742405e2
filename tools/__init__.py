"""Builders of what is committed; the app imports none of them."""
