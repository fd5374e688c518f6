"""What annotators read agrees with the scheme, and its examples could be submitted as they stand."""

import re
from itertools import combinations

import pytest

from annotate.core.errors import UsageError
from annotate.resources import shipped
from annotate.scheme import check
from annotate.scheme.examples import Example, examples
from annotate.scheme.guidelines import END, START, table, with_table
from tests.support.scheme import reading, the_scheme

GUIDELINES = shipped("config", "guidelines.md").read_text("utf-8")
EXAMPLES = examples(GUIDELINES, the_scheme())
PROSE = GUIDELINES.partition(START)[0] + GUIDELINES.partition(END)[2]

SECTIONS = {
    "Cutting": 14,
    "Doubts, denials": 3,
    "Nobody says it": 7,
    "Kind": 11,
    "Mind and mouth": 4,
    "Who is it": 17,
    "How many": 6,
    "Where a source stands": 9,
    "same_source": 3,
    "same_claim": 3,
    "responds_to": 3,
    "via": 2,
    "Cues and hedges": 9,
    "Central claims": 2,
    "Noise": 5,
}
"""A line that annotators trip over has its section, and at least so many examples."""


def section(title: str) -> str:
    (found,) = re.findall(rf"^#+ {title}.*?(?=^#|\Z)", PROSE, re.MULTILINE | re.DOTALL)
    return found


def test_the_tables_are_those_of_the_scheme() -> None:
    assert with_table(GUIDELINES, the_scheme()) == GUIDELINES, (
        "write config/guidelines.md anew with with_table"
    )


def test_the_table_names_every_value_with_its_key() -> None:
    made = table(the_scheme())
    for label in the_scheme().labels:
        for value in (one for attribute in label.attributes for one in attribute.values):
            assert f"| {value.key.replace('shift+', '⇧').upper()} | {value.text} (`{value.name}`)" in made


def test_a_text_without_a_place_for_the_table_is_refused() -> None:
    with pytest.raises(UsageError, match="no place for the table"):
        with_table("# Guidelines", the_scheme())


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(value.name, id=f"{label.name}.{attribute.name}.{value.name}")
        for label in the_scheme().labels
        for attribute in label.attributes
        for value in attribute.values
        if value.name not in ("supporting", "1", "2")
    ],
)
def test_every_value_is_shown_or_explained_beyond_the_table(value: str) -> None:
    shown = {chosen for one in EXAMPLES for mark in one.marks for chosen in mark.attributes.values()}
    assert value in shown or re.search(rf"\*\*{re.escape(value)}\*\*", PROSE)


@pytest.mark.parametrize("link", [one.name for one in the_scheme().links if not one.inferred])
def test_every_link_that_people_draw_is_explained(link: str) -> None:
    assert link in PROSE or (link == "attributed_to" and "Link the assertion to" in PROSE)


@pytest.mark.parametrize(("title", "at_least"), SECTIONS.items())
def test_every_line_that_people_trip_over_has_its_examples(title: str, at_least: int) -> None:
    assert len(examples(section(title), the_scheme())) >= at_least


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: one.text[:40])
def test_an_example_is_a_reading_that_the_scheme_allows(example: Example) -> None:
    checked = check(reading(*example.marks), example.text, the_scheme())
    assert checked.dropped == ()
    assert not [pair for pair in combinations(example.marks, 2) if pair[0].span.crosses(pair[1].span)]
