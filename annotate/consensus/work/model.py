"""One article that one annotator has read, beside what there is to measure it by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from annotate.consensus.agreement.matching import ENOUGH, matches
from annotate.consensus.merge import merge
from annotate.core import Annotation, Article, Mark
from annotate.scheme import Scheme

UNTOUCHED = "prediction"


@dataclass(frozen=True)
class Done:
    """One reading.

    Attributes:
        key: what it is held against; None where nobody else has read the article and nothing was decided.
        shown: the machine's marks that the annotator began from; None where that was not kept.
    """

    article: Article
    reading: Annotation
    key: Annotation | None
    shown: Annotation | None


@dataclass(frozen=True)
class Premarked:
    """What became of the machine's marks, over those that were shown.

    Attributes:
        untouched: left as the machine made them.
        right, wrong: what the key says of those in articles that have one.
        kept_right, kept_wrong: untouched ones among the two.
    """

    shown: int = 0
    untouched: int = 0
    right: int = 0
    wrong: int = 0
    kept_right: int = 0
    kept_wrong: int = 0

    def __add__(self, other: Premarked) -> Premarked:
        return Premarked(*(a + b for a, b in zip(vars(self).values(), vars(other).values(), strict=True)))


def key_of(
    reading: Annotation,
    others: Sequence[Annotation],
    verdict: Annotation | None,
    article: Article,
    scheme: Scheme,
) -> Annotation | None:
    """The verdict on the article, else what all others make of it together.

    Without the annotator's own reading: of two annotators a reading keeps what one alone has marked, and so
    everybody would agree with themselves.
    """
    if verdict is not None:
        return merge([], article, scheme, verdict)
    rest = [one for one in others if one.annotator != reading.annotator]
    return merge(rest, article, scheme) if rest else None


def premarked(done: Done, scheme: Scheme) -> Premarked:
    """The shown marks of one reading; one is right where the key has it with the same attributes.

    A default is a choice here as everywhere. A shown mark is untouched where the labelling page sent it back
    as it was, with no answer changed or added.
    """
    if done.shown is None:
        return Premarked()
    kept = {_said(one, scheme) for one in done.reading.marks if one.origin == UNTOUCHED}
    untouched = [_said(one, scheme) in kept for one in done.shown.marks]
    if done.key is None:
        return Premarked(len(untouched), sum(untouched))
    right = [_in_key(one, done.key, scheme) for one in done.shown.marks]
    pairs = list(zip(untouched, right, strict=True))
    return Premarked(
        shown=len(pairs),
        untouched=sum(untouched),
        right=sum(right),
        wrong=len(right) - sum(right),
        kept_right=pairs.count((True, True)),
        kept_wrong=pairs.count((True, False)),
    )


def _said(mark: Mark, scheme: Scheme) -> tuple[object, ...]:
    """All that a mark says."""
    attributes = scheme.label_by_name[mark.label].attributes if mark.label in scheme.label_by_name else ()
    return (mark.label, mark.span, *(scheme.value(mark, one.name) for one in attributes))


def _in_key(mark: Mark, key: Annotation, scheme: Scheme) -> bool:
    """Whether the key has it; sides are all one, for a machine cannot know which number people give one."""
    near = [one.other for one in matches([mark], key.labelled(mark.label)) if one.iou >= ENOUGH]
    return any(_sideless(mark, scheme) == _sideless(other, scheme) for other in near)


def _sideless(mark: Mark, scheme: Scheme) -> list[object]:
    values = _said(mark, scheme)[2:]
    return ["side" if isinstance(value, str) and value.startswith("side_") else value for value in values]
