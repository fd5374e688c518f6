"""Sentences and short articles labelled by hand (tests/detect/labelled), and what the rules make of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

from annotate.core import Annotation, Article, Mark, Span
from annotate.detect import detect, load_lexicon
from annotate.detect.marking import source_attributes
from annotate.detect.passage import passage
from annotate.resources import shipped
from annotate.scheme import load_scheme
from tests.support.notation import article

FOLDER = Path(__file__).parents[1] / "detect" / "labelled"
LEXICON = load_lexicon(shipped("config", "lexicon"))
SCHEME = load_scheme(shipped("config", "scheme.toml"))
SIGN = re.compile(r"\[([ovcr\d]+) |\{(\*?[a-z]?) |\]|\}|\{(\*)")
ALIKE = 0.5
"""Two spans are of one mark where they share this much of what both cover."""

OUTLET = "The Varn Gazette"
"""Whose articles the rows are, so that what is told to another outlet is told by it."""

Marking = Callable[[Article], Annotation]
Pair = tuple[str, str]
"""What an annotator wanted, and what was found."""


def by_rules(one: Article) -> Annotation:
    return detect(one, LEXICON, SCHEME, for_people=True)


def rows(name: str) -> Iterator[tuple[str, str]]:
    """(section, line) of each row of a set."""
    section = ""
    for line in (FOLDER / f"{name}.txt").read_text("utf-8").splitlines():
        if line.startswith("## "):
            section = line[3:]
        elif line and not line.startswith("#"):
            yield section, line


def bracketed(line: str) -> tuple[str, list[Span]]:
    """The sentence, and what stands in [ ]."""
    text, spans = "", []
    for part in re.split(r"(\[[^\]]*\])", line):
        if part.startswith("["):
            spans.append(Span(len(text), len(text) + len(part) - 2))
        text += part.strip("[]")
    return text, spans


def of_sources(name: str, attribute: str) -> list[Pair]:
    """`reason`, `number` or `standing` of each source whose words are given."""
    return [
        (wanted[attribute], _source(text, spans[0]).get(attribute, "left"))
        for wanted, text, spans in _sources(name)
    ]


def of_marks(name: str, label: str, attribute: str) -> list[Pair]:
    """The attribute of the mark that is found where one is labelled; "missed" where there is none."""
    pairs = []
    for section, line in rows(name):
        text, spans = bracketed(line)
        found = detect(article(text), LEXICON, SCHEME)
        missed = "none" if section == "none" else "missed"
        pairs += [(section, _like(found, label, span).get(attribute, missed)) for span in spans]
        if label == "HEDGE":
            pairs += [("none", one.get(attribute, "")) for one in _beside(found, label, spans)]
            pairs += [("none", "none")] if not spans and not found.labelled(label) else []
    return pairs


def macro_f1(pairs: Sequence[Pair]) -> float:
    """The mean F1 of the values that an annotator wanted."""
    each = by_value(pairs)
    return sum(f1 for f1, _ in each.values()) / len(each)


def by_value(pairs: Sequence[Pair]) -> dict[str, tuple[float, int]]:
    """F1 and number of rows of each value that was wanted."""
    right = Counter(wanted for wanted, found in pairs if wanted == found)
    said, meant = Counter(found for _, found in pairs), Counter(wanted for wanted, _ in pairs)
    return {value: (2 * right[value] / (said[value] + n), n) for value, n in sorted(meant.items())}


@dataclass(frozen=True)
class Counted:
    """Pairs or marks: how many were right, how many were said, how many were wanted."""

    right: int = 0
    said: int = 0
    wanted: int = 0

    def __add__(self, other: Counted) -> Counted:
        return Counted(self.right + other.right, self.said + other.said, self.wanted + other.wanted)

    @property
    def precision(self) -> float:
        return self.right / max(self.said, 1)

    @property
    def recall(self) -> float:
        return self.right / max(self.wanted, 1)

    @property
    def f1(self) -> float:
        return 2 * self.right / max(self.said + self.wanted, 1)


@dataclass(frozen=True)
class Told:
    """A text and its labels: the mentions of each speaker, the claims of each letter, the central ones."""

    text: str
    speakers: Mapping[str, Sequence[Span]]
    claims: Mapping[str, Sequence[Span]]
    central: Sequence[Span]


def told(written: str) -> Told:
    """Reads [1 …] and {*a …}."""
    text, at, opened = "", 0, []
    speakers: dict[str, list[Span]] = {}
    claims: dict[str, list[Span]] = {}
    central: list[Span] = []
    for sign in SIGN.finditer(written):
        text += written[at : sign.start()]
        at = sign.end()
        if sign.group() not in "]}":
            opened.append((sign.group(1), sign.group(2) or sign.group(3) or "", len(text)))
            continue
        speaker, claim, start = opened.pop()
        span = Span(start, len(text))
        if speaker:
            speakers.setdefault(speaker, []).append(span)
        if claim.strip("*"):
            claims.setdefault(claim.strip("*"), []).append(span)
        if "*" in claim:
            central.append(span)
    assert not opened, written
    return Told(text + written[at:], speakers, claims, central)


def articles() -> list[Told]:
    """The short articles, each with its title as first paragraph."""
    text = (FOLDER / "articles.txt").read_text("utf-8")
    return [told("\n\n".join(one.strip().splitlines()[1:])) for one in text.split("\n## ")[1:]]


def measured(one: Told) -> dict[str, Counted]:
    """What the rules find in an article: speakers joined, claims joined, central claims."""
    title = one.text.split("\n\n")[0]
    found = detect(article(one.text, title), LEXICON, SCHEME)
    chosen = [mark.span for mark in found.labelled("ASSERTION") if mark.get("weight") == "central"]
    right = sum(any(_alike(span, other) for other in chosen) for span in one.central)
    return {
        "same_source": _speakers(one, found),
        "same_claim": _claims(one, found),
        "central": Counted(right, len(chosen), len(one.central)),
    }


def linked(name: str, type_: str, ends: str, mark: Marking = by_rules) -> Counted:
    """Pairs that links of a type should join, over a set's rows; `ends` are the letters of their two."""
    total = Counted()
    for _, line in rows(name):
        one = told(line.replace(" / ", "\n\n"))
        found = mark(replace(article(one.text), outlet=OUTLET))
        at = {each.id: each.span for each in found.marks}
        said = [(at[link.from_id], at[link.to_id]) for link in found.links if link.type == type_]
        wanted = list(zip(*(one.speakers.get(end, ()) for end in ends), strict=True))
        right = sum(any(a.overlaps(c) and b.overlaps(d) for c, d in said) for a, b in wanted)
        total += Counted(right, len(said), len(wanted))
    return total


