"""A reading taken apart into arrays: what no draw changes, and what each draw makes anew."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from annotate.core import Annotation, Article, Mark
from annotate.scheme import Scheme
from annotate.scheme.order import LOWEST_FIRST
from annotate.score.arrays import Bools, Floats, Ints
from annotate.score.lengths import in_scope, lengths

KINDS = LOWEST_FIRST["kind"]
IDENTITIES = ("", *LOWEST_FIRST["identity"])
STANDINGS = ("", *LOWEST_FIRST["standing"])
WEIGHTS = LOWEST_FIRST["weight"]
REASONS = LOWEST_FIRST["reason"]
NUMBERS = LOWEST_FIRST["number"]
STANCES = LOWEST_FIRST["stance"]
ACCUSED = ("", *LOWEST_FIRST["accused"])
REPLIES = ("", *LOWEST_FIRST["reply"])
"""Values in their order; the empty one stands for what nobody chose."""

WITHOUT = {"kind": "fact", "stance": "neutral", "weight": "supporting"}
"""What a value stands for that the score does not know, such as a team's own."""


@dataclass(frozen=True, eq=False)
class Plan:
    """What no draw changes.

    Attributes:
        assertions, sources: the marks in scope, in the order of the text; their places are the rows below.
        lengths: (sentences, assertions), letters and digits of each assertion in each sentence that has any.
        attributed: (n, 2), assertion and source. same_source, via: (n, 2), sources.
        same_claim, responds: (n, 2), assertions. cues: (n,), the assertion of each cue.
    """

    assertions: tuple[Mark, ...]
    sources: tuple[Mark, ...]
    lengths: Floats
    attributed: Ints
    same_source: Ints
    via: Ints
    same_claim: Ints
    responds: Ints
    cues: Ints


@dataclass(frozen=True, eq=False)
class Choices:
    """What each draw makes anew; every array is (rows of the plan, draws).

    kind, identity, standing, reason, number and stance hold places in the tuples above, and so do the
    answers accused and reply, in one row; central says whether an assertion is; those named as links say
    whether the link is there. `times` is how often an assertion counts: 1 in a reading as it is; in a draw 0
    where another group did not mark it, 2 where it also stands for one that this group missed.
    """

    kind: Ints
    central: Bools
    times: Ints
    identity: Ints
    standing: Ints
    reason: Ints
    number: Ints
    stance: Ints
    attributed: Bools
    same_source: Bools
    via: Bools
    same_claim: Bools
    responds: Bools
    accused: Ints
    reply: Ints

    @property
    def draws(self) -> int:
        return self.reply.shape[1]

    def map(self, how: Callable[[NDArray[Any]], NDArray[Any]]) -> Choices:
        """The same with `how` done to every array."""
        return Choices(**{name: how(value) for name, value in vars(self).items()})


def compile_reading(reading: Annotation, article: Article, scheme: Scheme) -> tuple[Plan, Choices]:
    """The reading as one plan and the choices of one draw, its own."""
    assertions, sources = (in_scope(reading, label, article.text) for label in ("ASSERTION", "SOURCE"))
    claim = {mark.id: at for at, mark in enumerate(assertions)}
    source = {mark.id: at for at, mark in enumerate(sources)}
    cue = {mark.id: mark for mark in reading.labelled("CUE")}
    cued = [link for link in reading.linked("cued_by") if link.from_id in claim and link.to_id in cue]
    plan = Plan(
        assertions=assertions,
        sources=sources,
        lengths=lengths(assertions, article),
        attributed=_ends(reading, "attributed_to", claim, source),
        same_source=_ends(reading, "same_source", source, source),
        via=_ends(reading, "via", source, source),
        same_claim=_ends(reading, "same_claim", claim, claim),
        responds=_ends(reading, "responds_to", claim, claim),
        cues=np.array([claim[link.from_id] for link in cued], np.int64),
    )
    return plan, _choices(plan, [cue[link.to_id] for link in cued], reading, scheme)


def _choices(plan: Plan, cues: Sequence[Mark], reading: Annotation, scheme: Scheme) -> Choices:
    def column(marks: Sequence[Mark], attribute: str, values: Sequence[str]) -> Ints:
        chosen = [scheme.value(mark, attribute) for mark in marks]
        return places([one or "" for one in chosen], values, WITHOUT.get(attribute))

    def there(links: Ints) -> Bools:
        return np.ones((len(links), 1), bool)

    return Choices(
        kind=column(plan.assertions, "kind", KINDS),
        central=column(plan.assertions, "weight", WEIGHTS) == WEIGHTS.index("central"),
        times=np.ones((len(plan.assertions), 1), np.int64),
        identity=column(plan.sources, "identity", IDENTITIES),
        standing=column(plan.sources, "standing", STANDINGS),
        reason=column(plan.sources, "reason", REASONS),
        number=column(plan.sources, "number", NUMBERS),
        stance=column(cues, "stance", STANCES),
        attributed=there(plan.attributed),
        same_source=there(plan.same_source),
        via=there(plan.via),
        same_claim=there(plan.same_claim),
        responds=there(plan.responds),
        accused=places([reading.answers.get("accused", "")], ACCUSED),
        reply=places([reading.answers.get("reply", "")], REPLIES),
    )


def places(chosen: Sequence[str], values: Sequence[str], otherwise: str | None = None) -> Ints:
    """(chosen, 1): the place in `values`; one that is not there counts as `otherwise`, or the first."""
    rest = 0 if otherwise is None else values.index(otherwise)
    return np.array([[values.index(v) if v in values else rest] for v in chosen], np.int64).reshape(-1, 1)


def _ends(reading: Annotation, type_: str, start: dict[str, int], end: dict[str, int]) -> Ints:
    found = {
        (start[link.from_id], end[link.to_id])
        for link in reading.linked(type_)
        if link.from_id in start and link.to_id in end and link.from_id != link.to_id
    }
    return np.array(sorted(found), np.int64).reshape(-1, 2)
