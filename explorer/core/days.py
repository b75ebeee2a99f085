"""The day that files and citations carry: that of UTC, wherever the server or the reader is."""

import datetime


def utc_today() -> datetime.date:
    """Return the current day in UTC."""
    return datetime.datetime.now(datetime.UTC).date()
