"""Hypothesis strategies for articles with readings that a score can be made from.

`readings()` draws a `Read`: an article of plain sentences and a complete annotation of it, with chains of
`same_source`, `via` and `same_claim`, answers to claims, nested and sentence-spanning assertions, every kind
of source. Nothing that has no default is left open, so that there is a number unless a test takes it away.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from random import Random

from hypothesis import strategies as st

from annotate.core import Annotation, Article, Link, Mark, Span

IDENTITIES = (
    "named_person",
    "named_org",
    "public_record",
    "private_document",
    "own_observation",
    "other_media",
    "metonym",
    "unnamed_described",
    "unnamed_bare",
    "vague_collective",
)
IDENTIFIABLE = IDENTITIES[:6]
UNNAMED = ("unnamed_described", "unnamed_bare")
STANDINGS = ("side_1", "side_2", "side_3", "independent", "witness", "unclear")
KINDS = ("fact", "fact", "fact", "prediction", "motive", "position", "evaluation", "common")
STANCES = ("neutral", "distancing", "endorsing", "mental")
CENTRAL = 3
SENTENCES = 8
"""The fewest that give a number."""
HUGE = 100
"""More than a long read has."""

_WORDS = ("water", "rose", "again", "on", "nine", "roads", "by", "the", "old", "mill", "yesterday", "twice")


@dataclass(frozen=True)
class Read:
    """An article and a reading of it."""

    article: Article
    reading: Annotation


def readings(sentences: int | None = None) -> st.SearchStrategy[Read]:
    """Articles of `sentences` (8 to 12 when not given), each with a complete reading of it.

    They are made by a random generator that Hypothesis seeds: a reading has hundreds of choices, and drawing
    each of them would take a hundred times as long.
    """
    return st.integers(0, 2**32 - 1).map(lambda seed: made(Random(seed), sentences))  # noqa: S311 - no secret


def tangled(sentences: int | None = None) -> st.SearchStrategy[Read]:
    """The same with all sources, or all assertions, in one chain of a type of link, in any order."""
    types = st.sampled_from(["same_source", "via", "same_claim"])
    return st.builds(_chained, readings(sentences), types, st.integers(0, 2**32 - 1))


def _chained(read: Read, type_: str, seed: int) -> Read:
    label = "ASSERTION" if type_ == "same_claim" else "SOURCE"
    ids = [mark.id for mark in read.reading.labelled(label)]
    Random(seed).shuffle(ids)  # noqa: S311 - no secret
    chain = {Link(type_, one, other) for one, other in pairwise(ids)}
    links = tuple(sorted({*read.reading.links, *chain}))
    return Read(read.article, replace(read.reading, links=links))


def made(random: Random, sentences: int | None = None) -> Read:
    """One article with a reading."""
    count = random.randint(SENTENCES, SENTENCES + 4) if sentences is None else sentences
    text, spans, marks, links = "", [], [], []
    for number in range(count):
        sentence, found, drawn = _sentence(random, number, len(text))
        spans.append(Span(len(text), len(text) + len(sentence)))
        text += sentence + random.choice(["\n\n", " ", " "])
        marks += found
        links += drawn
    marks = _with_central(random, _with_spanning(random, marks))
    links += _links(random, marks)
    article = Article("generated", text.rstrip(), tuple(spans))
    kept = tuple(sorted(set(links)))
    return Read(
        article,
        Annotation("generated", "ada", tuple(marks), kept, answers(random), text_sha256=article.sha256),
    )


def answers(random: Random) -> dict[str, str]:
    """Complete answers on an article that is scored."""
    accused = random.choice(["yes", "no"])
    heard = ["quoted", "declined", "prior_position", "none"] if accused == "yes" else ["not_applicable"]
    return {
        "genre": random.choice(["news", "analysis"]),
        "accused": accused,
        "reply": random.choice(heard),
    }


def source_attributes(random: Random) -> dict[str, str]:
    """A source with everything chosen."""
    out = {"identity": random.choice(IDENTITIES), "standing": random.choice(STANDINGS)}
    if out["identity"] in UNNAMED:
        out["reason"] = random.choice(["none", "generic", "specific"])
        out["number"] = random.choice(["1", "2", "3+"])
    return out


def _sentence(random: Random, number: int, at: int) -> tuple[str, list[Mark], list[Link]]:
    """Names, a cue and one or two clauses; who says what is left to chance."""
    names = [f"Name{number}{letter}" for letter in "abc"[: random.randint(0, 2)]]
    clauses = [" ".join(random.choices(_WORDS, k=random.randint(2, 7))) for _ in range(random.randint(1, 2))]
    text, sources, claims, links = "", [], [], []
    for name in names:
        sources.append(_mark(f"s-{name}", "SOURCE", at + len(text), name, source_attributes(random)))
        text += name + " "
    cue = _mark(f"c{number}", "CUE", at + len(text), "said", {"stance": random.choice(STANCES)})
    text += "said " if names else ""
    for place, clause in enumerate(clauses):
        own = _mark(f"a{number}-{place}", "ASSERTION", at + len(text), clause, {"kind": random.choice(KINDS)})
        claims.append(own)
        text += clause + ", "
        said_by = random.sample(sources, random.randint(0, len(sources)))
        links += [Link("attributed_to", own.id, source.id) for source in said_by]
        links += [Link("cued_by", own.id, cue.id)] if said_by and random.random() < 0.7 else []
    return text[:-2] + ".", [*sources, *([cue] if names else []), *claims], links


def _mark(id_: str, label: str, start: int, words: str, attributes: dict[str, str]) -> Mark:
    return Mark(id_, label, Span(start, start + len(words)), attributes)


def _with_spanning(random: Random, marks: list[Mark]) -> list[Mark]:
    """Now and then one more assertion, over other assertions and the end of a sentence."""
    clauses = [mark for mark in marks if mark.label == "ASSERTION"]
    if len(clauses) < 3 or random.random() < 0.5:
        return marks
    return [*marks, Mark("across", "ASSERTION", Span(clauses[0].span.start, clauses[2].span.end))]


def _with_central(random: Random, marks: list[Mark]) -> list[Mark]:
    """Three to five assertions made central, as far as there are as many."""
    ids = [mark.id for mark in marks if mark.label == "ASSERTION"]
    chosen = random.sample(ids, min(len(ids), random.randint(CENTRAL, CENTRAL + 2)))
    return [mark.with_attributes(weight="central") if mark.id in chosen else mark for mark in marks]


def _links(random: Random, marks: list[Mark]) -> list[Link]:
    """Links over the whole text: who is who, who passed on what, what is said again, what is answered."""
    claims = [mark.id for mark in marks if mark.label == "ASSERTION"]
    sources = [mark.id for mark in marks if mark.label == "SOURCE"]
    kinds = [("same_claim", claims), ("responds_to", claims), ("same_source", sources), ("via", sources)]
    out = [
        Link(type_, *random.sample(ids, 2))
        for type_, ids in kinds
        if len(ids) > 1
        for _ in range(random.randint(0, 4))
    ]
    if claims and sources:
        far = range(random.randint(0, 6))
        out += [Link("attributed_to", random.choice(claims), random.choice(sources)) for _ in far]
    return out
