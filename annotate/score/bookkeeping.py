"""Writes the ledger of a reading: who is quoted how, and what is left open."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

import numpy as np

from annotate.core import Annotation, Article, Mark
from annotate.scheme import Scheme
from annotate.score.arrays import Bools
from annotate.score.ledger import Central, Ids, Ledger, Speaker
from annotate.score.lengths import in_scope
from annotate.score.plan import STANDINGS
from annotate.score.quotation import quoted_share
from annotate.score.rubric import Rubric
from annotate.score.view import View


def keep(reading: Annotation, article: Article, scheme: Scheme, rubric: Rubric, seen: View) -> Ledger:
    """The ledger of the reading in the first draw of `seen`."""
    plan, given = seen.plan, seen.any(np.ones(len(seen.given.claim), bool))[:, 0]
    claims = [mark for mark, has in zip(plan.assertions, given, strict=True) if has]
    without = [mark for mark, has in zip(plan.assertions, given, strict=True) if not has]
    quoted = {mark.id: quoted_share(mark.span, article.text) for mark in claims}
    unnamed = [m for m in plan.sources if (m.get("identity") or "").startswith("unnamed")]
    return Ledger(
        central=_central(seen, given),
        speakers=_speakers(seen, article.text, rubric),
        ghosts=_ghosts(reading, article.text, scheme, {mark.id for mark in without}),
        anonymous_with_reason=_ids(m for m in unnamed if scheme.value(m, "reason") != "none"),
        anonymous_without_reason=_ids(m for m in unnamed if scheme.value(m, "reason") == "none"),
        unattributed_motives=_ids(m for m in without if scheme.value(m, "kind") == "motive"),
        hedges=_hedges(in_scope(reading, "HEDGE", article.text), scheme),
        quoted_full=tuple(id_ for id_, share in quoted.items() if share >= 0.95),
        quoted_part=tuple(id_ for id_, share in quoted.items() if 0 < share < 0.95),
        quoted_none=tuple(id_ for id_, share in quoted.items() if share == 0),
        figures_without_source=_ids(m for m in without if any(map(str.isdigit, m.span.cut(article.text)))),
        headline=reading.answers.get("headline"),
    )


def _ids(marks: Iterable[Mark]) -> Ids:
    return tuple(mark.id for mark in marks)


def _central(seen: View, given: Bools) -> Central:
    named = seen.any(~seen.unnamed & (seen.given.rank > 0))[:, 0]
    central = seen.central[:, 0]

    def pick(which: Bools) -> Ids:
        return tuple(mark.id for mark, one in zip(seen.plan.assertions, which, strict=True) if one)

    return Central(pick(central & ~given), pick(central & given & ~named), pick(central & named))


def _speakers(seen: View, text: str, rubric: Rubric) -> tuple[Speaker, ...]:
    labels = seen.speakers.label[:, 0]
    mentions: dict[int, list[Mark]] = defaultdict(list)
    for label, mark in zip(labels, seen.plan.sources, strict=True):
        mentions[int(label)].append(mark)
    said: dict[int, list[str]] = defaultdict(list)
    for claim, speaker in zip(seen.given.claim, seen.given.speaker, strict=True):
        said[int(speaker)].append(seen.plan.assertions[int(claim)].id)
    found = [_speaker(seen, at, mentions[at], tuple(said[at]), text, rubric) for at in mentions]
    return tuple(sorted(found, key=lambda one: -len(one.assertions)))


def _speaker(seen: View, at: int, marks: list[Mark], said: Ids, text: str, rubric: Rubric) -> Speaker:
    own = rubric.ladder[int(seen.speakers.own[at, 0])]
    fullest = [mark for mark in marks if (mark.get("identity") or "") == own.identity] or marks
    chosen = int(seen.speakers.chosen[at, 0]).bit_length()
    return Speaker(
        name=max((mark.span.cut(text) for mark in fullest), key=_telling),
        identity=own.identity or None,
        standing=STANDINGS[chosen] or None,
        reason=own.reason if own.unnamed else None,
        mentions=_ids(marks),
        assertions=said,
    )


def _telling(words: str) -> tuple[int, int]:
    """Orders mentions of one speaker: a name tells more than a description, then the longer one more.

    A first word says nothing: a capital there may be the sentence's.
    """
    return (sum(word[0].isupper() for word in words.split()[1:]), len(words))


def _ghosts(reading: Annotation, text: str, scheme: Scheme, without: set[str]) -> Ids:
    """Vague holders, and cues of distance whose assertion has no source."""
    cued = defaultdict(set)
    for link in reading.linked("cued_by"):
        cued[link.to_id].add(link.from_id)
    vague = [m for m in in_scope(reading, "SOURCE", text) if m.get("identity") == "vague_collective"]
    alone = [
        mark
        for mark in in_scope(reading, "CUE", text)
        if scheme.value(mark, "stance") == "distancing" and cued[mark.id] & without
    ]
    return _ids(sorted([*vague, *alone], key=lambda mark: mark.span))


def _hedges(marks: tuple[Mark, ...], scheme: Scheme) -> Mapping[str, Ids]:
    kinds = Counter(scheme.value(mark, "type") for mark in marks)
    return {str(k): _ids(m for m in marks if scheme.value(m, "type") == k) for k in sorted(map(str, kinds))}
