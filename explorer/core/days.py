"""The day and the time that files, citations and records carry: those of UTC, wherever the server or the reader is."""

import datetime


def utc_today() -> datetime.date:
    """Return the current day in UTC."""
    return datetime.datetime.now(datetime.UTC).date()


def utc_now() -> datetime.datetime:
    """Return the current time in UTC, in whole seconds."""
    return datetime.datetime.now(datetime.UTC).replace(microsecond=0)
