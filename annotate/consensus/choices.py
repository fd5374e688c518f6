"""What the annotators of one article chose, as one choice each: attributes of marks, answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from annotate.consensus.rates import Rates
from annotate.consensus.votes import Vote, decided
from annotate.core import Annotation, Mark
from annotate.scheme import Answer, Scheme

CANNOT = "cannot_be_labelled"


def voted(
    mark: Mark, members: Sequence[tuple[str, Mark]], scheme: Scheme, rates: Mapping[str, Rates]
) -> Mark:
    """`mark` with each attribute that applies as its members chose it, defaults filled in."""
    chosen: dict[str, str] = {}
    for attribute in scheme.label_by_name[mark.label].attributes:
        if attribute.applies(chosen):
            votes = votes_on(members, attribute.name, scheme)
            known = rates.get(f"{mark.label}.{attribute.name}")
            if votes:
                chosen[attribute.name] = decided(attribute.name, votes, known)
            elif attribute.default:
                chosen[attribute.name] = attribute.default
    return Mark(mark.id, mark.label, mark.span, chosen)


def votes_on(members: Sequence[tuple[str, Mark]], attribute: str, scheme: Scheme) -> list[Vote]:
    """The votes on an attribute of one mark by those who made it, each beside its annotator."""
    return [(name, vote) for name, one in members if (vote := scheme.value(one, attribute))]


def answers_of(voting: Sequence[Annotation], scheme: Scheme, rates: Mapping[str, Rates]) -> dict[str, str]:
    """Answers by majority or by `rates`, signs that half ticked.

    Words of one's own stay with their annotator, save why an article cannot be labelled, where all say so.
    """
    out: dict[str, str] = {}
    for answer in scheme.answers:
        votes = votes_for(voting, answer)
        if answer.control == "several":
            out |= _ticked(answer, votes, len(voting))
        elif answer.name == CANNOT and len(votes) == len(voting):
            out[CANNOT] = "; ".join(sorted({vote for _, vote in votes}))
        elif votes and answer.control != "text":
            out[answer.name] = decided(answer.name, votes, rates.get(answer.name))
    return out


def votes_for(voting: Sequence[Annotation], answer: Answer) -> list[Vote]:
    """The votes on an answer, each beside its annotator."""
    return [(one.annotator, vote) for one in voting if (vote := one.answers.get(answer.name, answer.default))]


def _ticked(answer: Answer, votes: Sequence[Vote], readers: int) -> dict[str, str]:
    """What at least half have ticked, where there is any."""
    ticked = Counter(tick for _, vote in votes for tick in vote.split(","))
    half = ",".join(one.name for one in answer.values if 2 * ticked[one.name] >= readers)
    return {answer.name: half} if half else {}
