"""Days and times as a reader reads them, in UTC, with the machine's form beside them on a page."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from markupsafe import Markup

from annotate.core.codec import rfc3339


def day(at: date) -> str:
    """`16 November 2024`."""
    then = at.astimezone(UTC) if isinstance(at, datetime) else at
    return f"{then.day} {then:%B %Y}"


def moment(at: datetime) -> str:
    """`16 November 2024, 05:30 UTC`; at midnight the day alone, which is then all that its source knew."""
    then = at.astimezone(UTC)
    return day(at) if then.time() == time() else f"{day(at)}, {then:%H:%M} UTC"


def day_html(at: datetime | None) -> Markup:
    """A day for a table, `16 Nov 2024`, or a dash, as an element of a page."""
    if at is None:
        return Markup("–")
    then = at.astimezone(UTC)
    return _element(f"{then:%Y-%m-%d}", f"{then.day} {then:%b %Y}")


def moment_html(at: datetime) -> Markup:
    """The same as `moment`, as an element of a page."""
    return _element(rfc3339(at) or "", moment(at))


def _element(machine: str, said: str) -> Markup:
    return Markup('<time datetime="{}">{}</time>').format(machine, said)
