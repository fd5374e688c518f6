"""Pictures of figures: SVG without script, in the page's own colours, each with the table that it shows.

Altair describes a picture and vl-convert draws it, with nothing fetched. Colours are the page's variables, so
that a picture follows the page into the dark and onto paper; nothing is told by colour alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib.util import find_spec
from typing import Any
from xml.etree import ElementTree

from markupsafe import Markup

WIDTH = 560
"""Of every picture with all that is written in it, in pixels, so that letters are of one size on a page."""
ROW = 26
LABELS = 220
"""The most that a name beside the drawing may take; a longer one ends in dots."""
SVG = "http://www.w3.org/2000/svg"
_SPOKEN = ("role", "class", "version")

Row = tuple[object, ...]
Module = Any
"""Altair, or what it makes: it is imported only where something is drawn."""


@dataclass(frozen=True)
class Figure:
    """A picture with its words and its table.

    Attributes:
        said: the text alternative: what the picture shows, in a sentence.
        columns, rows: the table behind it; None is shown as a dash.
        picture: empty where there is nothing to draw, or nothing to draw with.
    """

    title: str
    said: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    picture: Markup


def bars(title: str, said: str, columns: tuple[str, str], rows: Sequence[tuple[str, float]]) -> Figure:
    """A bar for each name with its number at the end, in the order given."""

    def chart(alt: Module) -> Module:
        base = alt.Chart(_data(rows, ("name", "n"))).encode(y=_names(alt), x=alt.X("n:Q", axis=None))
        bar = base.mark_bar(color="var(--assertion)", height={"band": 0.62})
        number = base.mark_text(align="left", dx=5, color="var(--ink)").encode(text="n:Q")
        return (bar + number).properties(height=ROW * len(rows))

    return _figure(title, said, columns, rows, chart)


def histogram(title: str, said: str, columns: tuple[str, str], rows: Sequence[tuple[str, int]]) -> Figure:
    """A column for each step of a scale, in the order given."""

    def chart(alt: Module) -> Module:
        steps = alt.X("name:N", sort=None, title=columns[0], axis=alt.Axis(labelAngle=0, labelOverlap=True))
        base = alt.Chart(_data(rows, ("name", "n"))).encode(x=steps, y=alt.Y("n:Q", axis=None))
        bar = base.mark_bar(color="var(--assertion)", width={"band": 0.8})
        number = base.mark_text(dy=-7, color="var(--ink)").encode(text="n:Q")
        return (bar + number).properties(height=150)

    return _figure(title, said, columns, rows, chart)


def ranges(
    title: str,
    said: str,
    columns: tuple[str, str, str, str],
    rows: Sequence[tuple[str, float | None, float | None, float | None]],
    most: float = 100,
) -> Figure:
    """For each name a value from 0 to `most` and its interval: (name, low, value, high); None is left out."""

    def chart(alt: Module) -> Module:
        scale = alt.Scale(domain=[0, most])
        base = alt.Chart(_data(rows, ("name", "low", "value", "high"))).encode(y=_names(alt))
        interval = base.transform_filter("isValid(datum.low)").mark_bar(
            color="var(--assertion)", opacity=0.35, height={"band": 0.5}, cornerRadius=3
        )
        at = base.transform_filter("isValid(datum.value)").mark_tick(
            color="var(--ink)", thickness=3, height={"band": 0.72}
        )
        from_low = interval.encode(x=alt.X("low:Q", scale=scale, title=columns[2]), x2="high:Q")
        both = from_low + at.encode(x=alt.X("value:Q", scale=scale, title=columns[2]))
        return both.properties(height=ROW * len(rows))

    return _figure(title, said, columns, rows, chart)


def trend(
    title: str,
    said: str,
    columns: tuple[str, str, str, str],
    rows: Sequence[tuple[str, float | None, float, float | None]],
    most: float = 100,
) -> Figure:
    """A value over time with its interval: (month, low, value, high), in the order given."""

    def chart(alt: Module) -> Module:
        months = alt.X("name:N", sort=None, title=columns[0], axis=alt.Axis(labelAngle=0, labelOverlap=True))
        base = alt.Chart(_data(rows, ("name", "low", "value", "high"))).encode(x=months)
        scale = alt.Scale(domain=[0, most])
        value = alt.Y("value:Q", scale=scale, title=columns[2])
        interval = base.transform_filter("isValid(datum.low)").mark_rule(
            color="var(--assertion)", opacity=0.35, strokeWidth=9
        )
        line = base.mark_line(color="var(--ink)", strokeWidth=1.5).encode(y=value)
        at = base.mark_point(color="var(--ink)", filled=True, size=45, opacity=1).encode(y=value)
        from_low = interval.encode(y=alt.Y("low:Q", scale=scale, title=columns[2]), y2="high:Q")
        return (from_low + line + at).properties(height=180)

    return _figure(title, said, columns, rows, chart)


def growth(
    title: str,
    said: str,
    columns: tuple[str, str, str],
    rows: Sequence[tuple[datetime, int, int]],
    shown: Callable[[datetime], str],
) -> Figure:
    """Two counts that grow in steps: (when, first, second), the second never the greater, dashed."""
    span = rows[-1][0] - rows[0][0]
    labels = "%-d %b" if span > timedelta(days=3) else "%-d %b, %H:%M"
    low = rows[-1][2] < rows[-1][1] / 2  # then what is said of the lower line has room above it alone
    lines = ((columns[1], [1, 0], -8), (columns[2], [4, 3], -8 if low else 11))

    def chart(alt: Module) -> Module:
        scale = alt.Scale(domain=[0, rows[-1][1] * 1.2])
        count = alt.Y("n:Q", title=None, scale=scale, axis=alt.Axis(tickMinStep=1, format="d", tickCount=4))
        axis = alt.Axis(format=labels, tickCount=5, labelOverlap=True, labelFlush=True)
        when = alt.X("at:T", title=None, scale=alt.Scale(type="utc"), axis=axis)
        drawn = []
        for place, (name, dashes, off) in enumerate(lines, 1):
            found = [{"at": f"{row[0].astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}", "n": row[place]} for row in rows]
            line = alt.Chart({"values": found}).mark_line(
                interpolate="step-after", color="var(--ink)", strokeDash=dashes, strokeWidth=2
            )
            told = f"{name}: {rows[-1][place]}"
            end = alt.Chart({"values": found[-1:]}).mark_text(
                align="right", dx=-4, dy=off, color="var(--ink)", text=told
            )
            drawn += [line.encode(x=when, y=count), end.encode(x=when, y=count)]
        return alt.layer(*drawn).properties(height=130)

    return _figure(title, said, columns, [(shown(at), a, b) for at, a, b in rows], chart)


def can_draw() -> bool:
    """Whether the extra `charts` is installed; a page without it has the tables."""
    return all(find_spec(name) for name in ("altair", "vl_convert"))


def _names(alt: Module) -> Module:
    return alt.Y("name:N", sort=None, title=None, axis=alt.Axis(domain=False, ticks=False, labelPadding=6))


def _data(rows: Sequence[Row], names: tuple[str, ...]) -> Mapping[str, object]:
    """The rows as data; each name is isolated, so that no script's direction turns what stands beside it."""
    return {"values": [dict(zip(names, (f"\u2068{row[0]}\u2069", *row[1:]), strict=True)) for row in rows]}


