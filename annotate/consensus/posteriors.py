"""How likely each value of each choice in a reading is, beside who chose what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from annotate.consensus.choices import votes_for, votes_on
from annotate.consensus.merge import kept, voters
from annotate.consensus.rates import Rates, shared_answers
from annotate.consensus.votes import Vote, weighed
from annotate.core import Annotation, Span
from annotate.scheme import Scheme


@dataclass(frozen=True)
class Item:
    """One choice of a reading.

    Attributes:
        name: `LABEL.attribute`, or the name of an answer.
        mark: id of the mark in the merged reading, and where it stands; None for an answer.
        votes: who chose which value, by annotator; who did not mark the words, or chose nothing, is missing.
        posterior: value to the chance that it is the true one; sums to 1.
        rated: whether the annotators' error rates were asked; else the chances are the shares of votes.
    """

    article: str
    name: str
    mark: str | None
    where: Span | None
    votes: tuple[Vote, ...]
    posterior: Mapping[str, float]
    rated: bool


def posteriors(
    annotations: Sequence[Annotation], scheme: Scheme, rates: Mapping[str, Rates]
) -> Iterator[Item]:
    """Every choice of the reading that `annotations` (of one article) are merged to, in the reading's order.

    Also of fewer than four annotators, whose reading goes by majority: who reads chances may judge alone.
    Sides are those of the reading, whatever number an annotator gave them.
    """
    voting = voters(annotations)
    names = [one.annotator for one in voting]
    for id_, cluster in kept(voting).items():
        members = [(names[who], mark) for who, mark in sorted(cluster.marks.items())]
        for attribute in scheme.label_by_name[cluster.chosen.label].attributes:
            name = f"{cluster.chosen.label}.{attribute.name}"
            votes = votes_on(members, attribute.name, scheme)
            yield from _item(voting, name, id_, cluster.chosen.span, votes, rates)
    for answer in shared_answers(scheme):
        yield from _item(voting, answer.name, None, None, votes_for(voting, answer), rates)


def _item(
    voting: Sequence[Annotation],
    name: str,
    mark: str | None,
    where: Span | None,
    votes: Sequence[Vote],
    rates: Mapping[str, Rates],
) -> Iterator[Item]:
    if votes:
        chances = weighed(votes, rates.get(name))
        rounded = {value: round(chance, 6) for value, chance in chances.items()}
        yield Item(voting[0].article, name, mark, where, tuple(votes), rounded, name in rates)
