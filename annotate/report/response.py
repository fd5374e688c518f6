"""What the outlet of an article was asked about its report, and what it answered, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from annotate.core import Article
from annotate.core.codec import rfc3339
from annotate.report.dates import day
from annotate.store import Dispute, Reply

NONE_ASKED = "none asked"


@dataclass(frozen=True)
class Response:
    """What was said back to a report: the outlet's steps in the order of days, and disputed marks."""

    steps: tuple[Reply, ...] = ()
    disputes: tuple[Dispute, ...] = ()

    @property
    def said(self) -> str:
        """`none asked`, `asked on 1 March 2026, no answer yet` or `received on 3 March 2026`."""
        last = {one.step: one.day for one in self.steps}
        if "received" in last:
            return f"received on {day(last['received'])}"
        return f"asked on {day(last['asked'])}, no answer yet" if "asked" in last else NONE_ASKED


NO_RESPONSE = Response()


def disputed(one: Dispute, article: Article) -> str:
    """The words of a disputed mark, what is said against it, and whether it has been decided since."""
    when = f" on {day(one.at)}" if one.at else ""
    settled = f"decided again on {day(one.settled)}" if one.settled else "to be decided again"
    return f"{one.label.lower()} “{one.span.cut(article.text)}”, disputed{when}: {one.why} ({settled})"


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
