"""Where the machine errs more: by what is known of the article, and by who speaks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from annotate.core import Span
from annotate.evaluation.compared import Compared
from annotate.evaluation.figures import Figures, figures
from annotate.evaluation.gold import FACTS
from annotate.evaluation.matching import MATCH, Counts
from annotate.evaluation.measure import Evaluation, by_article, evaluate
from annotate.evaluation.names import Names, pronoun_of
from annotate.scheme import Scheme

Trait = Callable[[str], str | None]


@dataclass(frozen=True)
class Speakers:
    """The sources of one kind, by their words; exact, and with a character in common."""

    name: str
    exact: Figures
    overlap: Figures


@dataclass(frozen=True)
class Groups:
    """Every grouping that the gold allows; one with a single group is none.

    Attributes:
        articles: outlet, genre, language to the figures of each group.
        speakers: `pronoun`, `name` to the groups, those with most sources first.
    """

    articles: Mapping[str, Mapping[str, Evaluation]]
    speakers: Mapping[str, tuple[Speakers, ...]]


def groups(compared: Sequence[Compared], scheme: Scheme, names: Names) -> Groups:
    """The figures of each group of articles, and of each kind of source."""
    by_fact = {fact: _by_fact(compared, fact, scheme) for fact in FACTS}
    traits: Mapping[str, Trait] = {"pronoun": pronoun_of, "name": names.language_of}
    speakers = {by: _speakers(compared, trait) for by, trait in traits.items()}
    return Groups(
        {fact: of for fact, of in by_fact.items() if len(of) > 1},
        {by: of for by, of in speakers.items() if len(of) > 1},
    )


def _by_fact(compared: Sequence[Compared], fact: str, scheme: Scheme) -> Mapping[str, Evaluation]:
    names = sorted({one.of.facts[fact] for one in compared if fact in one.of.facts})
    return {
        name: evaluate([one for one in compared if one.of.facts.get(fact) == name], scheme) for name in names
    }


def _speakers(compared: Sequence[Compared], trait: Trait) -> tuple[Speakers, ...]:
    """The sources of a kind on one side are looked for among all of the other side."""
    kinds = [_kinds(one, trait) for one in compared]
    n = Counter(kind for gold, _ in kinds for kind in gold.values() if kind is not None)
    found = []
    for kind, _ in sorted(n.items(), key=lambda item: (-item[1], item[0])):
        exact, overlap = (
            figures(
                by_article((one, _counts(*of, kind, way)) for one, of in zip(compared, kinds, strict=True))
            )
            for way in ("exact", "overlap")
        )
        found.append(Speakers(kind, exact, overlap))
    return tuple(found)


Kinds = Mapping[Span, str | None]


def _kinds(one: Compared, trait: Trait) -> tuple[Kinds, Kinds]:
    gold, machine = (
        {span: trait(span.cut(one.text)) for span in side.pieces("SOURCE")}
        for side in (one.gold, one.machine)
    )
    return gold, machine


def _counts(gold: Kinds, machine: Kinds, kind: str, way: str) -> Counts:
    same = MATCH[way]
    wanted = [span for span, of in gold.items() if of == kind]
    made = [span for span, of in machine.items() if of == kind]
    right = sum(any(same(one, other) for one in gold) for other in made)
    found = sum(any(same(one, other) for other in machine) for one in wanted)
    return right, len(made), found, len(wanted)
