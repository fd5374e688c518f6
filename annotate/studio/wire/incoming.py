"""Label Studio's annotation payload as an `Annotation`. Whatever shape arrives, nothing here crashes."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import Any

from annotate.core import Annotation, Article
from annotate.core.codec import parse_time
from annotate.core.errors import Refused
from annotate.scheme import Dropped, Scheme, check
from annotate.scheme.infer import unattributed_cues, with_inferred
from annotate.studio.wire.results import Parsed, parse

_LONGEST_SECONDS = 10**9


@dataclass(frozen=True)
class Read:
    """An annotation as it came back.

    Attributes:
        dropped: what had to be left out of it, and why.
        notes: what the lead should look at; nothing was changed for it.
    """

    annotation: Annotation
    dropped: tuple[Dropped, ...] = ()
    notes: tuple[str, ...] = ()


def incoming(
    payload: object,
    article: Article,
    scheme: Scheme,
    *,
    annotator: str,
    campaign: str,
    signed_in_as: str | None,
    origin: str = "studio",
    retired: Set[str] = frozenset(),
) -> Read:
    """One element of a task's `annotations`, on the text that the task carries.

    The annotation belongs to the desk's `annotator`, whoever was signed in. Region ids stay mark ids. Its
    `origin` is `verdict` where the desk is one for adjudication. `retired` are labels that the page had once:
    what carries one is dropped.

    Raises:
        Refused: when a region, a time or the payload as a whole cannot be taken; the message says why.
    """
    if not isinstance(payload, Mapping):
        raise Refused("the annotation is not an object")
    parsed = parse(payload.get("result"), scheme, retired)
    found = Annotation(
        article=article.id,
        annotator=annotator,
        marks=parsed.marks,
        links=parsed.links,
        answers=parsed.answers,
        article_revision=article.revision,
        text_sha256=article.sha256,
        campaign=campaign,
        scheme=scheme.version,
        origin=origin,
        signed_in_as=signed_in_as,
        seconds=_seconds(payload.get("lead_time")),
        created_at=parse_time(payload.get("created_at")),
        updated_at=parse_time(payload.get("updated_at")),
    )
    return _read(found, parsed, article, scheme)


def _read(found: Annotation, parsed: Parsed, article: Article, scheme: Scheme) -> Read:
    checked = check(found, article.text, scheme)
    annotation = with_inferred(checked.annotation, article, scheme)
    notes = tuple(
        f"{cue.span.cut(article.text)!r} at {cue.span.start} leads to no source"
        for cue in unattributed_cues(annotation)
    )
    return Read(annotation, (*parsed.dropped, *checked.dropped), notes)


def _seconds(value: Any) -> float | None:  # noqa: ANN401 - hostile JSON
    """Label Studio's `lead_time`; a timer that makes no sense is no reason to refuse the work."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if 0 <= value <= _LONGEST_SECONDS else None
