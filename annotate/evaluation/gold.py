"""Gold: a reading in the contract's shape, or in that of the corpora which detectors are measured on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from annotate.core import Span
from annotate.core.codec import from_body
from annotate.core.errors import Refused
from annotate.evaluation.shape import Side, Unit

FACTS = {"outlet": ("outlet", "publisher"), "genre": ("genre",), "language": ("language",)}
"""What errors are told apart by, and the fields that say so."""
TASKS = ("speech", "noise")
OWN = 0.02
"""Share of assertions without source and cue up to which gold is taken to mark attributed ones alone."""


@dataclass(frozen=True)
class Judged:
    """A sentence and what gold says of it: `speech`, `noise`, `weasel`."""

    span: Span
    is_: Mapping[str, bool]


@dataclass(frozen=True)
class Gold:
    """What somebody marked in one text.

    Attributes:
        id: of this reading; several may be of one `article`.
        text: what offsets refer to; None where the line holds none.
        side: the marks; None where only sentences were judged.
        in_parts: whether an assertion was cut around its own source and cue.
        facts: outlet, genre, language, as far as stated.
    """

    id: str
    article: str
    text: str | None
    side: Side | None
    in_parts: bool = False
    sentences: tuple[Judged, ...] = ()
    title: str | None = None
    facts: Mapping[str, str] = field(default_factory=dict)


def parse(row: Mapping[str, Any]) -> Gold:
    """A line of gold, with `marks` (the contract's) or `spans` and `sentences` (a corpus's).

    Raises:
        Refused: when it has neither an id nor anything to compare, or is not of that shape.
    """
    try:
        return _parse(row)
    except (KeyError, TypeError, AttributeError, ValueError, IndexError) as error:
        raise Refused(f"it is no line of gold: {type(error).__name__}: {error}") from error


def attributed_alone(golds: Iterable[Gold]) -> tuple[int, int] | None:
    """(without, all) assertions, where gold marks none of the writer's own; None where it does."""
    sides = [gold.side for gold in golds if gold.side is not None]
    assertions = [(unit, side) for side in sides for unit in side.units if unit.label == "ASSERTION"]
    without = sum(unit.id not in side.attributed for unit, side in assertions)
    return (without, len(assertions)) if assertions and without <= OWN * len(assertions) else None


def _parse(row: Mapping[str, Any]) -> Gold:
    side = _side(row)
    text = row.get("text", row.get("article_text"))
    sentences = tuple(_judged(row, text))
    if text is not None and not text.strip():
        raise Refused("its text is empty")
    if side is None and not sentences:
        raise Refused("it has neither marks nor spans nor sentences to compare with")
    _within(side, text)
    article = str(row.get("article") or row["id"])
    return Gold(
        id=str(row.get("id") or article),
        article=article,
        text=text,
        side=side,
        in_parts="spans" in row,
        sentences=sentences,
        title=row.get("title") or row.get("article_title"),
        facts=_facts(row),
    )


def _side(row: Mapping[str, Any]) -> Side | None:
    if "marks" in row:
        found = from_body(row, article="", annotator="")
        units = tuple(Unit(one.id, one.label, (one.span,), one.attributes) for one in found.marks)
        return Side(units, tuple((link.type, link.from_id, link.to_id) for link in found.links))
    if "spans" not in row:
        return None
    units = tuple(_unit(number, span) for number, span in enumerate(row["spans"]))
    ids = {unit.id for unit in units}
    links = ((one["type"], _end(units, one["from"]), _end(units, one["to"])) for one in row.get("links", ()))
    return Side(units, tuple(link for link in links if {link[1], link[2]} <= ids))


def _unit(number: int, span: Mapping[str, Any]) -> Unit:
    parts = span.get("parts") or [(span["start"], span["end"])]
    return Unit(
        str(span.get("id", number)),
        span["label"],
        tuple(sorted(Span(start, end) for start, end in parts)),
        span.get("attributes") or {},
    )


def _end(units: tuple[Unit, ...], key: str | int) -> str:
    """A link's end is an id, or a place in the list."""
    return units[key].id if isinstance(key, int) else key


def _judged(row: Mapping[str, Any], text: str | None) -> Iterable[Judged]:
    if "weasel" in row and text:
        yield Judged(Span(0, len(text)), {"weasel": row["weasel"]})
    for one in row.get("sentences", ()):
        yield Judged(Span(one["start"], one["end"]), {task: one[task] for task in TASKS if task in one})


def _facts(row: Mapping[str, Any]) -> Mapping[str, str]:
    said = {**row, **(row.get("answers") or {})}
    found = {
        fact: next((said[name] for name in names if said.get(name)), None) for fact, names in FACTS.items()
    }
    return {fact: str(value) for fact, value in found.items() if value is not None}


def _within(side: Side | None, text: str | None) -> None:
    for unit in side.units if side is not None and text is not None else ():
        if text is not None and unit.span.end > len(text):
            where = f"{unit.label} at {unit.span.start}-{unit.span.end}"
            raise Refused(f"{where} is outside the text, which has {len(text):,} characters")
