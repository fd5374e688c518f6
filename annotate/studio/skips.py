"""Why an annotator skipped an article, as far as the labelling page was told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from annotate.scheme.controls import FLAG
from annotate.studio.wire.results import texts

REASONS = ("cannot_be_labelled", FLAG, "note")
"""Where a reason may stand on the page, the likeliest first."""


def why(skips: Iterable[object]) -> str | None:
    """What the newest skip says; None where it says nothing."""
    newest = next((one for one in reversed(list(skips)) if isinstance(one, Mapping)), {})
    results = newest.get("result")
    said = [one for one in results if isinstance(one, Mapping)] if isinstance(results, list) else []
    return next(filter(None, (_said(said, name) for name in REASONS)), None)


def _said(results: Iterable[Mapping[str, Any]], name: str) -> str | None:
    found = (one for one in results if one.get("from_name") == name)
    return next((text for one in found if (text := "\n".join(texts(one, "text") or ()).strip())), None)
