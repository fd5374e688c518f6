"""Examples in the guidelines are text with marks in brackets."""

import pytest

from annotate.core.errors import UsageError
from annotate.scheme.examples import examples, parse, plain
from tests.support.scheme import the_scheme


def marks(line: str) -> list[tuple[str, str, dict[str, str]]]:
    (example,) = examples(f"> {line}", the_scheme())
    return [(one.label, one.span.cut(example.text), dict(one.attributes)) for one in example.marks]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Who knew?", []),
        ("[A: It rained].", [("ASSERTION", "It rained", {})]),
        (
            "[S unnamed_bare 2: Two sources] [C: said]",
            [("SOURCE", "Two sources", {"identity": "unnamed_bare", "number": "2"}), ("CUE", "said", {})],
        ),
        (
            "[A prediction: it [H: may] rain]",
            [("ASSERTION", "it may rain", {"kind": "prediction"}), ("HEDGE", "may", {})],
        ),
        (
            "[C distancing: [H hearsay: reportedly]]",
            [("CUE", "reportedly", {"stance": "distancing"}), ("HEDGE", "reportedly", {"type": "hearsay"})],
        ),
        ("a [sic] stays", []),
    ],
)
def test_brackets_are_marks(line: str, expected: list[tuple[str, str, dict[str, str]]]) -> None:
    assert marks(line) == expected


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("[A: never closed", "not closed"),
        ("[X: no such label]", "0 labels begin with X"),
        ("[S loud: a man]", "SOURCE has no value loud"),
    ],
)
def test_a_slip_in_the_guidelines_is_named(line: str, complaint: str) -> None:
    with pytest.raises(UsageError, match=complaint):
        marks(line)


def test_the_words_alone() -> None:
    assert plain(parse("[A: The pier [H: may] fail], [C: said] [S: she].")) == "The pier may fail, said she."
