"""docs/rubric.md says what the rubric holds. `python -m tests.score.test_rubric_page` writes it anew."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotate.consensus import merge
from annotate.core.percent import percent
from annotate.score import Score, score
from annotate.score.explain import PARTS, explained
from tests.measure_interval import read, shipped_table
from tests.score.moves import the_rubric
from tests.support.scheme import the_scheme

PAGE = Path("docs/rubric.md")
NEVER = (
    "false",
    "fake",
    "misleading",
    "unreliable",
    "disinformation",
    "fabricated",
    "dishonest",
    "trust score",
    "there is no source",
)
ROOMS = [*Path("annotate/score").rglob("*.py"), *Path("annotate/consensus").rglob("*.py"), PAGE]


def test_the_figures_on_the_page_are_those_of_the_rubric() -> None:
    page = PAGE.read_text("utf-8")
    assert explained(page, the_rubric()) == page
    assert all(f"<!-- rubric: {part} -->" in page for part in PARTS)


def test_the_worked_examples_are_what_the_samples_come_to() -> None:
    page = PAGE.read_text("utf-8")
    assert with_examples(page) == page, "run: python -m tests.score.test_rubric_page"


def test_another_figure_in_the_rubric_is_another_page() -> None:
    page = PAGE.read_text("utf-8")
    stale = page.replace("| 39 |", "| 38 |", 1)
    assert stale != page
    assert explained(stale, the_rubric()) == page


def test_the_figures_in_its_sentences_are_those_of_the_rubric() -> None:
    page = re.sub(r"\s+", " ", PAGE.read_text("utf-8"))
    rubric = the_rubric()
    assert f"lift a score by at most {rubric.limits['same_claim']:.0f} points" in page
    assert f"The interval holds {percent(rubric.interval['level'])}" in page
    assert f"less than {percent(rubric.interval['band_share'])}" in page
    assert rubric.share == {"sentence": 1.0, "central_sentence": 2.0, "central": 2.0, "common": 0.1}


@pytest.mark.parametrize("word", NEVER)
def test_words_that_no_text_about_a_score_holds(word: str) -> None:
    code = re.compile(rf"(?<![\w.]){word}(?!\w)")
    assert not [str(path) for path in ROOMS if code.search(path.read_text("utf-8"))]


def with_examples(page: str) -> str:
    """The page with the table of the worked examples made anew."""
    rows = [
        "| article | coverage | strength | corroboration | breadth | reply | sum | gate | score | interval |",
        "| --- " * 10 + "|",
        *map(_example, _scored()),
    ]
    return re.sub(
        r"(<!-- examples -->\n).*?(<!-- end of examples -->)",
        lambda found: "\n".join([f"{found[1]}", *rows, "", found[2]]),
        page,
        flags=re.DOTALL,
    )


def _scored() -> Iterator[Score]:
    for article, people in read():
        reading = merge(people, article, the_scheme())
        yield score(reading, article, the_scheme(), the_rubric(), shipped_table(), readers=people)


def _example(one: Score) -> str:
    if one.score is None:
        return f"| {one.article} | {'| ' * 7}– | {'; '.join(one.missing)} |"
    points = ["–" if part.value is None else f"{part.points:.0f}" for part in one.criteria]
    gate = f"{one.gates[0].name.replace('_', ' ')}, {one.gates[0].cap}" if one.gates else "–"
    cells = [*points, str(one.ungated), gate, str(one.score), f"{one.low}–{one.high}"]
    return f"| {one.article} | {' | '.join(cells)} |"


if __name__ == "__main__":
    PAGE.write_text(with_examples(explained(PAGE.read_text("utf-8"), the_rubric())), "utf-8")
