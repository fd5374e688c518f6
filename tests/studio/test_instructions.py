"""The guidelines as annotators see them in Label Studio."""

import pytest

from annotate.resources import shipped
from annotate.studio.instructions import instructions
from tests.support.scheme import the_scheme


@pytest.mark.parametrize(
    ("markdown", "shown"),
    [
        ("# Rules", "<h1>Rules</h1>"),
        ("<!-- for us -->Rules", "<p>Rules</p>"),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("> [C: said]", '<mark class="an-c">said</mark>'),
        (
            "> [S unnamed_bare 2: two sources]",
            '<mark class="an-s">two sources<small>unnamed_bare 2</small></mark>',
        ),
        (
            "> [A: it [H: may] rain]",
            '<mark class="an-a">it <mark class="an-h">may</mark> rain</mark>',
        ),
    ],
)
def test_markdown_becomes_what_the_window_shows(markdown: str, shown: str) -> None:
    assert shown in instructions(markdown, the_scheme())


def test_a_mark_has_the_colour_of_its_label() -> None:
    made = instructions("", the_scheme())
    for label in the_scheme().labels:
        assert f".an-{label.name[0].lower()} {{ background: {label.colour}55; }}" in made


def test_the_shipped_guidelines_have_all_their_marks_and_tables() -> None:
    made = instructions(shipped("config", "guidelines.md").read_text("utf-8"), the_scheme())
    assert made.count("<mark") > 250
    assert made.count("<table>") == 1 + len(the_scheme().labels) + 2
    assert "<!--" not in made
    assert "[S" not in made
    assert "[A" not in made
