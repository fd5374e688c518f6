"""Agreement as the JSON object of the contract."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from annotate.consensus.agreement.model import Agreement
from annotate.consensus.agreement.worst import Worst

DIGITS = 4
ALPHAS = ("alpha_u", "alpha", "alpha_ordinal", "alpha_values")


def to_json(agreement: Agreement) -> dict[str, Any]:
    """The contract's object; figures with four digits. What is at its top is that of all articles."""
    out: dict[str, Any] = _rounded(asdict(agreement))
    return out | {name: out["overall"][name] for name in ALPHAS}


def worst_to_json(worst: Worst, top: int) -> dict[str, Any]:
    """The `top` worst of each kind, as lists with the worst first."""
    out: dict[str, Any] = _rounded(
        {
            "articles": [
                {"article": id_, "differences": n, "per_1000_characters": dense}
                for id_, (n, dense) in list(worst.articles.items())[:top]
            ],
            "passages": [asdict(passage) for passage in worst.passages[:top]],
            "confusions": [asdict(one) for one in worst.confusions[:top]],
            "sections": [{"section": s, "differences": n} for s, n in list(worst.sections.items())[:top]],
            "lines": [asdict(one) for one in worst.lines[:top]],
        }
    )
    return out


def _rounded(value: Any) -> Any:  # noqa: ANN401 - any JSON
    if isinstance(value, dict):
        return {key: _rounded(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(one) for one in value]
    return round(value, DIGITS) if isinstance(value, float) else value
