"""Pictures of figures: SVG without script, in the page's own colours, each with the table that it shows.

Altair describes a picture and vl-convert draws it, with nothing fetched. Colours are the page's variables, so
that a picture follows the page into the dark and onto paper; nothing is told by colour alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from markupsafe import Markup

from annotate.core.errors import UsageError

if TYPE_CHECKING:
    import altair as alt

WIDTH = 560
"""Of every picture with all that is written in it, in pixels, so that letters are of one size on a page."""
ROW = 26
LABELS = 220
"""The most that a name beside the drawing may take; a longer one ends in dots."""
SVG = "http://www.w3.org/2000/svg"
_SPOKEN = ("role", "class", "version")

Row = tuple[object, ...]


@dataclass(frozen=True)
class Figure:
    """A picture with its words and its table.

    Attributes:
        said: the text alternative: what the picture shows, in a sentence.
        columns, rows: the table behind it; None is shown as a dash.
        picture: empty where there is nothing to draw.
    """

    title: str
    said: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    picture: Markup


def bars(title: str, said: str, columns: tuple[str, str], rows: Sequence[tuple[str, float]]) -> Figure:
    """A bar for each name with its number at the end, in the order given."""
    alt = _altair()
    base = alt.Chart(_data(rows, ("name", "n"))).encode(y=_names(alt), x=alt.X("n:Q", axis=None))
    bar = base.mark_bar(color="var(--assertion)", height={"band": 0.62})
    number = base.mark_text(align="left", dx=5, color="var(--ink)").encode(text="n:Q")
    return _figure(title, said, columns, rows, (bar + number).properties(height=_high(rows)))


def histogram(title: str, said: str, columns: tuple[str, str], rows: Sequence[tuple[str, int]]) -> Figure:
    """A column for each step of a scale, in the order given."""
    alt = _altair()
    steps = alt.X("name:N", sort=None, title=columns[0], axis=alt.Axis(labelAngle=0))
    base = alt.Chart(_data(rows, ("name", "n"))).encode(x=steps, y=alt.Y("n:Q", axis=None))
    bar = base.mark_bar(color="var(--assertion)", width={"band": 0.8})
    number = base.mark_text(dy=-7, color="var(--ink)").encode(text="n:Q")
    return _figure(title, said, columns, rows, (bar + number).properties(height=150))


def ranges(
    title: str,
    said: str,
    columns: tuple[str, str, str, str],
    rows: Sequence[tuple[str, float | None, float | None, float | None]],
    most: float = 100,
) -> Figure:
    """For each name a value from 0 to `most` and its interval: (name, low, value, high); None is left out."""
    alt = _altair()
    scale = alt.Scale(domain=[0, most])
    base = alt.Chart(_data(rows, ("name", "low", "value", "high"))).encode(y=_names(alt))
    interval = base.transform_filter("isValid(datum.low)").mark_bar(
        color="var(--assertion)", opacity=0.35, height={"band": 0.5}, cornerRadius=3
    )
    at = base.transform_filter("isValid(datum.value)").mark_tick(
        color="var(--ink)", thickness=3, height={"band": 0.72}
    )
    chart = interval.encode(x=alt.X("low:Q", scale=scale, title=columns[2]), x2="high:Q") + at.encode(
        x=alt.X("value:Q", scale=scale, title=columns[2])
    )
    return _figure(title, said, columns, rows, chart.properties(height=_high(rows)))


def trend(
    title: str,
    said: str,
    columns: tuple[str, str, str, str],
    rows: Sequence[tuple[str, float | None, float, float | None]],
    most: float = 100,
) -> Figure:
    """A value over time with its interval: (month, low, value, high), in the order given."""
    alt = _altair()
    scale = alt.Scale(domain=[0, most])
    base = alt.Chart(_data(rows, ("name", "low", "value", "high"))).encode(
        x=alt.X("name:N", sort=None, title=columns[0], axis=alt.Axis(labelAngle=0))
    )
    value = alt.Y("value:Q", scale=scale, title=columns[2])
    interval = base.transform_filter("isValid(datum.low)").mark_rule(
        color="var(--assertion)", opacity=0.35, strokeWidth=9
    )
    chart = (
        interval.encode(y=alt.Y("low:Q", scale=scale, title=columns[2]), y2="high:Q")
        + base.mark_line(color="var(--ink)", strokeWidth=1.5).encode(y=value)
        + base.mark_point(color="var(--ink)", filled=True, size=45, opacity=1).encode(y=value)
    )
    return _figure(title, said, columns, rows, chart.properties(height=180))


def _altair() -> Any:  # noqa: ANN401 - the module
    """Altair, where it is there.

    Raises:
        UsageError: when the extra is not installed.
    """
    try:
        import altair
        import vl_convert  # noqa: F401 - draws what altair describes
    except ImportError as error:
        raise UsageError("charts need an extra", "install annotate[charts], or take --format text") from error
    return altair


def _names(alt: Any) -> object:  # noqa: ANN401 - the module
    return alt.Y("name:N", sort=None, title=None, axis=alt.Axis(domain=False, ticks=False, labelPadding=6))


def _high(rows: Sequence[object]) -> int:
    return ROW * max(len(rows), 1)


def _data(rows: Sequence[Row], names: tuple[str, ...]) -> Mapping[str, object]:
    """The rows as data; each name is isolated, so that no script's direction turns what stands beside it."""
    return {"values": [dict(zip(names, (f"\u2068{row[0]}\u2069", *row[1:]), strict=True)) for row in rows]}


def _figure(
    title: str, said: str, columns: tuple[str, ...], rows: Sequence[Row], chart: alt.LayerChart
) -> Figure:
    return Figure(title, said, columns, tuple(rows), _drawn(chart, title) if rows else Markup())


def _drawn(chart: alt.LayerChart, title: str) -> Markup:
    """The picture as an element of a page; what is said of it to those who listen is its title alone."""
    import vl_convert

    soft, line = "var(--soft)", "var(--line)"
    axis = {"labelColor": soft, "titleColor": soft, "gridColor": line, "domainColor": line, "tickColor": line}
    sized = {"labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal", "labelLimit": LABELS}
    spec = chart.configure(font="system-ui, sans-serif", background="transparent").configure_axis(
        **axis, **sized
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
