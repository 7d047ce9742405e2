"""What a mark of the map says where the pointer rests on it."""

from typing import Any

from data.direction import balance


def write_tip(mark: Any) -> str:
    """Return what a row of `placing.sized` says, in lines."""
    age = "today" if mark.days == 0 else f"{mark.days} day{'s' * (mark.days > 1)} old"
    lines = [
        mark.place,
        f"{mark.force_name}, {mark.status_name} · {mark.at_label}, {age}",
        *balance([mark.what if len(mark.what) < 130 else f"{mark.what[:127]}..."]),
        mark.people,
        f"{mark.basis_name}; {mark.credit}",
        mark.news_label[:1].upper() + mark.news_label[1:],
    ]
    return "\n".join(line for line in lines if line)
