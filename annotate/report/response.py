"""What the outlet of an article was asked about its report, and what it answered, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from annotate.core import Article
from annotate.core.codec import rfc3339
from annotate.store import Dispute, Reply

NONE_ASKED = "none asked"


@dataclass(frozen=True)
class Response:
    """What was said back to a report: the outlet's steps in the order of days, and disputed marks."""

    steps: tuple[Reply, ...] = ()
    disputes: tuple[Dispute, ...] = ()

    @property
    def said(self) -> str:
        """`none asked`, `asked on 2026-03-01, no answer yet` or `received on 2026-03-03`."""
        last = {one.step: one.day for one in self.steps}
        if "received" in last:
            return f"received on {last['received']}"
        return f"asked on {last['asked']}, no answer yet" if "asked" in last else NONE_ASKED


NO_RESPONSE = Response()


def disputed(one: Dispute, article: Article) -> str:
    """The words of a disputed mark, what is said against it, and whether it has been decided since."""
    day = f"{one.at:%Y-%m-%d}" if one.at else "–"
    settled = f"decided again on {one.settled:%Y-%m-%d}" if one.settled else "to be decided again"
    return f"{one.label.lower()} “{one.span.cut(article.text)}”, disputed on {day}: {one.why} ({settled})"


def to_json(response: Response, article: Article) -> dict[str, Any]:
    """`said`, `steps`, `disputes`."""
    return {
        "said": response.said,
        "steps": [one.to_json() for one in response.steps],
        "disputes": [_dispute(one, article) for one in response.disputes],
    }


def _dispute(one: Dispute, article: Article) -> Mapping[str, Any]:
    return {
        "label": one.label,
        "start": one.span.start,
        "end": one.span.end,
        "text": one.span.cut(article.text),
        "why": one.why,
        "at": rfc3339(one.at),
        "settled": rfc3339(one.settled),
    }
