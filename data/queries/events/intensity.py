"""How hostile or cooperative the events were: a trailing mean."""

import pandas as pd

from data.load import INSTANT

RECENT = pd.Timedelta(days=7)
# A mean of one or two events is a rumour, not a curve.
FEWEST_IN_MEAN = 3


def intensity_curve(
    events: pd.DataFrame, start: pd.Timestamp, moment: pd.Timestamp
) -> pd.DataFrame:
    """Return the trailing seven-day mean of intensity, one row a day from `start` to `moment`.

    Columns: `at` (UTC, the end of each day, last `moment` itself), `mean` (missing where fewer
    than three events lie in the seven days before), `count`. A value uses no event that began
    after its `at`. Events dated to a month or a year are left out. `events` needs `when`,
    `when_precision`, `intensity`.
    """
    exact = events["when_precision"].isin(["day", "minute"]) & events["intensity"].notna()
    dated = events.loc[exact].sort_values("when")
    at = [end for end in pd.date_range(start.normalize(), moment, freq="D") if end > start]
    at = [end - pd.Timedelta(seconds=1) for end in at] + [moment]
    times = dated["when"].astype("int64").to_numpy()
    sums = [0.0, *dated["intensity"].astype("float64").cumsum()]
    ends = pd.Series(at, dtype=INSTANT)
    seconds = ends.astype("int64").to_numpy()
    upto = times.searchsorted(seconds, side="right")
    after = times.searchsorted(seconds - int(RECENT.total_seconds()), side="right")
    count = upto - after
    means = [
        (sums[b] - sums[a]) / n if n >= FEWEST_IN_MEAN else None
        for a, b, n in zip(after, upto, count, strict=True)
    ]
    return pd.DataFrame({"at": ends, "mean": pd.Series(means, dtype="float64"), "count": count})
