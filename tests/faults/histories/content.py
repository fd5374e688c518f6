"""What the annotators of a history write: marks on known words, a note that no other annotation has."""

from __future__ import annotations

import random
from typing import Any

from annotate.core import Article

WORDS = (
    *(("SOURCE", "Mayor Ada Lee"), ("CUE", "said"), ("HEDGE", "may"), ("ASSERTION", "it may rain")),
    *(("SOURCE", "Critics"), ("SOURCE", "Others"), ("CUE", "denied"), ("ASSERTION", "it would")),
)
BAD = 0.08
"""How many annotations cannot be taken."""

Result = dict[str, Any]


def article(id_: str) -> Article:
    text = f"Rain {id_}\n\nMayor Ada Lee said it may rain 😀. Critics scoff.\n\nOthers denied that it would."
    paragraphs = Article(id_, text).paragraphs
    return Article(id_, text, sentences=paragraphs, title=f"Rain {id_}", outlet="The Test")


def results(dice: random.Random, text: str, number: int) -> list[Result]:
    """Results as the editor would send them; `number` makes them unlike all others."""
    chosen = dice.sample(WORDS, dice.randint(0, 4))
    regions = [_region(f"r{number}-{place}", *one, text) for place, one in enumerate(chosen)]
    if regions and dice.random() < BAD:
        dice.choice(_SPOILERS)(regions[0])
    note = {"text": [f"n{number}"]}
    return [
        *regions,
        *_relations(dice, regions),
        {"id": f"note{number}", "from_name": "note", "to_name": "text", "type": "textarea", "value": note},
    ]


def note_of(results: list[Result]) -> str | None:
    """The note, where the results hold one."""
    notes = [one["value"]["text"] for one in results if one.get("from_name") == "note"]
    return "\n".join(notes[0]) if notes else None


def _region(id_: str, label: str, words: str, text: str) -> Result:
    start = text.index(words)
    value = {"start": start, "end": start + len(words), "text": words, "labels": [label]}
    return {"id": id_, "from_name": "label", "to_name": "text", "type": "labels", "value": value}


def _relations(dice: random.Random, regions: list[Result]) -> list[Result]:
    if len(regions) < 2 or dice.random() < 0.5:
        return []
    one, other = dice.sample(regions, 2)
    return [{"type": "relation", "from_id": one["id"], "to_id": other["id"], "direction": "right"}]


def _beyond_the_end(region: Result) -> None:
    region["value"]["end"] = 10**6


def _no_label(region: Result) -> None:
    region["value"]["labels"] = []


def _unknown_label(region: Result) -> None:
    region["value"]["labels"] = ["NOSUCH"]


_SPOILERS = (_beyond_the_end, _no_label, _unknown_label)
