"""Small annotated articles in a form that reads like the story they tell.

A story is a list of claims, a sentence each: `claim("named_person side_1", central=True)`. Sources are
written as their identity, standing and, for unnamed ones, reason and number; the same `who` is the same
speaker.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from annotate.core import Annotation, Article, Link, Mark, Span
from tests.support.strategies import IDENTITIES, STANDINGS

REASONS = ("none", "generic", "specific")
NUMBERS = ("1", "2", "3+")
SENTENCE = "The water rose by the old mill. "
PADDING = 8
"""Sentences that every story is filled up to, so that it has the minimum of evidence."""


@dataclass(frozen=True)
class Claim:
    """One assertion with its sources; `same` and `answers` are places of other claims in the story."""

    sources: tuple[str, ...]
    central: bool = False
    kind: str = "fact"
    cue: str = "neutral"
    same: tuple[int, ...] = ()
    answers: int | None = None


def claim(*sources: str, central: bool = False, **more: object) -> Claim:
    return Claim(sources, central, **more)  # type: ignore[arg-type]


@dataclass
class Story:
    """A story as an article and its reading. `via` holds pairs of source descriptions."""

    claims: list[Claim]
    via: dict[str, str] = field(default_factory=dict)
    answers: dict[str, str] = field(
        default_factory=lambda: {"genre": "news", "accused": "no", "reply": "not_applicable"}
    )

    @property
    def article(self) -> Article:
        text = SENTENCE * len(self.claims)
        spans = tuple(Span(s, s + len(SENTENCE) - 1) for s in range(0, len(text), len(SENTENCE)))
        return Article("story", text.strip(), spans)

    @property
    def reading(self) -> Annotation:
        marks: list[Mark] = []
        links: list[Link] = []
        first: dict[str, str] = {}
        for number, one in enumerate(self.claims):
            at = number * len(SENTENCE)
            marks.append(_assertion(number, one, at))
            marks.append(Mark(f"c{number}", "CUE", Span(at, at + 3), {"stance": one.cue}))
            links.append(Link("cued_by", f"a{number}", f"c{number}"))
            links += [Link("same_claim", f"a{number}", f"a{other}") for other in one.same]
            links += [] if one.answers is None else [Link("responds_to", f"a{number}", f"a{one.answers}")]
            for place, who in enumerate(one.sources):
                marks.append(_source(f"s{number}-{place}", who, at + place))
                links.append(Link("attributed_to", f"a{number}", f"s{number}-{place}"))
                if first.setdefault(who, f"s{number}-{place}") != f"s{number}-{place}":
                    links.append(Link("same_source", f"s{number}-{place}", first[who]))
        for who, conduit in self.via.items():
            marks += [_source(f"v-{conduit}", conduit, 0)] if conduit not in first else []
            links.append(Link("via", first[who], first.setdefault(conduit, f"v-{conduit}")))
        return Annotation("story", "ada", tuple(marks), tuple(links), self.answers)


def _assertion(number: int, one: Claim, at: int) -> Mark:
    weight = "central" if one.central else "supporting"
    span = Span(at, at + len(SENTENCE) - 2)
    return Mark(f"a{number}", "ASSERTION", span, {"kind": one.kind, "weight": weight})


def _source(id_: str, described: str, at: int) -> Mark:
    """A source from words such as "unnamed_described side_1 specific 2 #another"."""
    attributes = {"standing": "unclear"}
    for word in described.split():
        for name, values in (
            ("identity", IDENTITIES),
            ("standing", STANDINGS),
            ("reason", REASONS),
            ("number", NUMBERS),
        ):
            if word in values:
                attributes[name] = word
    return Mark(id_, "SOURCE", Span(at, at + 1), attributes)
