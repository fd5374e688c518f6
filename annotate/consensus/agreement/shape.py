"""Agreement as the JSON object of the contract."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from annotate.consensus.agreement.model import Agreement

DIGITS = 4


def to_json(agreement: Agreement) -> dict[str, Any]:
    """The contract's object; figures with four digits."""
    out: dict[str, Any] = _rounded(asdict(agreement))
    return out


def _rounded(value: Any) -> Any:  # noqa: ANN401 - any JSON
    if isinstance(value, dict):
        return {key: _rounded(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(one) for one in value]
    return round(value, DIGITS) if isinstance(value, float) else value
