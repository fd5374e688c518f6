"""Days and times as a reader reads them, in the zone that was stated, with the machine's form beside them."""

from __future__ import annotations

from datetime import date, datetime, time

from markupsafe import Markup

from annotate.core.codec import as_stated


def day(at: date) -> str:
    """`16 November 2024`."""
    return f"{at.day} {at:%B %Y}"


def moment(at: datetime) -> str:
    """`16 November 2024, 05:30 UTC+01:00`; at midnight the day alone: then that is all its source knew."""
    return day(at) if at.time() == time() else f"{day(at)}, {at:%H:%M %Z}"


def day_html(at: datetime | None) -> Markup:
    """A day for a table, `16 Nov 2024`, or a dash, as an element of a page."""
    if at is None:
        return Markup("–")
    return _element(f"{at:%Y-%m-%d}", f"{at.day} {at:%b %Y}")


def moment_html(at: datetime) -> Markup:
    """The same as `moment`, as an element of a page, whose seconds may have three digits at most."""
    return _element(as_stated(at.replace(microsecond=0)) or "", moment(at))


def _element(machine: str, said: str) -> Markup:
    return Markup('<time datetime="{}">{}</time>').format(machine, said)
