"""A score as the JSON object of the contract, and back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from annotate.core import Annotation
from annotate.score.ledger import Central, Ledger, Speaker
from annotate.score.model import Contribution, Gate, Raise, Reader, Score


def to_json(score: Score) -> dict[str, Any]:
    """The contract's object, with the readers' own scores and the ledger beside it."""
    return {
        "article": score.article,
        "article_revision": score.article_revision,
        "score": score.score,
        "low": score.low,
        "high": score.high,
        "band": score.band,
        "provisional": score.provisional,
        "annotators": score.annotators,
        "rubric": score.rubric,
        "scheme": score.scheme,
        "reading_sha256": score.reading_sha256,
        "criteria": [asdict(one) for one in score.criteria],
        "gates": [asdict(one) for one in score.gates],
        "missing": list(score.missing),
        "raise": [asdict(one) for one in score.raises],
        "ungated": score.ungated,
        "held_by": score.held_by,
        "disagreement": score.disagreement,
        "readers": [asdict(one) for one in score.readers],
        "ledger": _ledger(score.ledger),
    }


def _ledger(ledger: Ledger) -> dict[str, Any]:
    out = asdict(ledger)
    out["central"]["total"] = ledger.central.total
    return out


def from_json(obj: Mapping[str, Any], reading: Callable[[], Annotation]) -> Score:
    """The score that `to_json` made the object from; `reading` gives the one it was made from."""
    parts = {
        "criteria": _all(Contribution, obj["criteria"]),
        "gates": _all(Gate, obj["gates"]),
        "raises": _all(Raise, obj["raise"]),
        "readers": _all(Reader, obj["readers"]),
        "missing": tuple(obj["missing"]),
        "ledger": _ledger_in(obj["ledger"]),
    }
    return Score(**{**{k: v for k, v in obj.items() if k != "raise"}, **parts, "made_from": reading})


def _all(kind: type, rows: list[dict[str, Any]]) -> tuple[Any, ...]:
    return tuple(kind(**_tuples(row)) for row in rows)


def _tuples(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in row.items()}


def _ledger_in(row: Mapping[str, Any]) -> Ledger:
    central = _tuples({name: ids for name, ids in row["central"].items() if name != "total"})
    rest = _tuples({name: value for name, value in row.items() if name not in ("central", "speakers")})
    hedges = _tuples(row["hedges"])
    return Ledger(
        **{
            **rest,
            "central": Central(**central),
            "speakers": _all(Speaker, row["speakers"]),
            "hedges": hedges,
        }
    )