def _sources(name: str) -> Iterator[tuple[dict[str, str], str, list[Span]]]:
    for section, line in rows(name):
        sentence, _, number = line.partition(" | ")
        text, spans = bracketed(sentence)
        yield {"reason": section, "standing": section, "number": number}, text, spans


def _source(text: str, span: Span) -> dict[str, str]:
    one = article(text)
    paragraph = passage(text, one.paragraphs[0], one.sentences)
    inside = [at for at, token in enumerate(paragraph.tokens) if span.start <= token.start < span.end]
    return source_attributes(paragraph, (inside[0], inside[-1] + 1), text, LEXICON)


def _like(found: Annotation, label: str, span: Span) -> Mark | Mapping[str, str]:
    """The mark that shares most with a span; nothing where none touches it."""
    touching = [mark for mark in found.labelled(label) if mark.span.overlaps(span)]
    return max(touching, key=lambda mark: mark.span.iou(span), default={})


def _beside(found: Annotation, label: str, spans: Sequence[Span]) -> list[Mark]:
    """The marks that touch none of the spans."""
    return [one for one in found.labelled(label) if not any(one.span.overlaps(span) for span in spans)]


def _alike(one: Span, other: Span) -> bool:
    return one.iou(other) >= ALIKE


def _speakers(one: Told, found: Annotation) -> Counted:
    """Pairs of mentions of one speaker; a mention that was not found is joined to nothing."""
    group = _groups(found)
    mentions = [(number, span) for number, spans in one.speakers.items() for span in spans]
    known = []
    for number, span in mentions:
        mark = _like(found, "SOURCE", span)
        known.append((number, group[mark.id] if isinstance(mark, Mark) else object()))
    pairs = list(combinations(known, 2))
    same = [(a[0] == b[0], a[1] == b[1]) for a, b in pairs]
    return Counted(sum(a and b for a, b in same), sum(b for _, b in same), sum(a for a, _ in same))


def _groups(found: Annotation) -> dict[str, str]:
    """For each source the first one that it is joined to, directly or through others."""
    first = {mark.id: mark.id for mark in found.labelled("SOURCE")}
    for link in found.links:
        if link.type == "same_source":
            one, other = first[link.from_id], first[link.to_id]
            first = {key: other if value == one else value for key, value in first.items()}
    return first


def _claims(one: Told, found: Annotation) -> Counted:
    at = {mark.id: mark.span for mark in found.marks}
    said = [(at[link.from_id], at[link.to_id]) for link in found.links if link.type == "same_claim"]
    wanted = [pair for spans in one.claims.values() for pair in combinations(spans, 2)]
    right = sum(
        any((_alike(a, c) and _alike(b, d)) or (_alike(a, d) and _alike(b, c)) for c, d in said)
        for a, b in wanted
    )
    return Counted(right, len(said), len(wanted))
