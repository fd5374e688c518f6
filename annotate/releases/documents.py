"""The files beside the tables: the card, the data statement, the report of the split, the descriptions."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from annotate.releases import card
from annotate.releases.columns import columns
from annotate.releases.croissant import croissant
from annotate.releases.datapackage import datapackage
from annotate.releases.facts import Facts
from annotate.scheme import Scheme


def documents(folder: Path, facts: Facts, scheme: Scheme) -> None:
    """Writes them all; the last ones describe those before them."""
    written: Mapping[str, str] = {
        "README.md": card.card(facts, scheme),
        "STATEMENT.md": card.statement(facts, scheme),
        "splits.json": _json(split_report(facts)),
    }
    for name, content in written.items():
        _write(folder / name, content)
    _write(folder / "croissant.json", _json(croissant(folder, facts, columns(scheme))))
    _write(folder / "datapackage.json", _json(datapackage(folder, facts)))


def split_report(facts: Facts) -> dict[str, Any]:
    """How the texts were shared out, which were kept together and why, and what leaks at most."""
    pairs = facts.grouped.near_duplicates
    together = [keys for keys in facts.grouped.members().values() if len(keys) > 1]
    return {
        **facts.rules["split"],
        "stratified_by": None if facts.choice.by == "time" else "genre",
        "parts": facts.parts,
        "together": [[list(key) for key in sorted(keys)] for keys in sorted(together)],
        "near_duplicates": [
            {"texts": [list(one), list(other)], "similarity": round(alike, 4)} for one, other, alike in pairs
        ],
        "leaks": {
            "largest_similarity": round(facts.leaks.largest, 4),
            "texts": [list(text) for text in facts.leaks.texts],
            "every_pair_compared": facts.leaks.every_pair,
            "chance_that_a_near_duplicate_was_missed": facts.leaks.missed,
        },
    }


def _write(path: Path, content: str) -> None:
    path.write_text(content, "utf-8", newline="\n")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
