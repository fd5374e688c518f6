"""Readings of four annotators and more: who errs how is found, and counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from annotate.consensus import ballots, error_rates, merge, posteriors
from annotate.consensus.agreement import Read
from annotate.consensus.rates import Rates
from annotate.consensus.votes import decided
from annotate.core import Annotation, Mark
from tests.support.scheme import the_scheme
from tests.support.simulated import SENTENCE, Simulated, read_by, truths

GOOD = [Simulated("ada", 0.97), Simulated("bob", 0.95)]
LED = {"identity": "metonym", "kind": "evaluation", "genre": "opinion"}
BIASED = [Simulated(name, 0.5, LED) for name in ("cem", "dan", "eva")]
TRUE = list(truths(25))
READ = read_by([*GOOD, *BIASED], TRUE)
FLAT = Rates("SOURCE.number", ("1", "2"), (0.5, 0.5), {"ada": ((0.9, 0.1), (0.1, 0.9))})


def rates_of(read: Sequence[Read]) -> Mapping[str, Rates]:
    return error_rates(ballots(read, the_scheme()), the_scheme())


def right(reading: Annotation, true: Annotation, label: str, attribute: str) -> list[bool]:
    there = {sentence(mark): mark.get(attribute) for mark in true.labelled(label)}
    return [mark.get(attribute) == there[sentence(mark)] for mark in reading.labelled(label)]


def sentence(mark: Mark) -> int:
    return mark.span.start // len(SENTENCE)


def test_a_bias_is_found_and_by_whom() -> None:
    found = rates_of(READ)["SOURCE.identity"]
    metonym = found.values.index("metonym")
    for name, rows in found.annotators.items():
        into = [row[metonym] for true, row in enumerate(rows) if true != metonym]
        assert (sum(into) / len(into) > 0.3) == (name in {"cem", "dan", "eva"}), name
        assert all(sum(row) == pytest.approx(1, abs=0.001) for row in rows)


@pytest.mark.parametrize(("label", "attribute"), [("SOURCE", "identity"), ("ASSERTION", "kind")])
def test_from_four_annotators_on_the_likeliest_value_counts(label: str, attribute: str) -> None:
    """Against what is true: more of it is found than by majority, three of five having one bias."""
    rates = rates_of(READ)
    by_majority, by_rates = [], []
    for one, (true,) in zip(READ, (one.readings for one in TRUE), strict=True):
        by_majority += right(merge(one.readings, one.article, the_scheme()), true, label, attribute)
        by_rates += right(merge(one.readings, one.article, the_scheme(), rates=rates), true, label, attribute)
    assert sum(by_rates) / len(by_rates) > sum(by_majority) / len(by_majority) + 0.05
    assert sum(by_rates) / len(by_rates) > 0.9


def test_of_three_annotators_the_majority_counts_whoever_they_are() -> None:
    rates = rates_of(READ)
    three = READ[0].readings[2:]
    assert merge(three, READ[0].article, the_scheme(), rates=rates) == merge(
        three, READ[0].article, the_scheme()
    )


def test_the_order_of_annotators_and_articles_does_not_matter() -> None:
    turned = [replace(one, readings=one.readings[::-1]) for one in READ[::-1]]
    there, here = rates_of(turned), rates_of(READ)
    assert there["SOURCE.identity"] == here["SOURCE.identity"]
    one = READ[3]
    both = [merge(who, one.article, the_scheme(), rates=here) for who in (one.readings, one.readings[::-1])]
    assert both[0] == both[1]


def test_what_nobody_read_twice_has_no_rates() -> None:
    assert rates_of([Read(one.article, one.readings[:1]) for one in READ]) == {}


def test_what_annotators_say_of_themselves_is_no_error() -> None:
    assert {"genre", "SOURCE.identity", "ASSERTION.weight"} <= rates_of(READ).keys()
    assert not {"confidence", "impression", "note", "ASSERTION.kind_group"} & rates_of(READ).keys()


@pytest.mark.parametrize(
    ("votes", "rates", "expected"),
    [
        ([("ada", "2"), ("bob", "1"), ("cem", "1")], None, "1"),
        # Nobody is known but one who is good: the others count as much as that one.
        ([("ada", "2"), ("bob", "1")], FLAT, "1"),
        ([("ada", "2"), ("bob", "1"), ("cem", "2")], FLAT, "2"),
        # A value that the rates do not know: by majority again.
        ([("ada", "2"), ("bob", "many"), ("cem", "many")], FLAT, "many"),
    ],
)
def test_what_votes_come_to(votes: list[tuple[str, str]], rates: Rates | None, expected: str) -> None:
    assert decided("number", votes, rates) == expected


def test_chances_of_every_choice_of_a_reading() -> None:
    one = READ[0]
    rates = rates_of(READ)
    reading = merge(one.readings, one.article, the_scheme(), rates=rates)
    items = list(posteriors(one.readings, the_scheme(), rates))
    assert all(sum(item.posterior.values()) == pytest.approx(1, abs=1e-4) for item in items)
    identities = {item.mark: item for item in items if item.name == "SOURCE.identity"}
    for item in identities.values():
        assert item.where in {mark.span for mark in reading.labelled("SOURCE")}
        likeliest = max((value for _, value in item.votes), key=lambda value: item.posterior[value])
        assert reading.by_id[item.mark or ""].get("identity") == likeliest
    (genre,) = [item for item in items if item.name == "genre"]
    assert (genre.mark, genre.where, len(genre.votes)) == (None, None, 5)


def test_without_rates_the_chances_are_shares_of_votes() -> None:
    (genre,) = [i for i in posteriors(READ[0].readings, the_scheme(), {}) if i.name == "genre"]
    said = [value for _, value in genre.votes]
    assert genre.posterior == {value: round(said.count(value) / 5, 6) for value in said}
    assert not genre.rated
