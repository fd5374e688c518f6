"""The figures on handwork are those that are measured."""

from pathlib import Path

from tests.measure_effort import table

PAGE = Path(__file__).parents[2] / "docs" / "annotators.md"


def test_the_page_for_annotators_says_what_is_measured() -> None:
    assert table() in PAGE.read_text("utf-8"), "run: python -m tests.measure_effort"
