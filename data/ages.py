"""How old a report is: the classes in which the map fades its marks, and the reader filters."""

FRESH_DAYS = 14  # what a reader before a meeting calls new
RECENT_DAYS = 42  # six weeks: build-ups are counted in weeks; older marks fade
AGES = ("new", "recent", "old")
AGE_WORDS = {
    "new": f"to {FRESH_DAYS} days",
    "recent": f"to {RECENT_DAYS // 7} weeks",
    "old": "older",
}