def _figure(
    title: str, said: str, columns: tuple[str, ...], rows: Sequence[Row], chart: Callable[[Module], Module]
) -> Figure:
    picture = _drawn(chart, title) if rows and can_draw() else Markup()
    return Figure(title, said, columns, tuple(rows), picture)


def _drawn(chart: Callable[[Module], Module], title: str) -> Markup:
    """The picture as an element of a page, bare of what is written for those who listen but for its title."""
    import altair
    import vl_convert

    soft, line = "var(--soft)", "var(--line)"
    axis = {"labelColor": soft, "titleColor": soft, "gridColor": line, "domainColor": line, "tickColor": line}
    sized = {"labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal", "labelLimit": LABELS}
    spec = (
        chart(altair)
        .configure(font="system-ui, sans-serif", background="transparent")
        .configure_axis(**axis, **sized)
    )
    slack = {
        "left": 20,
        "right": 20,
        "top": 8,
        "bottom": 4,
    }  # a reader's letters may be wider than those measured
    fitted = spec.properties(width=WIDTH, padding=slack, autosize={"type": "fit-x", "contains": "padding"})
    plain = fitted.configure_view(stroke=None).configure_text(fontSize=12).to_dict()
    root = ElementTree.fromstring(vl_convert.vegalite_to_svg(plain))  # noqa: S314 - drawn here
    for element in root.iter():
        for name in [one for one in element.attrib if one in _SPOKEN or one.startswith("aria-")]:
            del element.attrib[name]
    root.attrib |= {"role": "img", "aria-label": title}
    ElementTree.register_namespace("", SVG)
    return Markup(ElementTree.tostring(root, "unicode"))  # noqa: S704 - drawn here, its texts escaped
