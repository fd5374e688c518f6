"""What a campaign about the central claims asks for."""

from __future__ import annotations

from annotate.core import Link
from annotate.scheme import central_claims
from tests.support.scheme import mark, reading

TEXT = "The mayor said the bridge will fall. Critics said it is old. Nobody was there."


def test_the_central_claims_and_who_says_them_are_left() -> None:
    made = reading(
        mark("s", "SOURCE", "The mayor", TEXT),
        mark("c", "CUE", "said", TEXT),
        mark("a", "ASSERTION", "the bridge will fall", TEXT, weight="central"),
        mark("s2", "SOURCE", "Critics", TEXT),
        mark("b", "ASSERTION", "it is old", TEXT, weight="supporting"),
        mark("d", "ASSERTION", "Nobody was there", TEXT),
        links=(Link("attributed_to", "a", "s"), Link("cued_by", "a", "c"), Link("attributed_to", "b", "s2")),
        genre="news",
    )
    left = central_claims(made)
    assert {one.id for one in left.marks} == {"s", "a"}
    assert left.links == (Link("attributed_to", "a", "s"),)
    assert left.answers == {"genre": "news"}
