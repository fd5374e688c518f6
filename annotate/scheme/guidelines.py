"""The part of the guidelines that the scheme itself writes: labels, values, keys, links, answers."""

from __future__ import annotations

from collections.abc import Iterable

from annotate.core.errors import UsageError
from annotate.scheme.model import Answer, Attribute, Label, LinkType, Scheme, Value

START = "<!-- table: made from the scheme -->"
END = "<!-- end of table -->"

_DRAWN = {"plain": "link the two marks", "labelled": "link the two marks, then choose the label"}


def table(scheme: Scheme) -> str:
    """Markdown tables of all that may be marked, linked and answered, with the key of each value."""
    blocks = [*(_label(label) for label in scheme.labels), _links(scheme.links), _answers(scheme.answers)]
    return "\n\n".join(blocks)


def with_table(markdown: str, scheme: Scheme) -> str:
    """`markdown` with the tables between its two marker lines written anew.

    Raises:
        UsageError: when the marker lines are not there.
    """
    head, started, rest = markdown.partition(START)
    _, ended, tail = rest.partition(END)
    if not started or not ended:
        raise UsageError("the guidelines have no place for the table", f"put in the lines {START} and {END}")
    return f"{head}{START}\n\n{table(scheme)}\n\n{END}{tail}"


def _rows(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', '&#124;') for cell in line)} |" for line in lines)


def _label(label: Label) -> str:
    rows = [row for attribute in label.attributes for row in _attribute(attribute)]
    return f"**{label.text}** · key {label.key} · {label.hint}\n\n" + _rows(
        ("", "key", "value", "when"), rows
    )


def _attribute(attribute: Attribute) -> Iterable[tuple[str, ...]]:
    for value in attribute.values:
        first = f"**{attribute.text}**" if value is attribute.values[0] else ""
        yield first, _key(value.key), f"{value.text} (`{value.name}`)", value.hint + _usual(attribute, value)


def _key(key: str) -> str:
    return key.replace("shift+", "⇧").upper()


def _usual(asked: Attribute | Answer, value: Value) -> str:
    return " *Counts where nothing is chosen.*" if value.name == asked.default else ""


def _links(links: tuple[LinkType, ...]) -> str:
    rows = (
        (
            f"`{link.name}`",
            f"{link.from_label} → {link.to_label}",
            "nothing: it is worked out" if link.inferred else _DRAWN[link.drawn],
            link.hint,
        )
        for link in links
    )
    return "**Links** · key L\n\n" + _rows(("link", "between", "what you do", "meaning"), rows)


def _answers(answers: tuple[Answer, ...]) -> str:
    rows = ((answer.text, _choices(answer)) for answer in answers)
    return "**The whole article** · no mark selected\n\n" + _rows(("question", "answers"), rows)


def _choices(answer: Answer) -> str:
    if answer.control == "rating":
        return f"1 to {answer.maximum}"
    if answer.control == "text":
        return "in your own words"
    return "; ".join(f"{value.text} (`{value.name}`)" for value in answer.values)
